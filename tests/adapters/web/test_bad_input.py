"""Rubbish in, a clear sentence out; nothing reaches the desk."""

import pytest

from bot.model.inbound import MessageReceived
from tests.adapters.web.conftest import Workspace


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u200b\u200d\ufeff", "\x00\x01"])
async def test_nothing_visible_is_not_sent(workspace: Workspace, text: str) -> None:
    answer = await workspace.write(text)
    assert answer.status_code == 422
    assert answer.json() == {
        "problem": "There is nothing to send yet. Write something first.",
        "again": False,
    }
    assert workspace.receive.seen == []


async def test_forty_thousand_characters_arrive_whole(workspace: Workspace) -> None:
    text = "é" * 39_999 + "!"
    assert (await workspace.write(text)).status_code == 200
    [seen] = workspace.receive.seen
    assert isinstance(seen, MessageReceived) and seen.text == text


async def test_one_character_more_is_too_long(workspace: Workspace) -> None:
    answer = await workspace.write("x" * 40_001)
    assert answer.status_code == 422 and "40,000" in answer.json()["problem"]
    assert workspace.receive.seen == []


async def test_a_huge_body_is_not_read_to_its_end(workspace: Workspace) -> None:
    answer = await workspace.write("x" * 1_100_000)
    assert answer.status_code == 413 and "40,000" in answer.json()["problem"]


@pytest.mark.parametrize("text", ["مرحبا، لا يعمل الهاتف", "a\u202eevil\u202c", "👩‍👩‍👧‍👦", "z\u200bw"])
async def test_any_script_is_shown_as_it_was_typed(workspace: Workspace, text: str) -> None:
    await workspace.write(text)
    assert f'dir="auto">{text}</div>' in await workspace.page("/as/ana/c/dm-ana")


async def test_broken_surrogates_and_controls_are_cleaned(workspace: Workspace) -> None:
    token = await workspace.token()
    await workspace.client.post(
        "/as/ana/c/dm-ana/send",
        content=b'{"id": "client-id-0001", "text": "a\\ud800b\\u0000c\\r\\nd"}',
        headers={"X-CSRF-Token": token},
    )
    [seen] = workspace.receive.seen
    assert isinstance(seen, MessageReceived) and seen.text == "a\ufffdbc\nd"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"text": "no id"}',
        b'{"id": "../../etc", "text": "x"}',
        b'{"id": "client-id-0001", "text": "x", "values": []}',
    ],
)
async def test_a_broken_body_is_a_sentence(workspace: Workspace, body: bytes) -> None:
    token = await workspace.token()
    for action in ("send", "press", "form", "delete"):
        path = f"/as/ana/c/dm-ana/{action}"
        answer = await workspace.client.post(path, content=body, headers={"X-CSRF-Token": token})
        assert answer.status_code == 400 and "could not be read" in answer.json()["problem"]
    assert workspace.receive.seen == []


@pytest.mark.parametrize(
    "path",
    [
        "/as/nobody",
        "/as/nobody/c/help",
        "/as/ana/c/nowhere",
        "/as/ana/c/help?thread=m-gone",
        "/as/ana/t/404",
        "/nowhere",
    ],
)
async def test_what_is_not_there_has_a_page_with_a_way_back(workspace: Workspace, path: str) -> None:
    response = await workspace.client.get(path)
    assert response.status_code == 404
    assert 'href="/"' in response.text and "Nothing here" in response.text


async def test_rubbish_in_a_query_is_no_error(workspace: Workspace) -> None:
    assert (await workspace.client.get("/as/ana/c/help/posts?before=yesterday")).status_code == 200
    assert (await workspace.client.get("/as/ana/c/help/posts?before=2026-01-01")).status_code == 200
    assert (await workspace.client.get("/as/ana/c/help/complete?typed=" + "/" * 5000)).status_code == 200
