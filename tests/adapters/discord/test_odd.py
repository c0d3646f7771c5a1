"""What people also send: roles in a command, forwarded messages."""

from pathlib import Path

from tests.adapters.discord.stage import on_discord

MINE = "The coffee robot sings all day"


async def test_setup_in_words_takes_a_role_by_its_mention(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        role = stage.discord.role(stage.place.guild, "Network crew", mentionable=True)
        await stage.until(lambda: stage.discord.commands(stage.place.guild.id))
        bot = stage.discord.bot.mention
        await stage.says("noor", "it-triage", f"{bot} setup agents it-network {role.mention}")
        await stage.quiet()
        for _ in range(100):
            if stage.running.view.rosters("discord") == {"it-network": str(role.id)}:
                return
            await stage.quiet()
        raise AssertionError(stage.running.view.rosters("discord"))


async def test_a_forwarded_message_is_asked_with_the_words_it_brings(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        forwarded = {"message": {"type": 0, "content": MINE, "attachments": [], "embeds": []}}
        ana, room = stage.who("ana"), stage.room("help")
        key = stage.discord.world.new_id()
        stage.discord.dispatch_raw(
            "MESSAGE_CREATE",
            {
                "id": str(key), "type": 0, "channel_id": str(room.id), "guild_id": str(stage.place.guild.id),
                "author": {"id": str(ana.id), "username": "ana", "global_name": "Ana Souza"},
                "content": "", "message_reference": {"type": 1, "message_id": "1"}, "message_snapshots": [forwarded],
            },
        )  # fmt: skip
        await stage.card("it-triage")
        assert (await stage.ticket()).subject == MINE


async def test_setup_in_words_offers_in_the_channel_what_it_may_be_and_the_buttons_do_it(tmp_path: Path) -> None:
    async with on_discord(tmp_path) as stage:
        room = stage.discord.text(stage.place.guild, "printers")
        await stage.says("noor", room, f"{stage.discord.bot.mention} setup")
        (offer,) = await stage.answers(room)
        refused = await stage.hands("ana").click(offer, "loket:setup:help")
        assert refused.ephemeral and "handle tickets" in refused.text
        done = await stage.hands("noor").click(offer, "loket:setup:help")
        assert not done.failed
        await stage.said(room, "for requests now")
        await stage.says("ana", room, MINE)
        await stage.card("it-triage")
