"""Three outcomes, and what became of answers: kept in the database, for every replica and after every restart."""

from dataclasses import replace

import pytest

from bot.model.content import Button
from bot.model.proof import Given, Verdict
from bot.model.states import Outcome, Status
from bot.ports import Page
from tests.fakes import on_stage

VPN = "my vpn keeps dropping"
VAGUE = "my second screen shows everything upside down after lunch"


async def proofs(stage) -> list[Given]:
    async with stage.running.storage("main") as tx:
        return await tx.proofs.latest(50)


async def newest(stage, who):
    async with stage.running.storage("main", read_only=True) as tx:
        return (await tx.requests.of_requester(who, Page(size=1)))[0]


async def verdict_on(stage, who, text, press=None):
    await stage.write(who, text)
    request = await newest(stage, who)
    if press:
        await stage.press(who, Button(press, request.id, "x"))
    return request


async def test_what_became_of_an_answer_is_kept(database_url) -> None:
    async with on_stage(database_url) as stage:
        await verdict_on(stage, "ana", VPN, "solved")
        await verdict_on(stage, "joris", VPN, "help")
        silent = await verdict_on(stage, "sanne", VPN)
        assert [one.verdict for one in await proofs(stage)] == [Verdict.FAILED, Verdict.SOLVED]
        await stage.clock_by(hours=73)
        kept = await proofs(stage)
        assert sorted(one.verdict for one in kept) == [Verdict.FAILED, Verdict.SILENT, Verdict.SOLVED]
        assert {one.slug for one in kept} == {"vpn-drops"}
        assert next(one for one in kept if one.verdict is Verdict.SILENT).request_id == silent.id


async def test_an_article_that_failed_two_people_is_offered_and_no_longer_sent_even_after_a_restart(
    database_url,
) -> None:
    async with on_stage(database_url) as stage:
        for who in ("ana", "joris"):
            await verdict_on(stage, who, VPN, "help")
    async with on_stage(database_url) as stage:
        stage.keys_from(100)
        request = await verdict_on(stage, "sanne", VPN)
        assert request.offering
        await stage.press("sanne", Button("article", f"{request.id}/vpn-drops", "x"))
        await stage.press("sanne", Button("solved", request.id, "x"))
        assert (await newest(stage, "sanne")).outcome is Outcome.SELF_SERVICE
        assert Verdict.SOLVED in {one.verdict for one in await proofs(stage)}


async def test_who_comes_back_with_the_same_thing_was_not_helped(sqlite_url) -> None:
    async with on_stage(sqlite_url) as stage:
        first = await verdict_on(stage, "ana", VPN, "solved")
        await stage.clock_by(days=1)
        await verdict_on(stage, "ana", VPN, "help")
        kept = {one.request_id: one.verdict for one in await proofs(stage)}
        assert kept.pop(first.id) is Verdict.AGAIN
        assert list(kept.values()) == [Verdict.FAILED]


async def test_what_was_no_request_is_evidence_too(sqlite_url) -> None:
    async with on_stage(sqlite_url) as stage:
        await verdict_on(stage, "ana", VPN, "help")
        await stage.command("mila", "/ticket dismiss #1")
        assert [one.verdict for one in await proofs(stage)] == [Verdict.DISMISSED]


async def test_what_becomes_confidential_counts_nowhere(sqlite_url) -> None:
    async with on_stage(sqlite_url) as stage:
        await verdict_on(stage, "ana", "how do I request time off?", "help")
        assert len(await proofs(stage)) == 1
        await stage.command("sanne", "/ticket handoff #1 hr-confidential it is about a colleague")
        await stage.command("femke", "/ticket accept #1")
        assert await proofs(stage) == []


async def test_another_title_chosen_says_that_the_first_was_wrong(sqlite_url) -> None:
    async with on_stage(sqlite_url) as stage:
        request = await verdict_on(stage, "ana", VPN)
        await stage.press("ana", Button("article", f"{request.id}/laptop-slow", "x"))
        assert [(one.slug, one.verdict) for one in await proofs(stage)] == [("vpn-drops", Verdict.FAILED)]


async def test_titles_nobody_chose_become_a_ticket_by_themselves_once(database_url) -> None:
    async with on_stage(database_url) as stage:
        request = await verdict_on(stage, "ana", VAGUE)
        assert request.offering and request.number is None
        await stage.clock_by(minutes=31)
        after = await newest(stage, "ana")
        assert (after.status, after.number) == (Status.NEW, 1)
        await stage.press("ana", Button("none", request.id, "x"))
        await stage.clock_by(hours=2)
        assert (await newest(stage, "ana")).number == 1
        assert await proofs(stage) == []  # an offer is no answer


async def test_none_of_these_is_the_requesters_to_press(sqlite_url) -> None:
    async with on_stage(sqlite_url) as stage:
        request = await verdict_on(stage, "ana", VAGUE)
        await stage.press("joris", Button("none", request.id, "x"))
        assert (await newest(stage, "ana")).offering
        await stage.press("ana", Button("none", request.id, "x"))
        assert (await newest(stage, "ana")).number == 1


async def test_titles_taken_back_end_without_a_ticket(sqlite_url) -> None:
    async with on_stage(sqlite_url) as stage:
        _, source = await stage.write("ana", VAGUE)
        await stage.delete("ana", source)
        await stage.clock_by(minutes=31)
        request = await newest(stage, "ana")
        assert (request.number, request.outcome) == (None, Outcome.WITHDRAWN)


@pytest.mark.parametrize("who", ["ana", "mila"])
async def test_titles_someone_may_not_read_are_neither_offered_nor_explained(sqlite_url, who) -> None:
    async with on_stage(sqlite_url) as stage:
        desk = stage.running.desk
        hidden = next(a for a in desk.desk.library.articles if a.slug == "screen-text-size" and a.language == "en")
        secret = replace(hidden, audience="hr-confidential", title="SECRET-title")
        rest = tuple(a for a in desk.desk.library.articles if a.slug != "screen-text-size")
        library = replace(desk.desk.library, articles=(*rest, secret))
        desk.desk = replace(
            desk.desk, library=library, matcher=desk.desk.matcher.updated(library.articles), files=library
        )
        await stage.write(who, VAGUE)
        said = [await stage.command(who, f"/kb why {words}") for words in (VAGUE, "screen-text-size")]
        assert "SECRET" not in str(said) + "".join(post.text for post in stage.platform.shown.values())
