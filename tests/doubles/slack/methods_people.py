"""auth, apps, team, bots, users and usergroups"""

from __future__ import annotations

from .api import Args, Refused, method
from .nouns import Json, User
from .places import paged
from .world import World


@method("auth.test")
def auth_test(world: World, args: Args) -> Json:
    return {
        "url": f"https://{world.team_domain}.slack.com/",
        "team": world.team_name,
        "user": world.bot.name,
        "team_id": world.team_id,
        "user_id": world.bot.id,
        "bot_id": world.bot.bot_id,
        "is_enterprise_install": False,
    }


@method("team.info", "team:read")
def team_info(world: World, args: Args) -> Json:
    team = {"id": world.team_id, "name": world.team_name, "domain": world.team_domain, "email_domain": ""}
    return {"team": team | {"url": f"https://{world.team_domain}.slack.com/", "icon": {"image_default": True}}}


@method("bots.info", "users:read")
def bots_info(world: World, args: Args) -> Json:
    bot = world.bot
    if args.need("bot") != bot.bot_id:
        raise Refused("bot_not_found")
    out: Json = {"id": bot.bot_id, "deleted": False, "name": bot.name, "updated": 1, "app_id": world.app_id}
    return {"bot": out | {"user_id": bot.id, "icons": {}}}


def _json(world: World, user: User, args: Args) -> Json:
    return user.json(email="users:read.email" in world.scopes, locale=args.flag("include_locale"))


@method("users.info", "users:read")
def users_info(world: World, args: Args) -> Json:
    user = world.users.get(args.need("user"))
    if user is None:
        raise Refused("user_not_found")
    return {"user": _json(world, user, args)}


@method("users.list", "users:read")
def users_list(world: World, args: Args) -> Json:
    home = [u for u in world.users.values() if u.team_id == world.team_id]
    return paged("members", [_json(world, u, args) for u in home], args) | {"cache_ts": world.seconds()}


@method("users.lookupByEmail", "users:read.email")
def lookup(world: World, args: Args) -> Json:
    email = args.need("email").lower()
    for user in world.users.values():
        if user.email.lower() == email and not user.deleted and not user.is_stranger:
            return {"user": _json(world, user, args)}
    raise Refused("users_not_found")


@method("usergroups.list", "usergroups:read")
def groups_list(world: World, args: Args) -> Json:
    groups = []
    for group in world.groups.values():
        out: Json = {"id": group.id, "team_id": world.team_id, "is_usergroup": True, "name": group.name}
        out |= {"handle": group.handle, "description": "", "date_delete": 0}
        if args.flag("include_users"):
            out |= {"users": list(group.users)}
        if args.flag("include_count"):
            out |= {"user_count": len(group.users)}
        groups.append(out)
    return {"usergroups": groups}


@method("usergroups.users.list", "usergroups:read")
def group_users(world: World, args: Args) -> Json:
    group = world.groups.get(args.need("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group.users)}
