"""The application, people, guilds, members, roles and the way to the gateway over REST."""

from __future__ import annotations

from . import acts, permissions, shapes
from .api import Call, Refused, guild_of, me, must_have_members, route
from .nouns import Guild, Json
from .world import World


@route("GET", "/users/@me")
def myself(world: World, call: Call) -> Json:
    return shapes.user_json(world.bot) | {"verified": True, "mfa_enabled": True, "flags": 0, "locale": "en-US"}


@route("GET", "/oauth2/applications/@me")
def application(world: World, call: Call) -> Json:
    return {
        "id": str(world.application_id),
        "name": "Loket",
        "icon": None,
        "description": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "rpc_origins": [],
        "summary": "",
        "verify_key": "0" * 64,
        "owner": shapes.user_json(world.owner),
        "team": None,
        "flags": world.application_flags,
        "approximate_guild_count": len([g for g in world.guilds.values() if g.has_bot]),
        "interactions_endpoint_url": None,
    }


def _gateway(world: World) -> Json:
    return {"url": world.base.replace("http", "ws", 1) + "/gateway"}


@route("GET", "/gateway", open=True)
def gateway(world: World, call: Call) -> Json:
    return _gateway(world)


@route("GET", "/gateway/bot")
def gateway_bot(world: World, call: Call) -> Json:
    left = {"total": 1000, "remaining": world.identify_left, "reset_after": 86400000, "max_concurrency": 1}
    return _gateway(world) | {"shards": 1, "session_start_limit": left}


@route("GET", "/users/@me/guilds")
def my_guilds(world: World, call: Call) -> list[Json]:
    return [
        {"id": str(g.id), "name": g.name, "icon": None, "owner": False, "permissions": str(bits), "features": []}
        for g in world.guilds.values()
        if g.has_bot and (bits := permissions.in_guild(g, g.members[world.bot.id])) >= 0
    ]


@route("DELETE", "/users/@me/guilds/{guild_id}")
def leave(world: World, call: Call) -> None:
    acts.remove_bot(world, guild_of(world, call))


@route("GET", "/users/{user_id}")
def user(world: World, call: Call) -> Json:
    found = world.users.get(call.id("user_id"))
    if found is None:
        raise Refused(404, 10013, "Unknown User")
    return shapes.user_json(found)


@route("POST", "/users/@me/channels")
def open_dm(world: World, call: Call) -> Json:
    found = world.users.get(int(call.json.get("recipient_id") or 0))
    if found is None or found is world.bot:
        raise Refused(400, 50033, "Invalid Recipient(s)")
    return shapes.channel_json(world, world.dm(found))


@route("GET", "/guilds/{guild_id}")
def one(world: World, call: Call) -> Json:
    found = world.guilds.get(call.id("guild_id"))
    if found is not None and not found.has_bot:
        raise Refused(404, 10004, "Unknown Guild")
    guild = guild_of(world, call)
    return shapes.guild_json(guild) | {"approximate_member_count": len(guild.members), "approximate_presence_count": 0}


@route("GET", "/guilds/{guild_id}/channels")
def channels(world: World, call: Call) -> list[Json]:
    """Those the bot may view, without threads."""
    guild = guild_of(world, call)
    mine = me(world, guild)
    found = [c for c in world.channels.values() if c.guild is guild and not c.is_thread]
    return [shapes.channel_json(world, c) for c in found if permissions.sees(c, mine)]


@route("GET", "/guilds/{guild_id}/members")
def members(world: World, call: Call) -> list[Json]:
    """By id; needs the members intent of the application."""
    guild = guild_of(world, call)
    must_have_members(world)
    after = int(call.query.get("after") or 0)
    found = sorted((m for m in guild.members.values() if m.id > after), key=lambda m: m.id)
    return [shapes.member_json(m) for m in found[: call.number("limit", 1, 1000)]]


@route("GET", "/guilds/{guild_id}/members/search")
def search(world: World, call: Call) -> list[Json]:
    guild, start = guild_of(world, call), call.query.get("query", "").lower()
    found = [
        m
        for m in guild.members.values()
        if any((name or "").lower().startswith(start) for name in (m.nick, m.user.name, m.user.global_name))
    ]
    return [shapes.member_json(m) for m in found[: call.number("limit", 1, 1000)]]


@route("GET", "/guilds/{guild_id}/members/{user_id}")
def member(world: World, call: Call) -> Json:
    guild, key = guild_of(world, call), call.id("user_id")
    if key not in world.users:
        raise Refused(404, 10013, "Unknown User")
    if key not in guild.members:
        raise Refused(404, 10007, "Unknown Member")
    return shapes.member_json(guild.members[key])


def _roles(guild: Guild) -> list[Json]:
    return [shapes.role_json(role) for role in guild.roles.values()]


@route("GET", "/guilds/{guild_id}/roles")
def roles(world: World, call: Call) -> list[Json]:
    return _roles(guild_of(world, call))


@route("GET", "/guilds/{guild_id}/roles/{role_id}")
def role(world: World, call: Call) -> Json:
    guild, key = guild_of(world, call), call.id("role_id")
    if key not in guild.roles:
        raise Refused(404, 10011, "Unknown Role")
    return shapes.role_json(guild.roles[key])
