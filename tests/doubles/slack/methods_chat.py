"""chat.* and reactions.*"""

from __future__ import annotations

import json
import re
from typing import Any

from .api import Args, Refused, method
from .blocks import check_blocks, named
from .nouns import Channel, Ephemeral, Json, Message
from .places import inside, message_at, visible, writable
from .world import World


def blocks_of(world: World, args: Args) -> list[Json] | None:
    """The blocks of the call, checked, or None when it brings none."""
    blocks = args.parsed("blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if wrong := check_blocks(blocks, "message"):
        raise Refused("invalid_blocks", *wrong, errors=wrong)
    return named(blocks, world.rng)


def attachments_of(args: Args) -> list[Json] | None:
    attachments = args.parsed("attachments", "invalid_attachments")
    if attachments is None:
        return None
    if not isinstance(attachments, list):
        raise Refused("invalid_attachments")
    if len(attachments) > 100:
        raise Refused("too_many_attachments")
    for attachment in attachments:
        if wrong := check_blocks(attachment.get("blocks", []), "message"):
            raise Refused("invalid_attachments", *wrong)
    return attachments


def metadata_of(args: Args) -> Json | None:
    """Message metadata: a name and a flat payload."""
    metadata = args.parsed("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    payload = metadata.get("event_payload")
    if not isinstance(payload, dict) or any(not _flat(value) for value in payload.values()):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(payload)) > 16_000:
        raise Refused("metadata_too_large")
    return metadata


def _flat(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str | int | float | bool) for item in value)
    return value is None or isinstance(value, str | int | float | bool)


def content_of(world: World, args: Args, most: int = 40_000) -> tuple[str, list[Json] | None, list[Json] | None]:
    """What a message says: text, blocks, attachments; at least one of them."""
    text, markdown = args.text("text"), args.text("markdown_text")
    blocks, attachments = blocks_of(world, args), attachments_of(args)
    if markdown is not None:
        if text or blocks:
            raise Refused("markdown_text_conflict")
        if len(markdown) > 12_000:
            raise Refused("msg_too_long")
        text = markdown
    if text is not None and len(text) > most:
        raise Refused("msg_too_long")
    if not (text and text.strip()) and not blocks and not attachments:
        raise Refused("no_text")
    return text or "", blocks, attachments


def by_bot(world: World, channel: Channel, text: str, **more: Any) -> Message:
    bot = world.bot
    return Message(channel.id, world.next_ts(), bot.id, text, bot_id=bot.bot_id, app_id=world.app_id, **more)


@method("chat.postMessage", "chat:write")
def post_message(world: World, args: Args) -> Json:
    channel = writable(world, args.need("channel"))
    text, blocks, attachments = content_of(world, args)
    username = args.text("username")
    if username and "chat:write.customize" not in world.scopes:
        username = None
    message = by_bot(world, channel, text, blocks=blocks or [], attachments=attachments or [], username=username)
    message.metadata, message.thread_ts = metadata_of(args), args.text("thread_ts")
    if message.thread_ts and args.flag("reply_broadcast"):
        message.subtype = "thread_broadcast"
    world.post(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.json()}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(world: World, args: Args) -> Json:
    channel = writable(world, args.need("channel"))
    user = world.users.get(args.need("user"))
    if user is None or user.deleted or user.id not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks, _ = content_of(world, args)
    shown = Ephemeral(channel.id, user.id, world.next_ts(), text, blocks or [], args.text("thread_ts"))
    world.ephemerals.append(shown)
    return {"message_ts": shown.ts}


@method("chat.update", "chat:write")
def update(world: World, args: Args) -> Json:
    channel = visible(world, args.need("channel"))
    message = message_at(channel, args.need("ts"))
    if message.bot_id != world.bot.bot_id:
        raise Refused("cant_update_message")
    if channel.is_archived:
        raise Refused("is_archived")
    before = world.message_json(message)
    if args.get("blocks") is None and args.get("attachments") is None and args.get("text") is None:
        raise Refused("no_text")
    blocks, attachments, text = blocks_of(world, args), attachments_of(args), args.text("text")
    if text is not None and len(text) > 4_000:
        raise Refused("msg_too_long")
    if not text and blocks == [] and not attachments:
        raise Refused("no_text")
    message.text = text if text is not None else message.text
    message.blocks = blocks if blocks is not None else message.blocks
    message.attachments = attachments if attachments is not None else message.attachments
    if "metadata" in args:
        message.metadata = metadata_of(args)
    message.edited = {"user": world.bot.id, "ts": world.next_ts()}
    world.changed(message, before)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": world.message_json(message)}


@method("chat.delete", "chat:write")
def delete(world: World, args: Args) -> Json:
    channel = visible(world, args.need("channel"))
    message = message_at(channel, args.need("ts"))
    if message.bot_id != world.bot.bot_id:
        raise Refused("cant_delete_message")
    world.remove(message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink")
def permalink(world: World, args: Args) -> Json:
    channel = visible(world, args.need("channel"))
    message = message_at(channel, args.need("message_ts"))
    link = f"https://{world.team_domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def reacted(world: World, message: Message, user: str, name: str, kind: str) -> None:
    """Tell of a reaction that came or went."""
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    event = {"type": kind, "user": user, "reaction": name, "item": item, "item_user": message.user}
    world.emit(event | {"event_ts": world.next_ts()}, world.channels[message.channel])


def _reaction(world: World, args: Args) -> tuple[Message, str]:
    channel = inside(world, args.need("channel"))
    name = args.need("name").strip(":")
    if not re.fullmatch(r"[\w+'-]+(::skin-tone-[2-6])?", name):
        raise Refused("invalid_name")
    return message_at(channel, args.need("timestamp")), name


@method("reactions.add", "reactions:write")
def add_reaction(world: World, args: Args) -> Json:
    message, name = _reaction(world, args)
    if world.channels[message.channel].is_archived:
        raise Refused("is_archived")
    users = message.reactions.setdefault(name, [])
    if world.bot.id in users:
        raise Refused("already_reacted")
    users.append(world.bot.id)
    reacted(world, message, world.bot.id, name, "reaction_added")
    return {}


@method("reactions.remove", "reactions:write")
def remove_reaction(world: World, args: Args) -> Json:
    message, name = _reaction(world, args)
    if world.bot.id not in message.reactions.get(name, []):
        raise Refused("no_reaction")
    message.reactions[name].remove(world.bot.id)
    if not message.reactions[name]:
        del message.reactions[name]
    reacted(world, message, world.bot.id, name, "reaction_removed")
    return {}


@method("reactions.get", "reactions:read")
def get_reactions(world: World, args: Args) -> Json:
    channel = inside(world, args.need("channel"))
    message = message_at(channel, args.need("timestamp"))
    return {"type": "message", "channel": channel.id, "message": world.message_json(message)}
