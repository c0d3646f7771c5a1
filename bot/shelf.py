"""The window on the knowledge base: lists, pages, drafts with their history, and what is behind the numbers."""

from datetime import date

from bot.desk import Desk, DeskNow, as_article
from bot.handle.look.kb import LIKELY, first_words
from bot.handle.people import meet
from bot.handle.save import names_of
from bot.model.entry import Entry, Figures, State, Vote, Wording
from bot.model.people import Account, Person
from bot.model.places import Conversation
from bot.policy.rights import audiences, may_edit, may_read_draft, may_see
from bot.ports import ArticlePage, ArticleRow, Begin, CountedVote, EditPage, FigurePage, PastWording, Transaction
from kb import Article

FOUND = 12


class Shelf:
    """`bot.ports.Shelf` over one workspace."""

    def __init__(self, begin: Begin, desk: DeskNow, workspace: str) -> None:
        self._begin = begin
        self._desk = desk
        self._workspace = workspace

    async def listed(self, viewer: Account, words: str = "", queue: str | None = None) -> tuple[ArticleRow, ...]:
        async with self._begin(self._workspace) as tx:
            desk, person = await self._desk.fresh(tx), await meet(viewer, self._desk(tx.workspace), tx)
            language = _language(person, viewer, desk)
            mine = audiences(person, desk.rules)
            if words.strip():
                found = desk.matcher.rank(words, language=language, audiences=mine, limit=FOUND)
                articles = [match.article for match in found if match.confidence >= LIKELY]
            else:
                chosen = {a.slug: desk.library.by_slug(a.slug, language) or a for a in desk.library.articles}
                articles = sorted((a for a in chosen.values() if a.audience in mine), key=lambda a: (a.queue, a.title))
            figures = await tx.feedback.figures([a.slug for a in articles])
        wanted = [a for a in articles if queue in (None, "", a.queue)]
        return tuple(_row(a, "published", figures.get(a.slug, Figures()), desk, language) for a in wanted)

    async def drafts(self, viewer: Account) -> tuple[ArticleRow, ...]:
        async with self._begin(self._workspace) as tx:
            desk, person = await self._desk.fresh(tx), await meet(viewer, self._desk(tx.workspace), tx)
            language = _language(person, viewer, desk)
            mine = [e for e in await tx.articles.every() if _may_read(person, e, desk) and _unpublished(e)]
            figures = await tx.feedback.figures([e.slug for e in mine])
        return tuple(
            _row(as_article(e, e.latest), e.state, figures.get(e.slug, Figures()), desk, language) for e in mine
        )

    async def article(self, viewer: Account, slug: str, language: str | None = None) -> ArticlePage | None:
        async with self._begin(self._workspace) as tx:
            desk, person = await self._desk.fresh(tx), await meet(viewer, self._desk(tx.workspace), tx)
            spoken = _language(person, viewer, desk)
            article = desk.library.by_slug(slug, language or spoken)
            if article is None or article.audience not in audiences(person, desk.rules):
                return None
            await tx.feedback.seen(slug, _today(desk), "page")
            figures = (await tx.feedback.figures([slug])).get(slug, Figures())
            voted = [vote for vote in await tx.feedback.votes(slug) if vote.person == person.id]
            owner = (await names_of(tx, desk, [article.owner])).plain(article.owner)
        return ArticlePage(
            row=_row(article, "published", figures, desk, spoken),
            body=article.body,
            script=article.script,
            tags=article.tags,
            languages=desk.library.languages_of(slug),
            owner=owner,
            verified=article.verified,
            file=article.source,
            may_edit=may_edit(person, article.queue, article.owner, desk.rules),
            keeps=may_read_draft(person, article.queue, article.owner, desk.rules),
            voted=voted[0].helped if voted else None,
        )

    async def edited(self, viewer: Account, slug: str, language: str) -> EditPage | None:
        async with self._begin(self._workspace) as tx:
            desk, person = await self._desk.fresh(tx), await meet(viewer, self._desk(tx.workspace), tx)
            entry = await tx.articles.get(slug, language)
            if entry is None or not _may_read(person, entry, desk):
                return None
            wordings = await tx.articles.wordings(slug, language)
            written = [one.language for one in await tx.articles.every() if one.slug == slug]
            names = await names_of(tx, desk, [one.by for one in wordings])
        spoken = _language(person, viewer, desk)
        say, rules = desk.speak(spoken), desk.rules
        published = entry.published.version if entry.published else None
        teams = [(q.id, q.label(spoken)) for q in rules.queues if not q.confidential]
        return EditPage(
            slug=slug,
            language=language,
            state=entry.state,
            ticket=entry.ticket,
            team=rules.queue(entry.queue).label(spoken),
            latest=entry.latest,
            published=published,
            history=tuple(
                PastWording(one.version, names.plain(one.by), one.at, one.why, one.version == published)
                for one in wordings
            ),
            audiences=(
                ("everyone", say.text("audience-everyone")),
                ("agents", say.text("audience-agents")),
                *teams,
            ),
            owners=tuple((p.id, p.name) for p in rules.people if rules.is_agent(p.id)),
            languages=tuple(written),
            missing=tuple(one for one in rules.languages if one not in written),
            may_edit=may_edit(person, entry.queue, entry.latest.owner, rules),
        )

    async def wording(self, viewer: Account, slug: str, language: str, version: int) -> Wording | None:
        async with self._begin(self._workspace) as tx:
            desk, person = await self._desk.fresh(tx), await meet(viewer, self._desk(tx.workspace), tx)
            entry = await tx.articles.get(slug, language)
            if entry is None or not _may_read(person, entry, desk):
                return None
            found = await tx.articles.wordings(slug, language)
        return next((one for one in found if one.version == version), None)

    async def figures(self, viewer: Account, slug: str) -> FigurePage | None:
        async with self._begin(self._workspace) as tx:
            desk, person = await self._desk.fresh(tx), await meet(viewer, self._desk(tx.workspace), tx)
            spoken = _language(person, viewer, desk)
            article = desk.library.by_slug(slug, spoken)
            if article is None or article.audience not in audiences(person, desk.rules):
                return None
            if not may_read_draft(person, article.queue, article.owner, desk.rules):
                return None
            counted = (await tx.feedback.figures([slug])).get(slug, Figures())
            votes = [await _counted(vote, person, desk, tx) for vote in await tx.feedback.votes(slug)]
            views = tuple(await tx.feedback.views(slug))
        return FigurePage(_row(article, "published", counted, desk, spoken), views, tuple(votes))


async def _counted(vote: Vote, person: Person, desk: Desk, tx: Transaction) -> CountedVote:
    """With the request it was said of, when this person may see that one."""
    request = await tx.requests.get(vote.request_id) if vote.request_id else None
    if request is None or not may_see(person, request, desk.rules):
        return CountedVote(vote.helped, vote.at, vote.request_id is not None)
    return CountedVote(vote.helped, vote.at, True, request.number, request.subject)


def _row(article: Article, state: State, figures: Figures, desk: Desk, language: str) -> ArticleRow:
    return ArticleRow(
        slug=article.slug,
        language=article.language,
        title=article.title,
        summary=first_words(article.body),
        queue=article.queue,
        team=desk.rules.queue(article.queue).label(language),
        state=state,
        figures=figures,
        check_by=article.check_by,
        overdue=article.check_by <= _today(desk),
        guided=article.script is not None,
    )


def _may_read(person: Person, entry: Entry, desk: Desk) -> bool:
    return may_read_draft(person, entry.queue, entry.latest.owner, desk.rules)


def _unpublished(entry: Entry) -> bool:
    return entry.state != "published" or entry.published is None or entry.published.version != entry.version


def _today(desk: Desk) -> date:
    return desk.clock.now().astimezone(desk.rules.zone).date()


def _language(person: Person, viewer: Account, desk: Desk) -> str:
    return desk.language_for(person, Conversation(viewer.platform, ""))
