"""What is internal has no way to the requester, whatever agents and requester do in whatever order."""

import asyncio
import io
import zipfile
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.rules import Limits
from bot.ports import Page
from bot.settings import FileSettings
from tests.fakes import Stage, a_file, on_stage

AGENTS = ("mila", "tom", "lotte", "wim", "noor")
CHANNELS = ("it-triage", "it-network", "it-workplace")
VERBS = (
    "claim",
    "release",
    "reply #N PUBLIC",
    "note #N INTERNAL",
    "handoff #N it-network INTERNAL",
    "handoff #N it-workplace INTERNAL",
    "handoff #N it-l1 INTERNAL",
    "accept",
    "return #N INTERNAL",
    "resolve #N PUBLIC",
    "kb draft #N",
    "reopen #N",
    "assign #N @tom",
    "priority #N high",
    "kind #N incident",
    "tag #N public-tag",
    "hold #N INTERNAL",
    "snooze #N 2h INTERNAL",
    "resume #N",
    "add #N @joris",
    "notify #N",
    "close #N",
    "merge #N into #M",
    "merge #M into #N",
    "link #N #M",
    "macro #N which-device",
    "why #N",
    "export #N",
    "#N",
)
ANYWHERE = (
    "find INTERNAL",
    "for @ana PUBLIC her lamp is dark",
    "cleanup it-l1 1h",
    "queue",
    "mine",
    "digest 7d",
    "kb INTERNAL",
    "kb list",
    "setup",
    "web",
    "help",
)
"""Verbs that name no ticket."""

agent_acts = st.tuples(st.just("command"), st.sampled_from(AGENTS), st.sampled_from(VERBS), st.sampled_from(CHANNELS))
agent_looks = st.tuples(
    st.just("command"), st.sampled_from(AGENTS), st.sampled_from(ANYWHERE), st.sampled_from(CHANNELS)
)
agent_words = st.tuples(
    st.just("thread"),
    st.sampled_from(AGENTS),
    st.sampled_from(["INTERNAL", "!note INTERNAL"]),
    st.sampled_from(CHANNELS),
)
requester_acts = st.tuples(
    st.just("requester"),
    st.just("ana"),
    st.sampled_from(
        [
            "any news?",
            "/ticket #N",
            "/ticket reopen #N",
            "/ticket close #N",
            "/ticket mine",
            "it still fails",
            "yes",
            "/ticket find INTERNAL",
            "/ticket why #N",
            "/ticket hold #N x",
            "/ticket export #N",
            "/ticket say #N it also whistles",
            "/ticket note #N x",
            "/ticket macro #N x",
            "/kb draft #N",
            "/kb INTERNAL",
            "/ticket setup help",
            "/ticket web",
            "/ticket digest 7d",
            "EDIT my computer hums in c sharp",
        ]
    ),
    st.just(""),
)
agent_second_thoughts = st.tuples(
    st.sampled_from(["edit", "delete"]),
    st.sampled_from(AGENTS),
    st.sampled_from(["INTERNAL", "!note INTERNAL", "!reply INTERNAL"]),
    st.just(""),
)
anybodys = st.one_of(agent_acts, agent_acts, agent_looks, agent_words, agent_second_thoughts, requester_acts)
acts = st.lists(anybodys, max_size=14)


def unpacked(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"".join([*(packed.read(name) for name in packed.namelist()), *map(str.encode, packed.namelist())])


class Leaks:
    """Plays acts on one ticket. An owner's plain words in the thread of an owner-thread queue are no secret:
    the desk says so by marking them, so those are written as PUBLIC."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        now = stage.running.desk
        free = now.desk.rules.model_copy(update={"limits": Limits(per_hour=10_000, open=10_000)})
        now.desk = replace(now.desk, rules=free)  # one person asks everything here
        self.count = self.number = 0
        self.said: dict[str, tuple[str, str, str, bool]] = {}  # by agent: message, channel, thread, public

    async def play(self, acts) -> None:
        stage = self.stage
        stage.platform.shown.clear()
        self.said.clear()
        self.count += 1
        _, root = await stage.write("ana", f"my computer hums in b flat since tuesday, case {self.count}", "help")
        self.number = await self.latest("ana")
        await stage.write("joris", f"the coffee robot sings in c sharp, case {self.count}", "help")
        other = await self.latest("joris")
        for kind, who, words, channel in acts:
            named = "#" in words or words in ANYWHERE
            words = words.replace("#N", f"#{self.number}").replace("#M", f"#{other}")
            if kind == "command":
                verb = words if named else f"{words} #{self.number}"
                await stage.command(who, f"/ticket {verb}", channel)
            elif kind == "thread":
                await self.in_thread(who, words, channel)
            elif kind in ("edit", "delete"):
                await self.second_thoughts(kind, who, words)
            elif words.startswith("EDIT "):
                await stage.edit("ana", root, f"{words[5:]}, case {self.count}", "help")
            elif words.startswith("/"):
                said = await stage.command("ana", words)
                shown = str(said).replace("“INTERNAL”", "")  # what they typed themselves
                assert "INTERNAL" not in shown, words
            else:
                await stage.write("ana", words, "help", root)
            self.check()

    async def latest(self, who: str) -> int:
        async with self.stage.running.storage(self.stage.running.workspace) as tx:
            return max(one.number or 0 for one in await tx.requests.of_requester(who, Page(size=5)))

    async def in_thread(self, who: str, words: str, channel: str) -> None:
        card = next((p for p in self.stage.platform.in_channel(channel) if p.thread is None), None)
        if card is None:
            return
        desk = self.stage.running.desk()
        async with self.stage.running.storage(self.stage.running.workspace) as tx:
            ticket = await tx.requests.numbered(self.number)
        queue = {"it-triage": "it-l1", "it-network": "it-network", "it-workplace": "it-workplace"}[channel]
        owner_thread = ticket.owner == who and ticket.queue == queue and desk.queue(queue).thread == "owner"
        if owner_thread and ticket.active and not words.startswith("!"):
            words = "PUBLIC"
        public = words == "PUBLIC"
        files = () if public else (a_file("INTERNAL.txt", b"INTERNAL"),)
        _, message = await self.stage.write(who, words, channel, card.id, files=files)
        self.said[who] = (message, channel, card.id, public)

    async def second_thoughts(self, kind: str, who: str, words: str) -> None:
        """On their last words. A reply's plain words may change: those are written as PUBLIC."""
        if who not in self.said:
            return
        message, channel, thread, public = self.said[who]
        if kind == "delete":
            await self.stage.delete(who, message, channel, thread)
        else:
            said = "PUBLIC again" if public and not words.startswith("!") else words
            await self.stage.edit(who, message, said, channel, thread)

    def check(self) -> None:
        for shown in self.stage.platform.shown.values():
            if shown.channel in ("help", "@ana", "@joris"):  # the requester, and who may read along
                assert "INTERNAL" not in shown.text and "INTERNAL" not in shown.content.summary
                for name, data in shown.files.items():
                    assert b"INTERNAL" not in (unpacked(data) if name.endswith(".zip") else data)


def test_no_sequence_of_verbs_brings_internal_words_to_the_requester(tmp_path):
    loop = asyncio.new_event_loop()
    desk = on_stage(f"sqlite:///{tmp_path}/leaks.db", files=FileSettings(folder=tmp_path / "files"))
    leaks = Leaks(loop.run_until_complete(desk.__aenter__()))

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(acts)
    def play(chosen):
        loop.run_until_complete(leaks.play(chosen))

    try:
        play()
    finally:
        loop.run_until_complete(desk.__aexit__(None, None, None))
        loop.close()


async def test_an_agent_who_asks_is_a_requester_of_their_own_ticket(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("wim", "my computer hums in b flat since tuesday")
        for line in ("note #1 INTERNAL", "hold #1 INTERNAL", "snooze #1 2h INTERNAL"):
            await stage.command("mila", f"/ticket {line}")
        for line in ("find INTERNAL", "find hums", "why #1", "#1", "mine"):
            said = await stage.command("wim", f"/ticket {line}")
            shown = str(said).replace("“INTERNAL”", "")  # what they typed themselves
            assert "INTERNAL" not in shown, line
        assert "hums" not in str(await stage.command("wim", "/ticket find INTERNAL"))
