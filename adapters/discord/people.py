"""Who somebody is on Discord: what each payload says of them, and their roles where we must know them."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from adapters.discord.api import Api, Refused
from adapters.discord.ids import PLATFORM
from bot.model.people import Account
from bot.ports import Clock

KNOWN = 20_000
FRESH = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in a server; `roles` None: not there."""

    roles: frozenset[str] | None
    until: datetime


class Members:
    """Accounts by user id, and what each is in which server."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self._api = api
        self._clock = clock
        self._accounts: OrderedDict[str, Account] = OrderedDict()
        self._roles: OrderedDict[tuple[str, str], Membership] = OrderedDict()

    def account(
        self, user: Mapping[str, Any], member: Mapping[str, Any] | None = None, locale: str | None = None
    ) -> Account:
        """From a user object, the member it is in the server at hand, and the language its Discord is in. Raises
        KeyError."""
        user_id = str(user["id"])
        before = self._accounts.get(user_id)
        nick = (member or {}).get("nick") or ""
        name = str(nick or user.get("global_name") or user.get("username") or (before.name if before else ""))
        if not nick and member is None and before is not None and before.name:
            name = before.name
        account = Account(PLATFORM, user_id, name, locale=locale or (before.locale if before else None))
        self._accounts[user_id] = account
        self._accounts.move_to_end(user_id)
        while len(self._accounts) > KNOWN:
            self._accounts.popitem(last=False)
        return account

    def seen(self, user_id: str) -> Account | None:
        """Without asking."""
        return self._accounts.get(user_id)

    def told(self, guild: str, user_id: str, roles: frozenset[str] | None) -> None:
        """What a payload says somebody has there; None: they left."""
        self._roles[guild, user_id] = Membership(roles, self._clock.now() + FRESH)
        self._roles.move_to_end((guild, user_id))
        while len(self._roles) > KNOWN:
            self._roles.popitem(last=False)

    async def roles(self, guild: str, user_id: str) -> frozenset[str] | None:
        """Their roles there; None when they are not there. Raises Refused when Discord does not say."""
        known = self._roles.get((guild, user_id))
        if known is not None and known.until > self._clock.now():
            return known.roles
        try:
            found = await self._api.call("GET", "/guilds/{guild_id}/members/{user_id}", guild_id=guild, user_id=user_id)
        except Refused as refused:
            if refused.code not in ("10007", "10004", "10013"):
                raise
            self.told(guild, user_id, None)
            return None
        if isinstance(found.get("user"), dict):
            account = self.account(found["user"], found)
            self._accounts[user_id] = replace(account)
        roles = frozenset(str(role) for role in found.get("roles") or [])
        self.told(guild, user_id, roles)
        return roles
