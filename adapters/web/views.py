"""Posts as the templates want them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.web.site import NotHere, Place, Site
from bot.model.people import LOKET
from bot.ports import LocalPost

PAGE = 60  # top-level posts shown at first, and by every "show earlier"
INLINE_REPLIES = 12  # of a thread shown under its root in direct messages
SAME_BREATH = timedelta(minutes=5)  # posts this close by one person share a heading
TINTS = 8  # avatar colours in posts.css


@dataclass(frozen=True, slots=True)
class PostView:
    """One post with what is shown around it. `follows`: the same person just spoke."""

    post: LocalPost
    name: str
    mine: bool
    follows: bool = False
    replies: tuple["PostView", ...] = ()
    reply_count: int = 0

    @property
    def bot(self) -> bool:
        return self.post.by == LOKET

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def tint(self) -> int:
        return tint(self.post.by)

    @property
    def said(self) -> str:
        """A short plain reading, for screen readers."""
        text = self.post.content.summary if self.post.content else self.post.text
        return text if len(text) <= 200 else text[:199] + "…"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a channel's posts, oldest first. `earlier`: ask for what lies before this moment."""

    posts: tuple[PostView, ...]
    earlier: datetime | None


def initials(name: str) -> str:
    words = name.split()
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() or "?"


def tint(account: str) -> int:
    """A colour number that stays the same for a person."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(account)) % TINTS


async def stretch(site: Site, place: Place, before: datetime | None = None) -> Stretch:
    """A page of a channel, the latest or the one before a moment."""
    found = await site.board.latest(place.channel, PAGE + 1, before)
    shown = found[-PAGE:]
    counts = await site.board.counts(place.channel, [post.id for post in shown])
    views = [await _root(site, place, post, counts.get(post.id, 0)) for post in shown]
    return Stretch(grouped(views), shown[0].at if len(found) > PAGE else None)


async def root(site: Site, place: Place, post_id: str) -> PostView | None:
    """One top-level post with its thread in brief; None when nothing of it is left. Raises NotHere."""
    if await site.board.get(post_id) is None:
        return None  # chatter is not kept: taken back, it never was
    post = await _post(site, place, post_id)
    counts = await site.board.counts(place.channel, [post.id])
    views = grouped([await _root(site, place, post, counts.get(post.id, 0))])
    return views[0] if views else None


async def thread(site: Site, place: Place, root_id: str) -> tuple[PostView, tuple[PostView, ...]]:
    """A root and all its replies. Raises NotHere."""
    post = await _post(site, place, root_id)
    replies = await site.board.thread(place.channel, root_id)
    return _view(site, place, post), grouped([_view(site, place, reply) for reply in replies])


def grouped(views: Sequence[PostView]) -> tuple[PostView, ...]:
    """Without what was taken back and has no replies, and with whom merely goes on speaking marked."""
    shown: list[PostView] = []
    for view in views:
        if view.post.deleted and not view.reply_count:
            continue
        before = shown[-1] if shown else None
        follows = before is not None and not before.reply_count and _goes_on(before.post, view.post)
        shown.append(PostView(view.post, view.name, view.mine, follows, view.replies, view.reply_count))
    return tuple(shown)


def _goes_on(before: LocalPost, post: LocalPost) -> bool:
    return before.by == post.by and not before.deleted and post.at - before.at < SAME_BREATH


async def _post(site: Site, place: Place, post_id: str) -> LocalPost:
    post = await site.board.get(post_id)
    if post is None or post.channel != place.channel:
        raise NotHere("post", place.viewer)
    return post


async def _root(site: Site, place: Place, post: LocalPost, count: int) -> PostView:
    replies: tuple[PostView, ...] = ()
    if count and place.direct:
        found = await site.board.thread(place.channel, post.id)
        replies = grouped([_view(site, place, reply) for reply in found[-INLINE_REPLIES:]])
    return _view(site, place, post, replies, count)


def _view(site: Site, place: Place, post: LocalPost, replies: tuple[PostView, ...] = (), count: int = 0) -> PostView:
    name = "Loket" if post.by == LOKET else site.names().get(post.by, post.by)
    return PostView(post, name, post.by == place.viewer.id, False, replies, count)
