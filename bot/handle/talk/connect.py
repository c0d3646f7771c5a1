"""One person in two chats: a code from one, typed in the other, makes their accounts the same person's."""

import asyncio
import re

import structlog

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.people import known, someone, speak_to_them
from bot.handle.post import line
from bot.handle.talk.joining import Joined, join
from bot.model.content import Button, Buttons, Content, Small, Text, unmarked
from bot.model.desk_parts import LOCAL_PLATFORMS
from bot.model.effects import Effect, Outgoing, Post, Say
from bot.model.people import Account
from bot.model.places import Direct
from bot.model.refusals import CannotParse
from bot.model.sessions import CODE, SignInLink
from bot.policy.connecting import CODE_LASTS, CODES_ASKED, HOUR_S, TRIES, code_meant, code_of, hashed_code, shown
from bot.policy.naming import account_meant
from bot.ports import Draft, Transaction
from bot.words import Marked

log = structlog.get_logger()
_OFF = re.compile(r"(?:off|uit)(?:\s+(\S+))?", re.IGNORECASE)


async def connect(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """`connect`, `connect CODE`, `connect off PLATFORM`, for admins `connect @ana discord:1180`. Raises CannotParse."""
    if command.by.stranger:
        raise CannotParse("connect-stranger")
    text = command.text.strip()
    if not text:
        return await _code(command, desk, tx)
    off = _OFF.fullmatch(text)
    if off:
        return await _off(off[1] or "", command, desk, tx)
    if text.startswith("@"):
        return await _by_admin(text, command, desk, tx)
    return await _typed(text, command, desk, tx)


# ---- a code


async def _code(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Only its hash is kept."""
    say, here, now = command.say, command.account.platform, desk.clock.now()
    mine = desk.rules.accounts(command.by.id)
    elsewhere = sorted(desk.platforms.difference({here, *LOCAL_PLATFORMS, *mine}))
    if not elsewhere:
        others = sorted(mine.keys() - {here, *LOCAL_PLATFORMS})
        raise CannotParse("connect-everywhere", platform=others[0]) if others else CannotParse("connect-nowhere")
    if await tx.sessions.links_since(command.by.id, now - CODE_LASTS, codes=True) >= CODES_ASKED:
        raise CannotParse("connect-too-many")
    code = code_of(desk.ids.secret())
    kept = await asyncio.to_thread(hashed_code, code, tx.workspace)
    await tx.sessions.add_link(SignInLink(kept, command.by.id, command.account, CODE, now, now + CODE_LASTS))
    chats = say.any_of([called(one) for one in elsewhere])
    first = say.md("connect-code", code=Marked(shown(code)), chats=chats, minutes=int(CODE_LASTS.total_seconds() // 60))
    return [Say(Content((Text(first), Small(say.md("connect-code-hint"))), unmarked(first)))]


async def _typed(text: str, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """A try counts, so what is wrong is said and not refused: a refusal would undo the counting."""
    if not await _may_try(command, tx):
        return [Say(line(command.say, "connect-pause"))]
    code = code_meant(text)
    kept = await asyncio.to_thread(hashed_code, code or "", tx.workspace)
    link = await tx.sessions.link(kept) if code else None
    if link is None or link.to != CODE or link.state(desk.clock.now()) != "good":
        return [Say(line(command.say, "connect-wrong"))]
    if desk.rules.member(command.by.id) and not desk.rules.member(link.person) and link.person != command.by.id:
        return [Say(await _ask(link, command, desk, tx))]
    return await _use(kept, command, desk, tx)


async def _may_try(command: Command, tx: Transaction) -> bool:
    hour = int(command.at.timestamp() // HOUR_S)
    account = f"{command.account.platform}:{command.account.id}"
    for one in range(TRIES):
        if await tx.inbox.first_time(f"connect:{account}:{hour}:{one}", command.at):
            return True
    return False


async def _ask(link: SignInLink, command: Command, desk: Desk, tx: Transaction) -> Content:
    """Somebody unknown would get the rights of who typed the code: they are asked once more."""
    say = command.say
    draft = Draft(desk.ids.new(), command.by.id, "connect", "", link.hash, command.at)
    await tx.drafts.put(draft)
    ask = say.md("connect-ask", account=name_of(link.account), chat=called(link.account.platform))
    yes = Button("confirm", draft.id, say.text("button-connect"), "danger")
    return Content(
        (Text(ask), Buttons((yes, Button("cancel", draft.id, say.text("button-connect-no"))))), unmarked(ask)
    )


async def confirmed(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """The yes to whom the code came from."""
    return await _use(command.text, command, desk, tx)


async def _use(kept: str, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    link = await tx.sessions.link(kept)
    if link is None or not await tx.sessions.use_link(kept, desk.clock.now()):
        return [Say(line(command.say, "connect-wrong"))]
    maker = desk.rules.person_of(link.account.platform, link.account.id)
    joined = await join(maker, command.by.id, desk, tx)
    _logged(joined, command)
    to = link.account.platform
    told = await _told(joined, link.account, command.account, desk, tx)
    done = line(command.say, "connect-done", account=name_of(link.account), chat=called(to), platform=to)
    return [*told, Say(done)]


async def _told(joined: Joined, to: Account, other: Account, desk: Desk, tx: Transaction) -> list[Effect]:
    """Whoever the first account is hears of it there, and how to undo it."""
    say = await speak_to_them(joined.person, to.platform, desk, tx)
    words = line(say, "connect-told", account=name_of(other), chat=called(other.platform), platform=other.platform)
    return [Outgoing(f"connect/{to.platform}:{to.id}", Direct(to.platform, to.id), Post(words), "requester")]


# ---- by an admin, and undone


async def _by_admin(text: str, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    if not desk.rules.is_admin(command.by.id):
        raise CannotParse("connect-admins")
    person, rest = await someone(text, desk, tx)
    meant = account_meant(rest)
    if person is None or meant is None or meant[2].strip():
        raise CannotParse("connect-admin-what")
    platform, account_id, _ = meant
    if platform not in desk.platforms:
        raise CannotParse("connect-no-such-chat", chat=platform[:40])
    was = desk.rules.person_of(platform, account_id)
    met = await tx.people.get(was)
    other = Account(platform, account_id, met.name if met else "")
    mine = desk.rules.reach(person.id, command.account.platform, desk.platforms)
    joined = await join(person.id, was, desk, tx)
    _logged(joined, command)
    told = []
    if mine is not None:
        own = Account(*mine, person.name)
        told = [*await _told(joined, own, other, desk, tx), *await _told(joined, other, own, desk, tx)]
    done = line(command.say, "connect-admin-done", who=person.name, account=name_of(other), chat=called(platform))
    return [*told, Say(done)]


async def _off(named: str, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """Of two accounts that nobody's desk file names, the first is the person: naming it takes the second away."""
    platform, me = named.casefold(), command.by.id
    links = {one.platform: one for one in (await tx.arrangements.all()).links if one.person == me}
    meant = links.get(platform)
    if meant is None and platform in desk.rules.accounts(me) and desk.rules.member(me) is None:
        meant = links.get(command.account.platform) or next(iter(links.values()), None)
    if meant is None:
        in_the_file = desk.rules.member(me) is not None and platform in desk.rules.accounts(me)
        raise CannotParse("connect-off-file" if in_the_file else "connect-off-what", chat=named[:40] or "–")
    own = f"{meant.platform}:{meant.account}"
    await tx.arrangements.unlink(meant.platform, meant.account)
    await tx.people.part(meant.platform, meant.account, me, own)
    log.info("people.parted", person=me, platform=meant.platform, by=me)
    say = await speak_to_them(own, meant.platform, desk, tx)
    there = Direct(meant.platform, meant.account)
    told = Outgoing(f"connect/{own}", there, Post(line(say, "connect-off-told", who=command.by.name)), "requester")
    account = name_of(Account(meant.platform, meant.account, (await known(own, desk, tx)).name))
    done = Say(line(command.say, "connect-off-done", account=account, chat=called(meant.platform)))
    return [done] if command.account.platform == meant.platform else [told, done]


def _logged(joined: Joined, command: Command) -> None:
    log.info("people.connected", person=joined.person, was=joined.was, by=command.by.id)


def called(platform: str) -> str:
    """A platform's name as people write it."""
    return platform.capitalize()


def name_of(account: Account) -> str:
    return account.name or account.id
