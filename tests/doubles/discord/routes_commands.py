"""Application commands over REST: put all at once, list, with Discord's checks."""

from __future__ import annotations

import re
from typing import Any

from .api import Call, Refused, guild_of, invalid, route
from .nouns import Json
from .world import World

NAME = re.compile(r"^[-_'\w]{1,32}$", re.UNICODE)
LOCALES = set(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th "
    "zh-CN ja zh-TW ko".split()
)
MOST_TOTAL = 8000


@route("GET", "/applications/{application_id}/commands")
def all_global(world: World, call: Call) -> list[Json]:
    return _mine(world, call).get(None, [])


@route("PUT", "/applications/{application_id}/commands")
def put_global(world: World, call: Call) -> list[Json]:
    return _put(world, _mine(world, call), None, call)


@route("GET", "/applications/{application_id}/guilds/{guild_id}/commands")
def all_of_guild(world: World, call: Call) -> list[Json]:
    return _mine(world, call).get(guild_of(world, call).id, [])


@route("PUT", "/applications/{application_id}/guilds/{guild_id}/commands")
def put_guild(world: World, call: Call) -> list[Json]:
    return _put(world, _mine(world, call), guild_of(world, call).id, call)


def _mine(world: World, call: Call) -> dict[int | None, list[Json]]:
    if call.id("application_id") != world.application_id:
        raise Refused(404, 10002, "Unknown Application")
    return world.commands


def _put(world: World, commands: dict[int | None, list[Json]], guild: int | None, call: Call) -> list[Json]:
    if not isinstance(call.body, list):
        raise invalid("_", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
    _check_all(call.body)
    before = {(c["type"], c["name"]): c["id"] for c in commands.get(guild, [])}
    world.syncs.append(guild)
    commands[guild] = [_kept(world, each, guild, before) for each in call.body]
    return commands[guild]


def _kept(world: World, command: Json, guild: int | None, before: dict[tuple[int, str], str]) -> Json:
    kind = int(command.get("type") or 1)
    out: Json = {
        "id": before.get((kind, command["name"])) or str(world.new_id()),
        "application_id": str(world.application_id),
        "version": str(world.new_id()),
        "type": kind,
        "description": "",
        "default_member_permissions": None,
        "nsfw": False,
    }
    out |= {k: v for k, v in command.items() if k not in {"id", "application_id"}} | {"type": kind}
    return out | ({"guild_id": str(guild)} if guild is not None else {})


def _check_all(commands: list[Json]) -> None:
    seen: set[tuple[int, str]] = set()
    counts = {1: 0, 2: 0, 3: 0}
    for number, command in enumerate(commands):
        kind, path = int(command.get("type") or 1), str(number)
        if kind not in counts:
            raise invalid(f"{path}.type", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3).")
        counts[kind] += 1
        if (kind, command.get("name", "")) in seen:
            raise invalid(path, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add((kind, command.get("name", "")))
        _check_command(command, kind, path)
    for kind, most in ((1, 100), (2, 15), (3, 15)):
        if counts[kind] > most:
            raise Refused(400, 30032, f"Maximum number of application commands reached ({most})")


def _check_command(command: Json, kind: int, path: str) -> None:
    allowed = command.get("default_member_permissions")
    if allowed is not None and not str(allowed).isdigit():
        raise invalid(f"{path}.default_member_permissions", "NUMBER_TYPE_COERCE", "Value is not a number.")
    if any(each not in (0, 1, 2) for each in command.get("contexts") or ()):
        raise invalid(f"{path}.contexts", "BASE_TYPE_CHOICES", "Value must be one of (0, 1, 2).")
    if kind != 1:
        _length(command.get("name"), 32, f"{path}.name")
        if command.get("description") or command.get("options"):
            raise invalid(f"{path}.description", "APPLICATION_COMMAND_INVALID_DESCRIPTION", "Not for context menus")
        _localised(command, "name", 32, path)
        return
    _node(command, path)
    if _total(command) > MOST_TOTAL:
        raise invalid(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({MOST_TOTAL})")


def _node(node: Json, path: str) -> None:
    """A command, a group, a subcommand or an option."""
    _name(node.get("name"), f"{path}.name")
    _length(node.get("description"), 100, f"{path}.description")
    _localised(node, "name", 32, path)
    for locale, name in (node.get("name_localizations") or {}).items():
        _name(name, f"{path}.name_localizations.{locale}")
    _localised(node, "description", 100, path)
    options = node.get("options") or []
    if len(options) > 25:
        raise invalid(f"{path}.options", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    names = [option.get("name") for option in options]
    if len(set(names)) < len(names):
        raise invalid(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Name already exists")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        raise invalid(f"{path}.options", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                      "Required options must be placed before non-required options")  # fmt: skip
    for number, option in enumerate(options):
        inner = f"{path}.options.{number}"
        _node(option, inner)
        _choices(option, inner)


def _choices(option: Json, path: str) -> None:
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        raise invalid(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", "Either choices or autocomplete")
    if len(choices) > 25:
        raise invalid(f"{path}.choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for number, choice in enumerate(choices):
        _length(choice.get("name"), 100, f"{path}.choices.{number}.name")


def _name(name: Any, path: str) -> None:
    if not isinstance(name, str) or not NAME.match(name) or name != name.lower():
        raise invalid(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _length(value: Any, most: int, path: str) -> None:
    if not isinstance(value, str) or not 1 <= len(value) <= most:
        raise invalid(path, "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length.")


def _localised(node: Json, what: str, most: int, path: str) -> None:
    for locale, text in (node.get(f"{what}_localizations") or {}).items():
        inner = f"{path}.{what}_localizations.{locale}"
        if locale not in LOCALES:
            raise invalid(inner, "ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.')
        _length(text, most, inner)


def _total(node: Json) -> int:
    """Characters of names, descriptions and values; of each text its longest language counts."""
    size = 0
    for what in ("name", "description"):
        size += max([len(node.get(what) or ""), *(len(t) for t in (node.get(f"{what}_localizations") or {}).values())])
    size += sum(len(c["name"]) + len(str(c["value"])) for c in node.get("choices") or ())
    return size + sum(_total(option) for option in node.get("options") or ())
