"""`setup agents`: a group of the platform names a team's agents."""

from bot.model.inbound import Accepted, Outcome, Refused, RosterRead
from tests.fakes import Stage, on_stage


def words(outcome: Outcome) -> str:
    contents = outcome.said if isinstance(outcome, Accepted) else (outcome.said,)
    return "\n".join(str(block) for content in contents for block in content.blocks)


async def roster(stage: Stage, key: str, *accounts: str) -> None:
    await stage.receive(RosterRead(key, "web", "it-l1", accounts, stage.clock.now()))


async def test_an_admin_binds_a_group_and_its_members_serve(database_url):
    async with on_stage(database_url) as stage:
        outcome = await stage.command("noor", "/ticket setup agents it-l1 group:S1")
        assert "S1" in words(outcome)
        assert stage.running.view.rosters("web") == {"it-l1": "S1"}
        await roster(stage, "r1", "joris")
        await stage.write("ana", "the coffee robot sings")
        assert isinstance(await stage.command("joris", "/claim #1"), Accepted)


async def test_it_is_undone_with_its_members_and_the_desk_files_agents_stay(database_url):
    async with on_stage(database_url) as stage:
        await stage.command("noor", "/ticket setup agents it-l1 group:S1")
        await roster(stage, "r1", "joris")
        assert isinstance(await stage.command("noor", "/ticket setup medewerkers it-l1 uit"), Accepted)
        rules = stage.running.desk().rules
        assert not rules.serves("joris", "it-l1") and rules.serves("mila", "it-l1")
        assert not stage.running.view.rosters("web")
        assert isinstance(await stage.command("noor", "/ticket setup agents it-l1 off"), Refused)


async def test_another_group_takes_the_place_of_the_first_with_all_its_members(database_url):
    async with on_stage(database_url) as stage:
        await stage.command("noor", "/ticket setup agents it-l1 group:S1")
        await roster(stage, "r1", "joris")
        await stage.command("noor", "/ticket setup agents it-l1 group:S2")
        assert stage.running.view.rosters("web") == {"it-l1": "S2"}
        assert not stage.running.desk().rules.serves("joris", "it-l1")


async def test_one_group_may_serve_two_teams(database_url):
    async with on_stage(database_url) as stage:
        for queue in ("it-l1", "it-network"):
            await stage.command("noor", f"/ticket setup agents {queue} group:S1")
        assert stage.running.view.rosters("web") == {"it-l1": "S1", "it-network": "S1"}
        await stage.command("noor", "/ticket setup agents it-l1 off")
        assert stage.running.view.rosters("web") == {"it-network": "S1"}


async def test_only_admins_may_and_nonsense_is_told(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        for who in ("mila", "ana"):
            assert isinstance(await stage.command(who, "/ticket setup agents it-l1 group:S1"), Refused)
        for line in (
            "agents",
            "agents nowhere group:S1",
            "agents it-l1",
            "agents it-l1 @robots",
            "agents it-l1 group:",
        ):
            assert isinstance(await stage.command("noor", f"/ticket setup {line}", "random"), Refused), line
        assert not stage.running.view.rosters("web")


async def test_setup_tells_admins_which_groups_there_are(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.command("noor", "/ticket setup agents it-l1 group:S1")
        assert "S1" in words(await stage.command("noor", "/ticket setup", "random"))


async def test_a_mention_of_the_group_beside_the_bot_is_a_command(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        outcome, _ = await stage.write("noor", "setup agents it-l1 group:S1", "random", mention=True)
        assert isinstance(outcome, Accepted) and stage.running.view.rosters("web") == {"it-l1": "S1"}
