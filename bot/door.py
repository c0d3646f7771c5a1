"""The door of the public listener: links in, sessions out, nothing else."""

from collections.abc import Callable
from dataclasses import replace

from bot.desk import Desk
from bot.model.desk_parts import LOCAL_PLATFORMS
from bot.model.people import Account
from bot.model.sessions import CODE, Session
from bot.policy.sessions import LASTS, SEEN_EVERY, alive, browser_name, hashed
from bot.ports import Begin, Guest, Knock

WEB = "web"


class Doorkeeper:
    """`bot.ports.Door` over the desk's own workspace."""

    lasts = LASTS

    def __init__(self, begin: Begin, desk: Callable[[], Desk], workspace: str) -> None:
        self._begin = begin
        self._desk = desk
        self._workspace = workspace

    async def look(self, token: str) -> Knock:
        now = self._desk().clock.now()
        async with self._begin(self._workspace, read_only=True) as tx:
            link = await tx.sessions.link(hashed(token))
        account = self._acts_as(link.account) if link else None
        if link is None or account is None or link.to == CODE:
            return Knock("unknown")
        return Knock(link.state(now), account, link.to)

    async def enter(self, token: str, agent: str, before: str | None = None) -> tuple[Knock, str | None]:
        desk = self._desk()
        now = desk.clock.now()
        async with self._begin(self._workspace) as tx:
            link = await tx.sessions.link(hashed(token))
            account = self._acts_as(link.account) if link else None
            if link is None or account is None or link.to == CODE:
                return Knock("unknown"), None
            state = link.state(now)
            if state == "good" and not await tx.sessions.use_link(link.hash, now):
                state = "used"
            knock = Knock(state, account, link.to)
            if state != "good":
                return knock, None
            if before is not None and (old := await tx.sessions.by_hash(hashed(before))) is not None:
                await tx.sessions.end(old.person, old.id, now)
            fresh = desk.ids.secret()
            await tx.sessions.add(
                Session(
                    id=desk.ids.new(),
                    hash=hashed(fresh),
                    person=link.person,
                    account=link.account,
                    browser=browser_name(agent),
                    made_at=now,
                    seen_at=now,
                    ends_at=now + LASTS,
                )
            )
        return knock, fresh

    async def guest(self, token: str) -> Guest | None:
        now = self._desk().clock.now()
        async with self._begin(self._workspace, read_only=True) as tx:
            session = await tx.sessions.by_hash(hashed(token))
        if session is None or not alive(session, now):
            return None
        account = self._acts_as(session.account)
        if account is None:
            return None
        if now - session.seen_at >= SEEN_EVERY:
            async with self._begin(self._workspace) as tx:
                await tx.sessions.seen(session.id, now)
            session = replace(session, seen_at=now)
        return Guest(account, session)

    async def sessions(self, guest: Guest) -> list[Session]:
        now = self._desk().clock.now()
        async with self._begin(self._workspace, read_only=True) as tx:
            return [one for one in await tx.sessions.of(guest.session.person) if alive(one, now)]

    async def end(self, guest: Guest, session_id: str | None = None) -> int:
        async with self._begin(self._workspace) as tx:
            return await tx.sessions.end(guest.session.person, session_id, self._desk().clock.now())

    def _acts_as(self, account: Account) -> Account | None:
        """Somebody of the desk file acts with their account on the web, anybody else with the one they asked from.
        None for a local account that the desk file no longer names."""
        member = self._desk().rules.member_of_account(account.platform, account.id)
        if member is None:
            return None if account.platform in LOCAL_PLATFORMS else account
        own = member.account(WEB)
        return Account(WEB, own, member.name, member.locale) if own else account
