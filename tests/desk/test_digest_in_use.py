"""Digests as teams read them: what is confidential stays out, each is sent once, and the numbers add up."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.model.content import Content
from bot.model.effects import Timer
from bot.model.inbound import Accepted, Refused
from bot.settings import DEFAULT_DESK
from tests.fakes import MONDAY, Stage, on_stage

HUM = "my computer hums in b flat since tuesday"
BULLIED = "I feel bullied by my manager, PRIVATE"
LEAVE = "may I split my leave over two lunar months"
DAY = timedelta(days=1)
SENT = timedelta(minutes=15)  # after 9:00 in Amsterdam every digest of the default desk has gone


@dataclass
class Flow:
    """The numbers of a digest, as its table shows them."""

    opened: int
    resolved: int
    reopened: int
    backlog: int
    change: int


def flow(content: Content) -> Flow:
    table = next(block for block in content.blocks if block.kind == "table")
    return Flow(*(int(cell.replace("\\", "").replace("−", "-").replace("±", "")) for cell in table.rows[0]))


def sent(stage: Stage, channel: str) -> list[Content]:
    """The digests in a channel; cards stand there too."""
    found = [shown.content for shown in stage.platform.in_channel(channel) if shown.thread is None]
    return [one for one in found if getattr(one.blocks[0], "text", "").startswith(("Digest: ", "Overzicht: "))]


def plain(content: Content) -> str:
    return str(content).replace("\\", "")


async def asked(stage: Stage, who: str, *texts: str) -> None:
    for text in texts:
        await stage.write(who, text, "help")


async def digest(stage: Stage, who: str, channel: str | None, span: str = "7d") -> Content:
    outcome = await stage.command(who, f"/digest {span}", channel)
    assert isinstance(outcome, Accepted), outcome
    return outcome.said[0]


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    """A desk whose HR digest names the confidential queue too."""
    path = tmp_path / "desk.toml"
    queues = 'queues = ["hr-l1", "hr-l2"]'
    text = DEFAULT_DESK.read_text()
    assert queues in text
    path.write_text(text.replace(queues, 'queues = ["hr-l1", "hr-l2", "hr-confidential"]'))
    return path


# ---- confidential


async def test_a_digest_in_a_teams_channel_shows_nothing_confidential_even_where_the_desk_names_it(
    sqlite_url, desk_file
):
    async with on_stage(sqlite_url, start=MONDAY + SENT, desk_file=desk_file) as stage:
        await asked(stage, "ana", BULLIED, LEAVE)
        await stage.command("femke", "/reply #1 can I call you?", "hr-private")
        await stage.write("ana", "yes, about PRIVATE things")
        await stage.move_to(MONDAY + DAY + SENT)
        content = sent(stage, "hr-triage")[-1]
        assert flow(content) == Flow(opened=1, resolved=0, reopened=0, backlog=1, change=1)
        assert "lunar" in str(content) and "1 gevraagd" in str(content)
        for word in ("PRIVATE", "#1", "ertrouwelijk", "femke", "Femke", "(1 "):
            assert word not in str(content), word


async def test_a_lead_who_asks_for_a_digest_sees_nothing_confidential_and_the_adviser_does(sqlite_url, desk_file):
    async with on_stage(sqlite_url, desk_file=desk_file) as stage:
        await asked(stage, "ana", BULLIED)
        for who in ("noor", "sanne"):
            for channel in ("hr-triage", "hr-private", None):
                content = await digest(stage, who, channel)
                assert "PRIVATE" not in str(content) and len(content.blocks) == 3, (who, channel)
        own = await digest(stage, "femke", "hr-private")
        assert flow(own).opened == 1 and "PRIVATE" in str(own)


async def test_a_confidential_ticket_offered_to_a_team_is_not_yet_in_its_digest(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage, "ana", BULLIED, LEAVE)
        await stage.command("femke", "/handoff #1 hr-l2 for advice", "hr-private")
        await stage.move_to(MONDAY + DAY + SENT)
        for content in (sent(stage, "hr-triage")[-1], await digest(stage, "noor", "hr-triage")):
            assert "PRIVATE" not in str(content) and flow(content).backlog == 1
            assert "lunar" in str(content)
        await stage.command("sanne", "/handoff #2 hr-confidential", "hr-triage")  # and the other way it is gone at once
        assert "lunar" not in str(await digest(stage, "noor", "hr-triage"))


async def test_a_ticket_waits_in_the_digest_of_the_team_that_has_it_until_the_other_accepts(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage, "ana", HUM)
        await stage.command("bram", "/new my chair whistles a waltz in b flat since tuesday")
        await stage.command("bram", "/handoff #2 it-l1 looks like software", "orders-triage")
        assert "whistles" not in str(await digest(stage, "mila", "it-triage"))
        assert "whistles" in str(await digest(stage, "bram", "orders-triage"))
        await stage.command("mila", "/accept #2", "it-triage")
        assert "whistles" in str(await digest(stage, "mila", "it-triage"))
        assert "whistles" not in str(await digest(stage, "bram", "orders-triage"))


async def test_one_gets_a_digest_of_ones_own_teams_alone(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage, "ana", HUM)
        assert isinstance(await stage.command("joris", "/digest 7d", "it-triage"), Refused)
        assert "hums" not in str(await digest(stage, "bram", "it-triage"))


# ---- once


async def test_a_window_is_sent_once_although_its_timer_is_set_again(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage, "ana", HUM)
        await stage.move_to(MONDAY + DAY + SENT)
        assert len(sent(stage, "it-triage")) == 1
        for _ in range(2):
            async with stage.running.storage(stage.running.workspace) as tx:
                await tx.timers.put(Timer("digest:it", MONDAY + DAY))
            await stage.move_to(stage.clock.now() + timedelta(hours=1))
        assert len(sent(stage, "it-triage")) == 1
        await stage.move_to(MONDAY + 2 * DAY + SENT)
        assert len(sent(stage, "it-triage")) == 2  # the next window has its own


# ---- the numbers


async def test_two_windows_in_a_row_add_up(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await asked(stage, "ana", HUM, "my computer whistles a waltz at noon")
        await asked(stage, "joris", "my computer smells of fresh paint", "my vpn keeps dropping")
        await stage.command("mila", "/resolve #1 it was the fan", "it-triage")
        await stage.command("tom", "/resolve #2 out of tune", "it-triage")
        await stage.command("tom", "/reopen #2", "it-triage")
        await stage.move_to(MONDAY + DAY + SENT)
        await asked(stage, "joris", "my computer sings when it rains")
        await stage.command("mila", "/reopen #1", "it-triage")
        for number in (1, 2, 3):
            await stage.command("mila", f"/resolve #{number}", "it-triage")
        await stage.move_to(MONDAY + 2 * DAY + SENT)
        first, second = map(flow, sent(stage, "it-triage"))
        assert first == Flow(opened=3, resolved=2, reopened=1, backlog=2, change=2)
        assert second == Flow(opened=1, resolved=3, reopened=1, backlog=1, change=-1)
        for one in (first, second):
            assert one.opened + one.reopened - one.resolved == one.change
        assert first.backlog + second.change == second.backlog
        both = flow(await digest(stage, "mila", "it-triage", "7d"))
        assert (both.opened, both.resolved, both.reopened, both.backlog) == (4, 5, 2, second.backlog)
        assert both.change == first.change + second.change


async def test_monday_covers_the_weekend(sqlite_url):
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # after the digest of that morning
    async with on_stage(sqlite_url, start=friday) as stage:
        await asked(stage, "ana", HUM)
        for days, text in ((1, "my computer whistles a waltz at noon"), (2, "my computer smells of fresh paint")):
            await stage.move_to(friday + days * DAY)
            await asked(stage, "joris", text)
        assert sent(stage, "it-triage") == []
        await stage.move_to(MONDAY + SENT)
        [content] = sent(stage, "it-triage")
        assert flow(content) == Flow(opened=3, resolved=0, reopened=0, backlog=3, change=3)
        assert "Fri 20 Nov 09:00 to Mon 23 Nov 09:00" in plain(content)
        assert all(word in str(content) for word in ("hums", "waltz", "paint"))
        await stage.move_to(MONDAY + DAY + SENT)
        assert flow(sent(stage, "it-triage")[-1]) == Flow(opened=0, resolved=0, reopened=0, backlog=3, change=0)
