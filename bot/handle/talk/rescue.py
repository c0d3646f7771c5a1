"""What remains when something of ours went wrong: the raw question, on a ticket, nothing lost in silence."""

from bot.desk import Desk
from bot.handle.post import line, spoken, tell_teams
from bot.handle.save import moved
from bot.handle.talk.ask import hear, into_private, subject_of
from bot.handle.talk.heard import Heard
from bot.handle.talk.open import open_ticket
from bot.model.effects import Effect
from bot.model.events import Event, Verb, glance
from bot.model.messages import Anchored, Message
from bot.model.people import LOKET
from bot.model.places import Under
from bot.model.request import Request
from bot.model.states import Status
from bot.policy.triage import place as place_by_words
from bot.ports import Transaction


async def rescue(heard: Heard, desk: Desk, tx: Transaction) -> list[Effect]:
    """In a ticket's thread the words stay on that ticket, as far as they were to go; elsewhere they become a ticket.
    No matching, no cleverness."""
    where = heard.message.where
    place = await tx.anchors.at(where) if where.thread else None
    request = await tx.requests.get(place.request_id) if place else None
    if place is not None and request is not None:
        return await _kept(heard, request, place, desk, tx)
    return await _ticket(heard, desk, tx)


async def _kept(heard: Heard, request: Request, place: Anchored, desk: Desk, tx: Transaction) -> list[Effect]:
    """On the ticket, told to its team alone: what went wrong must not send anything further than it was meant."""
    inside = place.reach == "internal"
    message = heard.message
    await tx.messages.add(
        Message(
            desk.ids.new(),
            request.id,
            heard.person.id,
            place.reach,
            heard.text,
            message.at,
            message.message_id,
            files=heard.files,
        )
    )
    now = glance(request)
    verb = Verb.NOTED if inside else Verb.WROTE
    await tx.log.append(Event(request.id, verb, heard.person.id, message.at, now, now, {"rescued": True}))
    if not inside and request.number is None:  # nobody reads along yet: now somebody does
        _, effects = await open_ticket(request, desk, tx, LOKET, message.at)
        return effects
    say = desk.speak_for_queue(request.queue)
    if inside:
        return list(await tell_teams(request, line(say, "rescued-inside", who=heard.person.name), tx))
    return list(await tell_teams(request, spoken(heard.text, heard.person.name, heard.files), tx))


async def _ticket(heard: Heard, desk: Desk, tx: Transaction) -> list[Effect]:
    """In the queue its words point to, so that what is confidential stays so."""
    message = heard.message
    queue, because = place_by_words(heard.text, (), None, desk.rules)
    private = desk.queue(queue).confidential
    hide = private and not message.direct
    request_id = desk.ids.new()
    home = Under(message.where.platform, f"dm/{request_id}") if hide else message.where.in_thread(message.message_id)
    request = Request(
        id=request_id,
        requester=heard.person.id,
        account=message.by.id,
        home=home,
        platform=message.where.platform,
        direct=message.direct or hide,
        language=desk.language_for(heard.person, message.where),
        subject=subject_of(heard.text, heard.files) or "…",
        created_at=message.at,
        touched_at=message.at,
        status=Status.ANSWERED,
        queue=queue,
        confidential=private,
    )
    await moved(tx, None, request, Verb.ASKED, heard.person.id, message.at, rescued=True, because=because)
    await hear(request, heard, desk, tx)
    root, where = message.where.thread or message.message_id, message.where
    await tx.anchors.put(
        Anchored(f"ask/{request_id}", request_id, "requester", where.platform, where.channel, root, root)
    )
    effects: list[Effect] = into_private(request, heard, desk) if hide else []
    _, more = await open_ticket(request, desk, tx, LOKET, message.at)
    return [*effects, *more]
