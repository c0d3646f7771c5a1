"""views.*"""

from __future__ import annotations

import time
from typing import Any

from .api import Args, Refused, method
from .blocks import check_view, named
from .nouns import Json, View
from .world import World

TRIGGER_SECONDS = 3.0


def view_of(args: Args) -> Json:
    view = args.parsed("view", "invalid_arguments")
    if view is None:
        raise Refused("invalid_arguments", "missing required field: view")
    refuse_bad(view)
    return dict(view)


def refuse_bad(view: Any) -> None:
    wrong = check_view(view)
    if any("view_too_large" in w for w in wrong):
        raise Refused("view_too_large")
    if wrong:
        raise Refused("invalid_arguments", *wrong)


def new_hash(world: World) -> str:
    return f"{world.seconds()}.{world.rng.randrange(16**8):08x}"


def filled(world: World, view: Json) -> Json:
    """The view with every field a stored one has."""
    return {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
    } | (view | {"blocks": named(view["blocks"], world.rng)})


def view_json(world: World, view: View) -> Json:
    """The view as answers and payloads show it."""
    return view.raw | {
        "id": view.id,
        "team_id": world.team_id,
        "app_id": world.app_id,
        "app_installed_team_id": world.team_id,
        "bot_id": world.bot.bot_id,
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "state": {"values": view.state},
    }


def take_trigger(world: World, args: Args) -> tuple[str, str | None]:
    """Who the trigger is from and on which view it was pulled. It serves once, for three seconds."""
    trigger = world.triggers.get(args.need("trigger_id"))
    if trigger is None:
        raise Refused("invalid_trigger_id")
    age = (world.clock.now() - trigger.born).total_seconds()
    if max(age, time.monotonic() - trigger.started) > TRIGGER_SECONDS:
        raise Refused("expired_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    trigger.used = True
    return trigger.user, trigger.view


def stack(world: World, user: str) -> list[View]:
    """The modals that person has open, the undermost first."""
    return [v for v in world.views.values() if v.user == user and not v.closed]


def add_view(world: World, user: str, raw: Json, previous: View | None = None) -> View:
    key = world.new_id("V")
    root = previous.root if previous else key
    view = View(key, user, filled(world, raw), new_hash(world), root, previous.id if previous else None)
    world.views[key] = view
    return view


def _once(world: World, raw: Json, mine: View | None = None) -> None:
    name = raw.get("external_id")
    for view in world.views.values():
        if name and view.raw.get("external_id") == name and not view.closed and view is not mine:
            raise Refused("duplicate_external_id")


@method("views.open")
def open_view(world: World, args: Args) -> Json:
    raw = view_of(args)
    if raw["type"] != "modal":
        raise Refused("invalid_arguments", "only modals can be opened")
    _once(world, raw)
    user, _ = take_trigger(world, args)
    for view in stack(world, user):
        view.closed = True
    return {"view": view_json(world, add_view(world, user, raw))}


@method("views.push")
def push_view(world: World, args: Args) -> Json:
    raw = view_of(args)
    _once(world, raw)
    user, on = take_trigger(world, args)
    open_views = stack(world, user)
    if on is None or not open_views:
        raise Refused("not_found")
    if len(open_views) >= 3:
        raise Refused("push_limit_reached")
    return {"view": view_json(world, add_view(world, user, raw, open_views[-1]))}


@method("views.update")
def update_view(world: World, args: Args) -> Json:
    raw = view_of(args)
    wanted, external = args.text("view_id"), args.text("external_id")
    if not wanted and not external:
        raise Refused("invalid_arguments", "missing required field: view_id")
    found = [v for v in world.views.values() if v.id == wanted or (external and v.raw["external_id"] == external)]
    view = next((v for v in found if not v.closed), None)
    if view is None:
        raise Refused("not_found")
    if args.get("hash") and args["hash"] != view.hash:
        raise Refused("hash_conflict")
    _once(world, raw, view)
    replace(world, view, raw)
    return {"view": view_json(world, view)}


def replace(world: World, view: View, raw: Json) -> None:
    """Show something else in an open view. What was typed stays where block and element keep their ids."""
    view.raw, view.hash, view.errors = filled(world, raw), new_hash(world), {}
    kept = {b["block_id"] for b in view.raw["blocks"]}
    view.state = {block: values for block, values in view.state.items() if block in kept}


@method("views.publish")
def publish(world: World, args: Args) -> Json:
    user = args.need("user_id")
    raw = view_of(args)
    if user not in world.users:
        raise Refused("user_not_found")
    if raw["type"] != "home":
        raise Refused("invalid_arguments", "only home views can be published")
    if not world.home_tab:
        raise Refused("not_enabled")
    old = world.homes.get(user)
    if args.get("hash") and (old is None or args["hash"] != old.hash):
        raise Refused("hash_conflict")
    key = old.id if old else world.new_id("V")
    world.homes[user] = View(key, user, filled(world, raw), new_hash(world), key)
    return {"view": view_json(world, world.homes[user])}
