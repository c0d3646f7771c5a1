"""Signs on a ticket's message, as chat support teams use them: 👀 claims, ✅ resolves, 🚨 makes it urgent."""

from bot.commands import parse
from bot.desk import Desk
from bot.handle.business import NotOurs
from bot.handle.commanded import Given, run
from bot.model.content import Button, Buttons, Content, Text, unmarked
from bot.model.effects import Effect, Say
from bot.model.inbound import Reacted
from bot.model.people import Person
from bot.model.request import Request
from bot.policy.rights import may_see, must_work
from bot.ports import Transaction
from bot.words import Speaker

_LINES = {"claim": "claim #{}", "resolve": "resolve #{}", "urgent": "priority #{} urgent", "draft": "kb draft #{}"}


async def reacted(reaction: Reacted, person: Person, desk: Desk, tx: Transaction) -> list[Effect]:
    """Raises NotOurs for any other sign, message or person: reacting is free."""
    meaning = desk.rules.emoji.meaning(reaction.sign)
    place = await tx.anchors.at(reaction.where.in_thread(reaction.message_id))
    if meaning is None or meaning == "ticket" or place is None or not desk.rules.is_agent(person.id):
        raise NotOurs
    request = await tx.requests.get(place.request_id)
    if request is None or request.number is None or not may_see(person, request, desk.rules):
        raise NotOurs
    if meaning == "handoff":
        must_work(person, request, "handoff", desk.rules)
        return [Say(_handoff_button(request, desk.speak_to(person, reaction.where)))]
    given = Given(reaction.key, reaction.by, reaction.where, direct=False, at=reaction.at, place=None)
    return await run(parse(_LINES[meaning].format(request.number)), given, person, desk, tx)


def _handoff_button(request: Request, say: Speaker) -> Content:
    """To which team, and why, a sign does not tell."""
    words = say.md("reacted-handoff", number=say.ticket(request.ticket))
    button = Button("handoff", request.id, say.text("button-handoff"), "primary")
    return Content((Text(words), Buttons((button,))), unmarked(words))
