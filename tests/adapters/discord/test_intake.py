"""How people reach the desk on Discord, each way, and what they then see."""

from pathlib import Path

from bot.ports import Page
from tests.adapters.discord.stage import on_discord, server
from tests.doubles.discord import DiscordDouble, Upload

KNOWN = "I forgot my password"
UNKNOWN = "The coffee machine on floor 3 is leaking purple foam"


async def test_a_message_in_a_help_channel_becomes_a_ticket_in_a_private_thread(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        await stage.says("ana", "help", UNKNOWN)
        thread = await stage.private_thread("help", "ana")
        acknowledged = await stage.said(thread, "#1")
        assert not acknowledged.pinged.users and not acknowledged.pinged.everyone
        card = await stage.card("it-triage")
        assert UNKNOWN in card.text and "Ana Souza" in card.text
        assert await stage.count() == 1


async def test_a_question_the_desk_can_answer_is_answered_there_with_buttons(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        await stage.says("ana", "help", KNOWN)
        thread = await stage.private_thread("help", "ana")
        answer = (await stage.answers(thread))[0]
        assert "password" in answer.text.lower()
        solved = await stage.hands("ana", thread).click(answer, "✅ That solved it")
        assert not solved.failed
        await stage.quiet()
        async with stage.running.storage("main", read_only=True) as tx:
            (request,) = await tx.requests.of_requester("ana", Page())
        assert request.status.value in ("closed", "resolved", "answered") and request.outcome is not None


async def test_a_direct_message_is_answered_in_place(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        asked = await stage.hands("ana").dm(UNKNOWN)
        direct = stage.discord.dm(stage.who("ana"))
        acknowledged = await stage.said(direct, "#1")
        assert acknowledged.reply_to == asked.id
        await stage.card("it-triage")


async def test_a_mention_in_any_channel_is_a_request(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        lobby = stage.discord.text(stage.place.guild, "lobby")
        await stage.says("ana", lobby, f"{stage.discord.bot.mention} {UNKNOWN}")
        await stage.says("joris", lobby, "just talk among colleagues")
        await stage.card("it-triage")
        await stage.quiet()
        assert await stage.count() == 1
        ticket = await stage.ticket()
        assert ticket.subject == UNKNOWN


async def test_a_post_in_a_help_forum_is_a_request_with_its_title(tmp_path: Path) -> None:
    async with on_discord(tmp_path, forums=("help",)) as stage:
        await stage.hands("ana").post(stage.room("help"), "Purple foam", "It comes out of the coffee machine")
        await stage.card("it-triage")
        ticket = await stage.ticket()
        assert ticket.subject == "Purple foam"
        (post,) = stage.discord.threads(stage.room("help"))
        await stage.said(post, "#1")


async def test_a_ticket_sign_makes_a_request_of_a_message(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        lobby = stage.discord.text(stage.place.guild, "lobby")
        message = await stage.says("ana", lobby, UNKNOWN)
        await stage.hands("mila").react(message, "🎫")
        await stage.card("it-triage")
        assert (await stage.ticket()).requester == "ana"


async def test_the_message_menu_makes_a_request_once(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        lobby = stage.discord.text(stage.place.guild, "lobby")
        message = await stage.says("ana", lobby, UNKNOWN)
        await stage.until(lambda: stage.discord.commands(stage.place.guild.id))
        first = await stage.hands("mila", lobby).message_menu("Create ticket", message)
        again = await stage.hands("tom", lobby).message_menu("Create ticket", message)
        assert not first.failed and not again.failed and first.ephemeral
        await stage.card("it-triage")
        assert await stage.count() == 1


async def test_the_user_menu_asks_what_for_and_tells_who_it_is_for(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        guest = stage.discord.member(stage.place.guild, "pim", "Pim Bos")
        await stage.until(lambda: stage.discord.commands(stage.place.guild.id))
        lobby = stage.room("it-triage")
        opened = await stage.hands("mila", lobby).user_menu("Open ticket for", guest)
        assert opened.modal is not None
        done = await stage.hands("mila", lobby).submit(opened.modal, {"text": UNKNOWN})
        assert "#1" in done.text
        await stage.said(stage.discord.dm(guest), UNKNOWN)
        refused = await stage.hands("ana", stage.room("help")).user_menu("Open ticket for", guest)
        assert refused.modal is None and refused.ephemeral and refused.text


async def test_ticket_new_opens_a_window_that_takes_a_kind_and_files(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        await stage.until(lambda: stage.discord.commands(stage.place.guild.id))
        opened = await stage.hands("ana", stage.room("help")).slash("ticket new")
        assert opened.modal is not None
        done = await stage.hands("ana", stage.room("help")).submit(
            opened.modal, {"text": UNKNOWN, "kind": "incident", "files": [Upload("foam.txt", b"purple")]}
        )
        assert not done.failed and done.ephemeral
        await stage.said(stage.discord.dm(stage.who("ana")), UNKNOWN)
        await stage.card("it-triage")
        ticket = await stage.ticket()
        assert ticket.kind.value == "incident"
        threads = await stage.until(lambda: stage.discord.threads(stage.room("it-triage")))
        await stage.until(lambda: any(m.attachments for m in stage.discord.from_bot(threads[0])))


async def test_bots_webhooks_and_our_own_words_are_nobodys_request(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        other = stage.discord.member(stage.place.guild, "otherbot", "Other", bot=True)
        await stage.discord.hands(other).say(stage.room("help"), UNKNOWN)
        stage.discord.webhook_says(stage.room("help"), "hook", UNKNOWN)
        await stage.quiet()
        assert await stage.count() == 0


async def test_direct_messages_go_on_with_the_ticket_until_it_is_over(tmp_path: Path) -> None:
    async with on_discord(tmp_path, extra="") as stage:
        await stage.hands("ana").dm(UNKNOWN)
        direct = stage.discord.dm(stage.who("ana"))
        await stage.said(direct, "#1")
        await stage.hands("ana").dm("It also smells of violets")
        note = await stage.said(direct, "added")
        await stage.quiet()
        assert await stage.count() == 1 and note.buttons


async def test_an_answer_to_a_request_belongs_to_it_and_one_to_other_talk_is_talk(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        asked = await stage.says("ana", "help", UNKNOWN)
        card = await stage.card("it-triage")
        await stage.quiet()
        await stage.says("ana", "help", "It reached the carpet", reply_to=asked)
        await stage.until(lambda: card.thread is not None)
        assert card.thread is not None
        await stage.said(card.thread, "carpet")
        told = await stage.says("joris", "help", "📣 lunch is served")
        await stage.says("tom", "help", "what is it today, and is there soup?", reply_to=told)
        await stage.quiet()
        assert await stage.count() == 1


async def test_who_calls_the_desk_to_a_message_brings_it_along(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        lobby = stage.discord.text(stage.place.guild, "lobby")
        said = await stage.says("ana", lobby, UNKNOWN)
        await stage.says("joris", lobby, f"{stage.discord.bot.mention} can somebody look at this?", reply_to=said)
        card = await stage.card("it-triage")
        await stage.until(
            lambda: card.thread is not None and any("foam" in m.text for m in stage.discord.from_bot(card.thread))
        )


async def test_a_second_replica_waits_for_the_gateway_and_sends_meanwhile(tmp_path: Path, postgresql_url: str) -> None:
    async with DiscordDouble() as discord:
        place = server(discord)
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
        more = {"discord": discord, "place": place}
        async with on_discord(tmp_path / "b", postgresql_url, replica="b", connected=False, **more) as second:
            async with on_discord(tmp_path / "a", postgresql_url, replica="a", connected=False, **more):
                await discord.until(lambda: discord.sessions, 20)
                await second.says("ana", "help", UNKNOWN)
                await second.card("it-triage")
                assert discord.identifies == 1
            await discord.until(lambda: second.platform.gateway and second.platform.healthy(), 30)
            await second.says("joris", "help", "The elevator hums in the night")
            await second.private_thread("help", "joris")
            await second.quiet()
            assert await second.count() == 2
