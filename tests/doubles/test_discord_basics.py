"""The double of Discord, by what discord.py itself makes of it: connecting, messages, interactions."""

from __future__ import annotations

import discord
import pytest
from discord import ui

from tests.doubles.discord import Channel, DiscordDouble, Guild, Member, NotPossible, Upload
from tests.doubles.discord_bot import Bot, running


async def test_a_bot_logs_in_and_knows_its_guilds(double: DiscordDouble, guild: Guild, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        assert bot.user is not None and bot.user.id == double.bot.id
        assert bot.application_id == double.application_id
        (known,) = bot.guilds
        assert known.name == "Acme" and [c.name for c in known.text_channels] == ["help"]
        assert known.me.guild_permissions.manage_threads and not known.me.guild_permissions.administrator
        assert len(double.sessions) == 1 and double.identifies == 1
    await double.until(lambda: not double.sessions)


async def test_people_write_and_the_bot_answers(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        said = await double.hands(bea).say(lobby, "the printer is on fire")
        await double.until(lambda: bot.texts)
        (heard,) = bot.heard
        assert heard.content == said.content and heard.author.display_name == "Bea Bos"
        assert heard.guild is not None and heard.jump_url.endswith(f"/{lobby.id}/{said.id}")
        answer = await heard.reply(f"On it, {bea.mention}", mention_author=False)
        (seen,) = double.from_bot(lobby)
        assert seen.id == answer.id and seen.reply_to == said.id
        assert seen.pinged.users == {bea.id}
        await answer.edit(content="Done", allowed_mentions=discord.AllowedMentions.none())
        assert seen.text == "Done" and seen.edited_at
        await answer.delete()
        assert double.from_bot(lobby) == []


async def test_the_library_lives_on_bare_payloads() -> None:
    async with DiscordDouble(lean=True) as double:
        guild = double.guild()
        room, desk, bea = double.text(guild, "help"), double.forum(guild, "desk"), double.member(guild, "bea")
        bot = Bot(double)

        @bot.tree.command(name="hi", description="Hi")
        async def hi(interaction: discord.Interaction) -> None:
            await interaction.response.send_message(f"Hi {interaction.user.name}", ephemeral=True)

        async with running(bot):
            await bot.tree.sync()
            hands = double.hands(bea, room)
            said = await hands.say(room, "hello")
            await hands.react(said, "🎫")
            await hands.edit(said, "hello!")
            await hands.dm("in private")
            await hands.post(desk, "Printer", "It burns")
            assert (await hands.slash("hi")).text == "Hi bea"
            await hands.delete(said)
            await double.until(lambda: len(bot.raw) == 3 and len(bot.heard) == 3)
            assert bot.texts == ["hello!", "in private", "It burns"] and bot.ended is None


async def test_nobody_is_pinged_who_is_not_allowed(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    async with running(Bot(double, allowed_mentions=discord.AllowedMentions.none())) as bot:
        place = bot.get_partial_messageable(lobby.id)
        await place.send(f"@everyone {bea.mention}")
        await place.send(f"{bea.mention}", allowed_mentions=discord.AllowedMentions(users=[discord.Object(bea.id)]))
        assert [bool(m.pinged) for m in double.from_bot(lobby)] == [False, True]


async def test_the_same_nonce_sends_once(double: DiscordDouble, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        place = bot.get_partial_messageable(lobby.id)
        first, second = await place.send("hello", nonce="n1"), await place.send("hello", nonce="n1")
        assert first.id == second.id and len(double.messages(lobby)) == 1
        await place.send("hello", nonce="n2")
        assert len(double.messages(lobby)) == 2


async def test_direct_messages_and_closed_ones(double: DiscordDouble, bea: Member) -> None:
    async with running(Bot(double)) as bot:
        await double.hands(bea).dm("help me")
        await double.until(lambda: bot.texts)
        assert isinstance(bot.heard[0].channel, discord.DMChannel)
        await bot.heard[0].channel.send("Of course")
        person = await bot.fetch_user(bea.id)
        await person.send("Hello again")
        assert [m.text for m in double.from_bot(double.dm(bea))] == ["Of course", "Hello again"]
        bea.user.dms_closed = True
        with pytest.raises(discord.Forbidden) as caught:
            await person.send("Anyone?")
        assert caught.value.code == 50007
        bea.user.dms_closed = False
        double.leaves(bea)
        with pytest.raises(discord.Forbidden) as caught:
            await person.send("Anyone?")
        assert caught.value.code == 50278


async def test_a_command_a_button_and_a_modal(double: DiscordDouble, guild: Guild, bea: Member, lobby: Channel) -> None:
    bot = Bot(double)
    sent: list[tuple[str, list[str], bytes]] = []

    class Form(ui.Modal, title="New ticket"):
        what: ui.Label[Form] = ui.Label(text="What", component=ui.TextInput(custom_id="what", max_length=20))
        kind: ui.Label[Form] = ui.Label(
            text="Kind", component=ui.Select(custom_id="kind", options=[discord.SelectOption(label="IT", value="it")])
        )
        files: ui.Label[Form] = ui.Label(text="Files", component=ui.FileUpload(custom_id="files", required=False))

        async def on_submit(self, interaction: discord.Interaction) -> None:
            what, kind, files = self.what.component, self.kind.component, self.files.component
            assert isinstance(what, ui.TextInput) and isinstance(kind, ui.Select) and isinstance(files, ui.FileUpload)
            sent.append((what.value, kind.values, await files.values[0].read()))
            await interaction.response.send_message("Thanks", ephemeral=True)

    class Card(ui.LayoutView):
        row: ui.ActionRow[Card] = ui.ActionRow()

        @row.button(label="Claim", custom_id="claim")
        async def claim(self, interaction: discord.Interaction, button: ui.Button[Card]) -> None:
            await interaction.response.edit_message(view=ui.LayoutView().add_item(ui.TextDisplay("Claimed")))

    @bot.tree.command(name="new", description="New ticket")
    async def new(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())

    @bot.tree.command(name="card", description="Show it")
    async def card(interaction: discord.Interaction, number: int) -> None:
        await interaction.response.defer()
        await interaction.followup.send(view=Card(timeout=None).add_item(ui.TextDisplay(f"Ticket {number}")))

    async with running(bot):
        await bot.tree.sync()
        hands = double.hands(bea, lobby)
        asked = await hands.slash("new")
        assert asked.modal is not None and asked.modal.title == "New ticket"
        with pytest.raises(NotPossible):
            await hands.submit(asked.modal, {"What": "x" * 21, "Kind": "IT"})
        filled = {"What": "Printer", "Kind": "IT", "Files": [Upload("log.txt", b"smoke")]}
        thanks = await hands.submit(asked.modal, filled)
        assert thanks.text == "Thanks" and thanks.ephemeral and sent == [("Printer", ["it"], b"smoke")]
        assert double.messages(lobby) == [] and hands.ephemerals(lobby) == thanks.messages
        shown = await (await hands.slash("card", number=3)).final()
        assert shown.text == "Ticket 3" and shown.is_v2 and not shown.ephemeral
        pressed = await hands.click(shown, "Claim")
        assert pressed.updated and shown.text == "Claimed"
        with pytest.raises(NotPossible):
            await hands.click(shown, "Claim")


async def test_nobody_answers_in_time(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    bot = Bot(double)
    late: list[int] = []

    @bot.tree.command(name="slow", description="Too slow")
    async def slow(interaction: discord.Interaction) -> None:
        await double.until(lambda: late)
        with pytest.raises(discord.NotFound) as caught:
            await interaction.response.send_message("Here I am")
        late.append(caught.value.code)

    async with running(bot):
        await bot.tree.sync()
        answer = await double.hands(bea, lobby).slash("slow")
        assert answer.failed and answer.text == ""
        late.append(0)
        await double.until(lambda: len(late) > 1)
        assert late[1] == 10062
