"""A guide walked in any order, by buttons old and new, by words, across handling by the team: what always holds."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.content import Button, Buttons
from bot.model.states import Status
from bot.ports import Page
from tests.fakes import Shown, Stage, on_stage, quiet_desk

PRINTER = "the printer does not print"
pressed = st.tuples(st.just("press"), st.integers(0, 30))
typed = st.tuples(st.just("type"), st.sampled_from(["1", "2", "3", "9", "back", "yes", "it still fails"]))
others = st.tuples(st.just("other"), st.integers(0, 30))
later = st.tuples(st.just("later"), st.sampled_from([0, 1, 30, 200]))
edited = st.tuples(st.just("edit"), st.sampled_from(["the printer prints nothing at all", PRINTER]))
acts = st.lists(st.one_of(pressed, pressed, pressed, typed, others, later, edited), max_size=12)


class Walks:
    """One person and a guide; every button ever shown may be pressed again."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.buttons: list[Button] = []
        self.seen: set[str] = set()
        self.steps = 0

    async def play(self, chosen) -> None:
        stage = self.stage
        self.seen, self.buttons = set(stage.platform.shown), []
        _, asked = await stage.write("ana", PRINTER)
        [begin] = [b for s in self.shown() for b in buttons_of(s) if b.action == "guide"]
        await stage.press("ana", begin)
        for kind, what in chosen:
            self.buttons += [b for s in self.shown() for b in buttons_of(s) if b not in self.buttons]
            before = await self.state()
            if kind == "press":
                await stage.press("ana", self.buttons[-1 - what % len(self.buttons)])
            elif kind == "type":
                await stage.write("ana", what, None, asked)
            elif kind == "other":
                await stage.press("joris", self.buttons[what % len(self.buttons)])
                assert await self.state() == before, "somebody else's press changes nothing"
            elif kind == "edit":
                await stage.edit("ana", asked, what)
            else:
                await stage.clock_by(hours=what)
            await self.holds()
        request, _ = await self.state()
        await stage.clock_by(days=9)
        if request.active:  # so that the next one is a question of its own
            await stage.command("mila", f"/ticket dismiss #{request.number}")

    def shown(self) -> list[Shown]:
        return [s for s in self.stage.platform.in_channel("@ana") if s.id not in self.seen]

    async def state(self):
        async with self.stage.running.storage(self.stage.running.workspace) as tx:
            request = (await tx.requests.of_requester("ana", Page(size=1)))[0]
            return request, await tx.walks.get(request.id)

    async def holds(self) -> None:
        request, walk = await self.state()
        live = [s for s in self.shown() if any(b.action == "step" for b in buttons_of(s))]
        assert len(live) <= 1, "one message asks"
        if walk is None:
            return
        self.steps = max(self.steps, len(walk.path))
        assert walk.turn >= len(walk.path)
        if request.number is not None or request.status not in (Status.ANSWERED, Status.CLOSED):
            assert not walk.under_way and not live, "a ticket is no longer walked"
        if walk.under_way and request.status is Status.ANSWERED:
            [asks] = live
            turns = {b.subject.split("/")[1] for b in buttons_of(asks) if b.action == "step"}
            assert turns == {str(walk.turn)}, "its buttons are those of now"


def buttons_of(shown: Shown) -> list[Button]:
    return [button for block in shown.content.blocks if isinstance(block, Buttons) for button in block.buttons]


def test_no_order_of_presses_and_words_loses_the_place_or_asks_twice(tmp_path):
    loop = asyncio.new_event_loop()
    file = quiet_desk(tmp_path)  # and one that does not hold an article back that so many walks ended badly
    file.write_text(file.read_text(encoding="utf-8").replace("learn = true", "learn = false"), encoding="utf-8")
    desk = on_stage(f"sqlite:///{tmp_path}/walks.db", desk_file=file)
    stage = loop.run_until_complete(desk.__aenter__())

    walks = Walks(stage)

    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(acts)
    def play(chosen):
        loop.run_until_complete(walks.play(chosen))

    try:
        play()
        assert walks.steps, "somebody took a step"
    finally:
        loop.run_until_complete(desk.__aexit__(None, None, None))
        loop.close()
