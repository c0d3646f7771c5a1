"""Events: what people write, take back and react with, and where the bot is called to."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

import structlog
from slack_bolt.response import BoltResponse

from adapters.slack import inbound
from adapters.slack.api import Refused
from adapters.slack.files import offered
from adapters.slack.gate import acknowledged, not_acknowledged
from adapters.slack.ground import Ground
from adapters.slack.home import Home
from adapters.slack.people import PLATFORM
from adapters.slack.spoken import mentions
from bot.heard import Heard
from bot.model.content import plain
from bot.model.inbound import (
    Accepted,
    Earlier,
    Inbound,
    MessagePicked,
    MessageReceived,
    Reacted,
    ThreadRead,
    Unavailable,
)
from bot.model.people import Account
from bot.model.places import Conversation

log = structlog.get_logger(__name__)
Event = dict[str, Any]

WRITERS = 10_000  # remembered: a deletion may not say whose message it was
OFFER_AGAIN_S = (2.0, 20.0, 70.0, 320.0)  # Slack sends an event that failed at once, after 1 and after 5 minutes
WAITING = 500
EARLIER, PAGE, MOST_PAGES = 50, 200, 10  # a thread is read from its first message on


class Events:
    """One `event_callback` at a time; True means that it may be acknowledged."""

    def __init__(self, ground: Ground, heard: Heard, home: Home) -> None:
        self._ground = ground
        self._heard = heard
        self._home = home
        self._waiting = 0
        self._writers: OrderedDict[tuple[str, str], str] = OrderedDict()

    KINDS: ClassVar[dict[str, Callable[["Events", Event, str], Awaitable[bool]]]]

    async def take(self, body: dict[str, Any]) -> BoltResponse:
        event = body["event"]
        kind = self.KINDS.get(str(event.get("type")))
        if kind is None:
            log.debug("slack.event_unknown", kind=str(event.get("type")))
            return acknowledged()
        return acknowledged() if await kind(self, event, str(body.get("event_id") or "")) else not_acknowledged()

    # ---- messages

    async def _message(self, event: Event, event_id: str) -> bool:
        match event.get("subtype"):
            case "message_changed" if _is_tombstone(event):
                return await self._deleted(event)
            case "message_changed":
                return await self._changed(event)
            case "message_deleted":
                return await self._deleted(event)
        return await self.offer(event) is not None

    async def offer(self, event: Event) -> bool | None:
        """A message as an event or as read back. True when it was news, None when it could not be stored."""
        around = self._ground.around()
        user = inbound.writer(event, around)
        if user is None:
            return False
        self._wrote(str(event["channel"]), str(event["ts"]), user)
        await self._learn_mentioned(str(event.get("text") or ""))
        account = await self._ground.profiles.account(user, team=inbound.team_of(event))
        message = inbound.message(event, account, around, offered(self._ground.api, event.get("files") or []))
        if message.direct:
            self._ground.errands.run(
                self._home.working(account, message.where.channel, message.where.thread or message.message_id)
            )
        outcome = await self._ground.once(message)
        if isinstance(outcome, Unavailable):
            self._heard.failed(message.where.channel, message.message_id)
            return None
        self._heard.heard(message.where.channel, message.message_id)
        news = not (isinstance(outcome, Accepted) and (outcome.again or not outcome.kept))
        if isinstance(outcome, Accepted) and not outcome.kept and message.where.thread:
            self._offer_again(message, account)
        elif news:
            self._ground.errands.run(self._after(message, account, outcome))
        return news

    def _wrote(self, channel: str, ts: str, user: str) -> None:
        self._writers[channel, ts] = user
        while len(self._writers) > WRITERS:
            self._writers.popitem(last=False)

    async def _after(self, message: MessageReceived, account: Account, outcome: Any) -> None:
        await self._ground.tell(account, message.where, outcome)
        if message.mention and message.where.thread and not message.direct:
            await self._bring_earlier(message, account)

    async def _learn_mentioned(self, text: str) -> None:
        """People named in it are called by their names."""
        profiles, ours = self._ground.profiles, self._ground.identity.user
        fresh = [user for user in mentions(text)[:10] if user != ours and profiles.seen(user) is None]
        await asyncio.gather(*(profiles.account(user) for user in fresh))

    def _offer_again(self, happening: Inbound, account: Account) -> None:
        """It may have come before the message it belongs to."""
        if self._waiting < WAITING:
            self._waiting += 1
            self._ground.errands.run(self._until_ours(happening, account))

    async def _until_ours(self, happening: Inbound, account: Account) -> None:
        try:
            for wait_s in OFFER_AGAIN_S:
                await asyncio.sleep(wait_s)
                outcome = await self._ground.receive(happening)
                if not (isinstance(outcome, Accepted) and not outcome.kept):
                    if isinstance(happening, MessageReceived):
                        await self._ground.tell(account, happening.where, outcome)
                    return
        finally:
            self._waiting -= 1

    async def _changed(self, event: Event) -> bool:
        around = self._ground.around()
        user = inbound.writer(event.get("message") or {}, around)
        if user is None:
            return True
        account = await self._ground.profiles.account(user)
        happening = inbound.edited(event, account, around)
        if happening is None:
            return True
        outcome = await self._ground.once(happening)
        if isinstance(outcome, Accepted) and not outcome.kept and self._recent(happening.message_id):
            self._offer_again(happening, account)
        return not isinstance(outcome, Unavailable)

    async def _deleted(self, event: Event) -> bool:
        around = self._ground.around()
        gone = event.get("previous_message")
        if gone:
            user = inbound.writer(gone, around)
        else:  # Slack's pages show one without
            user = self._writers.get((str(event["channel"]), str(event["deleted_ts"])))
        if user is None:
            return True
        account = await self._ground.profiles.account(user)
        happening = inbound.deleted(event, account, around)
        outcome = await self._ground.receive(happening)
        if isinstance(outcome, Accepted) and not outcome.kept and self._recent(happening.message_id):
            self._offer_again(happening, account)
        return not isinstance(outcome, Unavailable)

    def _recent(self, ts: str) -> bool:
        return (self._ground.clock.now() - inbound.moment(ts)).total_seconds() < OFFER_AGAIN_S[-1]

    # ---- called into a thread

    async def _bring_earlier(self, message: MessageReceived, account: Account) -> None:
        """What was said there before comes along."""
        channel, thread = message.where.channel, message.where.thread
        around = self._ground.around()
        try:
            before = await self._said_before(channel, str(thread), message.message_id)
        except Refused as refused:
            log.warning("slack.thread_unread", channel=channel, error=refused.code)
            return
        said = []
        for one in before:
            user = inbound.writer(one, around)
            if user is None:
                continue
            by = await self._ground.profiles.account(user)
            told = inbound.message({**one, "channel": channel}, by, around)
            if told.text:
                said.append(Earlier(by, told.message_id, told.text, told.at))
        if said:
            key = f"slack/e/{channel}/{message.message_id}"
            await self._ground.receive(
                ThreadRead(key, account, message.where, tuple(said), self._ground.clock.now(), message.workspace)
            )

    async def _said_before(self, channel: str, thread: str, ts: str) -> list[Event]:
        """The last messages before that one, oldest first. Raises Refused."""
        latest: deque[Event] = deque(maxlen=EARLIER)
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            answer = await self._ground.api.read(
                "conversations.replies", channel=channel, ts=thread, limit=PAGE, cursor=cursor
            )
            for one in answer.get("messages") or []:
                if str(one.get("ts")) < ts and all(one.get("ts") != kept.get("ts") for kept in latest):
                    latest.append(one)
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                break
        return list(latest)

    # ---- signs

    async def _reaction(self, event: Event, event_id: str) -> bool:
        item = event.get("item") or {}
        sign = inbound.reacted_with(event)
        meaning = self._ground.view.sign_means(sign)
        if meaning is None or item.get("type") != "message" or event.get("user") == self._ground.identity.user:
            return True
        account = await self._ground.profiles.account(str(event["user"]))
        channel, ts = str(item["channel"]), str(item["ts"])
        if meaning == "ticket":
            return await self.pick(account, channel, ts, f"slack/r/{channel}/{ts}") is not None
        where = Conversation(PLATFORM, channel)
        at = inbound.moment(str(event.get("event_ts") or ts))
        key = inbound.reaction_key(event, event_id)
        happening = Reacted(key, account, where, ts, sign, at, self._ground.workspace)
        outcome = await self._ground.receive(happening)
        if not isinstance(outcome, Unavailable):
            self._ground.errands.run(self._ground.tell(account, where, outcome))
        return not isinstance(outcome, Unavailable)

    async def pick(self, account: Account, channel: str, ts: str, key: str, found: Event | None = None) -> Any:
        """Make a request of a message. None when it could not be read or stored: to be tried again."""
        try:
            event = found or await self._read_one(channel, ts)
        except Refused as refused:
            log.warning("slack.message_unread", channel=channel, error=refused.code)
            if refused.passing:
                return None
            self._ground.errands.run(self._cannot_pick(account, Conversation(PLATFORM, channel)))
            return False
        around = self._ground.around()
        user = inbound.writer(event, around) if event else None
        if event is None or user is None:
            self._ground.errands.run(self._cannot_pick(account, Conversation(PLATFORM, channel)))
            return False
        author = await self._ground.profiles.account(user)
        told = inbound.message({**event, "channel": channel}, author, around)
        pick = MessagePicked(
            key, account, author, told.where, told.message_id, told.text, self._ground.clock.now(),
            direct=told.direct, workspace=told.workspace, files=offered(self._ground.api, event.get("files") or []),
        )  # fmt: skip
        outcome = await self._ground.receive(pick)
        if isinstance(outcome, Unavailable):
            return None
        self._ground.errands.run(self._ground.tell(account, told.where, outcome))
        return True

    async def _cannot_pick(self, account: Account, where: Conversation) -> None:
        say = await self._ground.say(account, where.channel)
        await self._ground.whisperer.tell(account.id, where, (plain(say("unpicked")),))

    async def _read_one(self, channel: str, ts: str) -> Event | None:
        """A reaction does not tell in which thread its message stands, and history shows no replies."""
        answer = await self._ground.api.read(
            "conversations.history", channel=channel, latest=ts, oldest=ts, inclusive=True, limit=1
        )
        found = [one for one in answer.get("messages") or [] if str(one.get("ts")) == ts]
        if not found:
            answer = await self._ground.api.read("conversations.replies", channel=channel, ts=ts, limit=5)
            found = [one for one in answer.get("messages") or [] if str(one.get("ts")) == ts]
        return dict(found[0]) if found else None

    # ---- the rest

    async def _joined(self, event: Event, event_id: str) -> bool:
        if event.get("user") != self._ground.identity.user:
            return True
        outcome = await self._ground.receive(inbound.joined(event, self._ground.around()))
        return not isinstance(outcome, Unavailable)

    async def _home_opened(self, event: Event, event_id: str) -> bool:
        self._ground.errands.run(self._home.opened(str(event["user"]), str(event.get("tab") or "home"),
                                                  str(event.get("channel") or "")))  # fmt: skip
        return True

    async def _user_changed(self, event: Event, event_id: str) -> bool:
        self._ground.profiles.learn(event["user"])
        return True

    async def _revoked(self, event: Event, event_id: str) -> bool:
        log.error(
            "slack.access_withdrawn", kind=str(event.get("type")), remedy="install the app again; loket slack doctor"
        )
        self._ground.api.signed_out = True
        return True


def _is_tombstone(event: Event) -> bool:
    """A thread's first message taken back while replies stand below it."""
    return (event.get("message") or {}).get("subtype") == "tombstone"


Events.KINDS = {
    "message": Events._message,
    "app_mention": Events._message,
    "reaction_added": Events._reaction,
    "member_joined_channel": Events._joined,
    "app_home_opened": Events._home_opened,
    "user_change": Events._user_changed,
    "tokens_revoked": Events._revoked,
    "app_uninstalled": Events._revoked,
}
"""The events Slack is asked for, and who takes them."""
