"""A transcript that lasts: everything its reader may know, nothing else, safe to open anywhere."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.compose import export
from bot.model.inbound import Accepted, Refused
from bot.settings import FileSettings
from tests.fakes import Stage, a_file, desk_settings, on_stage

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(2)> \"quoted\" 'so'"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    files = FileSettings(folder=tmp_path / "files")
    async with on_stage(f"sqlite:///{tmp_path}/loket.db", files=files) as opened:
        yield opened


async def a_long_talk(stage: Stage) -> None:
    """Files, an edit, a tombstone, notes and a handoff."""
    _, root = await stage.write("ana", f"robot {HOSTILE}", files=(a_file("a <b>.png", PNG),))
    card = next(one for one in stage.platform.in_channel("it-triage") if one.thread is None)
    await stage.command("mila", "/claim 1", "it-triage")
    _, more = await stage.write("ana", "my pin is 1234", thread=root)
    await stage.delete("ana", more, thread=root)
    _, reply = await stage.write("mila", "EARLIER words", "it-triage", card.id)
    await stage.edit("mila", reply, "later words", "it-triage", card.id)
    await stage.write("mila", "!note NOTEWORD", "it-triage", card.id, files=(a_file("inner.txt", b"INNERFILE"),))
    await stage.command("mila", "/handoff 1 it-network REASONWORD", "it-triage")


async def exported(stage: Stage, who: str) -> dict[str, bytes]:
    """What came to them in private, by path."""
    outcome = await stage.command(who, "/ticket export 1")
    assert isinstance(outcome, Accepted), outcome
    (sent,) = [one for one in stage.platform.in_channel(f"@{who}") if "ticket-1.zip" in one.files]
    with zipfile.ZipFile(io.BytesIO(sent.files["ticket-1.zip"])) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


async def test_agents_get_everything_but_what_was_taken_back(stage: Stage) -> None:
    await a_long_talk(stage)
    parts = await exported(stage, "mila")
    page, data = parts["ticket-1/ticket-1.html"].decode(), json.loads(parts["ticket-1/ticket-1.json"])
    for text in (page, json.dumps(data)):
        assert all(word in text for word in ("NOTEWORD", "REASONWORD", "EARLIER words", "later words"))
        assert "1234" not in text
    assert data["format"] == 1 and data["for"] == "agent" and data["ticket"]["number"] == 1
    gone = [m for m in data["messages"] if m["deleted_at"]]
    assert [(m["text"], m["files"], m["earlier"]) for m in gone] == [(None, [], [])]
    for message in data["messages"]:
        for file in message["files"]:
            assert len(parts[f"ticket-1/{file['path']}"]) == file["size"] and file["sha256"]
    assert sorted(parts.values())[-1] and {PNG, b"INNERFILE"} <= set(parts.values())


async def test_requesters_get_their_own_without_anything_inner(stage: Stage) -> None:
    await a_long_talk(stage)
    parts = await exported(stage, "ana")
    whole = b"".join(parts.values()).decode("utf-8", "replace") + " ".join(parts)
    for word in ("NOTEWORD", "REASONWORD", "EARLIER", "INNERFILE", "inner.txt", "1234"):
        assert word not in whole, word
    data = json.loads(parts["ticket-1/ticket-1.json"])
    assert data["for"] == "requester" and data["handoffs"] == [] and "tags" not in data["ticket"]
    assert not {"noted", "edited"} & {e["verb"] for e in data["events"] if e["by"] == "mila"} - {"edited"}
    assert PNG in parts.values()


async def test_the_page_runs_nothing_and_asks_for_nothing(stage: Stage) -> None:
    await a_long_talk(stage)
    page = (await exported(stage, "mila"))["ticket-1/ticket-1.html"].decode()
    assert "<script" not in page and "<img src=x" not in page and "&lt;script&gt;" in page
    assert "default-src &#x27;none&#x27;" in page
    assert "http://" not in page and "https://" not in page
    assert 'src="data:image/png;base64,' in page


async def test_what_could_run_lies_in_the_archive_but_is_no_link(stage: Stage) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    await stage.write("ana", "robot hums", files=(a_file("logo.svg", svg), a_file("log.txt", b"hm")))
    parts = await exported(stage, "ana")
    page = parts["ticket-1/ticket-1.html"].decode()
    assert svg in parts.values() and "logo.svg" in page and 'logo.svg"' not in page and 'log.txt" download' in page


@pytest.mark.parametrize("who", ["joris", "bram"])
async def test_who_may_not_see_it_gets_nothing(stage: Stage, who: str) -> None:
    await stage.write("ana", "I am being bullied, confidential please")
    before = len(stage.platform.shown)
    outcome = await stage.command(who, "/ticket export 1")
    assert isinstance(outcome, Refused) and len(stage.platform.shown) == before
    assert await stage.running.view.export(stage.account(who), 1) is None


async def test_the_web_offers_the_same_to_the_same_people(stage: Stage) -> None:
    await a_long_talk(stage)
    view = stage.running.view
    for who, inner in (("ana", False), ("lotte", True), ("joris", None)):
        found = await view.export(stage.account(who), 1)
        if inner is None:
            assert found is None
            continue
        assert found is not None and found.file.name == "ticket-1.zip"
        packed = zipfile.ZipFile(io.BytesIO(b"".join([piece async for piece in found.read()])))
        assert ("NOTEWORD" in packed.read("ticket-1/ticket-1.json").decode()) is inner
    assert await view.export(stage.account("ana"), 99) is None


async def test_an_exported_file_is_its_askers_alone(stage: Stage) -> None:
    await a_long_talk(stage)
    await exported(stage, "mila")
    (sent,) = [one for one in stage.platform.in_channel("@mila") if one.files]
    del sent  # the row names who it was made for
    async with stage.running.storage("main", read_only=True) as tx:
        held = [one for one in [await tx.files.get(f.id) for f in _files(stage, "@mila")] if one]
    assert [one.person for one in held] == ["mila"]
    assert await stage.running.view.file(stage.account("ana"), held[0].file.id) is None
    assert await stage.running.view.file(stage.account("mila"), held[0].file.id) is not None


def _files(stage: Stage, channel: str) -> list:
    return [file for one in stage.platform.in_channel(channel) for file in one.content.files]


async def test_bang_mention_and_dutch_spell_it_too(stage: Stage) -> None:
    _, root = await stage.write("ana", "robot hums")
    assert isinstance((await stage.write("ana", "!export", thread=root))[0], Accepted)
    assert isinstance((await stage.write("ana", "exporteer #1", mention=True))[0], Accepted)
    assert len([one for one in stage.platform.in_channel("@ana") if "ticket-1.zip" in one.files]) == 2


async def test_the_command_line_writes_one(tmp_path: Path) -> None:
    files = FileSettings(folder=tmp_path / "files")
    url = f"sqlite:///{tmp_path}/loket.db"
    async with on_stage(url, files=files) as stage:
        await a_long_talk(stage)
    path = await export(desk_settings(url, files=files), 1, tmp_path / "out")
    with zipfile.ZipFile(path) as packed:
        assert "NOTEWORD" in packed.read("ticket-1/ticket-1.html").decode()
