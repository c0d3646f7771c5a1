"""A desk with work in it, made by the real core before its process starts."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from adapters.web.platform import WebPlatform
from bot.clock import MovableClock
from bot.compose import Running, open_desk
from bot.model.inbound import Accepted, CommandGiven, MessageReceived
from bot.model.people import Account
from bot.model.places import Conversation
from bot.model.states import Priority, Status
from bot.settings import DEFAULT_DESK, Settings
from tests.storage.things import a_request

MANY = 200
STATES = (Status.NEW, Status.OPEN, Status.WAITING, Status.ON_HOLD)
SUBJECTS = (
    "the docking station on desk 4.12 does not charge",
    "printer on floor 2 prints pages of hieroglyphs",
    "cannot open the shared folder of the sales team",
    "the left ear of my headset only hisses since the fall",
    "the lamp beside the back door blinks red",
    "the token box beeps and shows no code",
    "the planner loses its filters at every start",
    "beamer in room 20 shows everything in green",
    "can I have the design program on my laptop",
    "outlook says the archive is full",
)


def fill(folder: Path, many: int = MANY) -> None:
    """A ticket with everything on it, an answer, and as many more as a board must bear."""
    with ThreadPoolExecutor(1) as apart:  # playwright's own loop runs in this thread
        apart.submit(lambda: asyncio.run(_fill(folder, many))).result()


async def _fill(folder: Path, many: int) -> None:
    clock = MovableClock(datetime.now(UTC).replace(microsecond=0) - timedelta(hours=20))
    settings = Settings(_env_file=None, database_url=SecretStr(f"sqlite:///{folder}/loket.db"), desk_file=DEFAULT_DESK)
    settings = settings.model_copy(update={"files": settings.files.model_copy(update={"folder": folder / "var/files"})})
    async with open_desk(
        settings, platforms=lambda around: {"web": WebPlatform(around)}, clock=clock, engine=False, durable=False
    ) as running:
        await _a_story(running, clock)
        await _many(running, clock.now(), many)


async def _a_story(running: Running, clock: MovableClock) -> None:
    lines = (
        ("ana", None, "the parking gate sings when it opens"),
        ("ana", None, "/ticket say #1 and it whistles when it closes"),
        ("bram", None, "/ticket claim #1"),
        ("bram", None, "/ticket note #1 The hinge was oiled last week, ask the supplier"),
        ("bram", None, "/ticket reply #1 We asked the supplier to come by on Thursday."),
        ("bram", None, "/ticket priority #1 high"),
        ("ana", None, "/ticket say #1 Thursday is fine, thank you!"),
        ("joris", "help", "my vpn keeps dropping"),
        ("ana", None, "/ticket new the parking gate hums at night"),
        ("bram", None, "/ticket resolve #2 The motor stood on its bolts; it has rubber feet now."),
        ("bram", None, "/ticket kb draft #2"),
    )
    for place, (who, channel, text) in enumerate(lines):
        clock.move_to(clock.now() + timedelta(minutes=9))
        member = running.desk().rules.member_of_account("web", who)
        assert member is not None
        by = Account("web", who, member.name, member.locale)
        where, key = Conversation("web", channel or f"dm-{who}"), f"busy-{place}"
        direct = channel is None
        happening: MessageReceived | CommandGiven = MessageReceived(key, by, where, key, text, clock.now(), direct)
        if text.startswith("/ticket "):
            command = text.removeprefix("/ticket ")
            happening = CommandGiven(key, by, where, "ticket", command, clock.now(), direct=True)
        assert isinstance(await running.dispatcher.receive(happening), Accepted), text
        await running.deliverer.settle()


async def _many(running: Running, now: datetime, many: int) -> None:
    async with running.storage("main") as tx:
        for place in range(many):
            at = now + timedelta(minutes=place % 60)
            state = STATES[place % len(STATES)]
            owner = None if state is Status.NEW else ("mila", "tom")[place % 2]
            made = a_request(
                f"many-{place}", subject=SUBJECTS[(place // len(STATES) + 3 * place) % len(SUBJECTS)], created_at=at
            )
            made = replace(
                made,
                requester=("ana", "joris", "wim")[place % 3],
                number=await tx.requests.next_number(),
                status=state,
                owner=owner,
                opened_at=at,
                touched_at=at,
                waiting_since=None if state is Status.WAITING else at,
                priority=Priority.URGENT if place % 40 == 0 else Priority.NORMAL,
            )
            await tx.requests.add(made)
