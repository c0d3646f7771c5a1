"""200 people, one message each, kill -9 at random moments: one answer or ticket each, every effect delivered."""

import asyncio
import json
import random
import time
from collections import Counter
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from bot.settings import DEFAULT_DESK
from tests.prove.desk_process import DeskProcess, Writer, kill_now_and_then, token_of

pytestmark = pytest.mark.prove

PEOPLE = 200
KILLS = 8
WITHIN_S = 25.0
SEED = 20261123
TEXTS = (
    "my vpn keeps dropping",
    "wachtwoord vergeten",
    "the printer does not print",
    "hoe vraag ik verlof aan",
    "the lamp above my desk hums in b flat",
    "can somebody bring the blue boxes upstairs",
    "mijn plant gaat dood en ik weet niet wie er water geeft",
)


def desk_of(folder: Path, people: int) -> Path:
    """The desk that ships, with many more people."""
    more = "".join(f'\n[[people]]\nid = "p{i}"\nname = "Person {i}"\n' for i in range(people))
    path = folder / "desk.toml"
    path.write_text(DEFAULT_DESK.read_text() + more)
    return path


async def play(desk: DeskProcess, chance: random.Random) -> list[Writer]:
    desk.start()
    await desk.ready()
    token = await token_of(desk)
    writers = [Writer(desk, f"p{i}", f"{chance.choice(TEXTS)} ({i})", token) for i in range(PEOPLE)]
    deadline = time.monotonic() + 240
    async with httpx.AsyncClient(timeout=10, limits=httpx.Limits(max_connections=40)) as client:
        writing = [w.write(client, chance.uniform(0, WITHIN_S), deadline) for w in writers]
        await asyncio.gather(kill_now_and_then(desk, chance, KILLS, WITHIN_S), *writing)
    await desk.ready()
    return writers


def rows(engine: sa.Engine, query: str) -> list[tuple]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def wait_until_delivered(engine: sa.Engine, seconds: float) -> None:
    """A lane that a killed run held is free at once on restart; what had failed comes back by the engine."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if rows(engine, "select count(*) from outbox where state = 'waiting'") == [(0,)]:
            return
        time.sleep(0.2)


@pytest.mark.timeout(600)
def test_every_message_has_one_answer_or_ticket_and_every_effect_was_delivered(
    tmp_path: Path, database_url: str
) -> None:
    desk = DeskProcess(tmp_path, database_url, desk_of(tmp_path, PEOPLE))
    chance = random.Random(SEED)
    started = time.monotonic()
    writers = asyncio.run(play(desk, chance))
    engine = sa.create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        wait_until_delivered(engine, 90)
        wanted = {f"m-{w.account}-{w.message_id}" for w in writers}
        sources = Counter(source for (source,) in rows(engine, "select source from messages where reach = 'requester'"))
        requests = rows(engine, "select id, number, answer_slug, requester from requests")
        outbox = rows(engine, "select key, state, body from outbox")
        posts = {key for (key,) in rows(engine, "select id from local_posts")}
        numbers = [number for _, number, _, _ in requests if number is not None]

        assert set(sources) == wanted and set(sources.values()) == {1}
        assert Counter(requester for *_, requester in requests) == {w.account: 1 for w in writers}
        assert all((number is None) != (slug is None) for _, number, slug, _ in requests)
        assert len(set(numbers)) == len(numbers)
        assert Counter(state for _, state, _ in outbox) == {"sent": len(outbox)}
        for key, _, body in outbox:
            act = (json.loads(body) if isinstance(body, str) else body)["act"]
            assert act["kind"] != "post" or key in posts
        assert wanted <= posts
        assert desk.stop() == 0
        answers = sum(slug is not None for _, _, slug, _ in requests)
        print(
            f"\n{engine.dialect.name}: {len(writers)} messages, {sum(w.tries for w in writers)} sends, "
            f"{desk.kills} kills -9; {answers} answered, {len(numbers)} tickets, none lost, none doubled; "
            f"{len(outbox)} effects, all delivered once; {time.monotonic() - started:.0f} s"
        )
    finally:
        engine.dispose()
        desk.end()
