"""Several workspaces in one desk: a ticket of one cannot be seen or touched from another, shown by a test a verb."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.commands import VERBS
from bot.handle.verbs import ARTICLE_BUTTONS, BUTTON_HANDLERS, BUTTON_VERBS, FORM_VERBS
from bot.model.arrangement import ADMINS, Binding
from bot.model.content import Button
from bot.model.inbound import (
    Accepted,
    CommandGiven,
    JoinedChannel,
    MessagePicked,
    MessageReceived,
    Outcome,
    Reacted,
    Refused,
    RosterRead,
)
from bot.model.people import Account
from bot.model.places import Conversation
from bot.model.workspaces import workspace_of
from bot.ports import Page
from tests.databases import prepared
from tests.fakes import MONDAY, RecordingPlatform, Stage, a_file, on_stage

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "the coffee robot sings SECRETWORD"
WORDS = {
    "reply": "hello", "note": "hello", "handoff": "it-network why", "return": "no", "assign": "@tom",
    "priority": "urgent", "kind": "incident", "tag": "robot", "snooze": "2h", "hold": "parts", "merge": "into #1",
    "link": "#1", "add": "@joris", "say": "more", "macro": "restart",
}  # fmt: skip
HERE, THERE = "discord-1", "discord-2"
TOKENS = {"main": "TOKENHOME", HERE: "TOKENONE", THERE: "TOKENTWO"}  # in every question, subject and article
PAIRS = [("main", THERE), (THERE, "main"), (HERE, THERE)]
"""From where somebody reaches over, and to where."""
ACTIONS = sorted({*BUTTON_HANDLERS, *BUTTON_VERBS, *FORM_VERBS, "confirm"} - {"setup", *ARTICLE_BUTTONS})
"""Every button about a request."""


@dataclass
class World:
    """A desk with its own workspace and two guilds. In each: #1 and #2, the second with a file, owned, and #1 resolved
    with the draft of an article."""

    stages: dict[str, Stage]
    numbers: dict[str, int]  # the last ticket's

    def who(self, workspace: str) -> tuple[str, str, str]:
        """An admin, an agent and somebody who asks: in both guilds the same accounts the other way round."""
        return {"main": ("noor", "mila", "ana"), HERE: ("7", "8", "9"), THERE: ("9", "7", "8")}[workspace]


async def guild(stage: Stage, admin: str, agent: str) -> None:
    """Set up as its managers do it."""
    workspace, now = stage.workspace, stage.clock.now()
    await stage.receive(RosterRead(f"a-{workspace}", "discord", ADMINS, (admin,), now, workspace))
    for line in ("setup triage it-l1", "setup digest it", "setup agents it-l1 group:1234"):
        place = f"{workspace}-{line.split()[1]}"
        outcome = await stage.command(admin, f"/ticket {line}", place)
        assert isinstance(outcome, Accepted), outcome
    await stage.receive(RosterRead(f"b-{workspace}", "discord", "it-l1", (agent,), now, workspace))


async def filled(stage: Stage, last: int, agent: str, asker: str) -> None:
    for number in range(1, last + 1):
        files = (a_file("SECRETWORD.txt", b"SECRETWORD"),) if number == last else ()
        await stage.write(asker, f"{SECRET} {TOKENS[stage.workspace]} {number}", files=files)
        await stage.clock_by(minutes=10)
    await stage.command(agent, f"/claim #{last}")
    await stage.command(agent, f"/ticket note #{last} SECRETWORD {TOKENS[stage.workspace]}")
    await stage.command(agent, "/ticket resolve #1 say please SECRETWORD")
    await stage.command(agent, "/kb draft #1")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    url = prepared(f"sqlite:///{tmp_path_factory.mktemp('workspaces')}/loket.db")
    discord = RecordingPlatform("discord")
    async with on_stage(url, others={"discord": discord}) as home:
        stages = {"main": home, HERE: home.on(discord, HERE), THERE: home.on(discord, THERE)}
        made = World(stages, {"main": 2, HERE: 3, THERE: 5})
        for name, stage in stages.items():
            admin, agent, asker = made.who(name)
            if name != "main":
                await guild(stage, admin, agent)
            await filled(stage, made.numbers[name], agent, asker)
        yield made


def said(outcome: Outcome) -> str:
    contents = outcome.said if isinstance(outcome, Accepted) else [outcome.said] if isinstance(outcome, Refused) else []
    return "\n".join(str(block) for content in contents for block in content.blocks)


async def state(world: World, workspace: str) -> list[object]:
    """All there is to change, but for people's names and moments that pass."""
    stage = world.stages[workspace]
    async with stage.running.storage(workspace, read_only=True) as tx:
        found: list[object] = [await tx.articles.every()]
        for number in range(1, world.numbers[workspace] + 2):
            request = await tx.requests.numbered(number)
            if request is not None:
                found += [request, await tx.log.of(request.id), await tx.messages.of(request.id)]
                found += [await tx.followers.of(request.id), await tx.followers.linked(request.id)]
        return found


def shown(world: World, workspace: str) -> list[tuple[str, str, int]]:
    """What stands in the channels of a workspace."""
    stage = world.stages[workspace]
    own = ("it-", "hr-", "facilities", "@") if workspace == "main" else (workspace,)
    return [(one.id, one.text, one.edits) for one in stage.platform.shown.values() if one.channel.startswith(own)]


async def last_of(world: World, workspace: str) -> str:
    """The id of its last ticket."""
    async with world.stages[workspace].running.storage(workspace, read_only=True) as tx:
        found = await tx.requests.numbered(world.numbers[workspace])
    assert found is not None
    return found.id


def viewer(world: World, workspace: str, who: str) -> Account:
    return world.stages[workspace].account(who)


def only_in(world: World, there: str, here: str) -> int:
    """A number of that workspace which this one does not have."""
    return max(world.numbers[there], world.numbers[here] + 1)


# ---- verbs


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.ticket], ids=lambda verb: verb.name)
async def test_no_verb_reaches_a_ticket_of_another_workspace(world: World, verb) -> None:
    words = WORDS.get(verb.name, "word" if verb.takes == "words" else "")
    stage, there = world.stages[HERE], world.stages[THERE]
    number = world.numbers[THERE]
    before = await state(world, THERE), shown(world, THERE), len(stage.platform.keys)
    for who in world.who(HERE):
        outcome = await stage.command(who, f"/ticket {verb.name} #{number} {words}".strip(), f"{HERE}-triage")
        unknown = await stage.command(who, f"/ticket {verb.name} #987 {words}".strip(), f"{HERE}-triage")
        assert isinstance(outcome, Refused), (verb.name, who)
        assert said(outcome).replace(f"#{number}", "#987") == said(unknown)
    assert (await state(world, THERE), shown(world, THERE), len(there.platform.keys)) == before


@pytest.mark.parametrize(("here", "there"), PAIRS)
@pytest.mark.parametrize("verb", ["claim", "reply", "resolve", "ticket", "export"])
async def test_it_holds_between_any_two(world: World, here: str, there: str, verb: str) -> None:
    number, before = only_in(world, there, here), await state(world, there)
    for who in world.who(here):
        outcome = await world.stages[here].command(who, f"/ticket {verb} #{number} {WORDS.get(verb, '')}".strip())
        assert isinstance(outcome, Refused) and "SECRETWORD" not in said(outcome)
    assert await state(world, there) == before


@pytest.mark.parametrize(
    "line", ["mine", "queue", "find robot", "find SECRETWORD", "digest 7d", "cleanup it-l1 1m", "kb robot", "web"]
)
@pytest.mark.parametrize(("here", "there"), PAIRS)
async def test_no_list_names_what_lies_in_another_workspace(world: World, here: str, there: str, line: str) -> None:
    for who in world.who(here):
        outcome = await world.stages[here].command(who, f"/ticket {line}")
        assert TOKENS[there] not in said(outcome)


# ---- buttons, forms, threads, signs


@pytest.mark.parametrize(
    "action", sorted({*BUTTON_HANDLERS, *BUTTON_VERBS, *FORM_VERBS, "confirm"} - ARTICLE_BUTTONS.keys())
)
@pytest.mark.parametrize(("here", "there"), PAIRS)
async def test_no_button_reaches_over(world: World, here: str, there: str, action: str) -> None:
    subject = await last_of(world, there)
    before = await state(world, there), shown(world, there)
    for who in world.who(here):
        for more in ("", "/1", "/it-network"):
            outcome = await world.stages[here].press(who, Button(action, subject + more, "x"))
            unknown = await world.stages[here].press(who, Button(action, "01nothing" + more, "x"))
            assert said(outcome) == said(unknown) and type(outcome) is type(unknown)
            assert action == "mine" or "SECRETWORD" not in said(outcome)  # one's own are shown
    assert (await state(world, there), shown(world, there)) == before


@pytest.mark.parametrize("action", sorted(ARTICLE_BUTTONS))
@pytest.mark.parametrize(("here", "there"), PAIRS)
async def test_no_button_reaches_an_article_over_there(world: World, here: str, there: str, action: str) -> None:
    async with world.stages[there].running.storage(there, read_only=True) as tx:
        (entry,) = await tx.articles.every()
    before = await state(world, there)
    for who in world.who(here):
        for subject in (entry.slug, f"{entry.slug}/en", f"{entry.slug}/en/1"):
            outcome = await world.stages[here].press(who, Button(action, subject, "x"))
            assert TOKENS[there] not in said(outcome)
    assert await state(world, there) == before


@pytest.mark.parametrize("form", sorted({*FORM_VERBS, "article"}))
@pytest.mark.parametrize(("here", "there"), PAIRS)
async def test_no_form_reaches_over(world: World, here: str, there: str, form: str) -> None:
    before = await state(world, there), shown(world, there)
    subject = await last_of(world, there)
    for who in world.who(here):
        outcome = await world.stages[here].submit(who, form, subject, text="hello", queue="it-network")
        assert isinstance(outcome, Refused) and "SECRETWORD" not in said(outcome)
    assert (await state(world, there), shown(world, there)) == before


async def test_neither_threads_nor_signs_nor_picked_messages_reach_over(world: World) -> None:
    here, there = world.stages[HERE], world.stages[THERE]
    card = there.platform.in_channel(f"{THERE}-triage")[-1]
    where, before, now = (
        Conversation("discord", f"{THERE}-triage", card.id),
        await state(world, THERE),
        here.clock.now(),
    )
    for at, who in enumerate(world.who(HERE)):
        by = here.account(who)
        wrote = MessageReceived(f"w{at}", by, where, f"w{at}", "!claim", now, workspace=HERE)
        assert not getattr(await here.receive(wrote), "kept", True)
        for sign in ("👀", "✅", "🎫"):
            outcome = await here.receive(Reacted(f"r{at}{sign}", by, where, card.id, sign, now, HERE))
            assert "SECRETWORD" not in said(outcome)
    assert await state(world, THERE) == before


# ---- the window


@pytest.mark.parametrize(("here", "there"), PAIRS)
async def test_no_page_list_or_file_is_shown_over_there(world: World, here: str, there: str) -> None:
    running = world.stages[here].running
    view, page = running.view.of(here), Page(size=50)
    async with running.storage(there, read_only=True) as tx:
        request = await tx.requests.numbered(world.numbers[there])
        (entry,) = await tx.articles.every()
        file = next(f for m in await tx.messages.of(request.id) for f in m.files)
    number = only_in(world, there, here)
    for who in world.who(here):
        me = viewer(world, here, who)
        assert await view.ticket_page(me, number) is None
        assert await view.export(me, number) is None
        assert await view.file(me, file.id) is None
        lists = [await view.my_requests(me, page), await view.queue(me, "it-l1", page), await view.board(me)]
        lists += [getattr(await view.front(me, {}, page), name) for name in ("own", "owned", "unowned", "at_risk")]
        assert not any(TOKENS[there] in row.subject for one in lists for row in one.rows)
        found = await view.search(me, "robot")
        assert not any(TOKENS[there] in row.subject for row in found.rows)
        assert TOKENS[there] not in str(await view.complete(me, Conversation(me.platform, ""), "/ticket claim "))
        assert TOKENS[there] not in str(await view.shelf.drafts(me))
        assert TOKENS[there] not in str(await view.shelf.listed(me, "robot"))
        assert TOKENS[there] not in str(await view.shelf.edited(me, entry.slug, "en"))


async def test_what_is_theirs_is_shown_to_them(world: World) -> None:
    """So that what is hidden above is hidden, and not missing."""
    for name, stage in world.stages.items():
        view, number = stage.running.view.of(name), world.numbers[name]
        _, agent, asker = world.who(name)
        for who in (agent, asker):
            assert (await view.ticket_page(viewer(world, name, who), number)).number == number
        assert len((await view.board(viewer(world, name, agent))).rows) == number
        assert TOKENS[name] in str(await view.shelf.drafts(viewer(world, name, agent)))
        assert isinstance(await stage.command(agent, f"/ticket #{number}"), Accepted)


async def test_cards_and_direct_messages_stay_in_their_workspace(world: World) -> None:
    for name in (HERE, THERE):
        stage = world.stages[name]
        cards = [
            one for one in stage.platform.in_channel(f"{name}-triage") if "claim" in one.buttons or one.thread is None
        ]
        assert cards and all("SECRETWORD" not in one.text or TOKENS[name] in one.text for one in cards)
    assert not any(one.channel.startswith("discord-") for one in world.stages["main"].platform.shown.values())


# ---- rights


async def test_the_desk_files_people_have_no_right_in_another_workspace(world: World) -> None:
    desk = world.stages["main"].running.desk
    for name in (HERE, THERE):
        rules = desk(name).rules
        assert not rules.people and not rules.help and not any(one.channel for one in rules.digests if one.id != "it")
        assert not any(rules.serves(one.id, queue.id) for one in desk().rules.people for queue in rules.queues)
        assert desk(name).platforms == {"discord"} and not desk(name).public_url
        assert {one.audience for one in desk(name).library.articles} <= {"everyone", "guests"}


async def test_managers_of_a_place_are_admins_of_it_and_nowhere_else(world: World) -> None:
    desk, stage = world.stages["main"].running.desk, world.stages["main"]
    assert desk(HERE).rules.is_admin("discord:7") and not desk(THERE).rules.is_admin("discord:7")
    assert not desk().rules.is_admin("discord:7")
    await stage.receive(RosterRead("home", "web", ADMINS, ("ana",), stage.clock.now()))
    assert not desk().rules.is_admin("ana") and not desk().rules.is_agent("ana")


async def test_a_confidential_queue_is_not_the_managers(world: World) -> None:
    assert not world.stages[HERE].running.desk(HERE).rules.serves("discord:7", "hr-confidential")


async def test_a_workspace_hears_its_own_platform_alone(world: World) -> None:
    stage, before = world.stages["main"], await state(world, THERE)
    now = stage.clock.now()
    where = Conversation("web", "it-triage")
    command = CommandGiven("forged", stage.account("noor"), where, "ticket", "claim #1", now, workspace=THERE)
    assert await stage.receive(command) == Accepted(kept=False)
    roster = RosterRead("forged-roster", "web", ADMINS, ("noor",), now, THERE)
    assert await stage.receive(roster) == Accepted(kept=False)
    assert not stage.running.desk(THERE).rules.is_admin("noor") and await state(world, THERE) == before


async def test_who_is_blocked_is_blocked_everywhere(sqlite_url: str, tmp_path) -> None:
    text = (
        'default_queue = "it"\n[[queues]]\nid = "it"\nname = { en = "IT" }\ntier = "L1"\ntriage = "it"\n'
        '[[people]]\nid = "pest"\nname = "Pest"\naccounts = { discord = "66" }\n'
        '[[blocked]]\nperson = "pest"\nreason = "spam"\n'
    )
    path = tmp_path / "desk.toml"
    path.write_text(text, encoding="utf-8")
    discord = RecordingPlatform("discord")
    async with on_stage(sqlite_url, desk_file=path, others={"discord": discord}) as home:
        guild_stage = home.on(discord, HERE)
        await guild_stage.write("66", SECRET)
        assert "spam" in discord.in_channel("@66")[-1].text


# ---- background work, and what comes later


async def test_digests_count_their_own_workspace(tmp_path_factory) -> None:
    url = prepared(f"sqlite:///{tmp_path_factory.mktemp('digests')}/loket.db")
    discord = RecordingPlatform("discord")
    async with on_stage(url, others={"discord": discord}) as home:
        for name, tickets in ((HERE, 1), (THERE, 3)):
            stage = home.on(discord, name)
            await guild(stage, "7", "8")
            for number in range(tickets):
                await stage.write(f"5{number}", f"{SECRET} {TOKENS[name]}")
        for name in (HERE, THERE):
            await home.on(discord, name).move_to(MONDAY + timedelta(days=1, hours=2))
        for name, count, other in ((HERE, "1", THERE), (THERE, "3", HERE)):
            digest = discord.in_channel(f"{name}-digest")[-1].text
            assert f"(('{count}', '0', '0', '{count}'," in digest
            assert TOKENS[name] in digest and TOKENS[other] not in digest


async def test_a_workspace_is_known_after_a_restart_and_by_another_process(tmp_path_factory) -> None:
    url = prepared(f"sqlite:///{tmp_path_factory.mktemp('restart')}/loket.db")
    discord = RecordingPlatform("discord")
    async with on_stage(url, others={"discord": discord}) as home:
        stage = home.on(discord, HERE)
        await guild(stage, "7", "8")
        await stage.command("7", "/ticket setup help", "help-1")
        await stage.write("9", SECRET)
        assert await home.running.workspaces() == [HERE, "main"]
    async with on_stage(url, others={"discord": discord}) as home:
        home.keys_from(100)
        stage = home.on(discord, HERE)
        stage.keys_from(500)
        assert home.running.view.of(HERE).rosters("discord") == {"it-l1": "1234"}
        assert home.running.view.of(HERE).help_channels("discord") == ["help-1"]
        assert not home.running.view.help_channels("discord") and not home.running.view.rosters("discord")
        assert isinstance(await stage.command("8", "/claim #1"), Accepted)


async def test_a_help_channel_another_process_set_up_is_heard_at_once(tmp_path_factory) -> None:
    url = prepared(f"sqlite:///{tmp_path_factory.mktemp('late')}/loket.db")
    discord = RecordingPlatform("discord")
    async with on_stage(url, others={"discord": discord}) as home:
        stage = home.on(discord, HERE)
        async with home.running.storage(HERE) as tx:  # as another replica would
            await tx.arrangements.bind(Binding("discord", "help-9", "help"), "x", home.clock.now())
        _, root = await stage.write("9", SECRET, "help-9")
        assert discord.in_channel("help-9", root)


async def test_a_message_picked_or_a_channel_joined_belongs_to_its_workspace(tmp_path_factory) -> None:
    url = prepared(f"sqlite:///{tmp_path_factory.mktemp('picked')}/loket.db")
    discord = RecordingPlatform("discord")
    async with on_stage(url, others={"discord": discord}) as home:
        stage = home.on(discord, HERE)
        where, by, now = Conversation("discord", "general"), stage.account("9"), home.clock.now()
        await stage.receive(JoinedChannel("j1", where, now, HERE))
        await stage.receive(MessagePicked("p1", by, by, where, "m77", SECRET, now, workspace=HERE))
        async with home.running.storage(HERE, read_only=True) as tx:
            assert await tx.requests.count() == 1
        async with home.running.storage("main", read_only=True) as tx:
            assert await tx.requests.count() == 0


async def test_a_delivery_says_whose_it_is(tmp_path_factory) -> None:
    class Asking(RecordingPlatform):
        async def deliver(self, delivery, key):
            self.whose = {*getattr(self, "whose", set()), delivery.workspace}
            return await super().deliver(delivery, key)

    url = prepared(f"sqlite:///{tmp_path_factory.mktemp('whose')}/loket.db")
    discord = Asking("discord")
    async with on_stage(url, others={"discord": discord}) as home:
        await home.on(discord, HERE).write("9", SECRET)
        assert discord.whose == {HERE} and workspace_of("discord", "1") == HERE
