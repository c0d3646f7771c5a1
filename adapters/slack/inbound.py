"""Slack's payloads as the desk's happenings. Pure: names and accounts are handed in.

A message is known by its channel and timestamp, whichever event tells of it: Slack's redelivery, `message` beside
`app_mention`, and reading back after a gap all make the same key.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from adapters.slack.people import PLATFORM
from adapters.slack.render import PRESS
from adapters.slack.spoken import mentions, sign, spoken, without_mention
from bot.model.files import Offered
from bot.model.inbound import (
    ButtonPressed,
    CommandGiven,
    FormSubmitted,
    JoinedChannel,
    MessageDeleted,
    MessageEdited,
    MessageReceived,
)
from bot.model.people import Account
from bot.model.places import Conversation

Payload = Mapping[str, Any]
WRITTEN = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""The message subtypes in which a person writes."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a payload alone does not tell."""

    bot: str  # our own user id
    bot_id: str
    workspace: str
    handle: Callable[[str], str]  # user id -> what to call them after an "@"


def moment(ts: str) -> datetime:
    """Slack's timestamp, which is also a message's id."""
    return datetime.fromtimestamp(float(ts), UTC)


def stamp(moment: datetime) -> str:
    """As Slack writes the time of a message."""
    return f"{moment.timestamp():.6f}"


def message_key(channel: str, ts: str) -> str:
    return f"slack/m/{channel}/{ts}"


def writer(event: Payload, around: Around) -> str | None:
    """Whose message it is; None for bots, our own, and what no person wrote."""
    user = event.get("user")
    if not user or user in (around.bot, "USLACKBOT") or event.get("bot_id") or event.get("hidden"):
        return None
    return str(user) if event.get("subtype") in WRITTEN else None


def team_of(event: Payload) -> str:
    """The workspace its writer is of, where a shared channel's event says so."""
    return str(event.get("user_team") or event.get("source_team") or "")


def thread_of(event: Payload) -> str | None:
    """The thread it stands in; a thread's first message stands in none."""
    thread = event.get("thread_ts")
    return str(thread) if thread and thread != event["ts"] else None


def is_direct(event: Payload) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")


def message(event: Payload, by: Account, around: Around, files: tuple[Offered, ...] = ()) -> MessageReceived:
    """`message` and `app_mention`. Raises KeyError for one that lacks what it must have."""
    channel, ts, text = str(event["channel"]), str(event["ts"]), str(event.get("text") or "")
    mention = around.bot in mentions(text) or event.get("type") == "app_mention"
    said = without_mention(text, around.bot) if mention else text
    return MessageReceived(
        key=message_key(channel, ts),
        by=by,
        where=Conversation(PLATFORM, channel, thread_of(event)),
        message_id=ts,
        text=spoken(said, around.handle),
        at=moment(ts),
        direct=is_direct(event),
        mention=mention,
        workspace=around.workspace,
        files=files,
    )


def edited(event: Payload, by: Account, around: Around) -> MessageEdited | None:
    """`message_changed`; None when the words stayed the same (a preview was added). Raises KeyError."""
    now, before = event["message"], event.get("previous_message") or {}
    stamp = (now.get("edited") or {}).get("ts")
    if not stamp or now.get("text") == before.get("text"):
        return None
    told = message({**now, "channel": event["channel"], "channel_type": event.get("channel_type")}, by, around)
    return MessageEdited(
        key=f"slack/u/{told.where.channel}/{told.message_id}/{stamp}",
        by=by,
        where=told.where,
        message_id=told.message_id,
        text=told.text,
        written_at=told.at,
        at=moment(str(stamp)),
        direct=told.direct,
        mention=told.mention,
        workspace=around.workspace,
    )


def deleted(event: Payload, by: Account, around: Around) -> MessageDeleted:
    """`message_deleted`, and `message_changed` into a tombstone."""
    gone = event.get("previous_message") or {}
    channel, ts = str(event["channel"]), str(event.get("deleted_ts") or gone["ts"])
    thread = gone.get("thread_ts")
    return MessageDeleted(
        key=f"slack/d/{channel}/{ts}",
        by=by,
        where=Conversation(PLATFORM, channel, str(thread) if thread and thread != ts else None),
        message_id=ts,
        at=moment(str(event.get("event_ts") or event.get("ts") or ts)),
        workspace=around.workspace,
        direct=is_direct(event),
    )


def joined(event: Payload, around: Around) -> JoinedChannel:
    at = moment(str(event.get("event_ts") or "0"))
    channel = str(event["channel"])
    return JoinedChannel(f"slack/j/{channel}/{event.get('event_ts')}", Conversation(PLATFORM, channel), at,
                         around.workspace)  # fmt: skip


def command(body: Payload, name: str, by: Account, at: datetime, around: Around) -> CommandGiven:
    """A slash command. Slack has none in threads."""
    channel = str(body["channel_id"])
    return CommandGiven(
        key=f"slack/t/{body['trigger_id']}",
        by=by,
        where=Conversation(PLATFORM, channel),
        name=name,
        text=spoken(str(body.get("text") or ""), around.handle),
        at=at,
        direct=channel.startswith("D"),
        workspace=around.workspace,
    )


def press(body: Payload, action: Payload, by: Account, at: datetime, around: Around) -> ButtonPressed:
    """A click on one of our buttons, wherever it stands. Raises KeyError for anything else's."""
    action_id = str(action["action_id"])
    if not action_id.startswith(PRESS):
        raise KeyError("action_id")
    where = place_of(body)
    return ButtonPressed(
        key=f"slack/t/{body.get('trigger_id') or action.get('action_ts')}",
        by=by,
        where=where,
        action=action_id.removeprefix(PRESS).partition(":")[0],
        subject=str(action.get("value") or (action.get("selected_option") or {}).get("value") or ""),
        at=at,
        direct=where.channel.startswith("D"),
        workspace=around.workspace,
    )


def place_of(body: Payload) -> Conversation:
    """Where an interaction happened; the person's own conversation for App Home and modals."""
    container = body.get("container") or {}
    channel = container.get("channel_id") or (body.get("channel") or {}).get("id") or body["user"]["id"]
    told = body.get("message") or {}
    thread = container.get("thread_ts") or told.get("thread_ts")
    own = container.get("message_ts") or told.get("ts")
    return Conversation(PLATFORM, str(channel), str(thread) if thread and thread != own else None)


def submission(body: Payload, by: Account, at: datetime, place: Conversation, around: Around) -> FormSubmitted:
    """A modal sent in. Its name and subject stand in the view's callback and metadata; neither is trusted."""
    view = body["view"]
    name, _, subject = str(view["callback_id"]).removeprefix(PRESS).partition("|")
    values = values_of(view)
    return FormSubmitted(
        key=f"slack/v/{view['id']}/{view.get('hash') or digest(values)}",
        by=by,
        where=place,
        name=name,
        subject=subject,
        at=at,
        values=values,
        direct=place.channel.startswith(("D", "U", "W")),
        workspace=around.workspace,
    )


def values_of(view: Payload) -> dict[str, str]:
    """What stands in a modal's inputs, by field name."""
    found = {}
    for block_id, actions in ((view.get("state") or {}).get("values") or {}).items():
        for state in actions.values():
            chosen = state.get("selected_option") or {}
            found[str(block_id)] = str(state.get("value") or chosen.get("value") or "")
    return found


def digest(values: Mapping[str, str]) -> str:
    """Tells one filling-in of a window from the next, where Slack names no version of it."""
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def reaction_key(event: Payload, event_id: str) -> str:
    """The event's own id, or who put which sign where, and when."""
    item = event.get("item") or {}
    told = (item.get("channel"), item.get("ts"), event.get("user"), event.get("reaction"), event.get("event_ts"))
    return f"slack/e/{event_id or '/'.join(map(str, told))}"


def reacted_with(event: Payload) -> str:
    """The sign of a reaction, or ":name:" for one of the workspace's own."""
    return sign(str(event.get("reaction") or ""))
