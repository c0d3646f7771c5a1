"""How requests come in from Slack."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.stage import SlackStage, button, on_slack, words

ODD = "The beamer in room 4 <shows> *purple* & @here"
MINE = "The coffee robot sings all day"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[SlackStage]:
    async with on_slack(tmp_path) as made:
        yield made


async def test_a_question_in_the_help_channel_is_answered_in_its_thread(stage: SlackStage) -> None:
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), "I forgot my password")
    (answer,) = await stage.thread(asked)
    assert "password" in words(answer).lower()
    assert button(answer, "solved") and button(answer, "help")


async def test_what_no_article_answers_is_a_ticket_with_a_card(stage: SlackStage) -> None:
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), ODD)
    (told,) = await stage.thread(asked)
    card = await stage.card("it-triage")
    assert "#1" in words(told)
    assert ODD in words(card)
    ticket = await stage.ticket()
    assert (ticket.requester, ticket.queue) == ("ana", "it-l1")


async def test_a_direct_message_is_talked_about_in_its_own_thread(stage: SlackStage) -> None:
    asked = await stage.slack.dms(stage.who("ana"), MINE)
    found = await stage.thread(asked, 2)
    assert "#1" in " ".join(map(words, found))
    await stage.card("it-triage")


async def test_a_mention_anywhere_is_a_request_once_though_two_events_tell_of_it(stage: SlackStage) -> None:
    room = stage.slack.add_channel("lunch", *stage.place.people.values())
    asked = await stage.slack.says(stage.who("ana"), room, f"{stage.slack.bot.mention} {MINE}")
    (told,) = await stage.thread(asked)
    await stage.quiet()
    assert "#1" in words(told) and await stage.count() == 1
    assert len([one for one in stage.slack.sent if one.kind == "events_api"]) >= 2


async def test_talk_in_other_channels_is_left_alone(stage: SlackStage) -> None:
    room = stage.slack.add_channel("lunch", *stage.place.people.values())
    await stage.slack.says(stage.who("ana"), room, "anybody for soup?")
    await stage.slack.says(stage.who("ana"), stage.room("help"), "📣 the canteen is closed today")
    await stage.quiet()
    assert await stage.count() == 0


async def test_what_was_said_in_the_thread_before_a_mention_comes_along(stage: SlackStage) -> None:
    room = stage.slack.add_channel("floor-3", *stage.place.people.values())
    root = await stage.slack.says(stage.who("joris"), room, "the plotter eats paper")
    await stage.slack.says(stage.who("ana"), room, "for me too, since Monday", root.ts)
    await stage.slack.says(stage.who("ana"), room, f"{stage.slack.bot.mention} can somebody look at it", root.ts)
    card = await stage.card("it-triage")
    told = await stage.thread(card)
    assert "the plotter eats paper" in words(told[0]) and "since Monday" in words(told[0])
    assert "Joris de Wit" in words(told[0])


async def test_a_ticket_sign_makes_a_request_of_a_message_for_its_writer(stage: SlackStage) -> None:
    room = stage.slack.add_channel("floor-3", *stage.place.people.values())
    said = await stage.slack.says(stage.who("joris"), room, MINE)
    await stage.slack.reacts(stage.who("mila"), room, said.ts, "ticket")
    await stage.card("it-triage")
    await stage.slack.reacts(stage.who("tom"), room, said.ts, "ticket")
    await stage.quiet()
    assert (await stage.ticket()).requester == "joris" and await stage.count() == 1
    assert any("#1" in words(one) for one in stage.slack.ephemerals(stage.who("mila")))


async def test_a_reply_in_a_thread_can_be_made_a_request_too(stage: SlackStage) -> None:
    room = stage.slack.add_channel("floor-3", *stage.place.people.values())
    root = await stage.slack.says(stage.who("joris"), room, "good morning")
    reply = await stage.slack.says(stage.who("ana"), room, MINE, root.ts)
    await stage.slack.reacts(stage.who("mila"), room, reply.ts, "ticket")
    await stage.card("it-triage")
    assert (await stage.ticket()).requester == "ana"


async def test_who_is_no_agent_makes_requests_of_own_messages_alone(stage: SlackStage) -> None:
    room = stage.slack.add_channel("floor-3", *stage.place.people.values())
    said = await stage.slack.says(stage.who("joris"), room, MINE)
    await stage.slack.reacts(stage.who("ana"), room, said.ts, "ticket")
    await stage.until(lambda: stage.slack.ephemerals(stage.who("ana")))
    assert await stage.count() == 0
    await stage.slack.reacts(stage.who("joris"), room, said.ts, "ticket")
    await stage.card("it-triage")


async def test_the_message_shortcut_makes_a_request(stage: SlackStage) -> None:
    room = stage.slack.add_channel("floor-3", *stage.place.people.values())
    said = await stage.slack.says(stage.who("joris"), room, MINE)
    done = await stage.slack.message_shortcut(stage.who("mila"), "ticket_from_message", room, said.ts)
    assert done.acked
    await stage.card("it-triage")
    assert (await stage.ticket()).requester == "joris"


async def test_the_global_shortcut_opens_a_window_that_asks(stage: SlackStage) -> None:
    assert (await stage.slack.global_shortcut(stage.who("ana"), "ticket_new")).acked
    view = await stage.until(lambda: [v for v in stage.slack.views(stage.who("ana")) if "loket:new" in v.callback_id])
    empty = await stage.slack.submits(stage.who("ana"), view[-1], {"text": "  "})
    assert "text" in empty.errors
    sent = await stage.slack.submits(stage.who("ana"), view[-1], {"text": MINE, "kind": "incident"})
    assert sent.acked and not sent.errors
    await stage.card("it-triage")
    ticket = await stage.ticket()
    assert (ticket.requester, ticket.kind.value, ticket.direct) == ("ana", "incident", True)


async def test_slash_ticket_new_opens_the_same_window(stage: SlackStage) -> None:
    await stage.slack.slash(stage.who("ana"), stage.room("help"), "/ticket", "new")
    view = await stage.until(lambda: stage.slack.views(stage.who("ana")))
    await stage.slack.submits(stage.who("ana"), view[-1], {"text": MINE})
    await stage.card("it-triage")


async def test_app_home_asks_lists_and_turns_pages(stage: SlackStage) -> None:
    ana = stage.who("ana")
    for number in range(7):
        asked = await stage.slack.says(ana, stage.room("help"), f"The coffee robot sings song {number}")
        await stage.thread(asked)
    await stage.slack.opens_home(ana, "home")
    home = await stage.until(lambda: stage.slack.home(ana))
    assert "song 6" in words(home) and "song 1" not in words(home)
    more = next(e for b in home.blocks for e in b.get("elements", []) if "loket-home:own" in str(e.get("action_id")))
    await stage.slack.clicks(ana, home, more["action_id"])
    await stage.until(lambda: "song 1" in words(stage.slack.home(ana)))
    await stage.slack.clicks(ana, stage.slack.home(ana), button(stage.slack.home(ana), "new"))
    await stage.until(lambda: [v for v in stage.slack.views(ana) if "loket:new" in v.callback_id])


async def test_an_agents_home_shows_what_nobody_owns_and_what_is_theirs(stage: SlackStage) -> None:
    await stage.thread(await stage.slack.says(stage.who("ana"), stage.room("help"), MINE))
    await stage.slack.opens_home(stage.who("mila"), "home")
    home = await stage.until(lambda: stage.slack.home(stage.who("mila")))
    assert "Nobody owns yet" in words(home) and "#1" in words(home)
    await stage.slack.slash(stage.who("mila"), stage.room("it-triage"), "/claim", "#1")
    await stage.slack.opens_home(stage.who("mila"), "home")
    await stage.until(lambda: "You own no tickets" not in words(stage.slack.home(stage.who("mila"))))


async def test_a_guest_may_ask_and_sees_nothing_else(stage: SlackStage) -> None:
    guest = stage.slack.add_user("gast", "Guus Gast", is_restricted=True)
    asked = await stage.slack.dms(guest, "I forgot my password")
    found = await stage.thread(asked, 2)
    assert "#1" in " ".join(map(words, found)) and not any(b["type"] == "header" for m in found for b in m.blocks)
    searched = await stage.slack.slash(guest, stage.slack.dm(guest), "/kb", "password")
    assert "password" not in str(searched.payload).lower().replace("“password”", "")


async def test_a_dutch_colleague_is_spoken_to_in_dutch(stage: SlackStage) -> None:
    dutch = stage.slack.add_user("piet", "Piet Puk", locale="nl-NL")
    asked = await stage.slack.dms(dutch, "De koffierobot zingt de hele dag")
    found = await stage.thread(asked, 2)
    assert "Servicedesk" in " ".join(map(words, found)) or "servicedesk" in " ".join(map(words, found))


async def test_files_come_along_and_go_on(stage: SlackStage) -> None:
    picture = ("screen.png", b"\x89PNG\r\n\x1a\n" + b"x" * 4000, "image/png")
    asked = await stage.slack.says(stage.who("ana"), stage.room("help"), MINE, files=[picture])
    card = await stage.card("it-triage")
    await stage.until(lambda: [m for m in stage.slack.messages(stage.room("it-triage"), card.ts) if m.files])
    shared = next(m for m in stage.slack.messages(stage.room("it-triage"), card.ts) if m.files)
    assert (shared.files[0].name, shared.files[0].data) == ("screen.png", picture[1])
    assert await stage.thread(asked)


async def test_a_message_made_a_request_brings_its_files(stage: SlackStage) -> None:
    room = stage.slack.add_channel("floor-3", *stage.place.people.values())
    picture = ("robot.png", b"\x89PNG\r\n\x1a\n" + b"x" * 900, "image/png")
    said = await stage.slack.says(stage.who("joris"), room, MINE, files=[picture])
    await stage.slack.reacts(stage.who("mila"), room, said.ts, "ticket")
    card = await stage.card("it-triage")
    await stage.until(lambda: [m for m in stage.slack.messages(stage.room("it-triage"), card.ts) if m.files])
