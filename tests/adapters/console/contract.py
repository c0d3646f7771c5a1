"""How the contract suite builds the terminal and reads it back."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.console import Console

from adapters.console import screen
from adapters.console.platform import ConsolePlatform
from bot.ports import LocalPost, Receipt, Surroundings

WIDE = 13_000  # columns, so that nothing is broken into lines


@asynccontextmanager
async def build(surroundings: Surroundings) -> AsyncIterator[ConsolePlatform]:
    yield ConsolePlatform(surroundings)


async def shown(platform: ConsolePlatform, receipt: Receipt) -> str:
    post = await platform.board.get(receipt.message_id)
    if post is None or post.deleted:
        return ""
    out = io.StringIO()
    console = Console(file=out, width=WIDE, color_system=None)
    words = screen.show_content(post.content, lambda _: 1, "cyan") if post.content else screen.typed(post.text)
    console.print(words, highlight=False)
    return "\n".join(line.strip(" │╭╮╰╯─") for line in out.getvalue().splitlines()) + "".join(post.marks)


async def posts(platform: ConsolePlatform, channel: str, thread: str | None) -> int:
    found = await platform.board.channel(channel)
    return len([post for post in found if post.thread == thread and not post.deleted])


async def person_wrote(platform: ConsolePlatform, channel: str, text: str) -> str:
    platform.board.hear(LocalPost("m-1", channel, None, "ana", platform.board.step(), text=text))
    return "m-1"


async def saved(platform: ConsolePlatform, receipt: Receipt, name: str) -> bytes:
    post = await platform.board.get(receipt.message_id)
    files = post.content.files if post and post.content else ()
    found = [platform.around.open_file(file) for file in files if file.name == name]
    return b"".join([piece for one in found async for piece in one.read()])
