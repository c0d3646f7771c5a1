"""500 things happen on Discord while everything goes wrong: one ticket or answer each, no post lost, none doubled but
those the log named. The pace is raised for the proof; pacing has its own test."""

import asyncio
import json
import random
import re
import time
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.discord.send import nonce_of
from tests.adapters.discord.stage import Server, server
from tests.doubles.discord import DiscordDouble
from tests.prove.desk_process import DeskProcess
from tests.prove.discord_people import HAPPENINGS, Bedlam, places_of
from tests.prove.test_nothing_lost import rows, wait_until_delivered

pytestmark = pytest.mark.prove

SEED = 20261123
FORUMS = ("help-hr", "hr-triage")
LIMITS = "\n[limits]\nper_hour = 1000\nopen = 1000\n"


def environment(discord: DiscordDouble) -> dict[str, str]:
    return {
        "LOKET_DISCORD__BOT_TOKEN": discord.token,
        "LOKET_DISCORD__API_URL": discord.api_url,
        "LOKET_DISCORD__GATEWAY_URL": discord.gateway_url,
        "LOKET_DISCORD__PER_SECOND": "50",
        "LOKET_DISCORD__BURST": "50",
    }


@pytest.mark.timeout(900)
def test_five_hundred_happenings_on_discord(tmp_path: Path, database_url: str) -> None:
    asyncio.run(_proof(tmp_path, database_url))


async def _proof(folder: Path, database_url: str) -> None:
    started = time.monotonic()
    async with DiscordDouble(seed=SEED) as discord:
        place = server(discord, forums=FORUMS)
        desk = DeskProcess(folder, database_url, place.desk_file(folder, LIMITS))
        desk.add(environment(discord))
        engine = sa.create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
        try:
            desk.start()
            await desk.ready()
            bedlam = Bedlam(place, desk, random.Random(SEED))
            await _met(discord, bedlam)
            await bedlam.play()
            discord.faults.waiting.clear()
            await _heard(engine, len(bedlam.asked), len(bedlam.added))
            await asyncio.to_thread(wait_until_delivered, engine, 120)
            said = _check(place, engine, bedlam, desk)
            assert await asyncio.to_thread(desk.stop) == 0
            print(f"\n{engine.dialect.name}: {said}; {time.monotonic() - started:.0f} s")
        finally:
            engine.dispose()
            desk.end()


async def _met(discord: DiscordDouble, bedlam: Bedlam) -> None:
    """Everybody has greeted the desk: Discord tells a bot of no conversation it has not heard in."""
    await discord.until(lambda: discord.commands(bedlam.place.guild.id), 20)
    people = list(bedlam.directs)
    for one in people:
        await discord.hands(one).dm("hello")
    await discord.until(lambda: all(discord.from_bot(discord.dm(one)) for one in people), 60)


async def _heard(engine: sa.Engine, requests: int, added: int) -> None:
    """Until every message has its request."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        marked = len(_marks(engine))
        if rows(engine, "select count(*) from requests")[0][0] >= requests and marked >= requests + added:
            return
        await asyncio.sleep(0.5)


def _marks(engine: sa.Engine) -> Counter[str]:
    """How often each case was heard."""
    texts = rows(engine, "select text from messages where reach = 'requester'")
    return Counter(mark for (text,) in texts for mark in set(re.findall(r"\(\d+\)", text)))


def _check(place: Server, engine: sa.Engine, bedlam: Bedlam, desk: DeskProcess) -> str:
    wanted, found = Counter([*bedlam.asked, *bedlam.added]), _marks(engine)
    wrong = {mark: bedlam.asked.get(mark, "reply") for mark in (wanted - found) | (found - wanted)}
    assert found == wanted, {"lost": wanted - found, "doubled": found - wanted, "asked by": wrong}
    requests = rows(engine, "select id, number, answer_slug, owner from requests")
    assert len(requests) == len(bedlam.asked)
    assert all(number or slug for _, number, slug, _ in requests), "neither answered nor a ticket"
    outbox = rows(engine, "select key, state, body, reason from outbox where platform = 'discord'")
    assert Counter(state for _, state, _, _ in outbox) == {"sent": len(outbox)}

    doubled = _posts_doubled(place, [(key, _body(body)) for key, _, body, _ in outbox])
    named = desk.log.read_text().count("delivery.possibly_doubled")
    assert len(doubled) <= named, (doubled, named)
    empty = [t for t in place.discord.threads(place.rooms["help"]) if not place.discord.from_bot(t)]
    assert len(empty) <= named, f"{len(empty)} threads begun and left empty"
    owned = sum(owner is not None for *_, owner in requests)
    overtaken = sum(reason == "overtaken" for *_, reason in outbox)
    ways = ", ".join(f"{count} by {way}" for way, count in Counter(bedlam.asked.values()).most_common())
    return (
        f"{HAPPENINGS} happenings ({len(bedlam.asked)} questions: {ways}; "
        f"{len(bedlam.added)} replies, {bedlam.acts} claims; "
        f"{bedlam.presses} presses), {desk.kills} kills -9, {bedlam.cuts} cuts "
        f"({place.discord.resumes} resumed, {place.discord.identifies} begun anew), "
        f"{sum(bool(call.fault) for call in place.discord.calls)} of {len(place.discord.calls)} calls failed; "
        f"{sum(slug is not None for _, _, slug, _ in requests)} answered, "
        f"{sum(number is not None for _, number, _, _ in requests)} tickets ({owned} claimed), none lost; "
        f"{len(outbox)} effects ({overtaken} edits overtaken), {len(doubled)} posts doubled, "
        f"{named} named as possibly doubled"
    )


def _posts_doubled(place: Server, outbox: list[tuple[str, dict[str, dict[str, str]]]]) -> list[str]:
    """Those that stand there twice; none is missing. A post of a forum is known by its ticket's number."""
    forum = place.rooms["hr-triage"]
    posts = {key: body for key, body in outbox if body["act"]["kind"] == "post"}
    cards = [key for key, body in posts.items() if body["to"].get("channel") == str(forum.id)]
    seen = Counter(
        message.nonce
        for channel in places_of(place.discord)
        for message in place.discord.from_bot(channel)
        if message.nonce
    )
    names = {nonce_of(f"{key}/0"): key for key in posts if key not in cards}
    assert set(names) <= set(seen), f"{len(set(names) - set(seen))} posts lost"
    topics = Counter(thread.name for thread in place.discord.threads(forum))
    assert len(topics) == len(cards), f"{len(cards) - len(topics)} forum posts lost"
    return [key for nonce, key in names.items() if seen[nonce] > 1] + [t for t, times in topics.items() if times > 1]


def _body(body: object) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = json.loads(body) if isinstance(body, str) else body  # type: ignore[assignment]
    return read
