"""App Home and the Messages tab: one's own tickets, an agent's work, and a way to ask."""

from typing import Any

import structlog

from adapters.slack.api import Api, Refused
from adapters.slack.markup import Element, Links
from adapters.slack.people import Profiles
from adapters.slack.render import button, clipped
from bot.model.content import Button
from bot.model.people import Account
from bot.ports import DeskView, Front, Page, Row
from bot.words.phrases import Phrases

log = structlog.get_logger(__name__)

PREFIX = "loket-home:"
ROWS = 5  # of each list at a time
PLAIN_CHARS = 200
AGENT_ONLY = frozenset(
    {"unknown_method", "not_allowed_token_type", "missing_scope", "not_allowed", "method_deprecated",
     "feature_not_enabled", "access_denied", "no_permission"}
)  # fmt: skip


class Home:
    """`view` scopes everything to who looks."""

    def __init__(self, api: Api, profiles: Profiles, view: DeskView, say: Any, links: Links) -> None:
        self._api = api
        self._profiles = profiles
        self._view = view
        self._say = say
        self._links = links
        self._agent_api = True  # until this workspace says that it has none

    async def opened(self, user: str, tab: str, channel: str) -> None:
        if tab == "messages":
            await self._suggest(user, channel)
        else:
            await self.publish(user)

    async def turn(self, user: str, action_id: str, value: str) -> None:
        """A page further in one list: `value` is "LIST/OFFSET"."""
        name, _, offset = value.partition("/")
        await self.publish(user, {name: int(offset) if offset.isdigit() else 0})

    async def publish(self, user: str, offsets: dict[str, int] | None = None) -> None:
        account = await self._profiles.account(user)
        say: Phrases = await self._say(account)
        front = await self._view.front(account, {k: Page(v, ROWS) for k, v in (offsets or {}).items()}, Page(0, ROWS))
        try:
            await self._api.call(
                "views.publish", user_id=user, view={"type": "home", "blocks": page(front, say, offsets or {})}
            )
        except Refused as refused:
            log.warning("slack.home_unpublished", error=refused.code)

    # ---- the agent experience, where a workspace has it

    async def _suggest(self, user: str, channel: str) -> None:
        account = await self._profiles.account(user)
        say: Phrases = await self._say(account)
        front = await self._view.front(account, {}, Page(0, 1))
        prompts = [{"title": clipped(title, 60), "message": title} for _, title in front.popular[:4]]
        if prompts and channel:
            await self._agent("assistant.threads.setSuggestedPrompts", channel_id=channel, prompts=prompts,
                              title=say("prompts-title"))  # fmt: skip

    async def working(self, account: Account, channel: str, thread: str) -> None:
        """A sign of life under a question while it is looked up; Slack takes it away with the answer."""
        if self._agent_api:
            say: Phrases = await self._say(account, channel)
            status = say("working")
            await self._agent("assistant.threads.setStatus", channel_id=channel, thread_ts=thread, status=status)

    async def _agent(self, method: str, **arguments: Any) -> None:
        if not self._agent_api:
            return
        try:
            await self._api.call(method, **arguments)
        except Refused as refused:
            if refused.code in AGENT_ONLY:
                self._agent_api = False
                log.info("slack.without_agent_experience", error=refused.code)


def page(front: Front, say: Phrases, offsets: dict[str, int]) -> list[Element]:
    """The home tab. Pure."""
    made: list[Element] = [_header(say("home-title", name=front.desk))]
    made.append({"type": "actions", "elements": [button(Button("new", "", say("home-ask"), "primary"), "home")]})
    if front.agent:
        made += _list("owned", front.owned, say, offsets)
        made += _list("unowned", front.unowned, say, offsets)
        made += _list("at_risk", front.at_risk, say, offsets)
    made += _list("own", front.own, say, offsets)
    if front.popular:
        made.append(_header(say("home-popular")))
        for slug, title in front.popular:
            read = button(Button("read", slug, say("home-read")), f"home.{slug}")
            made.append({"type": "section", "text": _plain(title), "accessory": read})
    return made[:100]


def _list(name: str, listing: Any, say: Phrases, offsets: dict[str, int]) -> list[Element]:
    made: list[Element] = [{"type": "divider"}, _header(say(f"home-{name.replace('_', '-')}"))]
    if not listing.rows:
        words = say(f"home-{name.replace('_', '-')}-none")
        return [*made, {"type": "context", "elements": [{"type": "plain_text", "text": words}]}]
    for row in listing.rows:
        open_it = button(Button("ticket" if row.number else "look", row.request_id, say("home-open")),
                         f"{name}.{row.request_id}")  # fmt: skip
        accessory = {"accessory": open_it} if row.number else {}
        made.append({"type": "section", "text": _plain(_line(row)), **accessory})
    return made + _turning(name, listing.more, offsets.get(name, 0), say)


def _line(row: Row) -> str:
    number = f"#{row.number} · " if row.number else ""
    who = row.owner or row.requester
    return f"{number}{row.subject} — {row.status} · {row.queue}" + (f" · {who}" if who else "")


def _turning(name: str, more: bool, offset: int, say: Phrases) -> list[Element]:
    buttons = []
    if offset:
        buttons.append(_turn(name, max(0, offset - ROWS), say("home-back")))
    if more:
        buttons.append(_turn(name, offset + ROWS, say("home-more")))
    return [{"type": "actions", "elements": buttons}] if buttons else []


def _turn(name: str, offset: int, label: str) -> Element:
    return {
        "type": "button",
        "action_id": f"{PREFIX}{name}:{offset}",
        "text": {"type": "plain_text", "text": label},
        "value": f"{name}/{offset}",
    }


def _header(text: str) -> Element:
    return {"type": "header", "text": _plain(clipped(text, 150))}


def _plain(text: str) -> Element:
    return {"type": "plain_text", "text": clipped(text, PLAIN_CHARS) or "…", "emoji": False}
