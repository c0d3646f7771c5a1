"""A ticket of one workspace cannot be seen or touched from another: a test a verb."""

from dataclasses import replace

import pytest

from bot.commands import VERBS
from bot.model.content import Button
from bot.model.inbound import Accepted, ButtonPressed, CommandGiven, MessageReceived, Outcome, Reacted, Refused
from bot.model.places import Conversation
from tests.fakes import Stage, on_stage

SECRET = "the coffee robot sings SECRETWORD"
WORDS = {
    "reply": "hello", "note": "hello", "handoff": "it-network why", "return": "no", "assign": "@tom",
    "priority": "urgent", "kind": "incident", "tag": "robot", "snooze": "2h", "hold": "parts", "merge": "into #1",
    "link": "#1", "add": "@joris", "say": "more", "macro": "restart",
}  # fmt: skip


async def elsewhere(stage: Stage, verb: str, who: str) -> Outcome:
    """The same command, given in another workspace of the same database."""
    line = f"{verb} #1 {WORDS.get(verb, '')}".strip()
    where = Conversation("web", "it-triage")
    return await stage.receive(
        CommandGiven(f"x-{verb}-{who}", stage.account(who), where, "ticket", line, stage.clock.now(), workspace="other")
    )


def said(outcome: Outcome) -> str:
    contents = outcome.said if isinstance(outcome, Accepted) else [outcome.said] if isinstance(outcome, Refused) else []
    return "\n".join(str(block) for content in contents for block in content.blocks)


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS if verb.ticket])
async def test_no_verb_reaches_a_ticket_of_another_workspace(sqlite_url: str, verb: str) -> None:
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", SECRET)
        async with stage.running.storage("main", read_only=True) as tx:
            before = await tx.requests.numbered(1)
        for who in ("noor", "mila", "ana"):
            outcome = await elsewhere(stage, verb, who)
            assert isinstance(outcome, Refused), verb
            assert "SECRETWORD" not in said(outcome)
        async with stage.running.storage("main", read_only=True) as tx:
            assert await tx.requests.numbered(1) == before
            assert len(await tx.log.of(before.id)) == 2


@pytest.mark.parametrize(
    "line", ["mine", "queue", "find robot sings", "digest 7d", "cleanup it-l1 1d", "web", "kb robot"]
)
async def test_no_list_shows_what_lies_in_another_workspace(sqlite_url: str, line: str) -> None:
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", SECRET)
        for who in ("noor", "mila", "ana"):
            where = Conversation("web", "it-triage")
            command = CommandGiven(f"k-{who}", stage.account(who), where, "ticket", line, stage.clock.now())
            assert "SECRETWORD" not in said(await stage.receive(replace(command, workspace="other")))


async def test_neither_buttons_nor_threads_nor_signs_reach_over(sqlite_url: str) -> None:
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", SECRET, "help")
        card = stage.platform.in_channel("it-triage")[0]
        claim: Button = card.buttons["claim"]
        where = Conversation("web", "it-triage", card.id)
        now, mila = stage.clock.now(), stage.account("mila")
        press = ButtonPressed("p1", mila, where, claim.action, claim.subject, now, workspace="other")
        assert isinstance(await stage.receive(press), Refused)
        wrote = MessageReceived("m1", mila, where, "m1", "!claim", now, workspace="other")
        assert not getattr(await stage.receive(wrote), "kept", True)
        sign = Reacted("r1", mila, Conversation("web", "it-triage"), card.id, "👀", now, workspace="other")
        assert not getattr(await stage.receive(sign), "kept", True)
        async with stage.running.storage("main", read_only=True) as tx:
            assert (await tx.requests.numbered(1)).owner is None
