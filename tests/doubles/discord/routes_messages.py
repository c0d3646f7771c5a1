"""Messages, reactions and typing over REST."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

from . import acts, permissions, shapes
from .api import NO_ACCESS, NO_PERMISSION, Call, Refused, bits_of, channel_of, invalid, me, message_of, route
from .hearing import over_rest
from .nouns import DM, FORUM, Channel, Json, Message
from .payloads import draft_of
from .world import World


def manages(world: World, channel: Channel) -> bool:
    return bool(bits_of(world, channel) & permissions.MANAGE_THREADS)


def must_send(world: World, channel: Channel) -> None:
    """Refuses when the bot may not write there."""
    if channel.kind == FORUM:
        raise Refused(400, 40058, "Cannot send a message in a forum channel")
    if channel.kind == DM:
        assert channel.recipient is not None
        if not world.shared_guilds(channel.recipient):
            raise Refused(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
        if channel.recipient.dms_closed or channel.recipient.bot:
            raise Refused(403, 50007, "Cannot send messages to this user")
        return
    assert channel.guild is not None
    mine = me(world, channel.guild)
    if not permissions.may_send(channel, mine):
        raise Refused(*NO_PERMISSION)
    if channel.locked and (channel.archived or not manages(world, channel)):
        raise Refused(403, 160005, "Thread is locked")


def same_nonce(world: World, channel: Channel, data: Json) -> Message | None:
    """The message this nonce already made, while it is remembered."""
    if data.get("nonce") is None:
        return None
    if len(str(data["nonce"])) > 25:
        raise invalid("nonce", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    found = world.nonces.get((channel.id, str(data["nonce"]))) if data.get("enforce_nonce") else None
    if found is None or world.clock.now() - found.at > timedelta(seconds=world.timing.nonce):
        return None
    return found


@route("POST", "/channels/{channel_id}/messages")
def create(world: World, call: Call) -> Json:
    channel = channel_of(world, call)
    must_send(world, channel)
    data = call.json
    draft = draft_of(world, data, call.files)
    if draft.files and not bits_of(world, channel) & permissions.ATTACH_FILES:
        raise Refused(*NO_PERMISSION)
    if (earlier := same_nonce(world, channel, data)) is not None:
        return shapes.message_json(world, earlier)
    reference = (data.get("message_reference") or {}).get("message_id")
    if reference is not None and int(reference) not in channel.messages:
        if data["message_reference"].get("fail_if_not_exists", True):
            raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        reference = None
    message = acts.post(
        world,
        channel,
        world.bot,
        draft.content,
        files=draft.files,
        allowed=draft.allowed,
        nonce=None if data.get("nonce") is None else str(data["nonce"]),
        embeds=draft.embeds,
        components=draft.components,
        flags=draft.flags,
        kind=19 if reference else 0,
        reply_to=int(reference) if reference else None,
    )
    return shapes.message_json(world, message)


def shown(world: World, message: Message) -> Json:
    return over_rest(world, message, shapes.message_json(world, message))


@route("GET", "/channels/{channel_id}/messages")
def listed(world: World, call: Call) -> list[Json]:
    """Newest first. Of `before`, `after` and `around` one may be given."""
    channel = channel_of(world, call)
    if not bits_of(world, channel) & permissions.READ_HISTORY:
        return []
    limit = call.number("limit", 50, 100)
    every = sorted(channel.messages.values(), key=lambda m: m.id)
    if "before" in call.query:
        found = [m for m in every if m.id < int(call.query["before"])][-limit:]
    elif "after" in call.query:
        found = [m for m in every if m.id > int(call.query["after"])][:limit]
    elif "around" in call.query:
        middle = int(call.query["around"])
        below, above = [m for m in every if m.id < middle], [m for m in every if m.id >= middle]
        found = below[len(below) - limit // 2 if len(below) > limit // 2 else 0 :] + above[: limit - limit // 2]
    else:
        found = every[-limit:]
    return [shown(world, m) for m in reversed(found)]


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def one(world: World, call: Call) -> Json:
    channel = channel_of(world, call)
    if not bits_of(world, channel) & permissions.READ_HISTORY:
        raise Refused(*NO_ACCESS)
    return shown(world, message_of(world, call, channel))


@route("PATCH", "/channels/{channel_id}/messages/{message_id}")
def edit(world: World, call: Call) -> Json:
    channel = channel_of(world, call)
    message = message_of(world, call, channel)
    data = call.json
    if message.author is not world.bot:
        raise Refused(403, 50005, "Cannot edit a message authored by another user")
    if channel.archived:
        raise Refused(400, 50083, "Thread is archived")
    if channel.locked and not manages(world, channel):
        raise Refused(403, 160005, "Thread is locked")
    draft = draft_of(world, data, call.files, message)
    changes = draft.changes(message, data)
    after = {name: changes.get(name, getattr(message, name)) for name in ("content", "embeds", "components")}
    kept = changes.get("attachments", message.attachments)
    if not any(after.values()) and not kept and not draft.files:
        raise Refused(400, 50006, "Cannot send an empty message")
    acts.edit(world, message, **changes)
    return shapes.message_json(world, message)


@route("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete(world: World, call: Call) -> None:
    channel = channel_of(world, call)
    message = message_of(world, call, channel)
    if message.author is not world.bot:
        if channel.guild is None:
            raise Refused(403, 50003, "Cannot execute action on a DM channel")
        if not bits_of(world, channel) & permissions.MANAGE_MESSAGES:
            raise Refused(*NO_PERMISSION)
    if channel.archived and channel.locked and not manages(world, channel):
        raise Refused(400, 50083, "Thread is archived")
    acts.remove(world, message)


@route("POST", "/channels/{channel_id}/messages/bulk-delete")
def bulk_delete(world: World, call: Call) -> None:
    channel = channel_of(world, call, permissions.MANAGE_MESSAGES)
    keys = [int(key) for key in call.json.get("messages") or ()]
    if not 2 <= len(keys) <= 100:
        raise invalid("messages", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.")
    acts.remove_many(world, channel, [channel.messages[key] for key in keys if key in channel.messages])


@route("POST", "/channels/{channel_id}/typing")
def typing(world: World, call: Call) -> None:
    must_send(world, channel_of(world, call))


@route("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me")
def react(world: World, call: Call) -> None:
    channel = channel_of(world, call, permissions.READ_HISTORY)
    message = message_of(world, call, channel)
    emoji = unquote(call.params["emoji"])
    if emoji not in message.reactions and not bits_of(world, channel) & permissions.ADD_REACTIONS:
        raise Refused(*NO_PERMISSION)
    if channel.archived:
        raise Refused(400, 50083, "Thread is archived")
    acts.react(world, message, world.bot, emoji)


@route("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/{user_id}")
def unreact(world: World, call: Call) -> None:
    own = call.params["user_id"] == "@me"
    channel = channel_of(world, call, 0 if own else permissions.MANAGE_MESSAGES)
    message = message_of(world, call, channel)
    user = world.bot if own else world.users.get(call.id("user_id"))
    if user is None:
        raise Refused(404, 10013, "Unknown User")
    acts.react(world, message, user, unquote(call.params["emoji"]), away=True)
