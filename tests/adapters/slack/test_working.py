"""How agents work tickets in Slack: commands, buttons, windows, signs, threads."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.spoken import spoken
from tests.adapters.slack.stage import SlackStage, button, on_slack, words
from tests.doubles.slack import Message, View

MINE = "The coffee robot sings all day"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[SlackStage]:
    async with on_slack(tmp_path) as made:
        yield made


async def a_ticket(stage: SlackStage, text: str = MINE) -> tuple[Message, Message]:
    """The requester's message and the card."""
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), text)
    await stage.thread(asked)
    return asked, await stage.card("it-triage")


async def window(stage: SlackStage, who: str, name: str) -> list[View]:
    """The modal of that form, once it is no longer loading."""
    found: list[View] = await stage.until(
        lambda: [v for v in stage.slack.views(stage.who(who)) if f"loket:{name}" in v.callback_id]
    )
    return found


async def owner_is(stage: SlackStage, who: str | None) -> None:
    for _ in range(400):
        if (await stage.ticket()).owner == who:
            return
        await stage.slack.settled()
    raise AssertionError((await stage.ticket()).owner)


async def test_a_slash_command_claims_and_answers_in_private(stage: SlackStage) -> None:
    await a_ticket(stage)
    answer = await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), "/claim", "#1")
    assert answer.payload and answer.payload["response_type"] == "ephemeral" and "#1" in answer.payload["text"]
    await owner_is(stage, "mila")
    again = await stage.slack.slash(stage.who("tom"), stage.room("it-triage"), "/claim", "1")
    assert "Mila" in again.payload["text"]


async def test_the_cards_button_claims_and_the_card_is_edited_in_place(stage: SlackStage) -> None:
    _, card = await a_ticket(stage)
    done = await stage.slack.clicks(stage.who("mila"), card, button(card, "claim"))
    assert done.acked
    await stage.until(lambda: "Mila Jansen" in words(stage.slack.world.channels[card.channel].messages[card.ts]))
    assert len(stage.slack.from_bot(stage.room("it-triage"))) == 1


async def test_a_button_works_after_a_restart(tmp_path: Path) -> None:
    async with on_slack(tmp_path) as first:
        _, card = await a_ticket(first)
        await first.quiet()
        (tmp_path / "second").mkdir()
        async with on_slack(tmp_path / "second", slack=first.slack, place=first.place) as _:
            pass  # another desk came and went on the same workspace
        await first.slack.clicks(first.who("mila"), card, button(card, "claim"))
        await owner_is(first, "mila")


async def test_a_reply_goes_through_a_window_to_the_requester(stage: SlackStage) -> None:
    asked, card = await a_ticket(stage)
    await stage.slack.clicks(stage.who("mila"), card, button(card, "reply"))
    view = await window(stage, "mila", "reply")
    empty = await stage.slack.submits(stage.who("mila"), view[-1], {"text": " "})
    assert "text" in empty.errors and not view[-1].closed
    await stage.slack.submits(stage.who("mila"), view[-1], {"text": "Press <its> *nose* twice"})
    (_, reply) = await stage.thread(asked, 2)
    assert "Press <its> *nose* twice" in words(reply) and "Mila Jansen" in words(reply)
    assert "&lt;its&gt;" in reply.text


async def test_a_note_stays_inside_and_a_handoff_is_offered_accepted_and_resolved(stage: SlackStage) -> None:
    asked, card = await a_ticket(stage)
    await stage.slack.clicks(stage.who("mila"), card, button(card, "note"))
    view = await window(stage, "mila", "note")
    await stage.slack.submits(stage.who("mila"), view[-1], {"text": "only us"})
    line = "#1 it-network needs a cable"
    await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), "/handoff", line)
    offered = await stage.card("it-network")
    await stage.slack.clicks(stage.who("lotte"), offered, button(offered, "accept"))
    await owner_is(stage, "lotte")
    said = f"{stage.slack.bot.mention} resolve new cable"
    await stage.slack.says(stage.who("lotte"), stage.room("it-network"), said, offered.ts)
    await stage.until(lambda: any("new cable" in words(m) for m in stage.slack.from_bot(asked.channel, asked.ts)))
    assert not any("only us" in words(m) for m in stage.slack.from_bot(asked.channel, asked.ts))
    assert (await stage.ticket()).status.value == "resolved"


async def test_words_under_the_card_reach_the_requester_and_are_marked(stage: SlackStage) -> None:
    asked, card = await a_ticket(stage)
    await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), "/claim", "#1")
    said = await stage.slack.says(stage.who("mila"), stage.room("it-triage"), "Is it singing now?", card.ts)
    await stage.until(lambda: any("singing now" in words(m) for m in stage.slack.from_bot(asked.channel, asked.ts)))
    await stage.until(lambda: "envelope" in said.reactions)
    back = await stage.slack.says(stage.who("ana"), stage.room("help"), "Yes! Opera.", asked.ts)
    await stage.until(lambda: any("Opera" in words(m) for m in stage.slack.from_bot(card.channel, card.ts)))
    await stage.slack.deletes(stage.who("ana"), back)
    await stage.until(lambda: not any("Opera" in words(m) for m in stage.slack.from_bot(card.channel, card.ts)))


async def test_bang_commands_work_in_the_thread(stage: SlackStage) -> None:
    _, card = await a_ticket(stage)
    await stage.slack.says(stage.who("mila"), stage.room("it-triage"), "!claim", card.ts)
    await owner_is(stage, "mila")


async def test_signs_claim_make_urgent_and_resolve_for_agents_alone(stage: SlackStage) -> None:
    asked, card = await a_ticket(stage)
    await stage.slack.reacts(stage.who("ana"), stage.room("it-triage"), card.ts, "eyes")
    await stage.quiet()
    assert (await stage.ticket()).owner is None
    await stage.slack.reacts(stage.who("mila"), stage.room("it-triage"), card.ts, "eyes")
    await owner_is(stage, "mila")
    await stage.slack.reacts(stage.who("mila"), stage.room("it-triage"), card.ts, "rotating_light")
    await stage.slack.reacts(stage.who("mila"), stage.room("help"), asked.ts, "white_check_mark")
    await stage.quiet()
    ticket = await stage.ticket()
    assert (ticket.priority.value, ticket.status.value) == ("urgent", "resolved")


async def test_the_handoff_sign_offers_the_form(stage: SlackStage) -> None:
    _, card = await a_ticket(stage)
    await stage.slack.reacts(stage.who("mila"), stage.room("it-triage"), card.ts, "warning")
    (shown,) = await stage.until(lambda: stage.slack.ephemerals(stage.who("mila")))
    await stage.slack.clicks(stage.who("mila"), shown, button(shown, "handoff"))
    view = await window(stage, "mila", "handoff")
    await stage.slack.submits(stage.who("mila"), view[-1], {"queue": "it-network", "text": "a cable"})
    await stage.card("it-network")


async def test_a_refusal_is_told_to_the_person_alone(stage: SlackStage) -> None:
    _, card = await a_ticket(stage)
    await stage.slack.clicks(stage.who("joris"), card, button(card, "claim"))
    (shown,) = await stage.until(lambda: stage.slack.ephemerals(stage.who("joris")))
    assert words(shown) and (await stage.ticket()).owner is None


async def test_a_prefix_keeps_two_bots_apart(tmp_path: Path) -> None:
    async with on_slack(tmp_path, command_prefix="it-") as stage:
        await a_ticket(stage)
        await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), "/it-claim", "#1")
        await owner_is(stage, "mila")


async def test_setup_binds_a_channel_to_a_team_after_checking_the_right(stage: SlackStage) -> None:
    room = stage.slack.add_channel("robots", *stage.place.people.values())
    refused = await stage.slack.slash(stage.who("mila"), room, "/ticket", "setup triage it-l1")
    assert refused.payload and not stage.slack.from_bot(room)
    await stage.slack.says(stage.who("noor"), room, f"{stage.slack.bot.mention} setup")
    await stage.quiet()
    (offer,) = await stage.until(lambda: stage.slack.ephemerals(stage.who("noor")))
    triage = next(
        e["action_id"] for b in offer.blocks for e in b.get("elements", []) if e.get("value") == "triage/it-l1"
    )
    await stage.slack.clicks(stage.who("noor"), offer, triage)
    await stage.until(lambda: stage.slack.from_bot(room))
    await stage.slack.says(stage.who("ana"), stage.room("help"), MINE)
    await stage.until(lambda: any("#1 " in words(m) for m in stage.slack.from_bot(room)))


async def test_setup_makes_a_help_channel(stage: SlackStage) -> None:
    room = stage.slack.add_channel("ask-here", *stage.place.people.values())
    await stage.slack.slash(stage.who("noor"), room, "/ticket", "setup help it-l1")
    await stage.until(lambda: stage.slack.from_bot(room))
    asked = await stage.slack.says(stage.who("ana"), room, MINE)
    await stage.thread(asked)


async def test_agents_come_from_a_user_group(tmp_path: Path) -> None:
    async with on_slack(tmp_path) as made:
        group = made.slack.add_group("robots", made.who("joris"))
        path = made.running.settings.desk_file
        assert path is not None
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('id = "it-l1"\n', f'id = "it-l1"\nagents_from = {{ slack = "{group.id}" }}\n', 1))
        assert await made.running.reloader.reload()
        await made.platform.rosters_now()
        await a_ticket(made)
        await made.slack.slash(made.who("joris"), made.room("it-triage"), "/claim", "#1")
        await owner_is(made, "joris")


async def test_a_group_is_made_a_team_by_mentioning_it(stage: SlackStage) -> None:
    group = stage.slack.add_group("robots", stage.who("joris"))
    command = f"setup agents it-l1 <!subteam^{group.id}>"
    await stage.slack.slash(stage.who("noor"), stage.room("it-triage"), "/ticket", command)
    await stage.quiet()
    assert stage.running.view.rosters("slack") == {"it-l1": group.id}
    await stage.platform.rosters_now()
    await a_ticket(stage)
    await stage.slack.slash(stage.who("joris"), stage.room("it-triage"), "/claim", "#1")
    await owner_is(stage, "joris")


def test_a_mention_of_a_group_is_its_id_in_setup_alone() -> None:
    assert spoken("setup agents it <!subteam^S1|@team>", str) == "setup agents it group:S1"
    assert spoken("setup agents it <!subteam^S1>", str) == "setup agents it group:S1"
    assert spoken("ask <!subteam^S1|@team> please", str) == "ask @team please"
    assert spoken("my setup <!subteam^S1|@team>", str) == "my setup @team"


async def test_somebody_is_known_by_e_mail(tmp_path: Path) -> None:
    async with on_slack(tmp_path) as made:
        path = made.running.settings.desk_file
        assert path is not None
        text = path.read_text(encoding="utf-8")
        mila = f'accounts = {{ slack = "{made.who("mila").id}" }}\n'
        path.write_text(text.replace(mila, f'email = "{made.who("mila").email.upper()}"\n'), encoding="utf-8")
        assert await made.running.reloader.reload()
        await a_ticket(made)
        await made.slack.slash(made.who("mila"), made.room("it-triage"), "/claim", "#1")
        await owner_is(made, "mila")


async def test_an_edit_is_mirrored_under_the_card(stage: SlackStage) -> None:
    asked, card = await a_ticket(stage)
    more = await stage.slack.says(stage.who("ana"), stage.room("help"), "It sings on floor 3", asked.ts)
    await stage.until(lambda: any("floor 3" in words(m) for m in stage.slack.from_bot(card.channel, card.ts)))
    await stage.slack.edits(stage.who("ana"), more, "It sings on floor 4")
    await stage.until(lambda: any("floor 4" in words(m) for m in stage.slack.from_bot(card.channel, card.ts)))
    assert len([m for m in stage.slack.from_bot(card.channel, card.ts) if "It sings on" in words(m)]) == 1


async def test_a_preview_that_slack_adds_changes_nothing(stage: SlackStage) -> None:
    asked, card = await a_ticket(stage)
    await stage.slack.unfurls(asked, "A page")
    await stage.quiet()
    assert len(stage.slack.from_bot(card.channel, card.ts)) == 0
