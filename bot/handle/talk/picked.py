"""A message that stands somewhere already is made a request: by its writer, or by an agent who saw it."""

from bot.desk import Desk
from bot.handle.people import meet
from bot.handle.post import line
from bot.handle.talk.ask import ask
from bot.handle.talk.heard import Heard
from bot.model.effects import Effect, Say
from bot.model.files import File
from bot.model.inbound import MessagePicked, MessageReceived
from bot.model.people import Person
from bot.model.refusals import CannotParse, NotAllowed
from bot.model.request import Request
from bot.policy.rights import may_see
from bot.ports import Transaction


async def picked(
    pick: MessagePicked, person: Person, desk: Desk, tx: Transaction, files: tuple[File, ...] = ()
) -> list[Effect]:
    """The requester is who wrote it. A message that is a request already is not made one twice."""
    say = desk.speak_to(person, pick.where)
    author = person if pick.author.id == pick.by.id else await meet(pick.author, desk, tx)
    if author.id != person.id and not desk.rules.is_agent(person.id):
        raise NotAllowed("new")
    known = await _made_of(pick, tx)
    if known is not None:
        if known.number is None or not may_see(person, known, desk.rules):
            return [Say(line(say, "picked-known"))]
        return [Say(line(say, "picked-already", number=say.ticket(known.number)))]
    if not pick.text.strip() and not files:
        raise CannotParse("picked-empty")
    message = MessageReceived(
        pick.key, pick.author, pick.where, pick.message_id, pick.text, pick.at, direct=pick.direct,
        workspace=pick.workspace,
    )  # fmt: skip
    effects = await ask(Heard(author, message, pick.text.strip(), files=files), desk, tx)
    made = await _made_of(pick, tx)
    if made is not None and made.number is not None and may_see(person, made, desk.rules):
        return [*effects, Say(line(say, "picked-done", number=say.ticket(made.number)))]
    return [*effects, Say(line(say, "picked-answered"))]


async def _made_of(pick: MessagePicked, tx: Transaction) -> Request | None:
    """The request its thread belongs to."""
    place = await tx.anchors.at(pick.where.in_thread(pick.message_id))
    return await tx.requests.get(place.request_id) if place else None
