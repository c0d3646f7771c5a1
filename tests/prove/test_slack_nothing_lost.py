"""500 things happen in Slack while everything goes wrong: one ticket or answer each, no post lost, none doubled but
those the log named. The pace is raised for the proof; pacing has its own test."""

import asyncio
import json
import random
import time
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.adapters.slack.stage import Workspace, workspace
from tests.doubles.slack import Message, SlackDouble, Timing, User
from tests.prove.desk_process import DeskProcess
from tests.prove.test_nothing_lost import rows, wait_until_delivered

pytestmark = pytest.mark.prove

HAPPENINGS = 500
ASKERS = 120
KILLS = 3
CUTS = 4
WITHIN_S = 40.0
SEED = 20261123
TEXTS = (
    "I forgot my password",
    "the printer does not print",
    "the lamp above my desk hums in b flat",
    "can somebody bring the blue boxes upstairs",
    "de plant op de derde verdieping gaat dood",
    "a seagull screams on the roof all morning",
)
FAULTS = ("ratelimited", "500", "503", "reset_before", "reset_after")


class Bedlam:
    """People who write, agents who claim, and a network nobody would want."""

    def __init__(self, slack: SlackDouble, place: Workspace, desk: DeskProcess, chance: random.Random) -> None:
        self.slack, self.place, self.desk, self.chance = slack, place, desk, chance
        self.askers = [slack.add_user(f"p{i}", f"Person {i}") for i in range(ASKERS)]
        self.lunch = slack.add_channel("lunch", *self.askers, *place.people.values())
        for name in ("help", "help-hr"):
            place.rooms[name].members.extend(user.id for user in self.askers)
        self.asked: list[Message] = []
        self.acts = 0
        self._directs = list(self.askers)

    async def play(self) -> None:
        self.slack.chaos.duplicate, self.slack.chaos.redeliver, self.slack.chaos.reorder = 0.1, 0.15, 0.2
        jobs = [self._happening(number) for number in range(HAPPENINGS)]
        await asyncio.gather(self._kill(), self._cut(), self._fail(), *jobs)
        self.slack.chaos.duplicate = self.slack.chaos.redeliver = self.slack.chaos.reorder = 0.0

    async def _happening(self, number: int) -> None:
        await asyncio.sleep(self.chance.uniform(0, WITHIN_S))
        kind = self.chance.random()
        if kind < 0.65:
            room = self.place.rooms["help"] if self.chance.random() < 0.8 else self.place.rooms["help-hr"]
            self.asked.append(await self.slack.says(self._somebody(), room, self._text(number)))
        elif kind < 0.75 and self._directs:
            self.asked.append(await self.slack.dms(self._directs.pop(), self._text(number)))
        elif kind < 0.85:
            text = f"{self.slack.bot.mention} {self._text(number)}"
            self.asked.append(await self.slack.says(self._somebody(), self.lunch, text))
        else:
            self.acts += 1
            agent = self.place.people[self.chance.choice(("mila", "tom", "noor"))]
            line = f"#{self.chance.randrange(1, 200)}"
            await self.slack.slash(agent, self.place.rooms["it-triage"], "/claim", line)

    def _somebody(self) -> User:
        return self.chance.choice(self.askers)

    def _text(self, number: int) -> str:
        return f"{self.chance.choice(TEXTS)} ({number})"

    async def _kill(self) -> None:
        for _ in range(KILLS):
            await asyncio.sleep(self.chance.uniform(0.6, 1.0) * WITHIN_S / (KILLS + 1))
            self.desk.kill()
            await asyncio.sleep(self.chance.uniform(0.1, 1.0))
            self.desk.start()
            await self.desk.ready()

    async def _cut(self) -> None:
        for number in range(CUTS):
            await asyncio.sleep(self.chance.uniform(0.6, 1.0) * WITHIN_S / (CUTS + 1))
            if number % 2:
                self.slack.sockets.refresh()
            else:
                self.slack.sockets.cut()

    async def _fail(self) -> None:
        for _ in range(int(WITHIN_S)):
            await asyncio.sleep(1.0)
            method = self.chance.choice(("chat.postMessage", "chat.postMessage", "chat.update", "reactions.add"))
            self.slack.fail(method, times=self.chance.randrange(1, 4), kind=self.chance.choice(FAULTS), retry_after=1)


def environment(slack: SlackDouble) -> dict[str, str]:
    return {
        "LOKET_SLACK__BOT_TOKEN": slack.bot_token,
        "LOKET_SLACK__APP_TOKEN": slack.app_token,
        "LOKET_SLACK__API_URL": slack.api_url,
        "LOKET_SLACK__PER_SECOND": "50",
        "LOKET_SLACK__BURST": "50",
        "LOKET_SLACK__PING_S": "1",
        "LOKET_SLACK__PONG_AGE_S": "4",
    }


async def answered(slack: SlackDouble, engine: sa.Engine, count: int) -> None:
    """Until every message has its request and everything that was to be sent is sent."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if rows(engine, "select count(*) from requests")[0][0] >= count:
            return
        await asyncio.sleep(0.5)


@pytest.mark.timeout(900)
def test_five_hundred_happenings_in_slack(tmp_path: Path, database_url: str) -> None:
    asyncio.run(_proof(tmp_path, database_url))


async def _proof(folder: Path, database_url: str) -> None:
    chance = random.Random(SEED)
    started = time.monotonic()
    timing = Timing(ack=3.0, retries=(0.2, 2.0, 6.0), ping=1.0)
    async with SlackDouble(timing=timing, seed=SEED) as slack:
        place = workspace(slack)
        desk = DeskProcess(folder, database_url, place.desk_file(folder, "\n[limits]\nper_hour = 1000\nopen = 1000\n"))
        desk.add(environment(slack))
        engine = sa.create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
        try:
            desk.start()
            await desk.ready()
            bedlam = Bedlam(slack, place, desk, chance)
            await bedlam.play()
            await slack.settled(60)
            await answered(slack, engine, len(bedlam.asked))
            await asyncio.to_thread(wait_until_delivered, engine, 120)
            said = _check(slack, engine, bedlam, desk)
            assert await asyncio.to_thread(desk.stop) == 0
            print(f"\n{engine.dialect.name}: {said}; {time.monotonic() - started:.0f} s")
        finally:
            engine.dispose()
            desk.end()


def _check(slack: SlackDouble, engine: sa.Engine, bedlam: Bedlam, desk: DeskProcess) -> str:
    wanted = Counter(message.ts for message in bedlam.asked)
    sources = Counter(source for (source,) in rows(engine, "select source from messages where reach = 'requester'"))
    requests = rows(engine, "select id, number, answer_slug from requests")
    outbox = rows(engine, "select key, state, body, reason from outbox where platform = 'slack'")
    assert sources == wanted, (len(sources), len(wanted), [ts for ts in wanted if sources[ts] != 1][:5])
    assert len(requests) == len(bedlam.asked)
    assert all((number is None) != (slug is None) for _, number, slug in requests)
    assert Counter(state for _, state, _, _ in outbox) == {"sent": len(outbox)}

    posts = {key for key, _, body, _ in outbox if _act(body)["kind"] == "post"}
    seen = Counter(
        message.metadata["event_payload"]["key"]
        for channel in slack.world.channels.values()
        for message in channel.messages.values()
        if message.metadata and message.metadata["event_type"] == "loket_post"
    )
    assert posts <= set(seen), f"{len(posts - set(seen))} posts lost"
    doubled = {key: times for key, times in seen.items() if times > 1}
    named = desk.log.read_text().count("delivery.possibly_doubled")
    assert len(doubled) <= named, (doubled, named)
    overtaken = sum(reason == "overtaken" for *_, reason in outbox)
    return (
        f"{HAPPENINGS} happenings ({len(bedlam.asked)} messages, {bedlam.acts} commands), "
        f"{sum(len(one.attempts) for one in slack.sent)} deliveries, {desk.kills} kills -9, {CUTS} cuts; "
        f"{sum(slug is not None for *_, slug in requests)} answered, "
        f"{sum(number is not None for _, number, _ in requests)} tickets, none lost; {len(outbox)} effects "
        f"({overtaken} edits overtaken), {len(doubled)} posts doubled, {named} named as possibly doubled"
    )


def _act(body: object) -> dict[str, str]:
    act: dict[str, str] = (json.loads(body) if isinstance(body, str) else body)["act"]  # type: ignore[index]
    return act
