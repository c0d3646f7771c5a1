"""How agents work tickets on Discord: commands, buttons, windows, signs, threads, forums."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.discord.stage import DiscordStage, button, on_discord, server
from tests.doubles.discord import Channel, DiscordDouble, Message

MINE = "The coffee robot sings all day"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[DiscordStage]:
    async with on_discord(tmp_path) as made:
        await made.until(lambda: made.discord.commands(made.place.guild.id))
        yield made


async def a_ticket(stage: DiscordStage, text: str = MINE) -> tuple[Channel, Message]:
    """The requester's thread and the card."""
    await stage.says("ana", "help", text)
    return await stage.private_thread("help", "ana"), await stage.card("it-triage")


async def owner_is(stage: DiscordStage, who: str | None) -> None:
    for _ in range(400):
        if (await stage.ticket()).owner == who:
            return
        await stage.quiet()
    raise AssertionError((await stage.ticket()).owner)


async def under(stage: DiscordStage, card: Message) -> Channel:
    """The team's thread, which begins with the first word below a card."""
    if card.thread is None:
        return await stage.discord.hands(stage.who("mila")).thread(card, "about it")
    return card.thread


async def test_a_command_claims_and_answers_in_private(stage: DiscordStage) -> None:
    _, card = await a_ticket(stage)
    answer = await stage.hands("mila", stage.room("it-triage")).slash("claim", number=1)
    assert answer.ephemeral and "#1" in answer.text
    await owner_is(stage, "mila")
    again = await stage.hands("tom", stage.room("it-triage")).slash("ticket claim", number=1)
    assert again.ephemeral and "Mila" in again.text
    await stage.until(lambda: f"<@{stage.who('mila').id}>" in card.text)
    assert len(stage.discord.from_bot(stage.room("it-triage"))) == 1


async def test_a_button_claims_and_who_replies_is_let_into_the_private_thread(stage: DiscordStage) -> None:
    thread, card = await a_ticket(stage)
    done = await stage.hands("mila").click(card, button(card, "claim"))
    assert not done.failed
    await owner_is(stage, "mila")
    assert stage.who("mila").id not in thread.members
    await stage.hands("mila", stage.room("it-triage")).slash("ticket reply", number=1, text="Press its nose")
    await stage.until(lambda: stage.who("mila").id in thread.members)


async def test_a_reply_goes_through_a_window_to_the_requester_as_plain_words(stage: DiscordStage) -> None:
    thread, card = await a_ticket(stage)
    hands = stage.hands("mila")
    opened = await hands.click(card, button(card, "reply"))
    assert opened.modal is not None
    empty = await hands.submit(opened.modal, {"text": " "})
    assert empty.ephemeral and empty.text
    opened = await hands.click(card, button(card, "reply"))
    assert opened.modal is not None
    hostile = "@everyone press **its** <@1> nose\n> twice [here](https://example.org)"
    await hands.submit(opened.modal, {"text": hostile})
    reply = await stage.said(thread, "press")
    assert not reply.pinged and reply.content and not reply.flags & (1 << 15)
    assert "\\*\\*its\\*\\*" in reply.content and "\\<@1>" in reply.content and "\\[here\\]" in reply.content


async def test_a_note_stays_inside_and_a_handoff_is_offered_accepted_and_resolved(stage: DiscordStage) -> None:
    thread, _ = await a_ticket(stage)
    mila = stage.hands("mila", stage.room("it-triage"))
    noted = await mila.slash("ticket note", number=1, text="only us")
    assert noted.ephemeral
    await mila.slash("handoff", team="it-network", number=1, reason="needs a cable")
    offered = await stage.card("it-network")
    await stage.hands("lotte").click(offered, button(offered, "accept"))
    await owner_is(stage, "lotte")
    inside = await under(stage, offered)
    await stage.says("lotte", inside, f"{stage.discord.bot.mention} resolve new cable")
    await stage.said(thread, "new cable")
    assert not any("only us" in m.text for m in stage.discord.from_bot(thread))
    assert (await stage.ticket()).status.value == "resolved"


async def test_words_under_the_card_reach_the_requester_are_marked_edited_and_taken_back(stage: DiscordStage) -> None:
    thread, card = await a_ticket(stage)
    await stage.hands("mila").click(card, button(card, "claim"))
    await owner_is(stage, "mila")
    inside = await under(stage, card)
    said = await stage.says("mila", inside, "Is it singing now?")
    relayed = await stage.said(thread, "singing now")
    await stage.until(lambda: "✉️" in said.reactions)
    await stage.hands("mila").edit(said, "Is it singing today?")
    await stage.until(lambda: "today" in relayed.text)
    back = await stage.says("ana", thread, "Yes! Opera.")
    copy = await stage.said(inside, "Opera")
    await stage.hands("ana").delete(back)
    await stage.until(lambda: "Opera" not in copy.text)


async def test_a_command_in_the_thread_needs_no_number(stage: DiscordStage) -> None:
    _, card = await a_ticket(stage)
    inside = await under(stage, card)
    await stage.says("mila", inside, "!claim")
    await owner_is(stage, "mila")
    answer = await stage.hands("mila", inside).slash("ticket release")
    assert not answer.failed
    await owner_is(stage, None)


async def test_signs_claim_make_urgent_and_resolve_for_agents_alone(stage: DiscordStage) -> None:
    _, card = await a_ticket(stage)
    await stage.hands("ana").react(card, "👀")
    await stage.quiet()
    assert (await stage.ticket()).owner is None
    await stage.hands("mila").react(card, "👀")
    await owner_is(stage, "mila")
    await stage.hands("mila").react(card, "🚨")
    await stage.hands("mila").react(card, "✅")
    for _ in range(100):
        ticket = await stage.ticket()
        if ticket.status.value == "resolved":
            break
        await stage.quiet()
    assert (ticket.priority.value, ticket.status.value) == ("urgent", "resolved")


async def test_tickets_teams_and_articles_are_completed_while_typing(stage: DiscordStage) -> None:
    await a_ticket(stage)
    mila = stage.hands("mila", stage.room("it-triage"))
    tickets = await mila.autocomplete("claim", "number", "")
    assert [one["value"] for one in tickets] == [1] and MINE in tickets[0]["name"]
    teams = await mila.autocomplete("handoff", "team", "it-n", number=1)
    assert "it-network" in [one["value"] for one in teams]
    articles = await stage.hands("ana", stage.room("help")).autocomplete("kb", "question", "vpn")
    assert any("VPN" in one["name"] for one in articles)
    others = await stage.hands("joris", stage.room("help")).autocomplete("ticket show", "number", "")
    assert others == []


async def test_commands_are_described_in_both_languages_and_told_once(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as first:
        guild = first.place.guild.id
        await first.until(lambda: first.discord.commands(guild))
        claim = next(one for one in first.discord.commands(guild) if one["name"] == "claim")
        assert claim["description_localizations"]["nl"] and claim["description"]
        setup = next(one for one in first.discord.commands(guild) if one["name"] == "setup")
        assert setup["default_member_permissions"] == "32"
        first.discord.invalidate()
        await first.until(lambda: first.discord.identifies >= 2)
        await first.until(lambda: first.platform.healthy())
        await first.quiet()
        assert first.discord.syncs == [guild]


async def test_buttons_and_threads_work_after_a_restart(tmp_path: Path) -> None:
    async with DiscordDouble() as discord:
        place = server(discord)
        async with on_discord(tmp_path, discord=discord, place=place) as first:
            thread, card = await a_ticket(first)
            await first.quiet()
        async with on_discord(tmp_path, discord=discord, place=place) as second:
            await second.hands("mila").click(card, button(card, "claim"))
            await owner_is(second, "mila")
            await second.says("ana", thread, "Now it is opera")
            await second.until(lambda: card.thread is not None)
            assert card.thread is not None
            await second.said(card.thread, "opera")
            assert await second.count() == 1


async def test_a_triage_forum_has_a_post_a_ticket_with_state_and_priority_as_tags(tmp_path: Path) -> None:
    async with on_discord(tmp_path, forums=("it-triage",)) as stage:
        await stage.says("ana", "help", MINE)
        (post,) = await stage.until(lambda: stage.discord.threads(stage.room("it-triage")))
        assert "#1" in post.name and post.tag_names == ["new"]
        card = next(iter(post.messages.values()))
        await stage.hands("mila").click(card, button(card, "claim"))
        await stage.until(lambda: post.tag_names == ["open"])
        await stage.says("mila", post, "Is it singing now?")
        await stage.said(await stage.private_thread("help", "ana"), "singing now")
        name = post.name
        await stage.says("mila", post, "!priority urgent")
        await stage.until(lambda: set(post.tag_names) == {"open", "urgent"} or set(post.tag_names) >= {"urgent"})
        stage.discord.archive(post)
        await stage.says("ana", await stage.private_thread("help", "ana"), "Yes! Opera.")
        await stage.said(post, "Opera")
        assert not post.archived and post.name == name


async def test_setup_binds_a_channel_a_role_and_a_panel(stage: DiscordStage) -> None:
    room = stage.discord.text(stage.place.guild, "robots")
    refused = await stage.hands("mila", room).slash("ticket claim")
    assert refused.ephemeral
    noor = stage.hands("noor", room)
    stage.discord.give_role(stage.who("noor"), stage.discord.role(stage.place.guild, "Managers", 1 << 5))
    done = await noor.slash("setup", role="triage", team="it-l1")
    assert not done.failed
    await stage.until(lambda: stage.discord.from_bot(room))
    role = stage.discord.role(stage.place.guild, "Robotics")
    stage.discord.give_role(stage.who("joris"), role)
    done = await noor.slash("setup", role="agents", team="it-l1", group=role)
    assert not done.failed
    await stage.says("ana", "help", MINE)
    card = await stage.said(room, "#1 ")
    await stage.hands("joris").click(card, button(card, "claim"))
    await owner_is(stage, "joris")
    stage.discord.take_role(stage.who("joris"), role)
    refused = await stage.hands("joris", room).slash("ticket note", number=1, text="still here")
    assert refused.ephemeral
    assert not any(m.text == "still here" for m in await _messages(stage))


async def _messages(stage: DiscordStage) -> list[object]:
    ticket = await stage.ticket()
    async with stage.running.storage("main", read_only=True) as tx:
        return list(await tx.messages.of(ticket.id))


async def test_a_panel_with_buttons_opens_the_window_for_everybody(stage: DiscordStage) -> None:
    room = stage.discord.text(stage.place.guild, "welcome")
    stage.discord.give_role(stage.who("noor"), stage.discord.role(stage.place.guild, "Managers", 1 << 5))
    await stage.hands("noor", room).slash("setup", role="panel")
    panel = (await stage.answers(room))[-1]
    opened = await stage.hands("ana").click(panel, panel.buttons[0]["label"])
    assert opened.modal is not None
    await stage.hands("ana", room).submit(opened.modal, {"text": MINE})
    await stage.card("it-triage")
    mine = await stage.hands("ana").click(panel, panel.buttons[1]["label"])
    assert mine.ephemeral and MINE in mine.text


async def test_help_names_the_commands_as_they_are_typed_here(stage: DiscordStage) -> None:
    answer = await stage.hands("mila", stage.room("it-triage")).slash("desk help")
    first = await answer.final()
    await stage.until(lambda: "/desk help" in answer.text)
    for line in (
        "`/ticket claim #7`",
        "`/desk find",
        "`/desk queue [team]`",
        "`/kb words`",
        "`/digest [7d]`",
        "`/setup ",
    ):
        assert line in answer.text, line
    known = {one["name"] for one in stage.discord.commands(stage.place.guild.id)}
    assert first.ephemeral and {"ticket", "desk", "setup", "kb", "digest"} <= known


async def test_a_role_that_is_unbound_and_bound_again_makes_agents_again(stage: DiscordStage) -> None:
    room = stage.room("it-triage")
    noor, joris = stage.hands("noor", room), stage.hands("joris", room)
    stage.discord.give_role(stage.who("noor"), stage.discord.role(stage.place.guild, "Managers", 1 << 5))
    role = stage.discord.role(stage.place.guild, "Robotics")
    stage.discord.give_role(stage.who("joris"), role)
    await a_ticket(stage)
    await noor.slash("setup", role="agents", team="it-l1", group=role)
    await joris.slash("claim", number=1)
    await owner_is(stage, "joris")
    await joris.slash("ticket release", number=1)
    await stage.says("noor", room, f"{stage.discord.bot.mention} setup agents it-l1 off")
    await stage.quiet()
    refused = await joris.slash("claim", number=1)
    assert refused.ephemeral and (await stage.ticket()).owner is None
    await noor.slash("setup", role="agents", team="it-l1", group=role)
    await joris.slash("claim", number=1)
    await owner_is(stage, "joris")
