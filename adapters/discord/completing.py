"""What may be chosen while a command is being typed: tickets, teams, articles, verbs."""

from typing import Any

from adapters.discord.commands import FROM_MESSAGE, options_of
from adapters.discord.ground import Ground
from adapters.discord.inbound import Place
from adapters.discord.render import clipped
from bot.commands import VERBS
from bot.model.people import Account
from bot.ports import Completion, Page

Choice = dict[str, Any]
MOST, CHARS = 25, 100


class Completing:
    """Scoped to who types, by the desk's own window."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def choices(self, data: dict[str, Any], account: Account, place: Place, workspace: str) -> list[Choice]:
        verb, options = str(data.get("name") or FROM_MESSAGE), list(data.get("options") or [])
        if verb in ("ticket", "desk") and options:
            verb, options = str(options[0]["name"]), list(options[0].get("options") or [])
        focused = next((one for one in options if one.get("focused")), None)
        if focused is None:
            return []
        typed = str(focused.get("value") or "")
        name = str(focused["name"])
        completes = "teams" if verb == "setup" else self._kind("ticket" if verb == "show" else verb, name)
        view = self._ground.view.of(workspace)
        match completes:
            case "tickets":
                found = await view.complete(account, place.where, f"/ticket ticket #{typed.lstrip('#')}")
                return [_ticket(one) for one in found if _number(one)][:MOST]
            case "teams":
                found = await view.complete(account, place.where, f"/ticket handoff #1 {typed}")
                return [_team(one) for one in found][:MOST]
            case "articles":
                return [_as_it_is(title) for title in await self._titles(typed, account, workspace)][:MOST]
            case "verbs":
                return [_as_it_is(one.name) for one in VERBS if one.name.startswith(typed.lower())][:MOST]
        return []

    def _kind(self, verb: str, option: str) -> str:
        if not any(one.name == verb for one in VERBS):
            return ""
        return next((one.completes for one in options_of(verb) if one.name == option), "")

    async def _titles(self, typed: str, account: Account, workspace: str) -> list[str]:
        view = self._ground.view.of(workspace)
        if not typed.strip():
            front = await view.front(account, {}, Page(0, 1))
            return [title for _, title in front.popular]
        return [one.title for one in (await view.search(account, typed)).articles]


def _number(one: Completion) -> int:
    word = one.text.split()[-1].lstrip("#") if one.text.split() else ""
    return int(word) if word.isdigit() else 0


def _ticket(one: Completion) -> Choice:
    return {"name": clipped(f"#{_number(one)} {one.hint}", CHARS), "value": _number(one)}


def _team(one: Completion) -> Choice:
    queue = one.text.split()[-1]
    return {"name": clipped(one.hint or queue, CHARS), "value": queue[:CHARS]}


def _as_it_is(title: str) -> Choice:
    return {"name": clipped(title, CHARS) or "…", "value": title[:CHARS]}
