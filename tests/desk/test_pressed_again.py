"""People press again when their chat says that nobody answered: what they said is said once."""

from datetime import timedelta

from bot.model.inbound import Accepted
from tests.fakes import on_stage

LAMP = "my computer hums in b flat since tuesday"


def told(stage, who):
    return [shown.text for shown in stage.platform.in_channel(f"@{who}")]


async def count(stage):
    async with stage.running.storage(stage.running.workspace, read_only=True) as tx:
        return await tx.requests.count()


async def test_a_command_given_again_at_once_makes_no_second_ticket(database_url):
    async with on_stage(database_url) as stage:
        await stage.command("ana", f"/ticket new {LAMP}")
        again = await stage.command("ana", f"/ticket new {LAMP}")
        assert isinstance(again, Accepted) and "already" in again.said[0].summary
        assert await count(stage) == 1
        await stage.command("joris", f"/ticket new {LAMP}")
        await stage.command("ana", f"/ticket new {LAMP}, and it blinks")
        assert await count(stage) == 3


async def test_a_window_sent_in_again_makes_no_second_ticket(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        for _ in range(2):
            await stage.submit("ana", "new", "", text=LAMP)
        assert await count(stage) == 1


async def test_a_reply_given_again_reaches_the_requester_once(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.command("ana", f"/ticket new {LAMP}")
        for _ in range(2):
            await stage.command("mila", "/ticket reply #1 Press the left button")
        assert sum("left button" in text for text in told(stage, "ana")) == 1


async def test_the_same_words_are_new_again_some_minutes_later(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.command("ana", f"/ticket new {LAMP}")
        await stage.move_to(stage.clock.now() + timedelta(minutes=5))
        await stage.command("ana", f"/ticket new {LAMP}")
        assert await count(stage) == 2


async def test_what_was_refused_may_be_said_again(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.command("ana", f"/ticket new {LAMP}")
        refused = await stage.command("joris", "/ticket reply #1 press it")
        again = await stage.command("joris", "/ticket reply #1 press it")
        assert refused == again and not isinstance(again, Accepted)
