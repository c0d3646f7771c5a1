"""conversations.*, users.conversations and assistant.threads.*"""

from __future__ import annotations

from .api import Args, Refused, method
from .nouns import Channel, Json
from .places import HISTORY, READ, inside, page, paged, scoped, visible, within
from .world import World

KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


@method("conversations.open", "im:write", "mpim:write")
def open_conversation(world: World, args: Args) -> Json:
    if args.get("channel"):
        return {"channel": {"id": visible(world, args.need("channel")).id}, "already_open": True, "no_op": True}
    users = [u.strip() for u in args.need("users").split(",")]
    for user in users:
        if user not in world.users:
            raise Refused("user_not_found")
        if world.users[user].deleted:
            raise Refused("user_disabled")
        if world.users[user].is_bot or user == "USLACKBOT":
            raise Refused("cannot_dm_bot")
        if world.users[user].is_stranger:
            raise Refused("user_not_visible")
    if len(users) == 1:
        known = any(c.kind == "im" and users[0] in c.members for c in world.channels.values())
        channel = world.im(users[0])
        return {"channel": channel.json(world.bot.id) if args.flag("return_im") else {"id": channel.id}} | (
            {"no_op": True, "already_open": True} if known else {}
        )
    if len(users) > 8:
        raise Refused("too_many_users")
    members = [*users, world.bot.id]
    for channel in world.channels.values():
        if channel.kind == "mpim" and set(channel.members) == set(members):
            return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    name = "mpdm-" + "--".join(world.users[m].name for m in members) + "-1"
    channel = Channel(world.new_id("C"), name, "mpim", world.bot.id, members, created=world.seconds())
    world.channels[channel.id] = channel
    return {"channel": {"id": channel.id}}


@method("conversations.info", *READ.values())
def info(world: World, args: Args) -> Json:
    channel = visible(world, args.need("channel"))
    scoped(world, channel, READ)
    out = channel.json(world.bot.id)
    if args.flag("include_num_members"):
        out["num_members"] = len(channel.members)
    return {"channel": out}


def _listed(world: World, args: Args, *, mine: bool) -> Json:
    kinds = []
    for kind in (args.text("types") or "public_channel").split(","):
        if kind.strip() not in KINDS:
            raise Refused("invalid_types")
        kinds.append(KINDS[kind.strip()])
        scoped(world, Channel("", "", kinds[-1], ""), READ)
    found = []
    for channel in world.channels.values():
        member = world.bot.id in channel.members
        if channel.kind not in kinds or (channel.is_archived and args.flag("exclude_archived")):
            continue
        if member or not (mine or channel.is_private):
            found.append(channel.json(world.bot.id))
    return paged("channels", found, args)


@method("conversations.list", *READ.values())
def list_conversations(world: World, args: Args) -> Json:
    return _listed(world, args, mine=False)


@method("users.conversations", *READ.values())
def users_conversations(world: World, args: Args) -> Json:
    return _listed(world, args, mine=True)


@method("conversations.members", *READ.values())
def members(world: World, args: Args) -> Json:
    channel = visible(world, args.need("channel"))
    scoped(world, channel, READ)
    found, cursor = page(channel.members, args, 100, 1000)
    return {"members": found, "response_metadata": {"next_cursor": cursor}}


@method("conversations.join", "channels:join")
def join(world: World, args: Args) -> Json:
    channel = visible(world, args.need("channel"))
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    if world.bot.id in channel.members:
        return {"channel": channel.json(world.bot.id), "warning": "already_in_channel"}
    channel.members.append(world.bot.id)
    joined = {"type": "member_joined_channel", "user": world.bot.id, "channel": channel.id, "channel_type": "C"}
    world.emit(joined | {"team": world.team_id, "event_ts": world.next_ts()}, channel)
    return {"channel": channel.json(world.bot.id)}


@method("conversations.history", *HISTORY.values())
def history(world: World, args: Args) -> Json:
    """Newest first; replies only when they were sent to the channel too."""
    channel = inside(world, args.need("channel"))
    scoped(world, channel, HISTORY)
    shown = [m for m in channel.messages.values() if not m.is_reply or m.subtype == "thread_broadcast"]
    found, cursor = page(within(shown, args)[::-1], args, 100, 999)
    full = args.flag("include_all_metadata")
    out: Json = {"messages": [world.message_json(m, metadata=full) for m in found], "has_more": bool(cursor)}
    out |= {"pin_count": 0, "channel_actions_ts": None, "channel_actions_count": 0}
    return out | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


@method("conversations.replies", *HISTORY.values())
def replies(world: World, args: Args) -> Json:
    """The first message of the thread, then its replies, oldest first. A page after the first repeats the first."""
    channel = inside(world, args.need("channel"))
    scoped(world, channel, HISTORY)
    first = channel.messages.get(args.need("ts"))
    if first is None:
        raise Refused("thread_not_found")
    rest = [] if first.is_reply else within(world.thread(channel, first.ts), args)
    found, cursor = page(rest, args, 1000, 1000)
    full = args.flag("include_all_metadata")
    out: Json = {"messages": [world.message_json(m, metadata=full) for m in [first, *found]], "has_more": bool(cursor)}
    return out | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _thread(world: World, args: Args) -> None:
    channel = visible(world, args.need("channel_id"))
    if args.get("thread_ts") and args["thread_ts"] not in channel.messages:
        raise Refused("invalid_thread_ts")


@method("assistant.threads.setStatus", "chat:write", "assistant:write")
def set_status(world: World, args: Args) -> Json:
    args.need("thread_ts")
    _thread(world, args)
    messages = args.parsed("loading_messages", "invalid_arguments") or []
    if "status" not in args or not isinstance(messages, list) or len(messages) > 10:
        raise Refused("invalid_arguments")
    world.statuses.append(dict(args))
    return {}


@method("assistant.threads.setSuggestedPrompts", "assistant:write")
def set_prompts(world: World, args: Args) -> Json:
    _thread(world, args)
    prompts = args.parsed("prompts", "invalid_arguments")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= 4:
        raise Refused("invalid_arguments")
    if any(not p.get("title") or not p.get("message") for p in prompts):
        raise Refused("invalid_arguments")
    world.prompts.append(dict(args) | {"prompts": prompts})
    return {}


@method("assistant.threads.setTitle", "assistant:write")
def set_title(world: World, args: Args) -> Json:
    args.need("thread_ts"), args.need("title")
    _thread(world, args)
    world.titles.append(dict(args))
    return {}
