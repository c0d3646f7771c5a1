"""What a person does with the app, and the app's one answer to it within the deadline."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from . import acts, permissions, shapes
from .api import Call, Refused, invalid, route
from .hearing import over_rest
from .modals import Modal, modal_of
from .nouns import COMPONENTS_V2, EPHEMERAL, LOADING, Channel, Json, Message, User
from .payloads import Draft, draft_of
from .world import Event, World

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
SAY, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
UNKNOWN = (404, 10062, "Unknown interaction")


@dataclass(eq=False)
class Interaction:
    """One interaction and all that came of it. `response` is the type of the callback, None without one."""

    id: int
    kind: int
    token: str
    person: User
    channel: Channel
    born: datetime
    message: Message | None = None
    response: int | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Modal | None = None
    choices: list[Json] | None = None
    sent_at: float = field(default_factory=time.monotonic)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    answered_at: float | None = None
    name: str = ""
    command: int = 0

    @property
    def metadata(self) -> Json:
        kind = COMMAND if self.kind == AUTOCOMPLETE else self.kind
        out: Json = {"id": str(self.id), "type": kind, "user": shapes.user_json(self.person)}
        return out | {"authorizing_integration_owners": {}}


def send(world: World, interaction: Interaction, data: Json) -> None:
    """Bring an interaction to the app."""
    channel, guild = interaction.channel, interaction.channel.guild
    place, context = shapes.channel_json(world, channel), 0 if guild else 1
    payload: Json = {
        "id": str(interaction.id),
        "application_id": str(world.application_id),
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "channel_id": str(channel.id),
        "channel": place,
        "locale": interaction.person.locale,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "context": context,
        "attachment_size_limit": 10485760,
        "authorizing_integration_owners": {"0": str(guild.id) if guild else "0"},
        "app_permissions": str(permissions.ALL),
    }
    if guild is not None:
        member = guild.members[interaction.person.id]
        bits = permissions.in_channel(channel, member)
        place["permissions"] = str(bits)
        payload["member"] = shapes.member_json(member) | {"permissions": str(bits)}
        payload |= {"guild_id": str(guild.id), "guild_locale": guild.locale}
        payload["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
        if guild.has_bot:
            payload["app_permissions"] = str(permissions.in_channel(channel, guild.members[world.bot.id]))
    else:
        payload["user"] = shapes.user_json(interaction.person)
    if interaction.message is not None:
        payload["message"] = shapes.message_json(world, interaction.message)
    world.interactions[interaction.id] = interaction
    world.emit(Event("INTERACTION_CREATE", payload, guild))


# the one answer


@route("POST", "/interactions/{interaction_id}/{token}/callback", open=True)
def callback(world: World, call: Call) -> Json | None:
    interaction = world.interactions.get(call.id("interaction_id"))
    if interaction is None or interaction.token != call.params["token"]:
        raise Refused(*UNKNOWN)
    if interaction.response is not None:
        raise Refused(400, 40060, "Interaction has already been acknowledged.")
    if time.monotonic() - interaction.sent_at > world.timing.deadline:
        raise Refused(*UNKNOWN)
    kind, data = int(call.json.get("type") or 0), call.json.get("data") or {}
    _answer(world, interaction, kind, data, call)
    interaction.response, interaction.answered_at = kind, time.monotonic()
    interaction.answered.set()
    if call.query.get("with_response") not in {"1", "true", "True"}:
        return None
    about: Json = {"id": str(interaction.id), "type": interaction.kind}
    resource: Json = {"type": kind}
    shown = interaction.message if kind in {DEFER_UPDATE, UPDATE} else interaction.original
    if shown is not None:
        about |= {"response_message_id": str(shown.id), "response_message_loading": shown.loading}
        about |= {"response_message_ephemeral": shown.ephemeral}
        resource["message"] = shapes.message_json(world, shown)
    return {"interaction": about, "resource": resource}


def _answer(world: World, interaction: Interaction, kind: int, data: Json, call: Call) -> None:
    flags = int(data.get("flags") or 0)
    if kind == SAY:
        draft = draft_of(world, data, call.files)
        interaction.original = _post(world, interaction, draft, flags & EPHEMERAL)
    elif kind == DEFER:
        interaction.original = _post(world, interaction, Draft(flags=LOADING), flags & EPHEMERAL)
    elif kind in {DEFER_UPDATE, UPDATE} and interaction.message is not None:
        if kind == UPDATE:
            _edit(world, interaction.message, data, call)
    elif kind == CHOICES and interaction.kind == AUTOCOMPLETE:
        interaction.choices = check_choices(data.get("choices") or [])
    elif kind == MODAL and interaction.kind in {COMMAND, COMPONENT}:
        interaction.modal = modal_of(data, interaction.person, interaction.channel, interaction.message)
    else:
        raise Refused(400, 50035, "Invalid Form Body", {"type": {"_errors": [{"code": "BASE_TYPE_CHOICES"}]}})


def check_choices(choices: list[Json]) -> list[Json]:
    if len(choices) > 25:
        raise invalid("data.choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for number, choice in enumerate(choices):
        if not 1 <= len(choice["name"]) <= 100:
            raise invalid(f"data.choices.{number}.name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        if isinstance(choice["value"], str) and len(choice["value"]) > 100:
            raise invalid(f"data.choices.{number}.value", "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
    return choices


def _post(world: World, interaction: Interaction, draft: Draft, hidden: int) -> Message:
    return acts.post(
        world,
        interaction.channel,
        world.bot,
        draft.content,
        files=draft.files,
        allowed=draft.allowed,
        pings=("users",),
        only_for=interaction.person.id if hidden else None,
        embeds=draft.embeds,
        components=draft.components,
        flags=draft.flags,
        kind={1: 20, 2: 23, 3: 23}.get(interaction.command, 0),
        interaction=interaction.metadata,
    )


def _edit(world: World, message: Message, data: Json, call: Call) -> None:
    draft = draft_of(world, data, call.files, message)
    acts.edit(world, message, **draft.changes(message, data))


# what may follow in the life of the token


def _by_token(world: World, call: Call) -> Interaction:
    if call.id("webhook_id") != world.application_id:
        raise Refused(404, 10015, "Unknown Webhook")
    token = call.params["token"]
    found = next((i for i in world.interactions.values() if i.token == token), None)
    if found is None or found.response is None:
        raise Refused(404, 10015, "Unknown Webhook")
    if world.clock.now() - found.born > timedelta(seconds=world.timing.token):
        raise Refused(401, 50027, "Invalid Webhook Token")
    return found


def _shown(world: World, call: Call, interaction: Interaction) -> Message:
    key = call.params["message_id"]
    if key == "@original":
        found = interaction.message if interaction.response in {DEFER_UPDATE, UPDATE} else interaction.original
        ours = [found]
    else:
        ours = [interaction.original, interaction.message, *interaction.followups]
        found = next((m for m in ours if m is not None and str(m.id) == key), None)
    if found is None or found.deleted:
        raise Refused(404, 10008, "Unknown Message")
    return found


@route("POST", "/webhooks/{webhook_id}/{token}", open=True)
def follow_up(world: World, call: Call) -> Json:
    interaction = _by_token(world, call)
    draft = draft_of(world, call.json, call.files)
    waiting = interaction.original
    if waiting is not None and waiting.loading and not waiting.deleted:
        # the first message after "thinking…" takes its place, and its privacy
        acts.edit(world, waiting, **draft.fields(), flags=waiting.flags | draft.flags & COMPONENTS_V2)
        return shapes.message_json(world, waiting)
    message = _post(world, interaction, draft, int(call.json.get("flags") or 0) & EPHEMERAL)
    interaction.followups.append(message)
    return shapes.message_json(world, message)


@route("GET", "/webhooks/{webhook_id}/{token}/messages/{message_id}", open=True)
def shown(world: World, call: Call) -> Json:
    message = _shown(world, call, _by_token(world, call))
    return over_rest(world, message, shapes.message_json(world, message))


@route("PATCH", "/webhooks/{webhook_id}/{token}/messages/{message_id}", open=True)
def change(world: World, call: Call) -> Json:
    message = _shown(world, call, _by_token(world, call))
    _edit(world, message, call.json, call)
    return shapes.message_json(world, message)


@route("DELETE", "/webhooks/{webhook_id}/{token}/messages/{message_id}", open=True)
def take_back(world: World, call: Call) -> None:
    acts.remove(world, _shown(world, call, _by_token(world, call)))
