"""What golden dialogues cannot show: two at once, forged buttons, who may do what, and what followers get."""

import asyncio
from itertools import pairwise

from bot.model.content import Button, Buttons
from bot.model.inbound import Accepted, Outcome, Refused
from bot.model.request import Request
from bot.model.states import Outcome as End
from bot.model.states import Status
from tests.fakes import Stage, on_stage

LAMP = "my computer hums in b flat since tuesday"
DOCK = "the coffee corner laptop dock makes my screen flash green"
BULLIED = "i am being bullied by somebody of my team"


async def number(stage: Stage, wanted: int) -> Request:
    async with stage.running.storage(stage.running.workspace) as tx:
        found = await tx.requests.numbered(wanted)
    assert found is not None
    return found


async def two_tickets(stage: Stage) -> tuple[str, str]:
    """#1 of Ana and #2 of Joris, both asked directly; the ids of their first messages."""
    _, first = await stage.write("ana", LAMP)
    _, second = await stage.write("joris", DOCK)
    return first, second


def told(stage: Stage, who: str) -> str:
    return "\n".join(shown.text for shown in stage.platform.in_channel(f"@{who}"))


def yes_of(outcome: Outcome) -> Button:
    """The button that confirms what the desk said in private."""
    rows = [block for said in outcome.said for block in said.blocks if isinstance(block, Buttons)]
    return next(button for row in rows for button in row.buttons if button.action == "confirm")


def card(stage: Stage, channel: str, wanted: int):
    found = [s for s in stage.platform.in_channel(channel) if s.thread is None and f"#{wanted} " in s.content.summary]
    return found[0]


# ---- two at once


async def test_two_leads_assign_at_once_and_one_owner_is_left(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", LAMP)
        outcomes = await asyncio.gather(
            *(stage.command(who, f"/ticket assign #1 @{to}") for who, to in [("mila", "tom"), ("tom", "mila")] * 3)
        )
        assert any(isinstance(outcome, Accepted) for outcome in outcomes)
        assert (await number(stage, 1)).owner in ("mila", "tom")
        async with stage.running.storage(stage.running.workspace) as tx:
            events = await tx.log.of((await tx.requests.numbered(1)).id)
        owners = [(event.before.owner, event.after.owner) for event in events if event.verb.value == "assigned"]
        assert all(before == after for (_, before), (after, _) in pairwise(owners))


async def test_merged_into_each_other_at_once_one_of_them_goes_on(database_url):
    async with on_stage(database_url) as stage:
        await two_tickets(stage)
        outcomes = await asyncio.gather(
            stage.command("mila", "/ticket merge #1 into #2"), stage.command("tom", "/ticket merge #2 into #1")
        )
        assert sum(isinstance(outcome, Accepted) for outcome in outcomes) == 1
        both = [await number(stage, 1), await number(stage, 2)]
        assert sorted(one.active for one in both) == [False, True]
        [over] = [one for one in both if not one.active]
        assert over.outcome is End.MERGED


async def test_merged_twice_at_once_its_words_arrive_once(database_url):
    async with on_stage(database_url) as stage:
        await two_tickets(stage)
        outcomes = await asyncio.gather(*(stage.command(who, "/ticket merge #2 into #1") for who in ("mila", "tom")))
        assert sum(isinstance(outcome, Accepted) for outcome in outcomes) == 1
        thread = stage.platform.in_channel("it-triage", card(stage, "it-triage", 1).id)
        assert sum(DOCK in shown.text for shown in thread) == 1


async def test_a_yes_and_a_no_at_once_are_one_answer(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", LAMP)
        await stage.command("mila", "/ticket close #1")
        asked = next(shown for shown in stage.platform.in_channel("@ana") if "agree" in shown.buttons)
        outcomes = await asyncio.gather(*(stage.press("ana", asked.buttons[one]) for one in ("agree", "disagree")))
        assert sum(isinstance(outcome, Accepted) for outcome in outcomes) == 1


async def test_cleanup_said_yes_to_twice_closes_once(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", LAMP)
        await stage.move_to(stage.clock.now().replace(day=25))
        asked = await stage.command("noor", "/ticket cleanup it-l1 1d")
        yes = yes_of(asked)
        outcomes = await asyncio.gather(*(stage.press("noor", yes) for _ in range(3)))
        assert sum(isinstance(outcome, Accepted) for outcome in outcomes) == 1
        assert told(stage, "ana").count("We heard nothing more") == 1


# ---- merged


async def test_chained_merges_lead_to_the_last_one(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        _, joris = await two_tickets(stage)
        await stage.write("vera", "my laptop lid squeaks like a small animal")
        await stage.command("mila", "/ticket merge #2 into #3")
        await stage.command("mila", "/ticket merge #3 into #1")
        await stage.write("joris", "still there, also at home", thread=joris)
        assert "still there" in "".join(
            shown.text for shown in stage.platform.in_channel("it-triage", card(stage, "it-triage", 1).id)
        )
        await stage.command("mila", "/ticket reply #1 fixed for everybody")
        assert all("fixed for everybody" in told(stage, who) for who in ("ana", "joris", "vera"))
        refused = await stage.command("mila", "/ticket reply #2 hello")
        assert isinstance(refused, Refused) and "#1" in refused.said.summary


async def test_words_taken_back_after_a_merge_disappear_from_both_threads(database_url):
    async with on_stage(database_url) as stage:
        _, joris = await two_tickets(stage)
        await stage.write("joris", "my number is 0612345678", thread=joris, key="private")
        await stage.command("mila", "/ticket merge #2 into #1")
        assert sum("0612345678" in shown.text for shown in stage.platform.in_channel("it-triage")) >= 2
        await stage.delete("joris", "m-private", thread=joris)
        threads = [s for s in stage.platform.in_channel("it-triage") if s.thread is not None]
        assert not any("0612345678" in shown.text for shown in threads)


async def test_a_merged_requester_who_writes_wakes_the_ticket(database_url):
    async with on_stage(database_url) as stage:
        _, joris = await two_tickets(stage)
        await stage.command("mila", "/ticket merge #2 into #1")
        await stage.command("mila", "/ticket hold #1 waiting for a part")
        await stage.write("joris", "any news about it?", thread=joris)
        assert (await number(stage, 1)).status is Status.NEW


async def test_say_on_a_merged_ticket_reaches_the_team_of_the_one_it_went_on_as(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await two_tickets(stage)
        await stage.command("mila", "/ticket merge #2 into #1")
        over = await number(stage, 2)
        who = over.requester
        said = await stage.command(who, "/ticket say #2 and it dances WORD", "random")
        assert isinstance(said, Accepted) and "#2" in said.said[0].summary
        root = card(stage, "it-triage", 1)
        assert "WORD" in "".join(s.text for s in stage.platform.in_channel("it-triage", root.id))
        async with stage.running.storage(stage.running.workspace) as tx:
            assert await tx.requests.numbered(3) is None


async def test_say_on_a_ticket_closed_long_ago_does_not_claim_it_was_added(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", LAMP)
        await stage.command("mila", "/ticket resolve #1 done")
        await stage.clock_by(days=9)
        said = await stage.command("ana", "/ticket say #1 it is dark again", "random")
        assert isinstance(said, Accepted) and not said.said
        assert (await number(stage, 2)).requester == "ana"


async def test_readers_are_kept_and_told_once_after_a_merge(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await two_tickets(stage)
        for line in ("add #1 @vera", "add #2 @vera", "add #2 @ana", "merge #2 into #1", "reply #1 a word to all"):
            assert isinstance(await stage.command("mila", f"/ticket {line}"), Accepted), line
        assert [told(stage, who).count("a word to all") for who in ("ana", "joris", "vera")] == [1, 1, 1]


# ---- followers


async def test_a_reply_taken_back_disappears_for_followers_too(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", LAMP)
        await stage.command("mila", "/claim #1", "it-triage")
        await stage.command("mila", "/ticket add #1 @joris")
        thread = card(stage, "it-triage", 1).id
        _, said = await stage.write("mila", "the key is under the mat", "it-triage", thread)
        assert "under the mat" in told(stage, "joris") and "under the mat" in told(stage, "ana")
        await stage.delete("mila", said, "it-triage", thread)
        assert "under the mat" not in told(stage, "joris") and "under the mat" not in told(stage, "ana")


async def test_what_goes_to_a_confidential_team_is_followed_no_longer(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", "the unicorn on my desk needs a permit", "help-hr")
        await stage.command("sanne", "/ticket add #1 @joris")
        await stage.command("sanne", "/ticket notify #1")
        await stage.command("sanne", "/handoff #1 hr-confidential it is about more than the unicorn")
        await stage.command("femke", "/ticket accept #1")
        before = told(stage, "joris"), told(stage, "sanne")
        await stage.command("femke", "/ticket reply #1 tell me PRIVATELY")
        opening = next(shown for shown in stage.platform.in_channel("@ana") if shown.thread is None)
        await stage.write("ana", "it is about PRIVATE things", thread=opening.id)
        assert (told(stage, "joris"), told(stage, "sanne")) == before


async def test_the_card_of_another_team_does_not_name_what_became_confidential(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", LAMP)
        await stage.write("joris", "the unicorn on my desk needs a permit", "help-hr")
        await stage.command("sanne", "/handoff #2 hr-confidential it is about more")
        await stage.command("femke", "/ticket accept #2")
        assert isinstance(await stage.command("femke", "/ticket link #2 #1"), Accepted)
        assert "#2" not in card(stage, "it-triage", 1).text
        assert "#1" in card(stage, "hr-private", 2).text


async def test_a_reader_gets_no_buttons_and_opens_nothing(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", LAMP)
        await stage.command("mila", "/ticket add #1 @joris")
        invitation = next(shown for shown in stage.platform.in_channel("@joris") if "added you" in shown.text
                          or "meelezen" in shown.text)  # fmt: skip
        await stage.command("mila", "/resolve #1 done")
        assert not any(shown.buttons for shown in stage.platform.in_channel("@joris"))
        await stage.write("joris", "I saw it hum again", thread=invitation.id)
        assert (await number(stage, 1)).status is Status.RESOLVED
        thread = stage.platform.in_channel("it-triage", card(stage, "it-triage", 1).id)
        assert "hum again" in thread[-1].text


# ---- rights

WORK = (
    "assign #1 @mila", "priority #1 high", "kind #1 incident", "tag #1 vpn", "snooze #1 2h", "hold #1 why",
    "resume #1", "add #1 @vera", "close #1", "merge #1 into #2",
)  # fmt: skip
LOOK = ("why #1", "notify #1", "link #1 #2")
LOOSE = ("find hums", "for @joris his chair squeaks")


async def test_a_requester_and_a_colleague_are_refused_and_nothing_changes(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await two_tickets(stage)
        before = await number(stage, 1)
        for line in (*WORK, *LOOK, *LOOSE):
            for who in ("ana", "joris") if line != "close #1" else ("joris",):
                assert isinstance(await stage.command(who, f"/ticket {line}"), Refused), (who, line)
        assert await number(stage, 1) == before


async def test_another_teams_agent_may_look_and_a_lead_may_work(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await two_tickets(stage)
        for line in (*LOOK, *WORK):
            other = await stage.command("wim", f"/ticket {line}")
            assert isinstance(other, Refused if line in WORK else Accepted), line
        for line in (*LOOK, *WORK):
            assert isinstance(await stage.command("noor", f"/ticket {line}"), Accepted), line


async def test_what_is_confidential_is_not_there_for_others(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", BULLIED)
        await stage.write("joris", LAMP)
        before = await number(stage, 1)
        for line in (*WORK, *LOOK):
            for who in ("mila", "sanne", "noor"):
                refused = await stage.command(who, f"/ticket {line}")
                assert isinstance(refused, Refused) and "#1" in refused.said.summary, (who, line)
                assert "bullied" not in str(refused)
        assert await number(stage, 1) == before


async def test_nobody_merges_or_links_to_what_they_may_not_see(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", LAMP)
        await stage.write("joris", BULLIED)
        for line in ("merge #1 into #2", "link #1 #2"):
            here, gone = [await stage.command("mila", f"/ticket {line.replace('#2', n)}") for n in ("#2", "#9")]
            assert isinstance(here, Refused)
            assert here.said.summary == gone.said.summary.replace("#9", "#2"), "looks as if there were none"


async def test_two_people_do_not_read_each_others_confidential_answers_after_a_merge(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", BULLIED)
        await stage.write("joris", BULLIED)
        refused = await stage.command("femke", "/ticket merge #2 into #1", "hr-private")
        assert isinstance(refused, Refused) and "koppelen" in refused.said.summary
        await stage.command("femke", "/ticket reply #1 ANSWERWORD", "hr-private")
        told = {shown.channel for shown in stage.platform.shown.values() if "ANSWERWORD" in shown.text}
        assert told == {"@ana", "hr-private"}


async def test_only_leads_of_the_queue_clean_up(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", LAMP)
        await stage.move_to(stage.clock.now().replace(day=25))
        for who, queue in (("mila", "it-l1"), ("ana", "it-l1"), ("noor", "hr-confidential"), ("femke", "hr-l2")):
            assert isinstance(await stage.command(who, f"/ticket cleanup {queue} 1d"), Refused), who
        assert isinstance(await stage.command("noor", "/ticket cleanup it-l1 1d"), Accepted)


# ---- forged buttons


async def test_the_requesters_buttons_are_theirs_alone(database_url):
    async with on_stage(database_url) as stage:
        await stage.command("mila", "/ticket for @ana her screen stays black all day")
        await stage.command("mila", "/ticket close #1")
        before = await number(stage, 1)
        for action in ("agree", "disagree", "mistaken"):
            for who in ("mila", "joris", "noor", "femke"):
                assert isinstance(await stage.press(who, Button(action, before.id, "x")), Refused), (action, who)
        assert await number(stage, 1) == before


async def test_a_button_for_a_question_nobody_asked_does_nothing(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", LAMP)
        before = await number(stage, 1)
        for action in ("agree", "disagree", "mistaken"):
            assert isinstance(await stage.press("ana", Button(action, before.id, "x")), Refused)
            assert isinstance(await stage.press("ana", Button(action, "nope", "x")), Refused)
        assert await number(stage, 1) == before


async def test_a_yes_to_a_cleanup_is_the_leads_who_asked_while_they_may(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", LAMP)
        await stage.move_to(stage.clock.now().replace(day=25))
        asked = await stage.command("noor", "/ticket cleanup it-l1 1d")
        yes = yes_of(asked)
        for who in ("mila", "ana"):
            assert isinstance(await stage.press(who, yes), Refused)
        assert isinstance(await stage.press("noor", Button("confirm", "nope", "x")), Refused)
        assert (await number(stage, 1)).active


async def test_what_fell_silent_after_the_question_is_not_closed_by_its_yes(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", LAMP)
        await stage.move_to(stage.clock.now().replace(day=24))
        await stage.write("joris", DOCK)
        await stage.move_to(stage.clock.now().replace(day=24, hour=20))
        asked = await stage.command("noor", "/ticket cleanup it-l1 1d")
        yes = yes_of(asked)
        await stage.move_to(stage.clock.now().replace(day=26))
        await stage.press("noor", yes)
        assert not (await number(stage, 1)).active
        assert (await number(stage, 2)).active, "nobody has looked at that one"


async def test_what_is_snoozed_is_not_cleaned_up(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", LAMP)
        await stage.command("mila", "/ticket snooze #1 60d")
        await stage.move_to(stage.clock.now().replace(day=25))
        asked = await stage.command("noor", "/ticket cleanup it-l1 1d")
        assert "that long" in asked.said[0].summary and (await number(stage, 1)).status is Status.ON_HOLD


# ---- finding


async def test_only_what_somebody_may_see_is_found(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("tom", BULLIED)
        await stage.command("femke", "/ticket note #1 mediation on thursday")
        await stage.command("femke", "/ticket tag #1 café")
        for who, words, seen in (
            ("femke", "mediation", True),
            ("femke", "café", True),
            ("tom", "bullied", True),
            ("tom", "mediation", False),
            ("tom", "from:me", True),
            ("mila", "bullied", False),
            ("mila", "from:tom", False),
            ("noor", "status:active", False),
        ):
            found = await stage.command(who, f"/ticket find {words}")
            assert isinstance(found, Accepted)
            assert ("bullied by" in str(found.said)) is seen, (who, words)
