"""Who may do what, tried by people who may not: each test is one check somebody could forget."""

import json
from dataclasses import replace

from bot.model.content import Button
from bot.model.inbound import Accepted, Outcome, Refused
from bot.settings import DEFAULT_DESK
from kb import Article
from tests.fakes import Shown, Stage, on_stage

HUM = "my computer hums in b flat since tuesday"
NEXT_HUM = "my other computer whistles a waltz at noon"
VPN = "my vpn keeps dropping"
SECRET = "verify-caller"
SECRET_WORDS = "how do agents check a caller, identity check procedure service desk"


async def ticket(stage: Stage, who: str = "ana", text: str = HUM, queue: str = "it-triage") -> Shown:
    """A ticket asked in #help; its card."""
    before = {card.id for card in stage.platform.in_channel(queue)}
    await stage.write(who, text, "help")
    [card] = [shown for shown in stage.platform.in_channel(queue) if shown.id not in before]
    return card


async def answered(stage: Stage, who: str = "ana") -> tuple[Shown, str]:
    """An answer in #help, and the id of the request."""
    await stage.write(who, VPN, "help")
    [answer] = [shown for shown in stage.platform.in_channel("help") if "solved" in shown.buttons]
    return answer, answer.buttons["solved"].subject


async def request(stage: Stage, number: int):
    async with stage.running.storage(stage.running.workspace) as tx:
        return await tx.requests.numbered(number)


async def verbs_of(stage: Stage, request_id: str) -> list[str]:
    async with stage.running.storage(stage.running.workspace) as tx:
        return [event.verb.value for event in await tx.log.of(request_id)]


def everything(stage: Stage, *channels: str) -> list[str]:
    return [str(shown) for shown in stage.platform.shown.values() if not channels or shown.channel in channels]


def said(outcome: Outcome) -> str:
    assert isinstance(outcome, Accepted), outcome
    return "\n".join(str(content) for content in outcome.said)


async def test_only_the_owner_and_a_lead_release_a_ticket(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        card = await ticket(stage)
        await stage.command("mila", "/claim #1", "it-triage")
        release = stage.platform.shown[card.id].buttons["release"]
        assert isinstance(await stage.command("tom", "/release #1", "it-triage"), Refused)
        assert isinstance(await stage.press("tom", release, "it-triage"), Refused)
        assert (await request(stage, 1)).owner == "mila"
        assert isinstance(await stage.command("noor", "/release #1", "it-triage"), Accepted)
        assert (await request(stage, 1)).owner is None


async def test_the_owners_words_under_a_resolved_ticket_stay_inside(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        card = await ticket(stage)
        await stage.command("mila", "/claim #1", "it-triage")
        await stage.write("mila", "OUTSIDE have a look at the fan", "it-triage", card.id)
        assert any("OUTSIDE" in text for text in everything(stage, "help"))  # so far her words do reach ana
        await stage.command("mila", "/resolve #1 it was the fan", "it-triage")
        outcome, _ = await stage.write("mila", "INSIDE third fan this week", "it-triage", card.id)
        assert isinstance(outcome, Accepted)
        assert not any("INSIDE" in text for text in everything(stage, "help", "@ana"))
        done = await request(stage, 1)
        assert done.status.value == "resolved" and (await verbs_of(stage, done.id))[-1] == "noted"


async def test_the_owner_after_a_handoff_reaches_nobody_outside_under_the_old_card(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        card = await ticket(stage)
        await stage.command("mila", "/handoff #1 it-network please", "it-triage")
        await stage.command("lotte", "/accept #1", "it-network")
        await stage.write("lotte", "INSIDE what did you try?", "it-triage", card.id)
        taken = await request(stage, 1)
        assert (taken.owner, taken.queue) == ("lotte", "it-network")
        assert not any("INSIDE" in text for text in everything(stage, "help", "@ana"))
        assert (await verbs_of(stage, taken.id))[-1] == "noted" and taken.replied_at is None


async def test_a_colleague_and_an_agent_cannot_rate_or_change_somebody_elses_answer(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        answer, request_id = await answered(stage)
        before = answer.content
        articles = stage.running.desk().library.articles
        other = next(a.slug for a in articles if a.audience == "everyone" and a.title not in str(answer))
        article = Button("article", f"{request_id}/{other}", "x")
        forged = [answer.buttons["solved"], answer.buttons["help"], article]
        for who in ("joris", "mila"):
            for button in forged:
                assert isinstance(await stage.press(who, button, "help"), Refused), (who, button.action)
        assert stage.platform.shown[answer.id].content == before
        assert await verbs_of(stage, request_id) == ["asked", "answered"]
        assert not stage.platform.in_channel("it-triage")
        assert isinstance(await stage.press("ana", article, "help"), Accepted)
        assert isinstance(await stage.press("ana", answer.buttons["solved"], "help"), Accepted)


async def test_a_stranger_cannot_move_somebodys_words_to_another_ticket(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        for text in (HUM, NEXT_HUM):
            await ticket(stage, "ana", text)
        await ticket(stage, "mila", "my computer smells of fresh paint")
        first, second, foreign = [(await request(stage, n)).id for n in (1, 2, 3)]
        for who, source, target in (
            ("mila", second, first),  # an agent, who may see both
            ("joris", second, first),
            ("mila", second, foreign),  # another's words into one's own ticket
            ("ana", second, foreign),  # one's own words into another's ticket
        ):
            outcome = await stage.press(who, Button("about", f"{source}/{target}", "x"), "help")
            assert isinstance(outcome, Refused), (who, source, target)
        assert [(await request(stage, n)).status.value for n in (1, 2, 3)] == ["new"] * 3
        assert isinstance(await stage.press("ana", Button("about", f"{second}/{first}", "x"), "help"), Accepted)


async def test_a_stranger_cannot_take_a_joined_message_out_of_somebodys_ticket(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("mila", "my computer smells of fresh paint")
        await ticket(stage, "ana", NEXT_HUM)
        await stage.write("ana", HUM)
        await stage.write("ana", "and the screen is a little warm as well")
        [joined] = [shown for shown in stage.platform.in_channel("@ana") if "separate" in shown.buttons]
        separate, move = joined.buttons["separate"], joined.buttons["move"]
        request_id, message_id = separate.subject.split("/")
        foreign = replace(move, subject=f"{request_id}/{message_id}/{(await request(stage, 1)).id}")
        for who, button in (("mila", separate), ("joris", separate), ("mila", move), ("mila", foreign)):
            assert isinstance(await stage.press(who, button), Refused), (who, button)
        assert isinstance(await stage.press("ana", foreign), Refused)
        assert await request(stage, 4) is None
        async with stage.running.storage(stage.running.workspace) as tx:
            kept = next(m for m in await tx.messages.of(request_id) if m.id == message_id)
        assert kept.deleted_at is None
        assert isinstance(await stage.press("ana", separate), Accepted)
        assert (await request(stage, 4)).subject.startswith("and the screen")


async def held_back(stage: Stage) -> Button:
    """Mila answers ticket 2 in the thread of ticket 1: a yes is asked first."""
    card = await ticket(stage)
    await ticket(stage, "joris", NEXT_HUM)
    outcome, _ = await stage.write("mila", "!reply #2 WORDS for joris", "it-triage", card.id)
    [ask] = [shown for shown in outcome.said]
    [row] = [block for block in ask.blocks if block.kind == "buttons"]
    return next(button for button in row.buttons if button.action == "confirm")


async def test_the_yes_of_another_agent_sends_nothing_and_the_writers_own_still_does(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        confirm = await held_back(stage)
        for who in ("tom", "noor", "joris"):
            assert isinstance(await stage.press(who, confirm, "it-triage"), Refused), who
        assert not any("WORDS" in text for text in everything(stage))
        assert isinstance(await stage.press("mila", confirm, "it-triage"), Accepted)
        assert any("WORDS" in text for text in everything(stage, "help"))


async def test_the_yes_of_an_agent_who_has_left_the_team_meanwhile_sends_nothing(sqlite_url, tmp_path):
    path = tmp_path / "desk.toml"
    path.write_text(DEFAULT_DESK.read_text())
    async with on_stage(sqlite_url, desk_file=path) as stage:
        confirm = await held_back(stage)
        moved = path.read_text().replace('agents = ["mila", "tom"]', 'agents = ["tom"]')
        path.write_text(moved.replace('agents = ["lotte"]', 'agents = ["lotte", "mila"]'))
        assert await stage.running.reloader.reload()
        assert isinstance(await stage.press("mila", confirm, "it-triage"), Refused)
        assert not any("WORDS" in text for text in everything(stage))
        assert (await request(stage, 2)).replied_at is None


async def test_a_message_that_somebody_else_deletes_stays(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        _, root = await stage.write("ana", HUM, "help")
        _, more = await stage.write("ana", "it is louder today", "help", root)
        request_id = (await request(stage, 1)).id
        before = await verbs_of(stage, request_id)
        for who in ("joris", "mila"):
            await stage.delete(who, more, "help", root)
            await stage.delete(who, root, "help")
        assert await verbs_of(stage, request_id) == before
        assert any("louder" in text for text in everything(stage, "it-triage"))
        assert not any(shown.deleted for shown in stage.platform.shown.values())
        await stage.delete("ana", more, "help", root)
        assert await verbs_of(stage, request_id) == [*before, "taken back"]
        under_the_card = [shown for shown in stage.platform.in_channel("it-triage") if shown.thread]
        assert not any("louder" in str(shown) for shown in under_the_card)


def secret(stage: Stage) -> Article:
    article = stage.running.desk().library.by_slug(SECRET, "en")
    assert article is not None and article.audience == "agents"
    return article


async def test_an_article_for_agents_opens_for_an_agent_and_not_for_an_employee(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        read = Button("read", SECRET, "x")
        for who in ("ana", "joris", "a stranger"):
            assert isinstance(await stage.press(who, read), Refused), who
        assert secret(stage).title in said(await stage.press("mila", read))


async def test_a_search_shows_an_article_for_agents_to_agents_alone(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        assert secret(stage).title in said(await stage.command("mila", f"/kb {SECRET_WORDS}"))
        for words in (SECRET_WORDS, secret(stage).title, "identity", "password reset"):
            found = await stage.command("ana", f"/kb {words}")
            assert SECRET not in str(found) and secret(stage).title not in str(found), words


async def test_neither_an_answer_nor_its_other_titles_show_an_article_for_agents(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        answer, request_id = await answered(stage)
        forged = Button("article", f"{request_id}/{SECRET}", "x")
        assert isinstance(await stage.press("ana", forged, "help"), Refused)
        for words in (SECRET_WORDS, secret(stage).title, "verify identity before a password reset"):
            await stage.write("joris", words, "help")
        shown = json.dumps(everything(stage, "help", "@ana", "@joris"))
        assert SECRET not in shown and secret(stage).body[:60] not in shown
        assert stage.platform.shown[answer.id].content == answer.content


async def test_a_confidential_ticket_is_listed_for_its_own_team_and_the_one_it_is_offered_to(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await ticket(stage, "ana", "I feel bullied by my manager, PRIVATE", "hr-private")
        assert "PRIVATE" in said(await stage.command("femke", "/queue", "hr-private"))
        for who in ("noor", "sanne", "mila"):
            assert "PRIVATE" not in str(await stage.command(who, "/queue")), who
            assert "PRIVATE" not in str(await stage.command(who, "/queue hr-confidential")), who
        await stage.command("femke", "/handoff #1 hr-l2 for advice", "hr-private")
        assert "PRIVATE" in said(await stage.command("sanne", "/queue hr-l2"))
        assert "PRIVATE" not in str(await stage.command("sanne", "/queue hr-l1"))
        assert "PRIVATE" not in str(await stage.command("mila", "/queue"))
