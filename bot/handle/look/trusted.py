"""`kb why`: what earlier answers do to an article, and what the desk would do with a question."""

from collections.abc import Sequence
from math import inf

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.look.why import in_words, percent
from bot.handle.talk.consider import EACH, LATEST, PARTS, consider, in_force
from bot.model.content import Block, Content, Heading, Small, Text, escape
from bot.model.effects import Effect, Say
from bot.model.proof import Given
from bot.policy.answering import TITLES, Offer, Sure
from bot.policy.rights import audiences, may_see
from bot.policy.trust import NEVER, Tally, Trust, base, tally, trust
from bot.ports import Transaction
from bot.words import Speaker
from kb import Article, Match

OPENED = 8  # answers listed


def article_named(text: str, command: Command, desk: Desk) -> Article | None:
    """The article with that slug, if the person may read it."""
    article = desk.library.by_slug(text.strip().lower(), desk.language_for(command.by, command.where))
    return article if article and article.audience in audiences(command.by, desk.rules) else None


async def why_article(article: Article, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The counts, the bound they give, and the threshold that follows; the answers behind the counts."""
    say, rules = command.say, desk.rules.answers
    given = in_force(await tx.proofs.of_articles([article.slug], EACH), desk)
    of, held = tally(given), trust(in_force(await tx.proofs.latest(LATEST), desk), given, rules)
    heading = say.text("kbwhy-heading", title=article.title)
    lines = [*_counts(of, desk, say), *_effect(article.slug, held, desk, say)]
    blocks: list[Block] = [Heading(heading), Text("\n".join(f"- {line}" for line in lines))]
    if given:
        blocks += [Small(say.md("kbwhy-latest")), Text(await _behind(given, command, desk, tx))]
    return [Say(Content((*blocks, Small(say.md("kbwhy-hint"))), heading))]


def _counts(of: Tally, desk: Desk, say: Speaker) -> list[str]:
    if not of.count:
        return [say.md("kbwhy-none")]
    low, high = of.bounds
    counted = {"solved": of.solved, "silent": of.silent, "failed": of.failed, "again": of.again}
    promise = percent(desk.rules.answers.promise)
    return [
        say.md("kbwhy-counts", count=of.count, dismissed=of.dismissed, **counted),
        say.md("kbwhy-bound", low=percent(low), high=percent(high), promise=promise),
    ]


def _effect(slug: str, held: Trust, desk: Desk, say: Speaker) -> list[str]:
    rules = desk.rules.answers
    limit = percent(held.threshold(slug, rules))
    if not rules.learn:
        return [say.md("kbwhy-off", limit=limit)]
    own = held.own.get(slug, 0.0)
    if own == inf:
        return [say.md("kbwhy-stopped")]
    key = "kbwhy-held" if own > 0 else "kbwhy-eased" if own < 0 else "kbwhy-plain"
    lines: list[str] = [say.md(key, limit=limit, usual=percent(base(rules)))]
    if held.overall:
        lines.append(say.md("kbwhy-all-raised" if held.overall > 0 else "kbwhy-all-eased"))
    return lines


async def _behind(given: Sequence[Given], command: Command, desk: Desk, tx: Transaction) -> str:
    """The answers counted, newest first, each with its ticket; what is not theirs to see is only a number."""
    say, lines, hidden = command.say, [], 0
    for one in given[:OPENED]:
        request = await tx.requests.get(one.request_id)
        if request is None or not may_see(command.by, request, desk.rules):
            hidden += 1
            continue
        about = say.ticket(request.number) if request.number is not None else escape(request.subject)
        lines.append(f"{say.when(one.at)} · {say.md('kbwhy-verdict', verdict=one.verdict.value)} · {about}")
    hidden += len(given) - len(given[:OPENED])
    if hidden:
        lines.append(say.md("kbwhy-hidden", count=hidden))
    return "\n".join(f"- {line}" for line in lines)


async def why_question(text: str, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """As if it had been asked: the nearest articles the person may read, their limits, and what would follow."""
    say = command.say
    considered = await consider(text, command.by, command.where, desk, tx)
    heading = say.text("kbwhy-question", words=text if len(text) <= 80 else f"{text[:79]}…")
    if not considered.found:
        return [Say(Content((Heading(heading), Text(say.md("kbwhy-nothing"))), heading))]
    lines = [_line(match, considered.trust, desk, say) for match in considered.matches[:TITLES]]
    weighed = " ".join(f"{name}:{worth:+.2f}" for name, worth in considered.found[0].parts()[:PARTS])
    decision = considered.decision
    key = "answer" if isinstance(decision, Sure) else "offer" if isinstance(decision, Offer) else "ticket"
    blocks = (
        Heading(heading),
        Text(say.md(f"kbwhy-{key}")),
        Text("\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))),
        Small(in_words(weighed, say)),
    )
    return [Say(Content(blocks, heading))]


def _line(match: Match, held: Trust, desk: Desk, say: Speaker) -> str:
    slug, title, sure = match.article.slug, match.article.title, percent(match.confidence)
    limit = held.threshold(slug, desk.rules.answers)
    if limit == NEVER:
        return say.md("kbwhy-line-stopped", title=title, slug=slug, confidence=sure)
    return say.md("kbwhy-line", title=title, slug=slug, confidence=sure, limit=percent(limit))
