"""A ticket asked in public goes to a confidential team: from then on it is talked about in private."""

from dataclasses import replace

from bot.desk import Desk
from bot.handle.post import edit_for_requester, line
from bot.handle.talk.open import acknowledge, acknowledgement_anchor
from bot.model.effects import Effect, Outgoing, Post
from bot.model.places import Direct, Under
from bot.model.request import Request


def into_direct(ticket: Request, desk: Desk) -> tuple[Request, list[Effect]]:
    """The ticket at home in a direct message; where it was asked stands one neutral line and nothing follows it."""
    if ticket.direct:
        return ticket, []
    say, opening = desk.speak_for(ticket), f"dm/{ticket.id}"
    private = replace(ticket, home=Under(ticket.platform, opening), direct=True)
    neutral = edit_for_requester(ticket, acknowledgement_anchor(ticket), line(say, "confidential-moved"))
    greeting = Outgoing(
        neutral.lane,
        Direct(ticket.platform, ticket.account),
        Post(line(say, "confidential-opening"), opening),
        "requester",
        ticket.id,
    )
    return private, [neutral, greeting, acknowledge(private, desk)]
