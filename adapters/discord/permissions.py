"""What the bot must be allowed on Discord, each with what it is for; and what it is allowed in a channel. Pure.

https://docs.discord.com/developers/topics/permissions, read 2026-11.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

Raw = Mapping[str, Any]
EVERYTHING, ADMINISTRATOR = (1 << 53) - 1, 1 << 3


@dataclass(frozen=True, slots=True)
class Permission:
    """`name` as Discord's pages have it."""

    name: str
    bit: int
    purpose: str


VIEW = Permission("View Channels", 1 << 10, "see the channels people ask in and teams work in")
SEND = Permission("Send Messages", 1 << 11, "post tickets, forum posts and digests")
IN_THREADS = Permission("Send Messages in Threads", 1 << 38, "answer in a request's thread")
PUBLIC = Permission("Create Public Threads", 1 << 35, "begin a thread under a ticket")
PRIVATE = Permission("Create Private Threads", 1 << 36, "begin a requester's private thread under a help channel")
THREADS = Permission("Manage Threads", 1 << 34, "bring archived and locked threads back, let agents in")
HISTORY = Permission("Read Message History", 1 << 16, "read back what was said while nobody listened")
FILES = Permission("Attach Files", 1 << 15, "bring files along")
REACT = Permission("Add Reactions", 1 << 6, "mark what was sent to the requester")
TAGS = Permission("Manage Channels", 1 << 4, "make a forum's tags for state and priority")

NEEDED = (VIEW, SEND, IN_THREADS, PUBLIC, PRIVATE, THREADS, HISTORY, FILES, REACT)
BY_PURPOSE: dict[tuple[str, bool], tuple[Permission, ...]] = {
    ("help", False): (VIEW, SEND, HISTORY, PRIVATE, PUBLIC, IN_THREADS, THREADS, FILES, REACT),
    ("help", True): (VIEW, HISTORY, IN_THREADS, THREADS, FILES, REACT),
    ("triage", False): (VIEW, SEND, HISTORY, PUBLIC, IN_THREADS, THREADS, FILES, REACT),
    ("triage", True): (VIEW, SEND, HISTORY, IN_THREADS, THREADS, FILES, REACT),
    ("digest", False): (VIEW, SEND),
    ("digest", True): (VIEW, SEND),
}
"""By what a channel is for, and whether it is a forum."""


def bits(wanted: Collection[Permission]) -> int:
    """As Discord's addresses have them."""
    return sum(one.bit for one in wanted)


def in_server(guild: Raw, roles: Collection[str]) -> int:
    """What somebody with those roles is allowed in a server as a whole."""
    own = {str(guild["id"]), *roles}
    allowed = 0
    for role in guild.get("roles") or []:
        if str(role["id"]) in own:
            allowed |= int(role.get("permissions") or 0)
    return EVERYTHING if allowed & ADMINISTRATOR else allowed


def in_channel(guild: Raw, channel: Raw, user: str, roles: Collection[str]) -> int:
    """What its overwrites leave of that: everybody's, then the roles' together, then the person's own."""
    allowed = in_server(guild, roles)
    if allowed & ADMINISTRATOR:
        return EVERYTHING
    there = {str(one["id"]): one for one in channel.get("permission_overwrites") or []}
    everyone = there.get(str(guild["id"]))
    if everyone is not None:
        allowed = _after(allowed, int(everyone["deny"]), int(everyone["allow"]))
    deny = allow = 0
    for role in roles:
        if role in there and role != str(guild["id"]):
            deny, allow = deny | int(there[role]["deny"]), allow | int(there[role]["allow"])
    allowed = _after(allowed, deny, allow)
    if user in there:
        allowed = _after(allowed, int(there[user]["deny"]), int(there[user]["allow"]))
    return allowed if allowed & VIEW.bit else 0


def _after(allowed: int, deny: int, allow: int) -> int:
    return allowed & ~deny | allow
