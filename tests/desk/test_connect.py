"""One person in two chats: a code from one, typed in the other; through an admin; and undone."""

import asyncio
import re
from contextlib import asynccontextmanager

import pytest

from bot.desk import Desk
from bot.model.content import Buttons
from bot.model.inbound import Accepted, Outcome, Refused, RosterRead
from bot.model.people import Account
from bot.ports import Page
from tests.fakes import RecordingPlatform, Stage, on_stage

ROBOT = "the coffee robot sings"
PLANT = "the office plant is on fire"


class Chat(Stage):
    """Somebody's account there, whoever the desk takes them for."""

    stranger = False

    def account(self, who: str) -> Account:
        return Account(self.platform.name, who, f"{who.title()} Chat", stranger=self.stranger)


@asynccontextmanager
async def two_chats(url: str):
    slack, discord = RecordingPlatform("slack"), RecordingPlatform("discord")
    async with on_stage(url, others={"slack": slack, "discord": discord}) as home:
        yield home, *(Chat(home.running, p, home.clock, "main", f"{p.name}-") for p in (slack, discord))


def words(outcome: Outcome) -> str:
    contents = outcome.said if isinstance(outcome, Accepted) else (outcome.said,)
    return "\n".join(str(block) for content in contents for block in content.blocks)


async def code(stage: Stage, who: str) -> str:
    outcome = await stage.command(who, "/ticket connect")
    found = re.search(r"connect ([0-9A-Z]{4}-[0-9A-Z]{4})", words(outcome).replace("\\", ""))
    assert found, words(outcome)
    return found[1]


def desk(stage: Stage) -> Desk:
    return stage.running.desk()


async def mine(stage: Stage, who: str) -> set[str]:
    listing = await stage.running.view.my_requests(stage.account(who), Page())
    return {row.subject for row in listing.rows}


async def test_two_unknown_accounts_become_the_codes_maker(database_url):
    async with two_chats(database_url) as (home, slack, discord):
        await slack.write("U1", ROBOT)
        await discord.write("11", PLANT)
        typed = await code(slack, "U1")
        outcome = await discord.command("11", f"/ticket connect {typed.lower().replace('-', ' ')}")
        assert "Connected" in words(outcome) and "U1 Chat" in words(outcome)
        assert desk(home).rules.person_of("discord", "11") == "slack:U1"
        assert await mine(slack, "U1") == await mine(discord, "11") == {ROBOT, PLANT}
        assert "connect off discord" in slack.platform.in_channel("@U1")[-1].text.replace("\\", "")
        assert "11 Chat" in slack.platform.in_channel("@U1")[-1].text


async def test_replies_go_to_where_each_request_lives(database_url):
    async with two_chats(database_url) as (home, slack, discord):
        await slack.write("U1", ROBOT)
        await discord.write("11", PLANT)
        await discord.command("11", f"/ticket connect {await code(slack, 'U1')}")
        await home.command("mila", "/ticket reply #1 robot answer")
        await home.command("mila", "/ticket reply #2 plant answer")
        assert "robot answer" in slack.platform.in_channel("@U1")[-1].text
        assert "plant answer" in discord.platform.in_channel("@11")[-1].text
        assert not any("plant answer" in one.text for one in slack.platform.in_channel("@U1"))
        # and what they say there is still the requester's, in either chat
        thread = next(one for one in discord.platform.in_channel("@11") if "#2" in one.text).thread
        await discord.write("11", "it burns on", None, thread)
        async with home.running.storage("main") as tx:
            said = await tx.messages.of((await tx.requests.numbered(2)).id)
        assert {one.by for one in said if one.text in (PLANT, "it burns on")} == {"slack:U1"}


@pytest.mark.parametrize("maker", ["slack", "web"])
async def test_who_is_in_the_desk_file_stays_who_they_are(database_url, maker):
    async with two_chats(database_url) as (home, _slack, discord):
        await discord.write("11", PLANT)
        if maker == "web":
            await discord.command("11", f"/ticket connect {await code(home, 'ana')}")
        else:
            typed = await code(discord, "11")
            asked = await home.command("ana", f"/ticket connect {typed}")
            assert "11 Chat" in words(asked) and desk(home).rules.person_of("discord", "11") == "discord:11"
            buttons = next(b for c in asked.said for b in c.blocks if isinstance(b, Buttons)).buttons
            assert "Connected" in words(await home.press("ana", buttons[0]))
        assert desk(home).rules.person_of("discord", "11") == "ana"
        assert await mine(home, "ana") == {PLANT}


async def test_an_agent_who_connects_may_work_in_both(database_url):
    async with two_chats(database_url) as (home, _slack, discord):
        await home.write("ana", ROBOT)
        assert isinstance(await discord.command("12", "/claim #1"), Refused)
        await discord.command("12", f"/ticket connect {await code(home, 'mila')}")
        assert isinstance(await discord.command("12", "/claim #1"), Accepted)
        async with home.running.storage("main") as tx:
            assert (await tx.requests.numbered(1)).owner == "mila"


async def test_a_no_connects_nothing(sqlite_url):
    async with two_chats(sqlite_url) as (home, _slack, discord):
        asked = await home.command("mila", f"/ticket connect {await code(discord, '66')}")
        yes, no = next(b for c in asked.said for b in c.blocks if isinstance(b, Buttons)).buttons
        await home.press("mila", no)
        assert isinstance(await home.press("mila", yes), Refused)
        assert desk(home).rules.person_of("discord", "66") == "discord:66"


async def test_two_people_of_the_desk_file_stay_two(sqlite_url):
    async with two_chats(sqlite_url) as (home, _slack, discord):
        await discord.command("11", f"/ticket connect {await code(home, 'ana')}")
        typed = await code(home, "joris")
        assert isinstance(await discord.command("11", f"/ticket connect {typed}"), Refused)
        assert desk(home).rules.person_of("discord", "11") == "ana"


async def test_a_second_account_of_one_chat_is_refused(sqlite_url):
    async with two_chats(sqlite_url) as (home, _slack, discord):
        first, second = await code(home, "ana"), await code(home, "ana")
        await discord.command("11", f"/ticket connect {first}")
        assert isinstance(await discord.command("12", f"/ticket connect {second}"), Refused)
        assert desk(home).rules.person_of("discord", "12") == "discord:12"


async def test_a_wrong_a_used_and_an_old_code_are_told_alike(database_url):
    async with two_chats(database_url) as (home, slack, discord):
        used, old = await code(slack, "U1"), await code(slack, "U2")
        await discord.command("11", f"/ticket connect {used}")
        told = {words(await discord.command("12", f"/ticket connect {used}"))}
        await home.clock_by(minutes=15)
        told.add(words(await discord.command("13", f"/ticket connect {old}")))
        told.add(words(await discord.command("14", "/ticket connect AAAA-0000")))
        told.add(words(await discord.command("14", "/ticket connect nonsense")))
        assert len(told) == 1 and "does not work" in told.pop()
        assert desk(home).rules.person_of("discord", "13") == "discord:13"


async def test_a_code_works_once_when_two_type_it_at_the_same_moment(database_url):
    async with two_chats(database_url) as (home, slack, discord):
        typed = await code(slack, "U1")
        await asyncio.gather(*(discord.command(who, f"/ticket connect {typed}") for who in ("11", "12")))
        linked = [who for who in ("11", "12") if desk(home).rules.person_of("discord", who) == "slack:U1"]
        assert len(linked) == 1


async def test_after_a_few_tries_there_is_a_pause_even_for_the_right_code(database_url):
    async with two_chats(database_url) as (home, slack, discord):
        typed = await code(slack, "U1")
        for at in range(5):
            await discord.command("66", f"/ticket connect AAAA-000{at}")
        assert "too many" in words(await discord.command("66", f"/ticket connect {typed}"))
        assert desk(home).rules.person_of("discord", "66") == "discord:66"
        assert "Connected" in words(await discord.command("11", f"/ticket connect {typed}"))
        await home.clock_by(hours=1)
        assert "Connected" in words(await discord.command("66", f"/ticket connect {await code(slack, 'U2')}"))


async def test_codes_are_asked_for_a_few_times_only(sqlite_url):
    async with two_chats(sqlite_url) as (_home, slack, _discord):
        for _ in range(5):
            await code(slack, "U1")
        assert isinstance(await slack.command("U1", "/ticket connect"), Refused)


async def test_neither_code_nor_anything_of_it_is_kept_or_opens_the_web(sqlite_url, tmp_path):
    async with two_chats(sqlite_url) as (home, slack, _discord):
        typed = await code(slack, "U1")
        stored = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
        for form in (typed, typed.replace("-", ""), typed.lower()):
            assert form.encode() not in stored
        door = home.running.surroundings.door
        assert (await door.look(typed)).state == "unknown" and (await door.enter(typed, ""))[1] is None


async def test_guests_are_refused_kindly(sqlite_url):
    async with two_chats(sqlite_url) as (_home, slack, discord):
        slack.stranger = True
        outcome = await slack.command("U9", "/ticket connect")
        assert isinstance(outcome, Refused) and "guest" in words(outcome)
        slack.stranger = False
        typed = await code(slack, "U1")
        discord.stranger = True
        assert isinstance(await discord.command("99", f"/ticket connect {typed}"), Refused)


async def test_it_is_undone_and_what_was_asked_from_there_goes_back(database_url):
    async with two_chats(database_url) as (home, _slack, discord):
        await discord.write("11", PLANT)
        await home.write("ana", ROBOT)
        await discord.command("11", f"/ticket connect {await code(home, 'ana')}")
        assert await mine(discord, "11") == {PLANT, ROBOT}
        assert "no longer" in words(await home.command("ana", "/ticket connect off discord"))
        assert await mine(home, "ana") == {ROBOT} and await mine(discord, "11") == {PLANT}
        assert "took the connection" in discord.platform.in_channel("@11")[-1].text
        assert isinstance(await home.command("ana", "/ticket connect off discord"), Refused)


@pytest.mark.parametrize(("chat", "named"), [("slack", "discord"), ("discord", "slack"), ("discord", "discord")])
async def test_either_of_two_accounts_may_undo_it(sqlite_url, chat, named):
    async with two_chats(sqlite_url) as (home, slack, discord):
        await discord.command("11", f"/ticket connect {await code(slack, 'U1')}")
        stage, who = (slack, "U1") if chat == "slack" else (discord, "11")
        assert "no longer" in words(await stage.command(who, f"/ticket connect uit {named}"))
        assert desk(home).rules.person_of("discord", "11") == "discord:11"


async def test_an_agent_whose_other_account_was_taken_away_loses_its_rights_there(sqlite_url):
    async with two_chats(sqlite_url) as (home, _slack, discord):
        await home.write("ana", ROBOT)
        await discord.command("12", f"/ticket connect {await code(home, 'mila')}")
        await discord.command("12", "/ticket notify #1")
        await home.command("mila", "/ticket connect off discord")
        before = len(discord.platform.in_channel("@12"))
        assert isinstance(await discord.command("12", "/claim #1"), Refused)
        await home.write("ana", "still there?", None, next(iter(home.platform.in_channel("@ana"))).thread)
        assert len(discord.platform.in_channel("@12")) == before


async def test_an_admin_connects_without_a_code_and_both_are_told(database_url):
    async with two_chats(database_url) as (home, _slack, discord):
        await discord.write("11", PLANT)
        outcome = await home.command("noor", "/ticket connect @ana discord:11")
        assert "Ana" in words(outcome)
        assert desk(home).rules.person_of("discord", "11") == "ana" and await mine(home, "ana") == {PLANT}
        for channel in (discord.platform.in_channel("@11"), home.platform.in_channel("@ana")):
            assert "connected with this one now" in channel[-1].text


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("ana", "@joris discord:11"), ("mila", "@ana discord:11"), ("noor", "@nobody discord:11"), ("noor", "@ana"),
        ("noor", "@ana pigeon:11"), ("noor", "@ana discord:11 and more"), ("noor", "off"), ("noor", "off pigeon"),
    ],
)  # fmt: skip
async def test_what_is_not_allowed_or_makes_no_sense_is_refused(sqlite_url, who, line):
    async with two_chats(sqlite_url) as (home, _slack, _discord):
        assert isinstance(await home.command(who, f"/ticket connect {line}"), Refused)
        assert desk(home).rules.person_of("discord", "11") == "discord:11"


async def test_where_there_is_no_other_chat_it_says_so(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        outcome = await stage.command("ana", "/ticket connect")
        assert isinstance(outcome, Refused) and "no other chat" in words(outcome)


async def test_a_code_is_of_its_workspace(sqlite_url):
    async with two_chats(sqlite_url) as (home, slack, discord):
        typed = await code(slack, "U1")
        guild = Chat(home.running, discord.platform, home.clock, "discord-1", "guild-")
        await guild.receive(RosterRead("r", "discord", "it-l1", ("11",), home.clock.now(), "discord-1"))
        assert "does not work" in words(await guild.command("11", f"/ticket connect {typed}"))
        assert desk(home).rules.person_of("discord", "11") == "discord:11"


async def test_group_membership_language_and_followed_tickets_come_along(database_url):
    async with two_chats(database_url) as (home, slack, discord):
        await home.write("joris", ROBOT)
        await home.receive(RosterRead("r", "discord", "it-l1", ("11",), home.clock.now()))
        await discord.command("11", "/ticket language nl")
        await discord.command("11", "/ticket notify #1")
        await discord.command("11", f"/ticket connect {await code(slack, 'U1')}")
        assert desk(home).rules.serves("slack:U1", "it-l1")
        async with home.running.storage("main") as tx:
            followers = await tx.followers.of((await tx.requests.numbered(1)).id)
            assert [one.person for one in followers] == ["slack:U1"]
            assert (await tx.people.get("slack:U1")).language == "nl"


async def test_a_question_that_begins_with_connect_stays_a_question(sqlite_url):
    async with two_chats(sqlite_url) as (home, slack, _discord):
        for at, text in enumerate(
            ["connect to the vpn", "connect keyboard", "connect wifi 2024", "verbinden lukt niet"]
        ):
            await slack.write(f"U{at}", text)
            async with home.running.storage("main") as tx:
                assert await tx.requests.count() == at + 1, text
