"""Pairs: Discord's dispatches and what the desk hears of them; the desk's messages and what Discord is sent.

The dispatches are written after Discord's documentation (docs.discord.com/developers, read 2026-11), not recorded from
a server of its own.
"""

import asyncio
import dataclasses
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from adapters.discord.desk import DiscordDesk
from adapters.discord.ground import WORDS, Ground
from adapters.discord.modals import modal
from bot.model.content import (
    Attached,
    Button,
    Buttons,
    Content,
    Fields,
    Heading,
    Quote,
    Small,
    Table,
    Text,
    person_link,
    ticket_link,
    time_link,
)
from bot.model.effects import Delete, Edit, Mark, Post
from bot.model.files import File, Openable
from bot.model.forms import Field, Form
from bot.model.inbound import Accepted
from bot.model.places import Conversation, Direct
from bot.ports import Delivery
from bot.words.phrases import phrases_in
from tests.adapters.discord.stage import DiscordStage, on_discord
from tests.doubles.discord import Call

HERE = Path(__file__).parent / "payloads"
INCOMING = sorted((HERE / "in").glob("*.json"))
RUDE = "@everyone *bold* _it_ ~~no~~ `code` ||spoiler|| & <@1> <#2> [click](https://evil.example) # big"
BOT, GUILD, ROLE, OURS = "1100000000000000001", "1100000000000000100", "1100000000000000401", "1100000000000000402"
CHANNELS: dict[str, dict[str, Any]] = {
    "1100000000000000201": {"type": 0, "name": "help"},
    "1100000000000000202": {"type": 0, "name": "lobby"},
    "1100000000000000203": {"type": 15, "name": "questions"},
    "1100000000000000204": {"type": 1, "guild_id": None, "recipients": [{"id": "1100000000000000301"}]},
    "1100000000000000205": {"type": 12, "name": "The printer is on fire", "parent_id": "1100000000000000201"},
    "1442066534400000206": {"type": 11, "name": "Fire!", "parent_id": "1100000000000000203"},
    "1100000000000000207": {"type": 0, "name": "it-triage"},
    "1442066534400000208": {"type": 11, "name": "#7", "parent_id": "1100000000000000207"},
    "1100000000000000209": {"type": 0, "name": "elsewhere", "guild_id": "1100000000000000109"},
}
PEOPLE = {"1100000000000000301": "Ana Souza", "1100000000000000302": "Mila Jansen"}
ROOT = "1442066534300000000"
"""The message in #help that the private thread ...205 was begun for."""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[DiscordStage]:
    async with on_discord(tmp_path_factory.mktemp("payloads"), forums=("hr-triage",)) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def desk(stage: DiscordStage) -> AsyncIterator[DiscordDesk]:
    """The way in of that stage, in the server and with the channels that the payloads are of."""
    gateway = stage.platform.gateway
    assert gateway is not None
    way_in = getattr(gateway._hear, "__self__", None)
    assert isinstance(way_in, DiscordDesk)
    ground: Ground = way_in._ground
    before = ground.api.user_id, ground.guilds.home
    ground.api.user_id, ground.guilds.home = BOT, GUILD
    roles = [{"id": ROLE, "name": "IT"}, {"id": OURS, "name": "Loket", "tags": {"bot_id": BOT}}]
    ground.guilds.learn({"id": GUILD, "name": "Acme", "roles": roles}, BOT)
    for channel, told in CHANNELS.items():
        ground.channels.learn({"id": channel, "guild_id": GUILD, **told})
    await ground.places.remember(Conversation("discord", "1100000000000000201", ROOT), "1100000000000000205")
    yield way_in
    ground.api.user_id, ground.guilds.home = before


def told(value: Any) -> Any:
    """As JSON; a moment that is ours to choose is called now."""
    if dataclasses.is_dataclass(value):
        own = {field.name: told(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"is": type(value).__name__, **{k: v for k, v in own.items() if v not in (None, "", [], {}, False)}}
    if isinstance(value, datetime):
        return "now" if abs(datetime.now(UTC) - value) < timedelta(hours=1) else value.isoformat()
    if isinstance(value, list | tuple):
        return [told(one) for one in value]
    if isinstance(value, dict):
        return {key: told(one) for key, one in value.items()}
    if isinstance(value, str):
        return value.replace(f"{datetime.now(UTC):%Y%m%d}", "TODAY")
    return value if isinstance(value, int | float | bool | None) else "…"


def held(found: Any, path: Path, rewrite: bool) -> None:
    if rewrite:
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    advice = "if that is right: pytest tests/adapters/discord --rewrite-payloads"
    assert json.loads(path.read_text(encoding="utf-8")) == found, advice


async def worked_on(way_in: DiscordDesk) -> None:
    await way_in._lines.settle()
    while aside := [t for t in asyncio.all_tasks() if t.get_name() == "aside"]:
        await asyncio.wait(aside)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("path", INCOMING, ids=lambda path: path.stem)
async def test_what_the_desk_hears_of_a_dispatch(
    desk: DiscordDesk, path: Path, rewrite: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []

    async def receive(happening: Any) -> Accepted:
        heard.append(happening)
        return Accepted()

    members = desk._ground.members
    members._accounts.clear()
    for person, name in PEOPLE.items():
        members.account({"id": person, "global_name": name}, {}, "en-GB")
    for message in ("1442066534300000011", "1442066534300000012"):
        desk._events._wrote(message, "1100000000000000301")
    monkeypatch.setattr(desk._ground, "receive", receive)
    dispatch = json.loads(path.read_text(encoding="utf-8"))
    refused = ""
    try:
        desk.happened(dispatch["t"], dispatch["d"], f"session:{dispatch['s']}")
    except Exception as error:  # the gateway's guard logs it and goes on
        refused = type(error).__name__
    await worked_on(desk)
    held({"heard": told(heard), **({"refused": refused} if refused else {})}, HERE / "out" / path.name, rewrite)


# ---- out

PICTURE = File("f1", "a *b* <c>.png", "image/png", 3, "a" * 64)
SENT = {
    "answer": Content(
        (
            Text("1. Open **Settings**\n   - then *Network*\n2. Run:\n\n   ```\n   vpn --reset\n   ```\n3. Tell `me`"),
            Small("From [VPN](article:vpn), checked " + time_link(datetime(2026, 11, 2, 9, tzinfo=UTC), "2 Nov")),
            Buttons((Button("solved", "R1", "That solved it", "primary"), Button("agent", "R1", "Ask a person"))),
        ),
        "Your VPN drops",
    ),
    "card": Content(
        (
            Heading(f"#7 {RUDE}"),
            Fields((("Team", "IT"), ("From", person_link("discord:301", "Ana @here")), (RUDE, RUDE))),
            Quote(RUDE, "Ana *Souza*"),
            Buttons((Button("claim", "R1", "Claim", "primary"), Button("dismiss", "R1", "x" * 90, "danger"))),
        ),
        f"#7 {RUDE}",
        ("🆕 New", "🚨 Urgent"),
    ),
    "relayed": Content((Quote(RUDE + "\n> quoted before\n\nand a *second* line", "Mila Jansen"),), "Mila Jansen"),
    "packet": Content(
        (Text("Handed on by " + person_link("discord:302", "Mila")), Quote("It needs a cable"), Small("L1 to L2")),
        "Handed on",
    ),
    "digest": Content(
        (Table(("Team", "New", "Solved"), (("IT", "7", "5"), ("HR", "", "1"))), Small(ticket_link(7))), "This week"
    ),
    "long": Content((Quote("\n".join(f"line {n} of a very long story" for n in range(90)), "Ana"),), "Ana"),
    "timeline": Content(
        (Heading("#7"), *(Text(f"**{n}** " + "happened again " * 20) for n in range(30))), "Everything"
    ),
    "files": Content((Attached((PICTURE, File("f2", "big.iso", "", 0, "", "too-big"))),), "Files"),
    "setup": Content((Buttons(tuple(Button("setup", f"r/{n}", f"Role {n}") for n in range(30))),), "What is it for?"),
}


async def bytes_of() -> AsyncIterator[bytes]:
    yield b"\x89PN"


def sent(calls: list[Call]) -> list[Any]:
    """Each call without the ids that are new every time."""
    made = []
    for call in calls:
        one: dict[str, Any] = {"call": f"{call.method} {call.path}", "body": call.body}
        if call.files:
            one["files"] = [upload.name for upload in call.files]
        made.append(json.loads(re.sub(r"\d{17,20}", "ID", json.dumps(one))))
    return made


async def delivered(stage: DiscordStage, *deliveries: tuple[Delivery, str]) -> list[Any]:
    """What went out for these, reads apart."""
    before = len(stage.discord.calls)
    for delivery, key in deliveries:
        await stage.platform.deliver(delivery, key)
    calls = [call for call in stage.discord.calls[before:] if call.method != "GET"]
    assert all(200 <= call.status < 300 for call in calls), [(c.path, c.status, c.code) for c in calls]
    return sent(calls)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", sorted(SENT))
async def test_what_discord_is_sent_for_a_message(stage: DiscordStage, name: str, rewrite: bool) -> None:
    files = (Openable(PICTURE, bytes_of),) if name == "files" else ()
    to = Conversation("discord", str(stage.room("it-triage").id))
    found = await delivered(stage, (Delivery(to, Post(SENT[name]), files=files), f"key-{name}"))
    held(found, HERE / "sent" / f"{name}.json", rewrite)


@pytest.mark.asyncio(loop_scope="module")
async def test_what_discord_is_sent_for_a_forum_post_and_its_changes(stage: DiscordStage, rewrite: bool) -> None:
    forum = Conversation("discord", str(stage.room("hr-triage").id))
    found = await delivered(stage, (Delivery(forum, Post(SENT["card"])), "forum-0"))
    (post,) = stage.discord.threads(stage.room("hr-triage"))
    claimed = dataclasses.replace(SENT["card"], labels=("🙋 Claimed",))
    found += await delivered(stage, (Delivery(forum, Edit("card/R1/hr-l1", claimed), str(post.id)), "forum-1"))
    held(found, HERE / "sent" / "forum.json", rewrite)


@pytest.mark.asyncio(loop_scope="module")
async def test_what_discord_is_sent_in_private_and_in_a_thread(stage: DiscordStage, rewrite: bool) -> None:
    ana = str(stage.who("ana").id)
    asked = await stage.says("ana", "it-network", "The printer is on fire")
    room = Conversation("discord", str(stage.room("it-network").id))
    thread = room.in_thread(str(asked.id))
    found = await delivered(
        stage,
        (Delivery(Direct("discord", ana), Post(SENT["answer"])), "thread-0"),
        (Delivery(thread, Post(SENT["relayed"], crew=("mila",))), "thread-1"),
        (Delivery(room, Mark(str(asked.id), "✉️")), "thread-2"),
    )
    held(found, HERE / "sent" / "thread.json", rewrite)


@pytest.mark.asyncio(loop_scope="module")
async def test_what_discord_is_sent_to_change_and_take_back_a_message(stage: DiscordStage, rewrite: bool) -> None:
    room = Conversation("discord", str(stage.room("orders-triage").id))
    found = await delivered(stage, (Delivery(room, Post(SENT["long"])), "change-0"))
    message = str(stage.discord.from_bot(stage.room("orders-triage"))[0].id)
    found += await delivered(
        stage,
        (Delivery(room, Edit("a", SENT["relayed"]), message), "change-1"),
        (Delivery(room, Edit("a", SENT["card"]), message), "change-2"),
        (Delivery(room, Delete("a"), message), "change-3"),
    )
    held(found, HERE / "sent" / "changes.json", rewrite)


def test_what_discord_is_sent_for_a_form(rewrite: bool) -> None:
    form = Form("reply", "R1", f"Reply to #7 {RUDE}", "Send", (
        Field("reason", "Why", "choice", value="solved", choices=(("solved", "Solved"), ("other", "Something else"))),
        Field("text", "What solved it", "long", required=False, hint="The requester reads this", value="Reset it"),
    ))  # fmt: skip
    held(modal(form, phrases_in(WORDS, "nl")), HERE / "sent" / "form.json", rewrite)
