"""Files through the whole core: in with a message, along with every relay and handoff, out to who may see it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.content import Content, plain
from bot.model.files import File, FileUnreadable
from bot.model.inbound import Accepted
from bot.model.people import Account
from bot.settings import FileSettings
from tests.fakes import Shown, Stage, a_file, on_stage

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
MB = 1024 * 1024


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    limits = FileSettings(folder=tmp_path / "files", max_file_mb=1, max_message_mb=2)
    async with on_stage(f"sqlite:///{tmp_path}/loket.db", files=limits) as opened:
        yield opened


def with_files(stage: Stage, channel: str) -> list[Shown]:
    return [one for one in stage.platform.in_channel(channel) if one.content.files]


def names(one: Shown) -> list[str]:
    return [file.name for file in one.content.files]


def told(outcome: object) -> str:
    assert isinstance(outcome, Accepted)
    return " ".join(content.summary for content in outcome.said)


async def card_of(stage: Stage) -> Shown:
    return next(one for one in stage.platform.in_channel("it-triage") if "claim" in one.buttons)


async def test_a_file_on_a_question_stands_under_the_card_with_its_bytes(stage: Stage) -> None:
    outcome, _ = await stage.write("ana", "the coffee robot sings", files=(a_file("../x/foto.png", PNG, b"rest"),))
    card = await card_of(stage)
    (under,) = with_files(stage, "it-triage")
    assert under.thread == card.id and names(under) == ["foto.png"]
    assert under.files == {"foto.png": PNG + b"rest"}
    assert isinstance(outcome, Accepted) and not outcome.said
    (file,) = outcome.files
    assert (file.media_type, file.size, file.picture) == ("image/png", len(PNG) + 4, True)


async def test_a_picture_without_words_is_a_question(stage: Stage) -> None:
    outcome, _ = await stage.write("ana", "", files=(a_file("error screen.png", PNG),))
    assert "error screen.png" in (await card_of(stage)).text
    assert isinstance(outcome, Accepted) and outcome.kept


async def test_files_go_both_ways_and_notes_keep_theirs_inside(stage: Stage) -> None:
    await stage.write("ana", "the coffee robot sings")
    card = await card_of(stage)
    await stage.command("mila", "/claim 1", "it-triage")
    await stage.write("mila", "look here", "it-triage", card.id, files=(a_file("how to.txt", b"steps"),))
    (relayed,) = with_files(stage, "@ana")
    assert relayed.files == {"how to.txt": b"steps"}
    await stage.write("mila", "!note mine", "it-triage", card.id, files=(a_file("secret.txt", b"inside"),))
    assert [names(one) for one in with_files(stage, "@ana")] == [["how to.txt"]]


async def test_files_are_carried_along_in_a_handoff(stage: Stage) -> None:
    await stage.write("ana", "the coffee robot sings", files=(a_file("a.png", PNG),))
    await stage.command("mila", "/handoff 1 it-network it hums", "it-triage")
    packets = with_files(stage, "it-network")
    assert [names(one) for one in packets] == [["a.png"]] and packets[0].files == {"a.png": PNG}


async def test_a_200_mb_file_is_refused_in_the_middle_and_its_message_taken(stage: Stage) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(200):
            sent += 1
            yield b"x" * MB

    offered = a_file("film.mkv")
    huge = type(offered)("film.mkv", endless)
    outcome, _ = await stage.write("ana", "the coffee robot sings", files=(huge, a_file("ok.txt", b"ok")))
    assert "film.mkv" in told(outcome) and "1 MB" in told(outcome)
    assert sent == 2
    assert "sings" in (await card_of(stage)).text
    (under,) = with_files(stage, "it-triage")
    assert [(f.name, f.problem) for f in under.content.files] == [("film.mkv", "too-big"), ("ok.txt", "")]
    assert under.files == {"ok.txt": b"ok"}


async def test_a_size_said_beforehand_is_not_even_fetched(stage: Stage) -> None:
    refuse = a_file("film.mkv", size=200 * MB, fail=[AssertionError("fetched")])
    outcome, _ = await stage.write("ana", "the coffee robot sings", files=(refuse,))
    assert "1 MB" in told(outcome)


async def test_files_of_one_message_are_limited_together(stage: Stage) -> None:
    nearly = b"x" * (MB - 10)
    outcome, _ = await stage.write(
        "ana", "the coffee robot sings", files=tuple(a_file(f"{n}.txt", nearly + b"%d" % n) for n in range(3))
    )
    assert "2.txt" in told(outcome) and "2 MB" in told(outcome) and "1.txt" not in told(outcome)


async def test_a_failing_download_is_tried_again_and_told_when_it_stays_so(stage: Stage) -> None:
    once = a_file("a.txt", b"a", fail=[FileUnreadable("503")])
    never = a_file("b.txt", b"b", fail=[FileUnreadable("404", final=True)] * 3)
    broken = a_file("c.txt", b"c", fail=[RuntimeError("bug")] * 3)
    outcome, _ = await stage.write("ana", "the coffee robot sings", files=(once, never, broken))
    assert "a.txt" not in told(outcome) and "b.txt" in told(outcome) and "c.txt" in told(outcome)
    (under,) = with_files(stage, "it-triage")
    assert under.files == {"a.txt": b"a"}


async def test_programs_are_refused_whatever_they_are_called(stage: Stage) -> None:
    outcome, _ = await stage.write(
        "ana", "the coffee robot sings", files=(a_file("photo.png", b"MZ\x90\x00"), a_file("run.BAT", b"echo"))
    )
    assert "photo.png" in told(outcome) and "run.BAT" in told(outcome)


async def test_a_drawing_with_a_script_is_kept_and_said_to_be_for_saving_only(stage: Stage) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    outcome, _ = await stage.write("ana", "the coffee robot sings", files=(a_file("logo.svg", svg),))
    assert "logo.svg" in told(outcome) and "saving only" in told(outcome)
    assert isinstance(outcome, Accepted) and not outcome.files[0].picture
    assert with_files(stage, "it-triage")[0].files == {"logo.svg": svg}


async def test_the_same_message_again_fetches_nothing(stage: Stage) -> None:
    await stage.write("ana", "the coffee robot sings", key="one", files=(a_file("a.txt", b"a"),))
    again = a_file("a.txt", fail=[AssertionError("fetched again")])
    outcome, _ = await stage.write("ana", "the coffee robot sings", key="one", files=(again,))
    assert outcome == Accepted(again=True)
    assert len(with_files(stage, "it-triage")) == 1


async def test_files_of_talk_that_is_none_of_ours_are_not_fetched(stage: Stage) -> None:
    private = a_file("holiday.png", fail=[AssertionError("fetched")])
    outcome, _ = await stage.write("ana", "look", "random", "some-thread", files=(private,))
    assert outcome == Accepted(kept=False)


async def test_only_who_may_see_the_message_may_open_its_file(stage: Stage) -> None:
    outcome, _ = await stage.write("ana", "my salary is wrong, confidential", files=(a_file("slip.txt", b"1000"),))
    assert isinstance(outcome, Accepted)
    slip = outcome.files[0]
    assert await opened(stage, "ana", slip) == b"1000"
    assert await opened(stage, "femke", slip) == b"1000"
    for stranger in ("joris", "mila", "nobody"):
        assert await opened(stage, stranger, slip) is None
    assert await stage.running.view.file(stage.account("ana"), "made up") is None


async def test_a_notes_file_is_not_for_the_requester(stage: Stage) -> None:
    await stage.write("ana", "the coffee robot sings")
    card = await card_of(stage)
    outcome, _ = await stage.write("mila", "!note x", "it-triage", card.id, files=(a_file("n.txt", b"n"),))
    assert isinstance(outcome, Accepted)
    assert await opened(stage, "mila", outcome.files[0]) == b"n"
    assert await opened(stage, "ana", outcome.files[0]) is None


async def test_an_agent_who_asks_does_not_open_the_files_of_notes_about_them(stage: Stage) -> None:
    await stage.write("wim", "the coffee robot sings")
    card = await card_of(stage)
    outcome, _ = await stage.write("mila", "!note x", "it-triage", card.id, files=(a_file("n.txt", b"n"),))
    assert isinstance(outcome, Accepted)
    assert await opened(stage, "tom", outcome.files[0]) == b"n"
    assert await opened(stage, "wim", outcome.files[0]) is None


async def test_what_is_taken_back_takes_its_files_along(stage: Stage) -> None:
    outcome, message = await stage.write("ana", "the coffee robot sings", files=(a_file("oops.txt", b"o"),))
    assert isinstance(outcome, Accepted)
    await stage.delete("ana", message)
    assert with_files(stage, "it-triage") == []
    for who in ("ana", "mila"):
        assert await opened(stage, who, outcome.files[0]) is None


async def test_bytes_that_were_lost_do_not_hold_up_the_words(stage: Stage, tmp_path: Path) -> None:
    await stage.write("ana", "the coffee robot sings", files=(a_file("a.txt", b"a"),))
    for path in (tmp_path / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    await stage.command("mila", "/handoff 1 it-network it hums", "it-triage")
    (packet,) = with_files(stage, "it-network")
    assert [file.problem for file in packet.content.files] == ["gone"] and packet.files == {}


async def test_files_beside_a_command_are_not_dropped_in_silence(stage: Stage) -> None:
    await stage.write("ana", "the coffee robot sings")
    card = await card_of(stage)
    outcome, _ = await stage.write("mila", "!claim", "it-triage", card.id, files=(a_file("a.txt", b"a"),))
    assert "claim" in told(outcome) and "not passed on" in told(outcome)


async def opened(stage: Stage, who: str, file: File) -> bytes | None:
    account: Account = stage.account(who)
    found = await stage.running.view.file(account, file.id)
    return b"".join([piece async for piece in found.read()]) if found else None


def test_content_names_its_files() -> None:
    assert plain("x").files == () and isinstance(plain("x"), Content)
