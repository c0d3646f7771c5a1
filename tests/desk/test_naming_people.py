"""People whom the desk file does not name: met in a chat, and meant by a mention of their account."""

from dataclasses import replace

from bot.model.inbound import Accepted, CommandGiven, Refused, RosterRead
from bot.model.people import Account
from bot.model.places import Conversation
from tests.fakes import RecordingPlatform, Stage, on_stage

ROBOT = "the coffee robot sings"
ZOE = Account("discord", "11", "Zoe Blum", "en-GB")


async def agents_of_a_group(home: Stage, *accounts: str) -> None:
    await home.receive(RosterRead(f"r{accounts}", "discord", "it-l1", accounts, home.clock.now()))


async def gives(stage: Stage, who: str, line: str, *named: Account):
    where = Conversation("discord", f"@{who}")
    command = CommandGiven(stage._key(), stage.account(who), where, "ticket", line, stage.clock.now(), True)
    return await stage.receive(replace(command, named=named))


async def test_a_ticket_is_assigned_to_an_agent_from_a_group(sqlite_url):
    discord = RecordingPlatform("discord")
    async with on_stage(sqlite_url, others={"discord": discord}) as home:
        stage = home.on(discord)
        await agents_of_a_group(home, "11", "12")
        await home.write("ana", ROBOT)
        assert isinstance(await gives(stage, "12", "assign #1 @discord:11", ZOE), Accepted)
        async with home.running.storage("main") as tx:
            assert (await tx.requests.numbered(1)).owner == "discord:11"
        assert "assigned" in discord.in_channel("@11")[-1].text or "#1" in discord.in_channel("@11")[-1].text
        assert isinstance(await gives(stage, "12", "assign #1 me"), Accepted)
        assert isinstance(await gives(stage, "12", "assign #1 @zoe blum"), Accepted)  # met by now: her name does


async def test_nobody_is_assigned_who_does_not_serve(sqlite_url):
    discord = RecordingPlatform("discord")
    async with on_stage(sqlite_url, others={"discord": discord}) as home:
        stage = home.on(discord)
        await agents_of_a_group(home, "12")
        await home.write("ana", ROBOT)
        assert isinstance(await gives(stage, "12", "assign #1 @discord:11", ZOE), Refused)


async def test_a_ticket_is_opened_for_somebody_met_in_a_chat(sqlite_url):
    discord = RecordingPlatform("discord")
    async with on_stage(sqlite_url, others={"discord": discord}) as home:
        stage = home.on(discord)
        await agents_of_a_group(home, "12")
        assert isinstance(await gives(stage, "12", f"for @discord:11 {ROBOT}", ZOE), Accepted)
        assert ROBOT in discord.in_channel("@11")[0].text
        async with home.running.storage("main") as tx:
            made = await tx.requests.numbered(1)
        assert (made.requester, made.platform, made.account) == ("discord:11", "discord", "11")
        assert isinstance(await gives(stage, "12", "for @discord:99 hello"), Refused)  # never met


async def test_somebody_met_in_a_chat_reads_along(sqlite_url):
    discord = RecordingPlatform("discord")
    async with on_stage(sqlite_url, others={"discord": discord}) as home:
        stage = home.on(discord)
        await agents_of_a_group(home, "12")
        await home.write("ana", ROBOT)
        assert isinstance(await gives(stage, "12", "add #1 @discord:11", ZOE), Accepted)
        await home.command("mila", "/ticket reply #1 we are on it")
        assert "we are on it" in "".join(one.text for one in discord.in_channel("@11"))
