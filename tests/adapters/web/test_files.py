"""Files in the workspace: sent ahead of their message, shown safely, saved by those who may see them."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.model.content import Attached, Content, Quote
from bot.model.effects import Post
from bot.model.files import File, Openable
from bot.model.inbound import Accepted, MessageReceived, Unavailable
from bot.model.places import Conversation
from bot.ports import Delivery
from bot.settings import FileSettings
from tests.adapters.web.conftest import BASE, Workspace
from tests.adapters.web.fakes import surroundings

UP = "upload-0001"
PICTURE = File("f1", "screen.png", "image/png", 11, "h1")
DRAWING = File("f2", 'lo"go.svg', "image/svg+xml", 11, "h2")
LOST = File("f3", "film.mkv", "application/octet-stream", 0, "", "too-big")


async def upload(
    workspace: Workspace, body: Any = b"bytes", *, by: str = "ana", channel: str = "dm-ana", **query: str
) -> httpx.Response:
    params = {"id": UP, "name": "a b.txt"} | query
    headers = {"X-CSRF-Token": await workspace.token(), "Origin": BASE}
    return await workspace.client.post(f"/as/{by}/c/{channel}/file", params=params, content=body, headers=headers)


async def offered(workspace: Workspace, number: int = -1) -> list[tuple[str, bytes]]:
    seen = workspace.receive.seen[number]
    assert isinstance(seen, MessageReceived)
    return [(one.name, b"".join([piece async for piece in one.read()])) for one in seen.files]


async def test_a_file_goes_along_with_its_message(workspace: Workspace) -> None:
    assert (await upload(workspace, b"the bytes")).json() == {"id": UP, "size": 9}
    read: list[list[tuple[str, bytes]]] = []

    async def meanwhile() -> None:
        read.extend([await offered(workspace), await offered(workspace)])  # a second try reads them anew

    workspace.receive.meanwhile = meanwhile
    workspace.receive.outcome = Accepted(files=(PICTURE,))
    assert (await workspace.write("", files=UP)).status_code == 200
    assert read == [[("a b.txt", b"the bytes")]] * 2
    page = await workspace.page("/as/ana/c/dm-ana")
    assert 'src="/as/ana/f/f1/screen.png?post=m-ana-client-id-0001"' in page


async def test_an_upload_is_taken_once_and_only_by_its_own_person(workspace: Workspace) -> None:
    await upload(workspace)
    stolen = await workspace.write("mine", by="mila", channel="dm-mila", files=UP)
    assert stolen.status_code == 409 and workspace.receive.seen == []
    assert (await workspace.write("hers", files=UP)).status_code == 200
    again = await workspace.write("hers", files=UP, id="client-id-0002")
    assert again.status_code == 409 and "attach it again" in again.json()["problem"]


async def test_what_could_not_be_stored_still_has_its_files(workspace: Workspace) -> None:
    await upload(workspace)
    workspace.receive.outcome = Unavailable(Content((), "later"))
    assert (await workspace.write("x", files=UP)).status_code == 503
    workspace.receive.outcome = Accepted()
    assert (await workspace.write("x", files=UP)).status_code == 200


async def test_a_200_mb_file_is_stopped_in_the_middle(workspace: Workspace) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(200):
            sent += 1
            yield b"x" * 1_048_576

    answer = await upload(workspace, endless(), name="film.mkv")
    assert answer.status_code == 413 and "film.mkv" in answer.json()["problem"] and "25 MB" in answer.json()["problem"]
    assert sent == 26
    said = await workspace.client.post(
        f"/as/ana/c/dm-ana/file?id={UP}",
        headers={"X-CSRF-Token": await workspace.token(), "Content-Length": str(200 * 1_048_576)},
    )
    assert said.status_code == 413


@pytest.mark.parametrize("query", [{"id": "../../x"}, {"id": ""}])
async def test_a_made_up_id_is_refused(workspace: Workspace, query: dict[str, str]) -> None:
    assert (await upload(workspace, **query)).status_code == 400


async def test_another_page_cannot_upload(workspace: Workspace) -> None:
    answer = await workspace.client.post(f"/as/ana/c/dm-ana/file?id={UP}&name=x", content=b"x")
    assert answer.status_code == 403
    assert (await upload(workspace, channel="it-triage")).status_code == 404


async def test_files_with_a_command_are_refused_and_keep_waiting(workspace: Workspace) -> None:
    await upload(workspace)
    answer = await workspace.write("/claim 1", files=UP)
    assert answer.status_code == 422 and workspace.receive.seen == []
    assert (await workspace.write("then so", files=UP)).status_code == 200


async def test_where_the_desk_takes_no_part_the_person_is_told(workspace: Workspace) -> None:
    await upload(workspace)
    workspace.receive.outcome = Accepted(kept=False)
    answer = await workspace.write("look at this", files=UP)
    assert "it kept none" in answer.json()["said"][0]


async def posted(workspace: Workspace, channel: str, *files: File) -> None:
    content = Content((Quote("look", "Ana"), Attached(files)), "look")
    await workspace.platform.deliver(Delivery(Conversation("web", channel), Post(content)), "k1")


async def test_only_pictures_are_shown_and_everything_is_locked_in(workspace: Workspace) -> None:
    await posted(workspace, "help", PICTURE, DRAWING, LOST)
    page = await workspace.page("/as/ana/c/help")
    assert page.count("<img") == 1 and 'download="lo&#34;go.svg"' in page and "not kept: too large" in page
    shown = await workspace.client.get("/as/ana/f/f1/screen.png?post=k1")
    assert shown.content == b"bytes of h1" and shown.headers["content-type"] == "image/png"
    assert shown.headers["content-disposition"].startswith("inline")
    saved = await workspace.client.get("/as/ana/f/f2/logo.svg?post=k1")
    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.headers["content-disposition"] == "attachment; filename=\"lo_go.svg\"; filename*=UTF-8''lo%22go.svg"
    for answer in (shown, saved):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"


async def test_a_file_of_a_channel_one_is_not_in_is_not_there(workspace: Workspace) -> None:
    await posted(workspace, "it-triage", PICTURE, LOST)
    assert (await workspace.client.get("/as/mila/f/f1/x?post=k1")).status_code == 200
    for path in ("/as/ana/f/f1/x?post=k1", "/as/mila/f/f9/x?post=k1", "/as/mila/f/f3/x?post=k1", "/as/mila/f/f1/x"):
        assert (await workspace.client.get(path)).status_code == 404
    await workspace.posts.change("k1", deleted=True)
    assert (await workspace.client.get("/as/mila/f/f1/x?post=k1")).status_code == 404


async def test_without_a_post_the_desk_says_who_may_open_it(workspace: Workspace) -> None:
    async def read() -> AsyncIterator[bytes]:
        yield b"from the desk"

    workspace.desk.files["ana", "f1"] = Openable(File("f1", "a.txt", "text/plain", 13, "h"), read)
    assert (await workspace.client.get("/as/ana/f/f1/a.txt")).content == b"from the desk"
    assert (await workspace.client.get("/as/mila/f/f1/a.txt")).status_code == 404


async def test_a_name_cannot_break_out_of_the_page(workspace: Workspace) -> None:
    await posted(workspace, "help", File("f1", "x' onerror='alert(1).png", "image/png", 3, "h1"))
    page = await workspace.page("/as/ana/c/help")
    assert "onerror='alert" not in page


async def test_the_limit_of_the_settings_counts(workspace: Workspace) -> None:
    around = surroundings(workspace.posts, files=FileSettings(max_file_mb=3))
    assert around.settings.files.max_file_mb == 3


async def test_a_tickets_transcript_is_saved_by_who_may_have_it(workspace: Workspace) -> None:
    async def read() -> AsyncIterator[bytes]:
        yield b"PK the archive"

    zipped = File("x", "ticket-7.zip", "application/zip", 14, "h")
    workspace.desk.files["mila", "export-7"] = Openable(zipped, read)
    saved = await workspace.client.get("/as/mila/t/7/export")
    assert saved.content == b"PK the archive" and "attachment" in saved.headers["content-disposition"]
    assert (await workspace.client.get("/as/ana/t/7/export")).status_code == 404
