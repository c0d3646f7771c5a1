"""Whom a text notifies, as `allowed_mentions` and the author's rights let it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from . import permissions
from .nouns import Channel, Json, Member, Pinged

USER, ROLE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.S)


def pinged(text: str, channel: Channel, author: Member | None, allowed: Json | None, default: Iterable[str]) -> Pinged:
    """`allowed` None means what `default` parses; `author` None is somebody without rights in a guild."""
    text = CODE.sub("", text.replace("\\<", ""))
    rule = {"parse": list(default)} if allowed is None else allowed
    parse = set(rule.get("parse") or ())
    users = {int(key) for key in USER.findall(text)}
    roles = {int(key) for key in ROLE.findall(text)}
    everyone = bool(EVERYONE.search(text))
    if "users" not in parse:
        users &= {int(key) for key in rule.get("users") or ()}
    if "roles" not in parse:
        roles &= {int(key) for key in rule.get("roles") or ()}
    guild = channel.guild
    if guild is None:
        return Pinged(False, frozenset(users), frozenset())
    strong = author is not None and bool(permissions.in_channel(channel, author) & permissions.MENTION_EVERYONE)
    known = {key for key in roles if key in guild.roles and (strong or guild.roles[key].mentionable)}
    users &= guild.members.keys()
    return Pinged(everyone and "everyone" in parse and strong, frozenset(users), frozenset(known))


def mentions_user(text: str, user_id: int) -> bool:
    return str(user_id) in USER.findall(CODE.sub("", text))
