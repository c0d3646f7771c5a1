"""Who somebody is on Slack: name, e-mail, time zone, language, title, and whether they belong here.

Asked of Slack at first sight and again once a day, with little patience: a message is never held up by it.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from adapters.slack.api import Api, Refused
from bot.model.people import Account
from bot.ports import Clock

log = structlog.get_logger(__name__)

FRESH = timedelta(hours=24)
PATIENCE_S = 1.0  # of the three seconds in which Slack wants its answer
KNOWN = 20_000
PLATFORM = "slack"


@dataclass(frozen=True, slots=True)
class _Known:
    account: Account
    until: datetime


class Profiles:
    """Accounts by user id."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self._api = api
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._bots: set[str] = set()
        self.team = self.enterprise = ""

    async def account(self, user: str, name: str = "", team: str = "") -> Account:
        """As fresh as a second of waiting can make it. `name`, `team`: what the payload says of them."""
        known = self._known.get(user)
        if known is not None and known.until > self._clock.now():
            return known.account
        try:
            async with asyncio.timeout(PATIENCE_S):
                answer = await self._api.read("users.info", user=user, include_locale=True)
        except (TimeoutError, Refused) as error:
            reason = error.code if isinstance(error, Refused) else "slow"
            log.info("slack.profile_unknown", user=user, reason=reason)
            elsewhere = bool(team and self.team and team != self.team)
            return known.account if known else Account(PLATFORM, user, name, stranger=elsewhere)
        return self.learn({"id": user, **(answer.get("user") or {})})

    def learn(self, user: dict[str, Any]) -> Account:
        """From a user object of Slack's."""
        account = account_of(user, self.team, self.enterprise)
        if user.get("is_bot") or user.get("deleted"):
            self._bots.add(account.id)
        self._known[account.id] = _Known(account, self._clock.now() + FRESH)
        self._known.move_to_end(account.id)
        while len(self._known) > KNOWN:
            self._known.popitem(last=False)
        return account

    def is_bot(self, user: str) -> bool:
        """Or somebody who left."""
        return user in self._bots

    def seen(self, user: str) -> Account | None:
        """Without asking."""
        known = self._known.get(user)
        return known.account if known else None


def account_of(user: dict[str, Any], team: str, enterprise: str = "") -> Account:
    """Pure: a user object as an account. Guests and people of another organisation are strangers."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name") or ""
    grid = user.get("enterprise_user") or {}
    here = team in (grid.get("teams") or []) or bool(enterprise and grid.get("enterprise_id") == enterprise)
    elsewhere = bool(team and user.get("team_id") and user["team_id"] != team) and not here
    guest = any(user.get(flag) for flag in ("is_restricted", "is_ultra_restricted", "is_stranger"))
    return Account(
        PLATFORM,
        user["id"],
        name,
        locale=user.get("locale"),
        email=(profile.get("email") or "").casefold() or None,
        zone=user.get("tz"),
        title=profile.get("title") or "",
        stranger=elsewhere or guest,
    )
