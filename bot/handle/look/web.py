"""Into the web: a link that works once, where one is signed in, and signing out."""

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import line
from bot.model.content import Block, Content, Small, Table, Text, escape
from bot.model.effects import Effect, Say
from bot.model.people import Account, Person
from bot.model.refusals import CannotParse
from bot.model.sessions import Session, SignInLink
from bot.policy.sessions import LINK_LASTS, LINKS_ASKED, alive, hashed, page_of_ours
from bot.ports import Transaction
from bot.words import Marked, Speaker

_ASKED = {
    "": "link", "link": "link",
    "sessions": "sessions", "sessies": "sessions",
    "sign-out": "sign out", "signout": "sign out", "afmelden": "sign out", "uitloggen": "sign out",
}  # fmt: skip
_ALL = ("", "all", "alles", "overal")


async def web(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`web`, `web sessions`, `web sign-out [2]`. Raises CannotParse."""
    if not desk.public_url:
        raise CannotParse("web-off")
    word, _, rest = command.text.strip().partition(" ")
    asked = _ASKED.get(word.casefold())
    if asked is None:
        raise CannotParse("web-unknown", word=word[:40])
    if asked == "link":
        return await _link("/", command, desk, tx)
    found = [one for one in await tx.sessions.of(command.by.id) if alive(one, command.at)]
    if asked == "sessions":
        return [Say(_listed(found, command.say))]
    return await _sign_out(rest.strip(), found, command, tx)


async def to_ticket(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The button on a card: a link that ends at the ticket."""
    if not desk.public_url:
        raise CannotParse("web-off")
    return await _link(f"/t/{command.ticket.ticket}", command, desk, tx)


async def make_link(person: Person, account: Account, to: str, desk: Desk, tx: Transaction) -> str:
    """The address of a fresh link. Only its hash is kept."""
    token, now = desk.ids.secret(), desk.clock.now()
    await tx.sessions.add_link(SignInLink(hashed(token), person.id, account, page_of_ours(to), now, now + LINK_LASTS))
    return f"{desk.public_url}/sign-in/{token}"


async def _link(to: str, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    if await tx.sessions.links_since(command.by.id, desk.clock.now() - LINK_LASTS) >= LINKS_ASKED:
        raise CannotParse("web-too-many", count=LINKS_ASKED)
    address = await make_link(command.by, command.account, to, desk, tx)
    say = command.say
    text = Text(f"[{say.md('web-link', name=command.by.name)}]({address})")
    return [Say(Content((text, Small(say.md("web-link-hint"))), say.text("web-link", name=command.by.name)))]


def _listed(found: list[Session], say: Speaker) -> Content:
    if not found:
        return line(say, "web-nowhere")
    head = tuple(say.text(f"web-list-{column}") for column in ("number", "browser", "since", "seen"))
    rows = tuple(
        (str(place), _browser(one, say), say.when(one.made_at), say.when(one.seen_at))
        for place, one in enumerate(found, 1)
    )
    blocks: tuple[Block, ...] = (Table(head, rows), Small(say.md("web-list-hint")))
    return Content(blocks, say.text("web-list-summary", count=len(found)))


def _browser(one: Session, say: Speaker) -> str:
    return escape(one.browser) if one.browser else say.md("web-some-browser")


async def _sign_out(which: str, found: list[Session], command: Command, tx: Transaction) -> list[Effect]:
    if which.casefold() in _ALL:
        count = await tx.sessions.end(command.by.id, None, command.at)
        return [Say(line(command.say, "web-signed-out", count=count))]
    number = which.lstrip("#")
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:6]) <= len(found)):
        raise CannotParse("web-which", word=Marked(escape(which[:40])), count=len(found))
    one = found[int(number) - 1]
    await tx.sessions.end(command.by.id, one.id, command.at)
    return [Say(line(command.say, "web-signed-out-one", browser=Marked(_browser(one, command.say))))]
