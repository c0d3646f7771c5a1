"""The window platforms may look through: lists, completion, rooms, scoped to the viewer."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

from bot.desk import Desk, DeskNow
from bot.export import Exporter
from bot.handle.look.complete import completions
from bot.handle.look.find import tickets_found
from bot.handle.look.kb import articles_for
from bot.handle.look.page import ticket_page
from bot.handle.people import meet
from bot.handle.save import names_of
from bot.model.files import Openable
from bot.model.people import Account, Person
from bot.model.places import Conversation
from bot.model.refusals import Refusal
from bot.model.request import Request
from bot.model.states import Status
from bot.policy.rights import audiences, is_confidential, may_see, reads_notes
from bot.ports import (
    Begin,
    Blobs,
    Completion,
    Findings,
    Front,
    Held,
    Listing,
    Page,
    Room,
    Row,
    StorageUnavailable,
    TicketPage,
    Transaction,
    Wanted,
)
from bot.shelf import Shelf
from bot.show.card import status_word

OPEN_THREADS = 500
AT_RISK = timedelta(hours=4)  # so long without an answer
POPULAR = 5
POPULAR_WITHIN = timedelta(days=30)
BOARD = 400  # tickets on one board
BOARD_DONE = 30  # of them resolved


class View:
    """`bot.ports.DeskView` over one workspace."""

    def __init__(
        self, begin: Begin, desk: DeskNow, workspace: str, blobs: Blobs, others: dict[str, "View"] | None = None
    ) -> None:
        self.shelf = Shelf(begin, desk, workspace)
        self._begin = begin
        self._desk = desk
        self._workspace = workspace
        self._blobs = blobs
        self._exporter = Exporter(begin, blobs, desk)
        self._others = {} if others is None else others
        self._others[workspace] = self

    def of(self, workspace: str) -> "View":
        if workspace == self._workspace:
            return self
        if workspace not in self._others:
            self._others[workspace] = View(self._begin, self._desk, workspace, self._blobs, self._others)
        return self._others[workspace]

    def _now(self) -> Desk:
        return self._desk(self._workspace)

    async def language_of(self, viewer: Account, channel: str | None = None) -> str:
        where = Conversation(viewer.platform, channel or "")
        person = self._person(viewer)
        try:
            async with self._begin(self._workspace, read_only=True) as tx:
                person = await tx.people.get(person.id) or person
        except StorageUnavailable:
            pass  # a page that says so in the wrong language is better than none
        return self._now().language_for(person, where)

    def _person(self, viewer: Account) -> Person:
        rules = self._now().rules
        member = rules.member_of(viewer)
        person_id = member.id if member else rules.person_of(viewer.platform, viewer.id)
        return Person(person_id, viewer.name, locale=viewer.locale, stranger=viewer.stranger and member is None)

    def sign_means(self, sign: str) -> str | None:
        return self._now().rules.emoji.meaning(sign)

    def account_of(self, person_id: str, platform: str) -> str | None:
        return self._now().rules.account(person_id, platform)

    def members(self, platform: str) -> list[tuple[Account, str]]:
        found = []
        for member in self._now().rules.people:
            account = member.account(platform)
            if account is not None:
                found.append((Account(platform, account, member.name, member.locale), member.title))
        return found

    def rooms(self, platform: str, viewer: Account) -> list[Room]:
        rules = self._now().rules
        person = self._person(viewer)
        helping = [h.channel[platform] for h in rules.help if platform in h.channel]
        rooms = {channel: Room(channel, "help", channel) for channel in helping}
        for queue in rules.queues:
            if platform in queue.triage and rules.serves(person.id, queue.id):
                channel = queue.triage[platform]
                language = self._now().language_for(person, Conversation(platform, channel))
                rooms.setdefault(channel, Room(channel, "triage", queue.label(language)))
        for digest in rules.digests:
            if platform in digest.channel and any(rules.serves(person.id, q) for q in digest.queues):
                channel = digest.channel[platform]
                rooms.setdefault(channel, Room(channel, "digest", channel))
        return list(rooms.values())

    def queues(self, viewer: Account, language: str) -> list[tuple[str, str]]:
        served = self._now().rules.queues_of(self._person(viewer).id)
        return [(queue.id, queue.label(language)) for queue in served]

    def rosters(self, platform: str) -> dict[str, str]:
        found = {}
        for queue in self._now().rules.queues:
            source = queue.agents_from.get(platform, "")
            source = queue.triage.get(platform, "") if source == "triage" else source
            if source:
                found[queue.id] = source
        return found

    def help_channels(self, platform: str) -> list[str]:
        return [one.channel[platform] for one in self._now().rules.help if platform in one.channel]

    async def writer_of(self, message_id: str, platform: str) -> str | None:
        async with self._begin(self._workspace, read_only=True) as tx:
            person = await tx.messages.writer_of(message_id)
        return self.account_of(person, platform) if person is not None else None

    async def open_threads(self, platform: str) -> list[tuple[str, str]]:
        async with self._begin(self._workspace, read_only=True) as tx:
            return await tx.anchors.open_threads(platform, OPEN_THREADS)

    async def front(self, viewer: Account, pages: Mapping[str, Page], page: Page) -> Front:
        desk, person = self._now(), self._person(viewer)
        queues = [queue.id for queue in desk.rules.queues_of(person.id)]
        since = desk.clock.now() - AT_RISK

        def wanted(name: str) -> Page:
            return _one_more(pages.get(name, page))

        async with self._begin(self._workspace, read_only=True) as tx:
            own = await tx.requests.of_requester(person.id, wanted("own"))
            owned = await tx.requests.of_owner(person.id, wanted("owned")) if queues else []
            unowned = await tx.requests.unowned(queues, wanted("unowned")) if queues else []
            at_risk = await tx.requests.at_risk(queues, since, wanted("at_risk")) if queues else []
            slugs = await tx.requests.popular(desk.clock.now() - POPULAR_WITHIN, POPULAR * 2)
            return Front(
                desk=desk.rules.name,
                agent=bool(queues),
                own=await self._listing(own, pages.get("own", page), viewer, tx),
                owned=await self._listing(owned, pages.get("owned", page), viewer, tx),
                unowned=await self._listing(unowned, pages.get("unowned", page), viewer, tx),
                at_risk=await self._listing(at_risk, pages.get("at_risk", page), viewer, tx),
                popular=self._titles(slugs, person, desk.language_for(person, Conversation(viewer.platform, ""))),
            )

    def _titles(self, slugs: Sequence[str], person: Person, language: str) -> tuple[tuple[str, str], ...]:
        """Of the articles this person may read."""
        desk = self._now()
        readable = audiences(person, desk.rules)
        found = [article for slug in slugs if (article := desk.library.by_slug(slug, language))]
        return tuple((one.slug, one.title) for one in found if one.audience in readable)[:POPULAR]

    async def my_requests(self, viewer: Account, page: Page) -> Listing:
        async with self._begin(self._workspace, read_only=True) as tx:
            person = self._person(viewer)
            found = await tx.requests.of_requester(person.id, _one_more(page))
            return await self._listing(found, page, viewer, tx)

    async def queue(self, viewer: Account, queue: str, page: Page) -> Listing:
        rules = self._now().rules
        person = self._person(viewer)
        if not rules.has_queue(queue) or not rules.serves(person.id, queue):
            return Listing((), False)
        async with self._begin(self._workspace, read_only=True) as tx:
            found = await tx.requests.of_queue(queue, _one_more(page))
            seen = [r for r in found if not is_confidential(r, rules) or may_see(person, r, rules)]
            return await self._listing(seen, page, viewer, tx)

    async def board(self, viewer: Account, queue: str | None = None) -> Listing:
        desk, person = self._now(), self._person(viewer)
        served = [one.id for one in desk.rules.queues_of(person.id) if queue in (None, one.id)]
        found: dict[str, Request] = {}
        async with self._begin(self._workspace, read_only=True) as tx:
            for one in served:
                found |= {r.id: r for r in await tx.requests.of_queue(one, Page(size=BOARD))}
            done = Wanted(queues=tuple(served), status=Status.RESOLVED.value)
            found |= {r.id: r for r in await tx.requests.find(done, Page(size=BOARD_DONE))} if served else {}
            return await self._listing(list(found.values()), Page(size=BOARD), viewer, tx)

    async def ticket_page(self, viewer: Account, number: int) -> TicketPage | None:
        desk = self._now()
        async with self._begin(self._workspace) as tx:
            person = await meet(viewer, desk, tx)
            request = await tx.requests.numbered(number)
            if request is None or not may_see(person, request, desk.rules):
                return None
            return await ticket_page(
                request, person, desk.speak_to(person, Conversation(viewer.platform, "")), desk, tx
            )

    async def search(self, viewer: Account, text: str) -> Findings:
        desk, person = self._now(), self._person(viewer)
        say = desk.speak(await self.language_of(viewer))
        async with self._begin(self._workspace, read_only=True) as tx:
            try:
                found = await tickets_found(text, person, viewer.platform, desk.clock.now(), desk, tx)
            except Refusal as refusal:
                return Findings(problem=say.refusal(refusal))
            listing = await self._listing(found, Page(size=len(found)), viewer, tx)
        return Findings(listing.rows, tuple(articles_for(text, person, say.language, desk)))

    async def _listing(self, found: list[Request], page: Page, viewer: Account, tx: Transaction) -> Listing:
        desk = self._now()
        say = desk.speak(await self.language_of(viewer))
        names = await names_of(tx, desk, [p for r in found for p in (r.owner, r.requester)])
        me = self._person(viewer).id
        rows = tuple(
            Row(
                request_id=one.id,
                number=one.number,
                subject=one.subject,
                status=status_word(one, say),
                queue=desk.queue(one.queue).label(say.language),
                owner=names.plain(one.owner) if one.owner else None,
                requester=names.plain(one.requester),
                since=one.waiting_since or one.touched_at or one.created_at,
                state=one.status.value,
                priority=one.priority.value,
                mine=one.owner == me,
                offered=_offered_to(me, one, desk),
                touched_at=one.touched_at,
                answered=one.waiting_since is None,
            )
            for one in found[: page.size]
        )
        return Listing(rows, len(found) > page.size)

    async def file(self, viewer: Account, file_id: str) -> Openable | None:
        desk, person = self._now(), self._person(viewer)
        async with self._begin(self._workspace, read_only=True) as tx:
            held = await tx.files.get(file_id)
            if held is None or not held.file.kept or not await may_open(held, person, desk, tx):
                return None
        return Openable(held.file, partial(self._blobs.read, held.file.hash))

    async def export(self, viewer: Account, number: int) -> Openable | None:
        person = self._person(viewer)
        async with self._begin(self._workspace, read_only=True) as tx:
            request = await tx.requests.numbered(number)
            person = await tx.people.get(person.id) or person
        if request is None:
            return None
        file = await self._exporter.archive(self._workspace, request.id, person, viewer.platform)
        return Openable(file, partial(self._blobs.read, file.hash)) if file else None

    async def complete(self, viewer: Account, where: Conversation, typed: str) -> list[Completion]:
        desk, person = self._now(), self._person(viewer)
        begin = partial(self._begin, self._workspace, read_only=True)
        return await completions(typed, person, desk, desk.speak_to(person, where), begin)


async def may_open(held: Held, person: Person, desk: Desk, tx: Transaction) -> bool:
    """Whoever may read the message it came on; what was made for one person is theirs alone."""
    if held.message_id is None:
        return held.person == person.id
    message = await tx.messages.get(held.message_id)
    request = await tx.requests.get(message.request_id) if message and message.deleted_at is None else None
    if message is None or request is None or not may_see(person, request, desk.rules):
        return False
    return message.reach == "requester" or reads_notes(person, request, desk.rules)


def _offered_to(person: str, one: Request, desk: Desk) -> bool:
    """Is it waiting for this person's team to accept or return it?"""
    return one.active and bool(one.handoff and one.handoff.pending and desk.rules.serves(person, one.handoff.to_queue))


def _one_more(page: Page) -> Page:
    return Page(page.offset, page.size + 1)
