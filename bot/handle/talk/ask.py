"""Somebody asks: answer when sure enough, otherwise open a ticket. Nothing is ever left without either."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.desk import Desk
from bot.handle.post import answer_anchor, line, spoken, to_requester
from bot.handle.save import moved
from bot.handle.talk.consider import Data, consider
from bot.handle.talk.heard import Heard
from bot.handle.talk.limit import stopped
from bot.handle.talk.offer import offer_titles
from bot.handle.talk.open import open_ticket
from bot.model.effects import Effect, Outgoing, Post, Say, Timer
from bot.model.events import Verb
from bot.model.files import File
from bot.model.messages import Anchored, Message
from bot.model.people import LOKET
from bot.model.places import Direct, Target, Under
from bot.model.proof import Given
from bot.model.request import Request
from bot.model.states import Status
from bot.policy.answering import Offer, Sure
from bot.policy.triage import place
from bot.ports import Page, Transaction
from bot.show.answer import about_others, answer
from kb import Match

SUBJECT_CHARS = 80


async def ask(heard: Heard, desk: Desk, tx: Transaction, *, follows: Request | None = None) -> list[Effect]:
    """A first message: a request of its own, with an answer or a ticket."""
    instead = await stopped(heard, desk, tx)
    if instead is not None:
        return instead
    considered = await consider(heard.text, heard.person, heard.message.where, desk, tx)
    request, effects = await begin(heard, desk, tx, considered.matches, follows)
    others = await other_tickets(request, tx) if request.direct else []
    if desk.queue(request.queue).confidential:
        _, more = await open_ticket(request, desk, tx, LOKET, heard.message.at, others=others)
        return [*effects, *more]
    decision, why = considered.decision, considered.data(desk)
    if isinstance(decision, Sure):
        return [*effects, *await give_answer(request, decision, why, desk, tx, heard, others=others)]
    if isinstance(decision, Offer):
        return [*effects, *await offer_titles(request, decision, why, desk, tx, others=others)]
    _, more = await open_ticket(request, desk, tx, LOKET, heard.message.at, others=others, because=why)
    return [*effects, *more]


async def begin(
    heard: Heard, desk: Desk, tx: Transaction, matches: tuple[Match, ...], follows: Request | None
) -> tuple[Request, list[Effect]]:
    """Store the request, its first message, and where its thread is; it has no answer and no ticket yet."""
    message, person = heard.message, heard.person
    channel = desk.rules.help_channel(message.where.platform, message.where.channel)
    queue, because = place(heard.text, matches, channel, desk.rules)
    request_id = desk.ids.new()
    home: Target = message.where.in_thread(message.message_id)
    effects: list[Effect] = []
    hide = desk.queue(queue).confidential and not message.direct
    privately = hide or heard.rootless
    if privately:
        home = Under(message.where.platform, f"dm/{request_id}")
    request = Request(
        id=request_id,
        requester=person.id,
        account=message.by.id,
        home=home,
        platform=message.where.platform,
        direct=message.direct or privately,
        language=desk.language_for(person, message.where),
        subject=subject_of(heard.text, heard.files),
        created_at=message.at,
        touched_at=message.at,
        status=Status.ANSWERED,
        queue=queue,
        confidential=desk.queue(queue).confidential,
        follows=follows.id if follows else None,
    )
    if heard.kind is not None:
        request = replace(request, kind=heard.kind)
    await moved(tx, None, request, Verb.ASKED, person.id, message.at, direct=message.direct, because=because)
    await hear(request, heard, desk, tx)
    if privately:
        effects += into_private(request, heard, desk)
    if not heard.rootless:
        root = message.where.thread or message.message_id
        where = message.where
        await tx.anchors.put(
            Anchored(f"ask/{request_id}", request_id, "requester", where.platform, where.channel, root, root)
        )
    return request, effects


async def hear(request: Request, heard: Heard, desk: Desk, tx: Transaction) -> Message:
    """Keep what was said."""
    message = Message(
        id=desk.ids.new(),
        request_id=request.id,
        by=heard.person.id,
        reach="requester",
        text=heard.text,
        at=heard.message.at,
        source=heard.message.message_id,
        files=heard.files,
    )
    await tx.messages.add(message)
    return message


def subject_of(text: str, files: Sequence[File] = ()) -> str:
    """The first line, short enough for a list; without words the first file's name."""
    lines = text.strip().splitlines() or [file.name for file in files]
    first = " ".join((lines[0] if lines else "").split())
    return first if len(first) <= SUBJECT_CHARS else first[: SUBJECT_CHARS - 1].rstrip() + "…"


def into_private(request: Request, heard: Heard, desk: Desk) -> list[Effect]:
    """The talk goes on in private; where it was asked in public stands one neutral line."""
    message = heard.message
    say = desk.speak_for(request)
    direct = Direct(message.where.platform, message.by.id)
    if heard.rootless:
        quote = Post(spoken(heard.text, heard.person.name, heard.files), f"dm/{request.id}")
        told: list[Effect] = [] if message.direct else [Say(line(say, "new-in-direct"))]
        return [*told, Outgoing(f"{request.id}/requester", direct, quote, "requester", request.id)]
    public = Outgoing(
        f"{request.id}/public",
        message.where.in_thread(message.message_id),
        Post(line(say, "confidential-moved")),
        "requester",
        request.id,
    )
    opening = Post(line(say, "confidential-opening"), f"dm/{request.id}")
    return [public, Outgoing(f"{request.id}/requester", direct, opening, "requester", request.id)]


async def other_tickets(request: Request, tx: Transaction) -> list[Request]:
    """Up to two other open tickets of the same person, which this may be about."""
    own = await tx.requests.of_requester(request.requester, Page(size=4), active_only=True)
    return [one for one in own if one.id != request.id and one.number is not None][:2]


async def give_answer(
    request: Request,
    sure: Sure,
    why: Data,
    desk: Desk,
    tx: Transaction,
    heard: Heard,
    *,
    others: list[Request],
    learn: bool = True,
) -> list[Effect]:
    """Send the article, remember it, and look back in some days whether there was a word. `learn`: what becomes of it
    is evidence, because the desk found the article itself."""
    article = sure.match.article
    now = heard.message.at
    answered = replace(
        request.answered(article.slug, article.language, sure.match.confidence), language=article.language
    )
    await moved(tx, request, answered, Verb.ANSWERED, LOKET, now, **why)
    if learn:
        await tx.proofs.put(Given(request.id, article.slug, article.edition, request.requester, now))
    await tx.feedback.seen(article.slug, now.astimezone(desk.rules.zone).date(), "answer")
    say = desk.speak(article.language)
    content = about_others(answer(answered, article, sure.others, say), answered, others, desk.speak_for(answered))
    silent = Timer(f"silent:{request.id}", now + timedelta(hours=desk.rules.answers.silent_hours))
    return [to_requester(answered, content, answer_anchor(answered)), silent]
