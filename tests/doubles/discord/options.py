"""The data of an interaction: which command, with which options, and what those name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from . import permissions, shapes
from .files import attachment_json
from .forms import Filled, NotPossible, pick_options
from .modals import Modal
from .nouns import Channel, Json, Member, Role, Upload, User
from .world import World

SUB, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = range(1, 12)
TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    USER: (Member, User),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (Member, User, Role),
    NUMBER: (int, float),
    FILE: (Upload,),
}


def people(found: Sequence[Member | User]) -> Json:
    """The `resolved` part that names these people."""
    users = {str(p.id): shapes.user_json(p.user if isinstance(p, Member) else p) for p in found}
    members = {str(p.id): shapes.member_json(p, user=False) for p in found if isinstance(p, Member)}
    for each in members.values():
        each["permissions"] = "0"
    return {"users": users} | ({"members": members} if members else {})


def _commands(world: World, channel: Channel, kind: int) -> list[Json]:
    """The commands of a kind that exist in a channel; those of the guild come first."""
    mine = world.commands.get(channel.guild.id, []) if channel.guild else []
    context = 0 if channel.guild else 1
    found = []
    for command in [*mine, *world.commands[None]]:
        contexts = command.get("contexts")
        in_dm = command.get("dm_permission", True) is not False
        here = context in contexts if contexts is not None else bool(channel.guild) or in_dm
        if command["type"] == kind and here:
            found.append(command)
    return found


def menu(world: World, channel: Channel, member: Member | None, kind: int, name: str) -> Json:
    """The command of that name a person may use there. Raises NotPossible, saying what there is."""
    found = _commands(world, channel, kind)
    command = next((c for c in found if c["name"] == name), None)
    if command is None:
        raise NotPossible(f"no command {name!r} here: {[c['name'] for c in found]}")
    need = command.get("default_member_permissions")
    if need is not None and member is not None:
        bits = permissions.in_channel(channel, member)
        if bits != permissions.ALL and (int(need) == 0 or int(need) & ~bits):
            raise NotPossible(f"{member.user.name} may not use {name!r}")
    return command


class Given:
    """A slash command with its options, as a person gave it."""

    def __init__(
        self,
        world: World,
        channel: Channel,
        member: Member | None,
        name: str,
        given: Mapping[str, Any],
        *,
        focused: str | None = None,
    ) -> None:
        self.world, self.channel, self.focused = world, channel, focused
        first, *self.path = name.split()
        self.command = menu(world, channel, member, 1, first)
        self.resolved: Json = {}
        node = self.command
        for part in self.path:
            inner = [o for o in node.get("options") or () if o["type"] in (SUB, GROUP)]
            found = next((o for o in inner if o["name"] == part), None)
            if found is None:
                raise NotPossible(f"no command {name!r}: {[o['name'] for o in inner]}")
            node = found
        self.specs: list[Json] = node.get("options") or []
        if any(spec["type"] in (SUB, GROUP) for spec in self.specs):
            raise NotPossible(f"{name!r} has commands of its own: {[s['name'] for s in self.specs]}")
        self.given = {key.rstrip("_"): value for key, value in given.items() if value is not None}
        if unknown := self.given.keys() - {spec["name"] for spec in self.specs}:
            raise NotPossible(f"{name!r} has no option {unknown}: {[s['name'] for s in self.specs]}")

    def data(self) -> Json:
        options = [self._option(spec) for spec in self.specs if spec["name"] in self.given]
        missing = {s["name"] for s in self.specs if s.get("required")} - self.given.keys()
        if missing and self.focused is None:
            raise NotPossible(f"required: {missing}")
        for part in reversed(self.path):
            kind = SUB if part is self.path[-1] else GROUP
            options = [{"name": part, "type": kind, "options": options}]
        out: Json = {"id": self.command["id"], "name": self.command["name"], "type": 1, "options": options}
        if self.command.get("guild_id"):
            out["guild_id"] = self.command["guild_id"]
        return out | ({"resolved": self.resolved} if self.resolved else {})

    def _option(self, spec: Json) -> Json:
        name, kind = spec["name"], spec["type"]
        value: Any = self.given[name]
        out: Json = {"name": name, "type": kind}
        if name == self.focused:
            return out | {"value": value, "focused": True}
        fits: bool = isinstance(value, TYPES[kind])
        if not fits or (kind in (INTEGER, NUMBER) and isinstance(value, bool)):
            raise NotPossible(f"option {name!r} does not take {value!r}")
        numeric = kind in (INTEGER, NUMBER)
        size: float = value if numeric else len(value) if kind == STRING else 0
        least, most = ("min_value", "max_value") if numeric else ("min_length", "max_length")
        if not spec.get(least, size) <= size <= spec.get(most, size if numeric else 6000):
            raise NotPossible(f"option {name!r} does not take {size}, in size")
        if spec.get("choices"):
            value = self._choice(spec, value)
        return out | {"value": self._value(value)}

    @staticmethod
    def _choice(spec: Json, value: Any) -> Any:
        for choice in spec["choices"]:
            if value in (choice["value"], choice["name"]):
                return choice["value"]
        raise NotPossible(f"option {spec['name']!r} has the choices {[c['name'] for c in spec['choices']]}")

    def _value(self, value: Any) -> Any:
        if isinstance(value, Upload):
            made = self.world.attach(self.channel, value, ephemeral=True)
            self._resolve({"attachments": {str(made.id): attachment_json(self.world, made)}})
            return str(made.id)
        if isinstance(value, Member | User | Role | Channel):
            self._resolve(named(self.world, [value]))
            return str(value.id)
        return value

    def _resolve(self, more: Json) -> None:
        for kind, things in more.items():
            self.resolved.setdefault(kind, {}).update(things)


def named(world: World, things: Sequence[Any]) -> Json:
    """The `resolved` part for people, roles and channels."""
    out: Json = {}
    found = [t for t in things if isinstance(t, Member | User)]
    if found:
        out |= people(found)
    roles = {str(t.id): shapes.role_json(t) for t in things if isinstance(t, Role)}
    places = {str(t.id): shapes.channel_json(world, t) | {"permissions": "0"} for t in things if isinstance(t, Channel)}
    return out | ({"roles": roles} if roles else {}) | ({"channels": places} if places else {})


def chosen(world: World, component: Json, values: Sequence[Any]) -> Json:
    """The data of a choice in a select."""
    out: Json = {"custom_id": component["custom_id"], "component_type": component["type"], "id": 1}
    if component["type"] == 3:
        return out | {"values": pick_options(component, list(values))}
    if not component.get("min_values", 1) <= len(values) <= component.get("max_values", 1):
        raise NotPossible(f"{len(values)} are not what {component['custom_id']!r} takes")
    return out | {"values": [str(v.id) for v in values], "resolved": named(world, values)}


def submitted(world: World, modal: Modal, values: Mapping[str, Any]) -> Json:
    """The data of a modal that is sent."""
    filled = Filled(modal, values)
    resolved: Json = {}
    for component in filled.components:
        inner = component.get("component") or {}
        for upload in filled.uploads.get(inner.get("custom_id", ""), ()):
            made = world.attach(modal.channel, upload, ephemeral=True)
            inner["values"].append(str(made.id))
            resolved.setdefault("attachments", {})[str(made.id)] = attachment_json(world, made)
    for things in filled.chosen.values():
        for kind, found in named(world, things).items():
            resolved.setdefault(kind, {}).update(found)
    out: Json = {"custom_id": modal.custom_id, "components": filled.components}
    return out | ({"resolved": resolved} if resolved else {})
