"""Block Kit as Slack checks it: a payload it would refuse is refused here, and for the same reason."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

from .elements import ACTING, IN_ACTIONS, IN_INPUT, IN_SECTION, Checks
from .nouns import Json

IN_ALL = {"section", "divider", "image", "actions", "context", "header", "rich_text", "input", "video"}
ALLOWED = {
    "message": IN_ALL | {"file", "markdown", "context_actions", "table"},
    "modal": IN_ALL,
    "home": IN_ALL,
}
RICH = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
RICH_LEAVES = {"text", "link", "user", "usergroup", "channel", "emoji", "broadcast", "date", "color", "team"}
FIELDS = {
    "section": {"text", "fields", "accessory", "expand"},
    "divider": set(),
    "image": {"image_url", "slack_file", "alt_text", "title"},
    "actions": {"elements"},
    "context": {"elements"},
    "context_actions": {"elements"},
    "header": {"text"},
    "rich_text": {"elements"},
    "input": {"label", "element", "dispatch_action", "hint", "optional"},
    "markdown": {"text"},
}


def check_blocks(blocks: Any, surface: str) -> list[str]:
    """What Slack would say is wrong with these blocks on a message, a modal or a Home tab; empty when nothing is."""
    checks = Checks()
    if not isinstance(blocks, list):
        return ["must provide an array [json-pointer:/blocks]"]
    checks.count("/blocks", blocks, 50 if surface == "message" else 100, 0)
    seen: set[str] = set()
    for i, block in enumerate(blocks):
        _check_block(checks, f"/blocks/{i}", block, surface)
        if not isinstance(block, dict):
            continue
        if block.get("block_id") in seen:
            checks.add(f"/blocks/{i}/block_id", f"block_id {block['block_id']!r} already exists")
        seen |= {block["block_id"]} if "block_id" in block else set()
        ids = [e["action_id"] for e in elements_of(block) if "action_id" in e]
        for again in {x for x in ids if ids.count(x) > 1}:
            checks.add(f"/blocks/{i}", f"action_id {again!r} already exists")
    markdown = [b.get("text", "") for b in blocks if isinstance(b, dict) and b.get("type") == "markdown"]
    if sum(map(len, markdown)) > 12000:
        checks.add("/blocks", "markdown must be less than 12001 characters in all")
    return checks.wrong


def _check_block(checks: Checks, at: str, block: Any, surface: str) -> None:
    if not isinstance(block, dict):
        checks.add(at, "must provide an object")
        return
    kind = block.get("type")
    if kind not in ALLOWED[surface]:
        checks.add(f"{at}/type", f"unsupported type: {kind}")
        return
    checks.maybe(at, block, "block_id", 255)
    if kind in FIELDS:
        checks.known(at, block, FIELDS[kind] | {"type", "block_id"})
    if kind == "section":
        _check_section(checks, at, block)
    elif kind == "header":
        checks.text(f"{at}/text", block.get("text"), 150, plain=True)
    elif kind == "markdown":
        checks.length(f"{at}/text", block.get("text"), 12000)
    elif kind == "image":
        checks.image(at, block)
        if "title" in block:
            checks.text(f"{at}/title", block["title"], 2000, plain=True)
    elif kind == "input":
        _check_input(checks, at, block, surface)
    elif kind == "rich_text":
        _check_rich(checks, at, block)
    elif kind in {"actions", "context", "context_actions"}:
        _check_row(checks, at, block)


def _check_section(checks: Checks, at: str, block: Json) -> None:
    if "text" not in block and "fields" not in block:
        checks.add(at, "must define either text or fields")
    if "text" in block:
        checks.text(f"{at}/text", block["text"], 3000)
    if "fields" in block:
        for i, text in enumerate(checks.count(f"{at}/fields", block["fields"], 10)):
            checks.text(f"{at}/fields/{i}", text, 2000)
    if "accessory" in block:
        checks.element(f"{at}/accessory", block["accessory"], IN_SECTION)


def _check_input(checks: Checks, at: str, block: Json, surface: str) -> None:
    checks.text(f"{at}/label", block.get("label"), 2000, plain=True)
    if "hint" in block:
        checks.text(f"{at}/hint", block["hint"], 2000, plain=True)
    allowed = IN_INPUT if surface == "modal" else IN_INPUT - {"file_input"}
    checks.element(f"{at}/element", block.get("element"), allowed)


def _check_row(checks: Checks, at: str, block: Json) -> None:
    kind = block["type"]
    most = {"actions": 25, "context": 10, "context_actions": 5}[kind]
    for i, element in enumerate(checks.count(f"{at}/elements", block.get("elements"), most)):
        here = f"{at}/elements/{i}"
        if kind == "actions":
            checks.element(here, element, IN_ACTIONS)
        elif kind == "context_actions":
            checks.element(here, element, {"feedback_buttons", "icon_button"})
        elif isinstance(element, dict) and element.get("type") == "image":
            checks.image(here, element)
        else:
            checks.text(here, element, 3000)


def _check_rich(checks: Checks, at: str, block: Json) -> None:
    for i, part in enumerate(checks.count(f"{at}/elements", block.get("elements"), 1000, 0)):
        here = f"{at}/elements/{i}"
        if not isinstance(part, dict) or part.get("type") not in RICH:
            checks.add(here, "unsupported type of element")
            continue
        for j, leaf in enumerate(checks.count(f"{here}/elements", part.get("elements"), 1000, 0)):
            kinds = {"rich_text_section"} if part["type"] == "rich_text_list" else RICH_LEAVES
            if not isinstance(leaf, dict) or leaf.get("type") not in kinds:
                checks.add(f"{here}/elements/{j}", "unsupported type of element")
            elif leaf["type"] == "text":
                checks.length(f"{here}/elements/{j}/text", leaf.get("text"), 40000)


VIEW_FIELDS = {
    "modal": (
        "type title blocks close submit private_metadata callback_id clear_on_close notify_on_close external_id "
        "submit_disabled"
    ).split(),
    "home": "type blocks private_metadata callback_id external_id".split(),
}


def check_view(view: Any) -> list[str]:
    """What Slack would say is wrong with a view."""
    checks = Checks()
    if not isinstance(view, dict) or view.get("type") not in VIEW_FIELDS:
        return ["unsupported type [json-pointer:/view/type]"]
    kind = view["type"]
    checks.known("/view", view, set(VIEW_FIELDS[kind]))
    if kind == "modal":
        checks.text("/view/title", view.get("title"), 24, plain=True)
        for name in ("submit", "close"):
            if name in view:
                checks.text(f"/view/{name}", view[name], 24, plain=True)
    checks.maybe("/view", view, "private_metadata", 3000, 0)
    checks.maybe("/view", view, "callback_id", 255, 0)
    checks.maybe("/view", view, "external_id", 255, 0)
    if "blocks" not in view:
        checks.add("/view", "missing required field: blocks")
        return checks.wrong
    checks.wrong += check_blocks(view["blocks"], kind)
    blocks = view["blocks"] if isinstance(view["blocks"], list) else []
    if kind == "modal" and "submit" not in view and any(b.get("type") == "input" for b in blocks if type(b) is dict):
        checks.add("/view/submit", "missing required field: submit")
    if len(json.dumps(view)) > 250_000:
        checks.add("/view", "view_too_large")
    return checks.wrong


def elements_of(block: Json) -> Iterator[Json]:
    """The elements of a block that people can use."""
    found = [block.get("accessory"), block.get("element")]
    if isinstance(block.get("elements"), list) and block.get("type") != "rich_text":
        found += block["elements"]
    for element in found:
        if isinstance(element, dict) and element.get("type") in ACTING:
            yield element


def named(blocks: list[Json], rng: random.Random) -> list[Json]:
    """A copy in which what came without an id has one, as Slack gives it."""
    out = copy.deepcopy(blocks)
    for block in out:
        block.setdefault("block_id", "".join(rng.choices("abcdefghijkmnpqrstuvwxyzABCDEFGH23456789", k=5)))
        for element in elements_of(block):
            element.setdefault("action_id", "".join(rng.choices("abcdefghijkmnpqrstuvwxyzABCDEFGH23456789", k=5)))
    return out
