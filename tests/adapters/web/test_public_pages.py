"""What people see and do once they are signed in, and what nobody sees. A real desk behind the public listener."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model.inbound import Accepted, CommandGiven, MessageReceived, Outcome
from bot.model.places import Conversation
from bot.ports import Guest, StorageUnavailable
from tests.adapters.web.guests import Doorstep, doorstep


class AwayDoor:
    """A door whose database does not answer."""

    async def guest(self, token: str) -> Guest | None:
        raise StorageUnavailable


GATE = "the parking gate sings when it opens"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Doorstep]:
    async with doorstep(tmp_path) as step:
        yield step


async def asked(desk: Doorstep, who: str, text: str, channel: str | None = None) -> None:
    by = desk.account(who)
    where = Conversation(by.platform, channel or f"dm-{by.id}")
    key = f"m-{who}-{desk.running.desk().ids.new()}"
    message = MessageReceived(key, by, where, key, text, desk.clock.now(), direct=channel is None)
    assert isinstance(await desk.running.dispatcher.receive(message), Accepted)
    await desk.running.deliverer.settle()


@pytest.mark.parametrize("path", ["/as/ana", "/as/ana/c/dm-ana", "/as/mila/board", "/as/ana/t/1", "/as/ana/events"])
async def test_nobody_is_picked_here(desk: Doorstep, path: str) -> None:
    for browser in (desk.browser(), await desk.signed_in("ana")):
        assert (await browser.get(path)).status_code == 404
        assert (await browser.post(f"{path}/send")).status_code in (404, 405)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/board",
        "/requests",
        "/search?q=gate",
        "/t/1",
        "/c/dm-ana",
        "/c/help",
        "/events",
        "/token",
        "/sessions",
        "/kb",
        "/kb?q=vpn",
        "/kb/vpn-drops",
        "/kb/vpn-drops/figures",
        "/kb/vpn-drops/en/edit",
        "/kb/vpn-drops/en/history",
        "/kb-drafts",
        "/f/0123456789/x.png",
        "/do/complete?typed=/c",
    ],
)
async def test_who_is_not_signed_in_sees_nothing(desk: Doorstep, path: str) -> None:
    await asked(desk, "ana", GATE)
    answer = await desk.browser().get(path)
    assert answer.status_code == 401
    assert "gate" not in answer.text and "Ana" not in answer.text and "Mila" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/do/send",
        "/do/press",
        "/do/form",
        "/do/language",
        "/c/help/send",
        "/c/help/file?id=0123456789&name=x",
        "/sign-out",
        "/kb/vpn-drops",
        "/kb/vpn-drops/en/edit",
    ],
)
async def test_who_is_not_signed_in_does_nothing(desk: Doorstep, path: str) -> None:
    answer = await desk.browser().post(path, {"csrf": ""})
    assert answer.status_code == 401 and answer.json()["signed_out"]


async def test_articles_change_only_from_a_page_of_the_same_session(desk: Doorstep) -> None:
    mila, ana = await desk.signed_in("mila"), await desk.signed_in("ana")
    for sent in ("", "made-up", await ana.token()):
        for path in ("/kb/vpn-drops", "/kb/vpn-drops/en/edit"):
            assert (await mila.post(path, {"csrf": sent, "do": "save", "body": "x"})).status_code in (400, 403)
    own = {"csrf": await mila.token()}
    refused = await mila.post("/kb/vpn-drops/en/edit", own, Origin="https://evil.example")
    assert refused.status_code in (400, 403)


async def test_pages_name_nobody_else(desk: Doorstep) -> None:
    ana = await desk.signed_in("ana")
    for path in ("/requests", "/search", "/sessions", "/c/dm-ana", "/nothing"):
        page = (await ana.get(path)).text
        assert "Mila Jansen" not in page and "/as/" not in page and "Change hats" not in page


async def test_an_employee_sees_their_own_and_nothing_internal(desk: Doorstep) -> None:
    await asked(desk, "ana", GATE)
    await desk.say("bram", "claim #1")
    await desk.say("bram", "note #1 SECRET-hinge")
    await desk.say("bram", "tag #1 SECRET-customer")
    await desk.say("bram", "priority #1 low")
    await desk.say("bram", "reply #1 We are on it")
    ana, joris = await desk.signed_in("ana"), await desk.signed_in("joris")
    page = (await ana.get("/t/1")).text
    assert GATE in page and "We are on it" in page
    for path in ("/t/1", "/t/1?part=body", "/t/1?part=panel", "/requests", "/search?q=hinge", "/search?q=gate"):
        shown = (await ana.get(path)).text.lower().replace("q=secret", "")
        assert "secret" not in shown and "priority" not in shown
    assert "secret-customer" in (await (await desk.signed_in("bram")).get("/t/1")).text.lower()
    assert "event-why" not in page  # why it did so names what only agents read
    assert (await ana.get("/board")).status_code == 404
    assert (await joris.get("/t/1")).status_code == 404
    assert GATE not in (await joris.get("/search?q=gate")).text + (await joris.get("/requests")).text


async def test_a_refused_ticket_looks_like_one_that_never_was(desk: Doorstep) -> None:
    await asked(desk, "ana", GATE)
    joris = await desk.signed_in("joris")
    there, not_there = await joris.get("/t/1"), await joris.get("/t/999")
    assert there.status_code == not_there.status_code == 404
    assert there.text.replace(await joris.token(), "") == not_there.text.replace(await joris.token(), "")


async def test_an_agent_works_on_the_board_and_sees_notes_set_apart(desk: Doorstep) -> None:
    await asked(desk, "ana", GATE)
    bram = await desk.signed_in("bram")
    assert (await bram.get("/")).headers["location"] == "/board"
    board = (await bram.get("/board")).text
    assert GATE in board
    request = board.split('data-request="')[1].split('"')[0]
    claimed = await bram.do("press", {"action": "claim", "subject": request})
    assert claimed.status_code == 200 and "refused" not in claimed.json()
    sent = await bram.do("send", {"id": "client-id-0002", "text": "/ticket note #1 SECRET-hinge"})
    assert sent.status_code == 200
    page = (await bram.get("/t/1")).text
    assert "Bram Mulder" in page and "SECRET-hinge" in page and "is-note" in page and "event-why" in page


async def test_an_agent_sees_no_confidential_ticket_of_another_team(desk: Doorstep) -> None:
    await asked(desk, "ana", "PRIVATE-matter", "help-hr")
    await desk.say("sanne", "handoff #1 hr-confidential PRIVATE-reason")
    noor = await desk.signed_in("mila")
    for path in ("/t/1", "/t/1?part=body", "/search?q=PRIVATE-matter", "/search?q=from:ana", "/board"):
        assert "PRIVATE" not in (await noor.get(path)).text.replace("PRIVATE-matter", "", 2)
    assert (await noor.get("/t/1")).status_code == 404
    refused = await noor.do("send", {"text": "/ticket claim #1"})
    assert refused.json()["refused"]


async def test_rights_are_the_cores_whatever_a_page_sends(desk: Doorstep) -> None:
    await asked(desk, "ana", GATE)
    async with desk.running.storage("main") as tx:
        ticket = await tx.requests.numbered(1)
    assert ticket is not None
    joris = await desk.signed_in("joris")
    for action in ("claim", "resolve", "close", "reply", "note", "web", "ticket"):
        answer = await joris.do("press", {"id": f"client-{action}-1", "action": action, "subject": ticket.id})
        assert answer.json().get("refused"), action
    for text in ("/ticket close #1", "/ticket say #1 hello", "/ticket note #1 x", "/ticket #1"):
        assert (await joris.do("send", {"id": f"client-{hash(text)}", "text": text})).json().get("refused"), text
    answer = await joris.do("form", {"name": "note", "subject": ticket.id, "values": {"text": "x"}})
    assert answer.json().get("refused")
    async with desk.running.storage("main") as tx:
        assert (await tx.requests.numbered(1)) == ticket


async def test_the_requester_adds_words_and_closes_from_the_page(desk: Doorstep) -> None:
    await asked(desk, "ana", GATE)
    ana, bram = await desk.signed_in("ana"), await desk.signed_in("bram")
    await ana.do("send", {"text": "/ticket say #1 it whistles too"})
    assert "it whistles too" in (await bram.get("/t/1")).text
    assert "it whistles too" in (await ana.get("/t/1")).text
    page = (await ana.get("/t/1")).text
    assert 'data-action="close"' in page and 'data-action="claim"' not in page


async def test_a_page_takes_commands_and_no_talk(desk: Doorstep) -> None:
    ana = await desk.signed_in("ana")
    assert (await ana.do("send", {"text": "hello there"})).status_code == 422
    assert (await ana.do("send", {"text": "/ticket new " + GATE})).status_code == 200
    assert GATE in (await ana.get("/requests")).text


async def test_who_comes_from_another_platform_sees_their_own_there(desk: Doorstep) -> None:
    await asked(desk, "slack:ana", GATE)  # an account that happens to be called like Ana's
    zoe = await desk.signed_in("slack:ana")
    assert GATE in (await zoe.get("/requests")).text
    assert (await zoe.get("/t/1")).status_code == 200
    for path in ("/c/dm-ana", "/c/help", "/c/dm-ana/posts", "/board"):
        assert (await zoe.get(path)).status_code == 404
    assert (await zoe.client.post("/c/dm-ana/send", json={})).status_code == 404
    assert "dm-ana" not in (await zoe.get("/requests")).text


async def test_the_language_is_a_press_away_and_holds_in_chat(desk: Doorstep) -> None:
    ana = await desk.signed_in("ana")
    fields = {"csrf": await ana.token(), "language": "nl", "back": "/search"}
    assert (await ana.post("/do/language", fields)).headers["location"] == "/search"
    assert "Mijn aanvragen" in (await ana.get("/requests")).text
    assert "Laatst gebruikt" in str(await desk.say("ana", "web sessies"))
    for back in ("//evil.example", "https://evil.example", "", "/\\evil"):
        answer = await ana.post("/do/language", fields | {"csrf": await ana.token(), "back": back})
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize("words", ["from:", "queue:it-l1x", "status:purple", "before:soon", "!!! ???", "::", "-"])
async def test_a_search_that_says_nothing_gets_a_sentence(desk: Doorstep, words: str) -> None:
    for who in ("ana", "mila"):
        page = await (await desk.signed_in(who)).get(f"/search?q={words}")
        assert page.status_code == 200 and 'role="alert"' in page.text


async def test_oversized_posts_get_a_sentence(desk: Doorstep) -> None:
    ana = await desk.signed_in("ana")
    large = await ana.do("send", {"text": "/ticket new " + "x" * 1_100_000})
    assert large.status_code == 413 and "shorten" in large.json()["problem"]
    form = await ana.post("/sign-out", {"csrf": await ana.token(), "session": "x" * 300_000})
    assert form.status_code == 413 and "shorten" in form.text
    fields = await ana.client.post("/sign-out", content="&".join("a=1" for _ in range(99)))
    assert fields.status_code == 400


@pytest.mark.parametrize("path", ["/", "/requests", "/sign-in", "/sign-in/abc", "/t/1", "/static/app.js", "/healthz"])
async def test_every_answer_has_the_strict_headers(desk: Doorstep, path: str) -> None:
    for browser in (desk.browser(), await desk.signed_in("ana")):
        headers = (await browser.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1:8766", "desk.example.org.evil.example", ""])
async def test_only_the_name_links_carry_is_answered(desk: Doorstep, host: str) -> None:
    ana = await desk.signed_in("ana")
    assert (await ana.get("/requests", Host=host)).status_code == 421
    assert (await ana.get("/healthz", Host=host)).status_code == 200
    assert (await ana.get("/readyz", Host=host)).status_code == 200


async def test_a_desk_that_is_away_says_so(desk: Doorstep) -> None:
    ana = await desk.signed_in("ana")
    desk.site.door = AwayDoor()
    page = await ana.get("/requests")
    assert page.status_code == 503 and "away for a moment" in page.text
    answer = await ana.post("/do/send")
    assert answer.status_code == 503 and answer.json()["again"]


async def test_the_given_command_reaches_the_desk_as_the_person(desk: Doorstep) -> None:
    ana = await desk.signed_in("ana")
    seen: list[CommandGiven] = []
    receive = desk.site.receive

    async def watched(inbound: CommandGiven) -> Outcome:
        seen.append(inbound)
        return await receive(inbound)

    desk.site.receive = watched
    await ana.do("send", {"text": "/ticket mine", "account": "mila", "by": "mila"})
    assert [(one.by.id, one.direct) for one in seen] == [("ana", True)]
