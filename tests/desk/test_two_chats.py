"""One ticket, two chats: who asks and the first team in Slack, the second team in Discord; and who asks in Discord, the
first team in Slack. Everything said and done crosses over, and nothing internal does."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.model.content import Attached
from bot.model.inbound import Accepted
from bot.model.people import Account
from bot.ports import DeliveryFailed
from tests.fakes import MONDAY, RecordingPlatform, Shown, Stage, a_file, on_stage
from tests.stories.chats import desk_file

WIFI = "the wifi in the canteen sings in b flat"


class Chat(Stage):
    def account(self, who: str) -> Account:
        member = self.running.desk().rules.member_of_account(self.platform.name, who)
        return Account(self.platform.name, who, member.name if member else f"{who.title()} Chat")


@asynccontextmanager
async def two_chats(url: str, tmp_path, more: str = ""):
    path = tmp_path / "desk.toml"
    path.write_text(desk_file() + more, encoding="utf-8")
    slack, discord = RecordingPlatform("slack"), RecordingPlatform("discord")
    async with on_stage(url, desk_file=path, platform=slack, others={"discord": discord}) as made:
        yield Chat(made.running, slack, made.clock), Chat(made.running, discord, made.clock, prefix="d")


class Ticket:
    """#1, asked by Ana in Slack or by Zoe in Discord, worked on by Mila in Slack."""

    def __init__(self, slack: Chat, discord: Chat, home: str) -> None:
        self.slack, self.discord = slack, discord
        self.who, self.home = ("ana", slack) if home == "slack" else ("zoe", discord)

    async def asked(self, **more) -> "Ticket":
        _, self.root = await self.home.write(self.who, WIFI, **more)
        await self.slack.command("mila", "/claim #1")
        return self

    async def handed_on(self) -> "Ticket":
        await self.slack.command("mila", "/handoff #1 it-network the access point is theirs")
        return self

    async def accepted(self) -> "Ticket":
        await self.handed_on()
        assert isinstance(await self.discord.command("lotte", "/ticket accept #1"), Accepted)
        return self

    @property
    def first(self) -> Shown:
        return next(one for one in self.slack.platform.in_channel("it-triage") if one.thread is None)

    @property
    def second(self) -> Shown:
        return next(one for one in self.discord.platform.in_channel("it-network") if one.thread is None)

    def in_first(self) -> str:
        return said(self.slack.platform.in_channel("it-triage", self.first.id))

    def in_second(self) -> str:
        return said(self.discord.platform.in_channel("it-network", self.second.id))

    def to_asker(self) -> str:
        return said(self.home.platform.in_channel(f"@{self.who}"))

    async def request(self):
        async with self.slack.running.storage("main", read_only=True) as tx:
            return await tx.requests.numbered(1)


def said(posts: list[Shown]) -> str:
    return "\n".join(one.text + one.content.summary for one in posts)


HOMES = pytest.mark.parametrize("home", ["slack", "discord"])


@HOMES
async def test_a_handoff_puts_a_card_and_a_packet_into_the_other_chat(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await Ticket(slack, discord, home).asked()
        await slack.write("tom", "I tried the router, SECRETNOTE", "it-triage", ticket.first.id)
        await slack.command("mila", "/ticket note #1 SECRETNOTE")
        await ticket.handed_on()
        assert "sings in b flat" in ticket.second.text.replace("\\", "")
        assert "access point is theirs" in ticket.in_second() and "SECRETNOTE" in ticket.in_second()
        name = "Ana Souza" if home == "slack" else "Zoe Chat"
        assert name in ticket.in_second() and name in ticket.second.text
        await discord.command("lotte", "/ticket accept #1")
        assert "Lotte Bakker" in ticket.to_asker() and "Lotte" in ticket.in_first()
        assert (await ticket.request()).queue == "it-network"
        assert "SECRETNOTE" not in ticket.to_asker()


@HOMES
async def test_a_return_and_its_reason_go_back(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await (await Ticket(slack, discord, home).asked()).handed_on()
        await discord.command("lotte", "/ticket return #1 it is the laptop after all")
        assert "laptop after all" in ticket.in_first() and "laptop after all" not in ticket.to_asker()
        assert (await ticket.request()).queue == "it-l1"


@HOMES
async def test_replies_and_notes_cross_and_notes_stay_inside(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await (await Ticket(slack, discord, home).asked()).handed_on()
        await slack.command("mila", "/ticket reply #1 we asked the network team")
        assert "asked the network team" in ticket.to_asker() and "asked the network team" in ticket.in_second()
        await discord.write("lotte", "!note SECRETNOTE the cable is cut", "it-network", ticket.second.id)
        assert "SECRETNOTE" in ticket.in_first() and "SECRETNOTE" not in ticket.to_asker()
        await ticket.discord.command("lotte", "/ticket accept #1")
        await discord.write("lotte", "!reply somebody is on their way", "it-network", ticket.second.id)
        assert "on their way" in ticket.to_asker()
        await ticket.home.write(ticket.who, "thanks, when about?", None, ticket.root)
        assert "when about" in ticket.in_second()


@HOMES
async def test_files_go_both_ways(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await Ticket(slack, discord, home).asked(files=(a_file("photo.txt", b"PHOTO"),))
        await ticket.accepted()
        packet = [one for one in discord.platform.in_channel("it-network") if "photo.txt" in one.files]
        assert [one.files["photo.txt"] for one in packet] == [b"PHOTO"]
        files = (a_file("plan.txt", b"PLAN"),)
        await discord.write("lotte", "!reply the plan", "it-network", ticket.second.id, files=files)
        last = ticket.home.platform.in_channel(f"@{ticket.who}")[-1]
        assert last.files == {"plan.txt": b"PLAN"} and any(isinstance(b, Attached) for b in last.content.blocks)


@HOMES
async def test_edits_and_deletions_cross(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await (await Ticket(slack, discord, home).asked()).accepted()
        _, more = await ticket.home.write(ticket.who, "it is in c sharp", None, ticket.root)
        await ticket.home.edit(ticket.who, more, "it is in d minor", None, ticket.root)
        assert "d minor" in ticket.in_second() and "c sharp" not in ticket.in_second()
        _, reply = await discord.write("lotte", "!reply wrong words", "it-network", ticket.second.id)
        await discord.edit("lotte", reply, "!reply right words", "it-network", ticket.second.id)
        assert "right words" in ticket.to_asker() and "wrong words" not in ticket.to_asker()
        await discord.delete("lotte", reply, "it-network", ticket.second.id)
        assert "right words" not in ticket.to_asker()
        await ticket.home.delete(ticket.who, more, None, ticket.root)
        assert "d minor" not in ticket.in_second()


@HOMES
async def test_cards_in_both_chats_show_the_same_state(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await (await Ticket(slack, discord, home).asked()).accepted()
        assert "Lotte" in ticket.first.text and "Lotte" in ticket.second.text
        await discord.command("lotte", "/ticket priority #1 urgent")
        assert "urgent" in ticket.first.text and "urgent" in ticket.second.text
        await discord.command("lotte", "/resolve #1 the singing has stopped")
        assert "resolved" in ticket.first.text and "resolved" in ticket.second.text
        assert "singing has stopped" in ticket.to_asker()


@HOMES
async def test_claims_by_whoever_is_first_hold_in_both(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = Ticket(slack, discord, home)
        await ticket.home.write(ticket.who, WIFI)
        await slack.command("mila", "/claim #1")
        outcome = await discord.command("noor", "/claim #1")
        assert "Mila" in str(outcome) and (await ticket.request()).owner == "mila"
        await discord.command("noor", "/ticket assign #1 @tom")
        assert (await ticket.request()).owner == "tom"
        assert "#1" in said(slack.platform.in_channel("@tom")).replace("\\", "")


async def test_somebody_without_an_account_there_is_told_where_they_have_one(sqlite_url, tmp_path):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await (await Ticket(slack, discord, "slack").asked()).handed_on()
        await slack.command("noor", "/ticket accept #1")
        await slack.command("noor", "/ticket assign #1 @lotte")  # she is in Discord alone, the ticket in Slack
        assert "#1" in said(discord.platform.in_channel("@lotte")).replace("\\", "")
        await discord.command("lotte", "/ticket snooze #1 2h")
        before = len(discord.platform.in_channel("@lotte"))
        await slack.clock_by(hours=3)
        assert len(discord.platform.in_channel("@lotte")) > before  # it came back, and its owner hears so
        assert ticket.second


@HOMES
async def test_the_rating_is_asked_where_it_was_asked(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await (await Ticket(slack, discord, home).asked()).accepted()
        await discord.command("lotte", "/resolve #1 done")
        posts = ticket.home.platform.in_channel(f"@{ticket.who}")
        reopen = next(one.buttons["reopen"] for one in reversed(posts) if "reopen" in one.buttons)
        await ticket.home.press(ticket.who, reopen)
        assert (await ticket.request()).active and "open" in ticket.second.text


@HOMES
async def test_readers_in_the_other_chat_get_what_the_requester_is_told(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await Ticket(slack, discord, home).asked()
        await slack.command("mila", "/ticket add #1 @lotte")
        await slack.command("mila", "/ticket add #1 @joris")
        await slack.command("mila", "/ticket reply #1 first news")
        for stage, who in ((discord, "lotte"), (slack, "joris")):
            assert "first news" in said(stage.platform.in_channel(f"@{who}"))
        thread = discord.platform.in_channel("@lotte")[0].id
        await discord.write("lotte", "I read along from afar", None, thread)
        assert "from afar" in ticket.in_first()
        await slack.command("mila", "/ticket note #1 SECRETNOTE")
        assert "SECRETNOTE" not in said(discord.platform.in_channel("@lotte")) + said(
            slack.platform.in_channel("@joris")
        )


@HOMES
async def test_a_notice_comes_in_the_chat_where_it_was_asked_for(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await Ticket(slack, discord, home).asked()
        await discord.command("noor", "/ticket notify #1")
        await ticket.home.write(ticket.who, "anybody there?", None, ticket.root)
        assert "#1" in said(discord.platform.in_channel("@noor")).replace("\\", "")
        assert not slack.platform.in_channel("@noor")


async def test_two_tickets_of_two_chats_go_on_as_one(sqlite_url, tmp_path):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        await slack.write("ana", WIFI)
        await discord.write("zoe", "the wifi sings to me too")
        await slack.command("mila", "/ticket merge #2 into #1")
        await slack.command("mila", "/ticket reply #1 we hear it")
        assert "we hear it" in said(slack.platform.in_channel("@ana"))
        assert "we hear it" in said(discord.platform.in_channel("@zoe"))


async def test_somebody_of_another_chat_is_written_down_where_they_are(sqlite_url, tmp_path):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        await slack.command("mila", f"/ticket for @lotte {WIFI}")
        assert "sings" in said(discord.platform.in_channel("@lotte"))
        made = await Ticket(slack, discord, "slack").request()
        assert (made.requester, made.platform, made.account) == ("lotte", "discord", "lotte")


async def test_a_card_is_lost_in_one_chat_and_told_in_the_other(sqlite_url, tmp_path):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await Ticket(slack, discord, "slack").asked()
        discord.platform.failing["it-network"] = [DeliveryFailed("channel_gone", final=True)]
        await ticket.handed_on()
        assert "could not be placed" in said(slack.platform.in_channel("@noor"))


@HOMES
async def test_an_undelivered_reply_is_told_to_the_team_that_has_it(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        ticket = await (await Ticket(slack, discord, home).asked()).accepted()
        ticket.home.platform.failing[f"@{ticket.who}"] = [DeliveryFailed("gone", final=True)]
        await discord.command("lotte", "/ticket reply #1 into the void")
        assert "could not be delivered" in ticket.in_second()


async def test_digests_come_to_the_channels_of_both_chats(sqlite_url, tmp_path):
    both = '\n[[digests]]\nid = "both"\nchannel = { slack = "leads", discord = "leads" }\nqueues = ["it-l1"]\n'
    async with two_chats(sqlite_url, tmp_path, both) as (slack, discord):
        await Ticket(slack, discord, "discord").asked()
        await slack.move_to(MONDAY + timedelta(days=1, hours=2))
        here, there = slack.platform.in_channel("leads"), discord.platform.in_channel("leads")
        assert [one.text for one in here] == [one.text for one in there] and "sings in b flat" in here[-1].text
        assert "Digest: Network team" in discord.platform.in_channel("it-network")[-1].text


@HOMES
async def test_what_becomes_confidential_goes_private_in_its_own_chat(sqlite_url, tmp_path, home):
    async with two_chats(sqlite_url, tmp_path) as (slack, discord):
        stage, who = (slack, "ana") if home == "slack" else (discord, "zoe")
        await stage.write(who, "my manager is bullying me, SECRETWORD", "random", mention=True)
        other = discord if home == "slack" else slack
        posts = [one for one in other.platform.shown.values() if one.channel != "hr-private"]
        assert "SECRETWORD" not in said(posts)
        assert "SECRETWORD" in said(slack.platform.in_channel("hr-private"))
