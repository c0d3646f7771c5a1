"""Recorded pairs: Slack's payloads and what the desk hears of them; the desk's messages and what Slack is sent."""

import dataclasses
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from adapters.slack.ground import WORDS
from adapters.slack.markup import Links
from adapters.slack.render import render
from adapters.slack.views import modal
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
from bot.model.files import File
from bot.model.forms import Field, Form
from bot.model.inbound import Accepted
from bot.model.places import Conversation
from bot.words.phrases import phrases_in
from tests.adapters.slack.stage import SlackStage, on_slack
from tests.doubles.slack.blocks import check_blocks

HERE = Path(__file__).parent / "payloads"
INCOMING = sorted((HERE / "in").glob("*.json"))
RUDE = "<!channel> *bold* _it_ ~no~ `code` & <https://evil.example|click> :tada:"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SlackStage]:
    async with on_slack(tmp_path_factory.mktemp("payloads")) as made:
        identity = made.platform.identity
        identity.user, identity.bot_id, identity.team = "U0LOKET01", "B0LOKET01", "T0LOKET01"
        for user, name in (("U0ANA0001", "Ana Souza"), ("U0MILA001", "Mila Jansen")):
            made.platform.profiles.learn({"id": user, "real_name": name, "team_id": "T0LOKET01", "locale": "en-GB"})
        yield made


def told(value: Any) -> Any:
    """As JSON; a moment that is ours to choose is called now."""
    if dataclasses.is_dataclass(value):
        own = {field.name: told(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"is": type(value).__name__, **{k: v for k, v in own.items() if v not in (None, "", [], False)}}
    if isinstance(value, datetime):
        return "now" if abs(datetime.now(UTC) - value) < timedelta(hours=1) else value.isoformat()
    if isinstance(value, list | tuple):
        return [told(one) for one in value]
    if isinstance(value, dict):
        return {key: told(one) for key, one in value.items()}
    return value if isinstance(value, str | int | float | bool | None) else "…"


def held(found: Any, path: Path, rewrite: bool) -> None:
    if rewrite:
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    advice = "if that is right: pytest tests/adapters/slack --rewrite-payloads"
    assert json.loads(path.read_text(encoding="utf-8")) == found, advice


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("path", INCOMING, ids=lambda path: path.stem)
async def test_what_the_desk_hears_of_a_payload(
    stage: SlackStage, path: Path, rewrite: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Any] = []

    async def receive(happening: Any) -> Accepted:
        heard.append(happening)
        return Accepted()

    work = stage.platform._work
    assert work is not None
    monkeypatch.setattr(work.ground, "receive", receive)
    answer = await work.take(json.loads(path.read_text(encoding="utf-8")))
    found = {"status": answer.status, "heard": told(heard)}
    held(found, HERE / "out" / path.name, rewrite)


SENT = {
    "answer": Content(
        (
            Heading("Your VPN drops"),
            Text("1. Open **Settings**\n   - then *Network*\n2. Run:\n\n   ```\n   vpn --reset\n   ```\n3. Tell `me`"),
            Small("From [VPN](article:vpn), checked " + time_link(datetime(2026, 11, 2, 9, tzinfo=UTC), "2 Nov")),
            Buttons((Button("solved", "R1", "That solved it", "primary"), Button("agent", "R1", "Ask a person"))),
        ),
        "Your VPN drops",
    ),
    "card": Content(
        (
            Heading(f"#7 {RUDE}"),
            Fields((("Team", "IT"), ("From", person_link("slack:U0ANA0001", "Ana <!here>")), (RUDE, RUDE))),
            Quote(RUDE, "Ana *Souza*"),
            Buttons((Button("claim", "R1", "Claim", "primary"), Button("dismiss", "R1", "x" * 90, "danger"))),
        ),
        f"#7 {RUDE}",
    ),
    "packet": Content(
        (Text("Handed on by " + person_link("slack:U0MILA001", "Mila")), Quote("It needs a cable"), Small("L1 to L2")),
        "Handed on",
    ),
    "digest": Content(
        (Table(("Team", "New", "Solved"), (("IT", "7", "5"), ("HR", "", "1"))), Small(ticket_link(7))), "This week"
    ),
    "timeline": Content(tuple(Text(f"**{n}** " + "happened again " * 20) for n in range(60)), "Everything"),
    "files": Content(
        (
            Attached(
                (File("f1", "a *b* <c>.png", "image/png", 3, "a" * 64), File("f2", "big.iso", "", 0, "", "too-big"))
            ),
        ),
        "Files",
    ),
    "setup": Content((Buttons(tuple(Button("setup", f"r/{n}", f"Role {n}") for n in range(30))),), "What is it for?"),
}


@pytest.mark.parametrize("name", sorted(SENT))
def test_what_slack_is_sent_for_a_message(name: str, rewrite: bool) -> None:
    links = Links(lambda person: person.partition(":")[2] or None, lambda user: f"https://loket.slack.com/team/{user}")
    pages = render(SENT[name], links)
    for page in pages:
        assert not check_blocks(list(page.blocks), "message") and len(page.text) <= 4_000
        ids = [e["action_id"] for b in page.blocks if b["type"] == "actions" for e in b["elements"]]
        assert len(ids) == len(set(ids))
    held([{"text": page.text, "blocks": list(page.blocks)} for page in pages], HERE / "sent" / f"{name}.json", rewrite)


def test_what_slack_is_sent_for_a_form(rewrite: bool) -> None:
    form = Form("resolve", "R1", f"Resolve #7 {RUDE}", "Resolve", (
        Field("reason", "Why", "choice", value="solved", choices=(("solved", "Solved"), ("other", "Something else"))),
        Field("text", "What solved it", "long", required=False, hint="The requester reads this", value="Reset it"),
    ))  # fmt: skip
    view = modal(form, Conversation("slack", "C0HELP001", "1763894300.000100"), phrases_in(WORDS, "nl"))
    held(view, HERE / "sent" / "form.json", rewrite)
