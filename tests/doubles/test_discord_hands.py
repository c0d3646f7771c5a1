"""Interactions of the double: commands with options, menus, deadlines, tokens, and what only one person sees."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from bot.clock import MovableClock
from tests.doubles.discord import Channel, DiscordDouble, Guild, Member, NotPossible, Upload
from tests.doubles.discord_bot import Bot, running
from tests.doubles.test_discord_rest import refused

Interaction = discord.Interaction


class Dutch(app_commands.Translator):
    async def translate(self, string: app_commands.locale_str, locale: discord.Locale, context: Any) -> str | None:
        return "Een ticket" if locale is discord.Locale.dutch and string.message == "A ticket" else None


async def test_options_are_typed_and_completed(
    double: DiscordDouble, guild: Guild, bea: Member, lobby: Channel
) -> None:
    bot = Bot(double)
    got: list[Any] = []
    group = app_commands.Group(name="ticket", description="Tickets")
    bot.tree.add_command(group)

    @group.command(name="give", description="A ticket")
    async def give(
        interaction: Interaction, number: app_commands.Range[int, 1], to: discord.Member, file: discord.Attachment
    ) -> None:
        got.append((number, to.display_name, await file.read(), str(interaction.locale)))
        await interaction.response.send_message("Given", ephemeral=True)

    @give.autocomplete("number")
    async def numbers(interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
        return [app_commands.Choice(name=f"#{n}", value=n) for n in (3, 33, 4) if str(n).startswith(typed)]

    await bot.tree.set_translator(Dutch())
    async with running(bot):
        await bot.tree.sync(guild=None)
        (put,) = double.commands()
        assert put["options"][0]["description_localizations"] == {"nl": "Een ticket"}
        bea.user.locale = "nl"
        hands = double.hands(bea, lobby)
        offered = await hands.autocomplete("ticket give", "number", "3")
        assert [choice["value"] for choice in offered] == [3, 33]
        answer = await hands.slash("ticket give", number=3, to=bea, file=Upload("a.txt", b"abc"))
        assert answer.text == "Given" and got == [(3, "Bea Bos", b"abc", "nl")]
        for wrong in ({"number": 0}, {"number": "3"}, {}, {"nonsense": 1}):
            with pytest.raises(NotPossible):
                await hands.slash("ticket give", **({"to": bea, "file": Upload("a", b"")} | wrong))
        with pytest.raises(NotPossible):
            await hands.slash("ticket take")


async def test_commands_by_guild_right_and_place(
    double: DiscordDouble, guild: Guild, bea: Member, lobby: Channel
) -> None:
    other = double.guild("Other")
    carl = double.member(other, "carl")
    there = double.text(other, "help")
    bot = Bot(double)

    @bot.tree.command(name="admin", description="For few", guild=discord.Object(guild.id))
    @app_commands.default_permissions(manage_guild=True)
    async def admin(interaction: Interaction) -> None:
        await interaction.response.send_message("You may")

    @bot.tree.command(name="here", description="In guilds alone")
    @app_commands.guild_only()
    async def here(interaction: Interaction) -> None:
        await interaction.response.send_message("Here")

    async with running(bot):
        await bot.tree.sync()
        await bot.tree.sync(guild=discord.Object(guild.id))
        assert double.syncs == [None, guild.id]
        owner = guild.members[guild.owner_id]
        assert (await double.hands(owner, lobby).slash("admin")).text == "You may"
        assert (await double.hands(carl, there).slash("here")).text == "Here"
        for hands, command in (
            (double.hands(bea, lobby), "admin"),
            (double.hands(carl, there), "admin"),
            (double.hands(bea.user), "here"),
        ):
            with pytest.raises(NotPossible):
                await hands.slash(command)


async def test_menus_of_messages_and_people(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    bot = Bot(double, content=False)

    @bot.tree.context_menu(name="Create ticket")
    async def create(interaction: Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"About: {message.content}", ephemeral=True)

    @bot.tree.context_menu(name="Open ticket for")
    async def for_whom(interaction: Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"For {member.display_name}", ephemeral=True)

    async with running(bot):
        await bot.tree.sync()
        said = await double.hands(bea).say(lobby, "the printer")
        answer = await double.hands(bea).message_menu("Create ticket", said)
        assert answer.text == "About: the printer" and answer.ephemeral  # readable without the intent
        assert (await double.hands(bea, lobby).user_menu("Open ticket for", bea)).text == "For Bea Bos"


async def test_answers_that_take_their_time(double: DiscordDouble, guild: Guild, bea: Member, lobby: Channel) -> None:
    clock = MovableClock(datetime.now(UTC))
    double.world.clock = clock
    carl = double.member(guild, "carl")
    bot = Bot(double)
    ready = asyncio.Event()
    kept: list[Interaction] = []

    @bot.tree.command(name="wait", description="Takes its time")
    async def wait(interaction: Interaction) -> None:
        kept.append(interaction)
        await interaction.response.defer(ephemeral=True)
        await ready.wait()
        await interaction.followup.send("At last")
        await interaction.followup.send("And more", ephemeral=True)
        await interaction.edit_original_response(content="At long last")

    async with running(bot):
        await bot.tree.sync()
        answer = await double.hands(bea, lobby).slash("wait")
        assert answer.deferred and answer.ephemeral and not answer.failed and answer.text == ""
        ready.set()
        message = await answer.final()
        await double.until(lambda: answer.text == "At long last\nAnd more")
        assert double.messages(lobby) == [] and not double.hands(carl).sees(message)
        assert double.hands(bea).ephemerals(lobby) == answer.messages
        with pytest.raises(discord.InteractionResponded):
            await kept[0].response.send_message("Twice")
        twice = bot.http.request(
            discord.http.Route("POST", "/interactions/{i}/{t}/callback", i=kept[0].id, t=kept[0].token),
            json={"type": 5},
        )
        assert await refused(twice) == (400, 40060)
        clock.move_to(clock.now() + timedelta(minutes=16))
        assert await refused(kept[0].followup.send("Too late")) == (401, 50027)


async def test_a_select_and_a_forged_button(double: DiscordDouble, bea: Member, lobby: Channel) -> None:
    bot = Bot(double)
    chosen: list[Any] = []

    class Card(ui.LayoutView):
        row: ui.ActionRow[Card] = ui.ActionRow()
        people: ui.ActionRow[Card] = ui.ActionRow()

        @row.select(custom_id="prio", options=[discord.SelectOption(label="High", value="1")])
        async def prio(self, interaction: Interaction, select: ui.Select[Card]) -> None:
            chosen.extend(select.values)
            await interaction.response.defer()
            await interaction.edit_original_response(view=ui.LayoutView().add_item(ui.TextDisplay("High")))

        @people.select(cls=ui.UserSelect, custom_id="who", max_values=2)
        async def who(self, interaction: Interaction, select: ui.UserSelect[Card]) -> None:
            chosen.extend(p.display_name for p in select.values)
            await interaction.response.send_message("Noted", ephemeral=True)

    async with running(bot):
        await bot.get_partial_messageable(lobby.id).send(view=Card(timeout=None))
        (card,) = double.from_bot(lobby)
        hands = double.hands(bea)
        assert (await hands.choose(card, "who", [bea])).text == "Noted"
        with pytest.raises(NotPossible):
            await hands.choose(card, "prio", "Low")
        answer = await hands.choose(card, "prio", "High")
        assert not answer.failed and chosen == ["Bea Bos", "1"]
        await double.until(lambda: card.text == "High")
        assert (await hands.forge(card, "close:1")).failed  # nobody listens to it
