"""Discord's payloads as the desk's happenings. Pure: places, accounts and names are handed in.

A message is known by its own id, whichever way it came: by the gateway, replayed after a gap, or read back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.discord.ids import moment
from adapters.discord.spoken import mentions, spoken, with_groups, without_mention
from bot.commands import looks_like_command
from bot.model.files import Offered
from bot.model.inbound import ButtonPressed, FormSubmitted, MessageDeleted, MessageEdited, MessageReceived, Reacted
from bot.model.people import Account
from bot.model.places import Conversation

Payload = Mapping[str, Any]
WRITTEN = frozenset({0, 19})
"""The message types in which a person writes: plain, and in reply."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a payload alone does not tell. `roles`: our own in that server: naming one of them names us."""

    bot: str
    roles: frozenset[str]
    workspace: str
    person: Callable[[str], str]  # user id -> what to call them after an "@"
    spelled: Callable[[str], str]  # the same in a command
    known: Callable[[str], Account | None]
    channel: Callable[[str], str]
    group: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is, as the desk sees it. `title`: of the forum post that it begins."""

    where: Conversation
    direct: bool = False
    title: str = ""


def written_at(message: Payload) -> datetime:
    """As Discord says, else as its id does."""
    told = message.get("timestamp")
    return datetime.fromisoformat(str(told)).astimezone(UTC) if told else moment(str(message["id"]))


def writer(message: Payload, bot: str) -> Payload | None:
    """Whose message it is; None for bots, webhooks, our own, and what no person wrote."""
    author = message.get("author") or {}
    if not author.get("id") or author.get("bot") or author.get("system") or message.get("webhook_id"):
        return None
    if str(author["id"]) == bot or int(message.get("type") or 0) not in WRITTEN:
        return None
    return dict(author)


def forwarded(message: Payload) -> list[Payload]:
    """What it passes on: Discord shows others' messages under one that says nothing itself."""
    return [dict(one.get("message") or {}) for one in message.get("message_snapshots") or []]


def attached(message: Payload) -> list[Payload]:
    """The files it brings, those of what it passes on too."""
    return [file for one in (message, *forwarded(message)) for file in one.get("attachments") or []]


def is_mention(message: Payload, around: Around) -> bool:
    """A reply alone, with the ping it brings, is none."""
    text = str(message.get("content") or "")
    if around.bot in mentions(text):
        return True
    return any(f"<@&{role}>" in text for role in around.roles)


def said(message: Payload, around: Around, title: str = "") -> str:
    """The words, without the mention of the bot; of a forwarded message, the words it brings."""
    text = "\n".join(str(one.get("content") or "") for one in (message, *forwarded(message))).strip()
    if is_mention(message, around):
        text = without_mention(text, around.bot)
        for role in around.roles:
            text = text.replace(f"<@&{role}>", "", 1).strip()
    command = text.startswith("!") or looks_like_command(with_groups(text), in_ticket=True)
    if command:
        text = with_groups(text)
    words = spoken(text, around.spelled if command else around.person, around.channel, around.group).strip()
    if title and title.casefold() not in words.casefold():
        return f"{title}\n{words}".strip()
    return words


def message(
    raw: Payload, by: Account, place: Place, around: Around, files: tuple[Offered, ...] = ()
) -> MessageReceived:
    """Raises KeyError for one that lacks what it must have."""
    message_id = str(raw["id"])
    return MessageReceived(
        key=f"discord/m/{message_id}",
        by=by,
        where=place.where,
        message_id=message_id,
        text=said(raw, around, place.title),
        at=written_at(raw),
        direct=place.direct,
        mention=not place.direct and is_mention(raw, around),
        workspace=around.workspace,
        files=files,
        named=tuple(one for user in mentions(str(raw.get("content") or "")) if (one := around.known(user))),
        flat=place.direct,
    )


def edited(raw: Payload, by: Account, place: Place, around: Around) -> MessageEdited | None:
    """MESSAGE_UPDATE; None when no person changed words (a preview was added)."""
    stamp = raw.get("edited_timestamp")
    if not stamp or "content" not in raw:
        return None
    told = message(raw, by, place, around)
    return MessageEdited(
        key=f"discord/u/{told.message_id}/{stamp}",
        by=by,
        where=told.where,
        message_id=told.message_id,
        text=told.text,
        written_at=told.at,
        at=datetime.fromisoformat(str(stamp)),
        direct=told.direct,
        mention=told.mention,
        workspace=around.workspace,
    )


def deleted(message_id: str, by: Account, place: Place, at: datetime, workspace: str) -> MessageDeleted:
    return MessageDeleted(
        f"discord/d/{message_id}", by, place.where, message_id, at, workspace=workspace, direct=place.direct
    )


def press(
    raw: Payload, action: str, subject: str, by: Account, place: Place, at: datetime, workspace: str
) -> ButtonPressed:
    return ButtonPressed(
        key=f"discord/i/{raw['id']}",
        by=by,
        where=place.where,
        action=action,
        subject=subject,
        at=at,
        direct=place.direct,
        workspace=workspace,
    )


def reacted(
    key: str, by: Account, where: Conversation, raw: Payload, sign: str, at: datetime, workspace: str
) -> Reacted:
    return Reacted(key, by, where, str(raw["message_id"]), sign, at, workspace)


def submission(
    raw: Payload, name: str, subject: str, by: Account, place: Place, at: datetime, workspace: str,
    files: tuple[Offered, ...] = (), named: tuple[Account, ...] = (),
) -> FormSubmitted:  # fmt: skip
    return FormSubmitted(
        key=f"discord/i/{raw['id']}",
        by=by,
        where=place.where,
        name=name,
        subject=subject,
        at=at,
        values=values_of(raw),
        direct=place.direct,
        workspace=workspace,
        files=files,
        named=named,
    )


def values_of(raw: Payload) -> dict[str, str]:
    """What was filled in, by field."""
    found: dict[str, str] = {}
    for one in _inputs((raw.get("data") or {}).get("components") or []):
        if "value" in one:
            found[str(one["custom_id"])] = str(one.get("value") or "")
        elif one.get("type") == 3:
            found[str(one["custom_id"])] = str((one.get("values") or [""])[0])
    return found


def uploaded(raw: Payload) -> list[Payload]:
    """The files put into a window."""
    data = raw.get("data") or {}
    there = (data.get("resolved") or {}).get("attachments") or {}
    ids = [str(value) for one in _inputs(data.get("components") or []) if one.get("type") == 19
           for value in one.get("values") or []]  # fmt: skip
    return [there[one] for one in ids if one in there]


def _inputs(components: list[Any]) -> list[dict[str, Any]]:
    """Inputs in labels, or in the rows of older windows."""
    found = []
    for one in components:
        inner = one.get("component")
        for part in [*([inner] if isinstance(inner, dict) else []), *(one.get("components") or [])]:
            if part.get("custom_id"):
                found.append(part)
    return found
