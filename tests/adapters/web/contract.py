"""How the contract suite builds the workspace and reads it back."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from html import unescape
from types import SimpleNamespace

from adapters.web.platform import WebPlatform
from adapters.web.templating import fragment
from adapters.web.views import PostView
from bot.ports import LocalPost, Receipt, Surroundings
from tests.adapters.web.fakes import LOOKER

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
_MENU = re.compile(r"<details.*?</details>|<p class=\"(?:byline|post-foot)[^>]*>.*?</p>|<svg.*?</svg>", re.DOTALL)
_PICTURE = re.compile(r"<img[^>]* alt=\"([^\"]*)\"[^>]*>")
_TAG = re.compile(r"<[^>]*>")


@asynccontextmanager
async def build(surroundings: Surroundings) -> AsyncIterator[WebPlatform]:
    yield WebPlatform(surroundings)


async def shown(platform: WebPlatform, receipt: Receipt) -> str:
    """What stands on the page: the tags are the page's, and what they enclose is read as a browser reads it."""
    post = await platform.board.get(receipt.message_id)
    if post is None or post.deleted:
        return ""
    view = PostView(post, "Loket", mine=False)
    page = fragment("one_post.html", LOOKER, place=SimpleNamespace(channel=post.channel), view=view)
    return unescape(_TAG.sub("", _PICTURE.sub(r"\1", _MENU.sub("", page))))


async def posts(platform: WebPlatform, channel: str, thread: str | None) -> int:
    board = platform.board
    found = await (board.thread(channel, thread) if thread else board.latest(channel, 100))
    return len([post for post in found if not post.deleted])


async def person_wrote(platform: WebPlatform, channel: str, text: str) -> str:
    await platform.board.put(LocalPost("m-1", channel, None, "ana", MONDAY, text=text))
    return "m-1"


async def saved(platform: WebPlatform, receipt: Receipt, name: str) -> bytes:
    post = await platform.board.get(receipt.message_id)
    files = post.content.files if post and post.content else ()
    found = [platform.around.open_file(file) for file in files if file.name == name]
    return b"".join([piece for one in found async for piece in one.read()])
