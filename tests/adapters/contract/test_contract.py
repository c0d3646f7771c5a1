"""What every chat platform must do, run over every folder under adapters.

Beside an adapter's own tests stands `tests/adapters/NAME/contract.py`, which says how to build it and read it back:

    def build(surroundings) -> AsyncContextManager[ChatPlatform]   # ready to deliver, with its double if it needs one
    async def shown(platform, receipt) -> str        # the words and marks a reader sees; "" once taken back
    async def posts(platform, channel, thread) -> int           # how many posts stand there
    async def person_wrote(platform, channel, text) -> str      # a person's message; its id
    async def saved(platform, receipt, name) -> bytes           # what a reader gets who saves that file of a post
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import adapters
from bot.compose import open_desk
from bot.model.content import (
    Attached,
    Block,
    Button,
    Buttons,
    Content,
    Fields,
    Heading,
    Quote,
    Small,
    Table,
    Text,
    plain,
)
from bot.model.effects import Delete, Edit, Mark, Post
from bot.model.files import File, Openable, Read
from bot.model.places import Conversation, Direct
from bot.ports import Blobs, ChatPlatform, Delivery, DeliveryFailed, Receipt
from bot.settings import FileSettings
from tests.databases import prepared
from tests.fakes import desk_settings

CHANNEL, OTHER = "it-triage", "help"


@dataclass
class Stand:
    """One platform, built, and the way to read it back."""

    name: str
    platform: ChatPlatform
    hook: ModuleType
    blobs: Blobs

    def in_channel(self, thread: str | None = None, channel: str = CHANNEL) -> Conversation:
        return Conversation(self.name, channel, thread)

    async def post(self, content: Content, key: str, to: Conversation | Direct | None = None) -> Receipt:
        return await self.platform.deliver(Delivery(to or self.in_channel(), Post(content)), key)

    async def post_files(self, key: str, *files: tuple[File, bytes], text: str = "look") -> Receipt:
        """A post with files, as delivery hands it over."""
        content = Content((Quote(text, "Ana Souza"), Attached(tuple(file for file, _ in files))), text)
        kept = tuple(Openable(file, reading(data)) for file, data in files if file.kept)
        return await self.platform.deliver(Delivery(self.in_channel(), Post(content), files=kept), key)

    async def do(self, act: Edit | Delete | Mark, key: str, message_id: str | None) -> Receipt:
        return await self.platform.deliver(Delivery(self.in_channel(), act, message_id), key)

    async def shown(self, receipt: Receipt) -> str:
        return str(await self.hook.shown(self.platform, receipt))

    async def posts(self, channel: str = CHANNEL, thread: str | None = None) -> int:
        return int(await self.hook.posts(self.platform, channel, thread))


@pytest.fixture(params=adapters.available())
async def stand(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stand]:
    name = request.param
    files = FileSettings(folder=tmp_path / "files")
    settings = desk_settings(prepared(f"sqlite:///{tmp_path}/loket.db"), files=files)
    async with open_desk(settings, platforms={}, engine=False, durable=False) as running:
        hook = import_module(f"tests.adapters.{name}.contract")
        async with hook.build(running.surroundings) as platform:
            yield Stand(name, platform, hook, running.blobs)


def reading(data: bytes) -> Read:
    async def read() -> AsyncIterator[bytes]:
        for at in range(0, len(data), 1000):
            yield data[at : at + 1000]

    return read


def squeezed(text: str) -> str:
    """Without white space: how a platform breaks its lines is its own affair."""
    return "".join(text.split())


async def test_the_name_is_the_folders(stand: Stand) -> None:
    assert stand.platform.name == stand.name


async def test_a_post_stands_in_its_channel(stand: Stand) -> None:
    receipt = await stand.post(plain("The printer is back"), "k1")
    assert receipt.channel == CHANNEL and receipt.thread is None and receipt.message_id
    assert "The printer is back" in await stand.shown(receipt)
    assert await stand.posts() == 1


async def test_a_post_in_a_thread_stands_there_alone(stand: Stand) -> None:
    root = await stand.post(plain("root"), "k1")
    reply = await stand.post(plain("only here"), "k2", stand.in_channel(root.message_id))
    assert reply.thread == root.message_id
    assert "only here" in await stand.shown(reply)
    assert (await stand.posts(), await stand.posts(thread=root.message_id)) == (1, 1)


async def test_a_direct_post_stands_where_nobody_else_reads(stand: Stand) -> None:
    receipt = await stand.post(plain("for you"), "k1", Direct(stand.name, "ana"))
    other = await stand.post(plain("for him"), "k2", Direct(stand.name, "joris"))
    assert "for you" in await stand.shown(receipt)
    assert len({receipt.channel, other.channel, CHANNEL, OTHER}) == 4
    assert (await stand.posts(), await stand.posts(receipt.channel)) == (0, 1)


async def test_the_same_key_again_changes_nothing(stand: Stand) -> None:
    first = await stand.post(plain("once"), "k1")
    assert await stand.post(plain("once"), "k1") == first
    assert await stand.posts() == 1


async def test_different_keys_are_different_posts_with_the_same_words(stand: Stand) -> None:
    first, second = await stand.post(plain("again"), "k1"), await stand.post(plain("again"), "k2")
    assert first.message_id != second.message_id
    assert await stand.posts() == 2


async def test_an_edit_replaces_the_words_where_they_stand(stand: Stand) -> None:
    receipt = await stand.post(plain("before"), "k1")
    for _ in range(2):
        edited = await stand.do(Edit("a", plain("after")), "k2", receipt.message_id)
        assert (edited.channel, edited.message_id) == (receipt.channel, receipt.message_id)
    shown = await stand.shown(receipt)
    assert "after" in shown and "before" not in shown
    assert await stand.posts() == 1


async def test_what_is_taken_back_is_gone(stand: Stand) -> None:
    receipt = await stand.post(plain("oops"), "k1")
    for _ in range(2):
        await stand.do(Delete("a"), "k2", receipt.message_id)
    assert "oops" not in await stand.shown(receipt)


async def test_a_mark_stands_on_somebodys_message_once(stand: Stand) -> None:
    message = await stand.hook.person_wrote(stand.platform, CHANNEL, "please")
    for _ in range(2):
        await stand.do(Mark(message, "✉️"), "k1", None)
    shown = await stand.shown(Receipt(CHANNEL, message))
    assert "please" in shown and shown.count("✉") == 1


@pytest.mark.parametrize("act", [Edit("a", plain("x")), Delete("a"), Mark("nothing", "✉️")], ids=lambda act: act.kind)
async def test_what_is_not_there_fails_for_good(stand: Stand, act: Edit | Delete | Mark) -> None:
    with pytest.raises(DeliveryFailed) as failed:
        await stand.do(act, "k1", "nothing")
    assert failed.value.final and failed.value.reason


LINKS = "[Ana](<person:ana>) [\\#7](ticket:7) [Mon 9:00](time:2026-11-23T08:00:00Z) [VPN](article:vpn-drops)"
BLOCKS: list[tuple[Block, list[str]]] = [
    (Text("First **bold** and `code`.\n\n1. one\n2. two\n\n- dot"), ["First", "bold", "code", "one", "two", "dot"]),
    (Text("See [the site](https://example.com/a?b=1)"), ["the site"]),
    (Text(LINKS), ["Ana", "#7", "Mon 9:00", "VPN"]),
    (Heading("Plain *not* bold"), ["Plain *not* bold"]),
    (Small("quiet [\\#9](ticket:9)"), ["quiet", "#9"]),
    (Quote("her words\non two lines", "Ana Souza"), ["her words", "on two lines", "Ana Souza"]),
    (Fields((("Owner", "[Mila](<person:mila>)"), ("Team", "**IT**"))), ["Owner", "Mila", "Team", "IT"]),
    (
        Table(("No.", "Subject"), (("[\\#1](ticket:1)", "vpn"), ("\\#2", "lamp"))),
        ["No.", "Subject", "#1", "vpn", "lamp"],
    ),
    (Buttons((Button("solved", "r1", "✅ Solved"), Button("help", "r1", "Help", "danger"))), ["Solved", "Help"]),
]


@pytest.mark.parametrize(("block", "words"), BLOCKS, ids=lambda value: getattr(value, "kind", ""))
async def test_every_block_is_shown_whole(stand: Stand, block: Block, words: list[str]) -> None:
    shown = squeezed(await stand.shown(await stand.post(Content((block,), "summary"), "k1")))
    assert [word for word in words if squeezed(word) not in shown] == []


HOSTILE = (
    "<script>alert(1)</script> <b>b</b> [bold]rich[/bold] *stars* _lines_ `ticks` ~~gone~~ @everyone <@U1> <!channel> "
    "[link](https://x.example) ![img](https://x.example/p.png) # not a head | a | b | &amp; \\* :smile: {{ 7 * 7 }} %s"
)


@pytest.mark.parametrize(
    "block", [Quote(HOSTILE, "[red]Ana[/red] <i>"), Heading(HOSTILE)], ids=lambda block: block.kind
)
async def test_what_people_typed_is_never_interpreted(stand: Stand, block: Block) -> None:
    shown = await stand.shown(await stand.post(Content((block,), "summary"), "k1"))
    assert squeezed(HOSTILE) in squeezed(shown)


@pytest.mark.parametrize("words", ["word " * 2400, "unbroken" * 1500, "line\n" * 2400], ids=["words", "one", "lines"])
async def test_twelve_thousand_characters_lose_nothing(stand: Stand, words: str) -> None:
    content = Content((Heading("Long"), Quote(words + "END"), Small("after")), "summary")
    shown = squeezed(await stand.shown(await stand.post(content, "k1")))
    assert squeezed(words + "END") in shown
    assert "after" in shown


async def test_other_scripts_arrive_as_they_were_typed(stand: Stand) -> None:
    words = "שלום עולם · مرحبا · 你好 · Ünïcödé · 👩🏽‍💻 · a\u200bb"
    shown = await stand.shown(await stand.post(Content((Quote(words),), "summary"), "k1"))
    assert squeezed(words) in squeezed(shown)


async def a_stored_file(stand: Stand, id: str, name: str, media_type: str, data: bytes) -> tuple[File, bytes]:
    """As the desk keeps it: adapters whose server we are ourselves read it from there."""
    blob = await stand.blobs.put(reading(data)(), len(data))
    return File(id, name, media_type, len(data), blob.hash), data


PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 900


async def test_files_arrive_with_their_words_and_whole(stand: Stand) -> None:
    picture = await a_stored_file(stand, "f1", "screen shot.png", "image/png", PNG)
    log = await a_stored_file(stand, "f2", "été.log", "text/plain", b"line\n" * 1000)
    receipt = await stand.post_files("k1", picture, log)
    shown = await stand.shown(receipt)
    assert "look" in shown and "screen shot.png" in shown and "été.log" in shown
    assert await stand.hook.saved(stand.platform, receipt, "screen shot.png") == PNG
    assert await stand.hook.saved(stand.platform, receipt, "été.log") == b"line\n" * 1000


async def test_files_of_the_same_key_arrive_once(stand: Stand) -> None:
    picture = await a_stored_file(stand, "f1", "one.png", "image/png", PNG)
    assert await stand.post_files("k1", picture) == await stand.post_files("k1", picture)
    assert await stand.posts() == 1


async def test_a_file_that_is_not_here_is_named(stand: Stand) -> None:
    shown = await stand.shown(await stand.post_files("k1", (File("f1", "film.mkv", "x/y", 9, "", "too-big"), b"")))
    assert "film.mkv" in shown


async def test_files_of_what_is_taken_back_are_gone_too(stand: Stand) -> None:
    receipt = await stand.post_files("k1", await a_stored_file(stand, "f1", "oops.png", "image/png", PNG))
    await stand.do(Delete("a"), "k2", receipt.message_id)
    assert "oops.png" not in await stand.shown(receipt)
    assert await stand.hook.saved(stand.platform, receipt, "oops.png") == b""
