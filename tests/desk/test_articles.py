"""Articles from chat: who may, two editors at once, publishing to every replica, votes, checks and reminders."""

import asyncio
from datetime import timedelta

from bot.compose import export_articles
from bot.model.content import Button
from bot.model.inbound import Accepted, FormErrors, Outcome, Reacted, Refused
from kb import lint, load
from tests.fakes import MONDAY, Stage, on_stage, quiet_desk

DOCK = "the coffee corner laptop dock makes my screen flash green"
ASKED = (
    "dock makes the screen flash green",
    "green flashes over the dock",
    "flickers green on the dock",
    "dock is too old",
)
QUESTIONS = "\n".join(ASKED)
SAVED = {
    "title": "The dock makes my screen flash green",
    "questions": QUESTIONS,
    "body": "Update the firmware of the dock and restart.",
    "audience": "everyone",
    "owner": "mila",
}


async def drafted(stage: Stage) -> str:
    """Of Ana's ticket, by Mila; the subject of its form."""
    await stage.write("ana", DOCK)
    await stage.command("mila", "/ticket resolve #1 Hi Ana Souza, update the firmware of the dock")
    await stage.command("mila", "/kb draft #1")
    [entry] = await entries(stage)
    return f"{entry.slug}/{entry.language}"


async def entries(stage: Stage):
    async with stage.running.storage(stage.running.workspace) as tx:
        return await tx.articles.every()


async def save(stage: Stage, who: str, subject: str, **values: str) -> Outcome:
    return await stage.submit(who, "article", subject, **(SAVED | {"base": "1"} | values))


def of_article(action: str, subject: str) -> Button:
    return Button(action, subject, "x")


async def test_a_draft_has_nobodys_name_in_it(database_url):
    async with on_stage(database_url) as stage:
        await drafted(stage)
        [entry] = await entries(stage)
        assert "Ana" not in entry.latest.body and "[name]" in entry.latest.body
        assert (entry.state, entry.ticket, entry.latest.owner) == ("draft", 1, "mila")


async def test_a_draft_answers_nobody_and_what_is_published_answers_at_once(database_url):
    async with on_stage(database_url) as stage:
        subject = await drafted(stage)
        asked = "dock makes the screen flash green"
        await stage.write("joris", asked)
        assert (await stage.press("joris", of_article("read", subject.split("/")[0]))).said
        assert isinstance(await save(stage, "mila", subject, publish="yes"), Accepted)
        await stage.clock_by(hours=1)
        await stage.write("tom", asked)
        assert "Update the firmware" in stage.platform.in_channel("@tom")[-1].text


async def test_every_replica_answers_with_what_one_published(postgresql_url):
    async with on_stage(postgresql_url) as one, on_stage(postgresql_url, replica="two") as two:
        two.keys_from(1000)
        subject = await drafted(one)
        await save(one, "mila", subject, publish="yes")
        await two.write("tom", "dock makes the screen flash green")
        assert "Update the firmware" in two.platform.in_channel("@tom")[-1].text


async def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(database_url):
    async with on_stage(database_url) as stage:
        subject = await drafted(stage)
        assert isinstance(await save(stage, "mila", subject, body="Hers."), Accepted)
        outcome = await save(stage, "noor", subject, body="Mine.")
        assert isinstance(outcome, FormErrors) and "Mila Jansen" in outcome.errors["base"]
        assert (await entries(stage))[0].latest.body == "Hers."
        assert isinstance(await save(stage, "noor", subject, body="Both.", base="2"), Accepted)
        assert [(e.version, e.latest.body) for e in await entries(stage)] == [(3, "Both.")]


async def test_published_on_two_replicas_at_once_one_text_stands_and_the_other_is_told(postgresql_url):
    async with on_stage(postgresql_url) as one, on_stage(postgresql_url, replica="two") as two:
        two.keys_from(1000)
        subject = await drafted(one)
        outcomes = await asyncio.gather(
            save(one, "mila", subject, publish="yes", body="Hers."),
            save(two, "noor", subject, publish="yes", body="Mine."),
        )
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Accepted", "FormErrors"]
        [entry] = await entries(one)
        assert entry.version == 2 and entry.published == entry.latest


async def test_only_its_owner_and_who_leads_the_team_may_change_it(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        subject = await drafted(stage)
        for who in ("ana", "joris", "sanne", "tom", "lotte"):
            assert isinstance(await save(stage, who, subject, publish="yes"), Refused), who
            for action in ("article-publish", "article-retire", "article-restore"):
                assert isinstance(await stage.press(who, of_article(action, f"{subject}/1")), Refused)
        assert (await entries(stage))[0].state == "draft"
        assert isinstance(await save(stage, "noor", subject), Accepted)


async def test_what_would_not_lint_clean_is_not_published_and_says_why(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        subject = await drafted(stage)
        loop = "Do this.\n\n```script\n[a]\nAgain?\n- Yes -> b\n\n[b]\nAnd now?\n- No -> a\n```"
        wrong = {
            "questions": {"questions": "only one"},
            "body": {"body": loop},
            "title": {"title": " "},
            "audience": {"audience": "nobody"},
            "owner": {"owner": "ana"},
        }
        for field, values in wrong.items():
            outcome = await save(stage, "mila", subject, publish="yes", **values)
            assert isinstance(outcome, FormErrors) and field in outcome.errors, field
        outcome = await save(stage, "mila", subject, publish="yes", body="See [x](article:nowhere).")
        assert "nowhere" in outcome.errors["body"]
        assert (await entries(stage))[0].state == "draft"


async def test_an_earlier_text_comes_back_as_the_newest(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        subject = await drafted(stage)
        await save(stage, "mila", subject, body="Second.")
        assert isinstance(await stage.press("mila", of_article("article-restore", f"{subject}/1")), Accepted)
        [entry] = await entries(stage)
        assert (entry.version, entry.latest.why) == (3, "restored")
        assert isinstance(await stage.press("mila", of_article("article-publish", f"{subject}/1")), Refused)


async def test_a_retired_article_answers_nobody(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        subject = await drafted(stage)
        await save(stage, "mila", subject, publish="yes")
        await stage.press("mila", of_article("article-retire", subject))
        await stage.write("tom", "dock makes the screen flash green")
        assert "Update the firmware" not in stage.platform.in_channel("@tom")[-1].text


async def test_votes_and_views_are_counted_once_a_person(database_url):
    async with on_stage(database_url) as stage:
        await stage.write("ana", "my vpn keeps dropping")
        await stage.press("ana", stage.platform.in_channel("@ana")[-1].buttons["solved"])
        for action in ("article-not", "article-helped", "article-not"):
            await stage.press("joris", of_article(action, "vpn-drops"))
        await stage.command("joris", "/kb my vpn keeps dropping")
        async with stage.running.storage(stage.running.workspace) as tx:
            figures = (await tx.feedback.figures())["vpn-drops"]
            assert (figures.views, figures.helped, figures.not_helped) == (2, 1, 1)
            assert {seen.how for seen in await tx.feedback.views("vpn-drops")} == {"answer", "chat"}
            assert {vote.person for vote in await tx.feedback.votes("vpn-drops")} == {"ana", "joris"}


async def test_nobody_votes_on_what_they_may_not_read(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        for action in ("article-helped", "article-about", "article-verify"):
            assert isinstance(await stage.press("ana", of_article(action, "verify-caller")), Refused)


async def test_an_owner_is_reminded_once_and_a_check_is_good_for_a_year(database_url, tmp_path):
    async with on_stage(database_url, desk_file=quiet_desk(tmp_path)) as stage:
        before = len(stage.platform.in_channel("@bram"))
        await stage.move_to(MONDAY.replace(year=2027, month=6, day=20))
        told = stage.platform.in_channel("@bram")[before:]
        assert ["office" in shown.text for shown in told] == [True]
        await stage.press("bram", told[0].buttons["article-verify"])
        await stage.move_to(stage.clock.now() + timedelta(days=3))
        assert len(stage.platform.in_channel("@bram")) == before + 1
        article = stage.running.desk().library.by_slug("office-climate", "en")
        assert str(article.verified) == "2027-06-20" and str(article.check_by) == "2028-06-19"


async def test_a_digest_counts_the_articles_that_should_have_been_checked(sqlite_url, tmp_path):
    async with on_stage(sqlite_url, desk_file=quiet_desk(tmp_path)) as stage:
        assert "nagekeken" not in str(await stage.command("bram", "/digest 7d"))
        await stage.move_to(MONDAY.replace(year=2027, month=6, day=20))
        assert "nagekeken moeten zijn" in str(await stage.command("bram", "/digest 7d"))
        await stage.press("bram", of_article("article-verify", "office-climate"))
        assert "nagekeken moeten zijn" not in str(await stage.command("bram", "/digest 7d"))


async def test_agents_are_told_what_else_they_may_do_with_the_knowledge_base(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        for line in ("/ticket help", "/ticket help kb"):
            assert "/kb draft #7" in str(await stage.command("mila", line))
            assert "draft" not in str(await stage.command("ana", line))
        await stage.command("mila", "/ticket language nl")
        assert "/kb concept #7" in str(await stage.command("mila", "/ticket help kb"))


async def test_somebody_elses_article_is_not_theirs_to_call_right(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        for who in ("ana", "tom", "sanne"):
            assert isinstance(await stage.press(who, of_article("article-verify", "office-climate")), Refused)


async def test_asking_about_an_article_begins_with_it(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.press("ana", of_article("article-about", "printer-not-printing"))
        answer = stage.platform.in_channel("@ana")[-1]
        assert {"solved", "guide", "help"} <= set(answer.buttons)


async def test_the_list_shows_what_is_counted_and_only_what_its_reader_may_know_of(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", "my vpn keeps dropping")
        listed = str((await stage.command("mila", "/kb list")).said[0].blocks)
        assert "Checking who someone is" in listed and "'My VPN keeps dropping', '1', '0 / 0'" in listed
        assert isinstance(await stage.command("ana", "/kb list"), Refused)


async def test_all_three_spellings_make_a_draft_and_it_is_made_once(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", DOCK)
        await stage.command("mila", "/ticket resolve #1 update it")
        await stage.write("mila", "kb draft #1", channel="it-triage", mention=True)
        card = stage.platform.in_channel("it-triage")[0]
        await stage.write("mila", "!kb draft", channel="it-triage", thread=card.id)
        await stage.command("mila", "/kb draft 1")
        await stage.press("mila", card.buttons["draft"])
        assert [entry.ticket for entry in await entries(stage)] == [1]


async def test_a_draft_is_made_by_the_team_alone(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", DOCK)
        await stage.command("mila", "/ticket resolve #1 update it")
        button = stage.platform.in_channel("it-triage")[0].buttons["draft"]
        for who in ("ana", "joris", "sanne", "bram"):
            assert isinstance(await stage.press(who, button), Refused)
            assert isinstance(await stage.command(who, "/kb draft #1"), Refused)
        assert await entries(stage) == []


async def test_what_is_published_in_both_languages_is_written_as_files_that_lint_clean(sqlite_url, tmp_path):
    async with on_stage(sqlite_url) as stage:
        subject = await drafted(stage)
        await save(
            stage, "mila", subject, publish="yes", body="Update it.\n\n```script\n[a]\nOk?\n- Yes -> solved\n```"
        )
        settings = stage.running.settings
        alone = await export_articles(settings, tmp_path / "out")
        assert alone.written == ()
        assert [why for _, why in alone.left_out] == [f"'{subject[:-3]}' is not written in 'nl'"]
        await stage.press("mila", of_article("article-translate", f"{subject}/nl"))
        dutch = {
            "title": "Dock maakt mijn scherm groen",
            "questions": "\n".join(f"groen scherm dock {n}" for n in "abcd"),
        }
        body = "Werk het bij.\n\n```script\n[a]\nGelukt?\n- Ja -> solved\n```"
        assert isinstance(await save(stage, "mila", f"{subject[:-3]}/nl", publish="yes", body=body, **dutch), Accepted)
        both = await export_articles(settings, tmp_path / "out")
        assert (len(both.written), both.left_out) == (2, ())
    assert [str(problem) for problem in lint(tmp_path / "out")] == []
    [english, _] = load(tmp_path / "out").articles
    assert english.script is not None and english.owner == "mila"


async def test_a_book_on_a_tickets_message_makes_a_draft_too(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("ana", DOCK)
        await stage.command("mila", "/ticket resolve #1 update it")
        where, _ = stage.where("mila", "it-triage", None)
        card = stage.platform.in_channel("it-triage")[0]
        for who in ("ana", "mila"):
            await stage.receive(Reacted(f"r-{who}", stage.account(who), where, card.id, "📖", stage.clock.now()))
        assert [(entry.ticket, entry.made_by) for entry in await entries(stage)] == [(1, "mila")]


async def test_a_draft_whose_ticket_went_to_a_confidential_team_is_not_published(sqlite_url):
    async with on_stage(sqlite_url) as stage:
        await stage.write("joris", "vraagje voor hr over de groene kalender van vorige week")
        await stage.command("sanne", "/ticket resolve #1 morgen")
        await stage.command("sanne", "/kb draft #1")
        [entry] = await entries(stage)
        await stage.command("sanne", "/ticket reopen #1")
        await stage.command("sanne", "/ticket handoff #1 hr-confidential toch vertrouwelijk")
        subject = f"{entry.slug}/{entry.language}"
        outcome = await save(stage, "sanne", subject, publish="yes", owner="sanne")
        assert isinstance(outcome, Refused) and "#1" in outcome.said.summary
        assert (await entries(stage))[0].state == "draft"
