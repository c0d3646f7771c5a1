"""The terminal's channels: posts the desk keeps, and chatter that lives in memory only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.model.content import Content
from bot.model.files import File
from bot.ports import Clock, LocalPost, LocalPosts

LATEST = 40  # top-level posts of a channel that are looked at
DIRECT = "dm-"


def direct_channel(account: str) -> str:
    """The channel in which one person and the bot talk."""
    return f"{DIRECT}{account}"


@dataclass(frozen=True, slots=True)
class Stir:
    """Something happened in a channel; `new` when a post came."""

    channel: str
    new: bool


class Board:
    """Stored posts and overheard ones, read as one. The clock stands still, so steps are set a microsecond apart."""

    def __init__(self, stored: LocalPosts, clock: Clock) -> None:
        self._stored = stored
        self._clock = clock
        self._heard: dict[str, LocalPost] = {}
        self._last: datetime | None = None
        self._stirs: Counter[Stir] = Counter()

    # ---- writing

    @property
    def moment(self) -> datetime:
        """Now, as posts are dated: those of one step share it and are ordered by their ids."""
        now = self._clock.now()
        return now if self._last is None or now > self._last else self._last

    def step(self) -> datetime:
        """What is posted from now on stands below everything before."""
        now = self._clock.now()
        self._last = now if self._last is None or now > self._last else self._last + timedelta(microseconds=1)
        return self._last

    def hear(self, post: LocalPost) -> None:
        """A person's post, held in memory until it is known whose business it is."""
        self._heard[post.id] = post
        self._stir(post, new=True)

    async def keep(self, post_id: str, files: tuple[File, ...] = ()) -> None:
        """The desk took it in: stored, with the marks it got meanwhile and its files as they were taken."""
        post = self._heard.pop(post_id, None)
        if post is not None:
            await self._stored.put(replace(post, files=files))

    def forget(self, post_id: str) -> None:
        """It was never sent."""
        self._heard.pop(post_id, None)

    async def put(self, post: LocalPost) -> None:
        """The bot's post, once."""
        if await self._stored.put(post):
            self._stir(post, new=True)

    async def edit(self, post_id: str, content: Content) -> LocalPost | None:
        return self._stirred(await self._stored.change(post_id, content=content, at=self._clock.now()))

    async def reword(self, post_id: str, text: str) -> LocalPost | None:
        """A person's own post, in other words."""
        heard = self._heard.get(post_id)
        if heard is None:
            return self._stirred(await self._stored.change(post_id, text=text, at=self._clock.now()))
        self._heard[post_id] = replace(heard, text=text, edited_at=self._clock.now())
        return self._stirred(self._heard[post_id])

    async def mark(self, post_id: str, emoji: str) -> LocalPost | None:
        heard = self._heard.get(post_id)
        if heard is None:
            return self._stirred(await self._stored.change(post_id, mark=emoji))
        if emoji not in heard.marks:
            self._heard[post_id] = replace(heard, marks=(*heard.marks, emoji))
        return self._stirred(self._heard[post_id])

    async def delete(self, post_id: str) -> LocalPost | None:
        heard = self._heard.get(post_id)
        if heard is None:
            return self._stirred(await self._stored.change(post_id, deleted=True, at=self._clock.now()))
        self._heard[post_id] = replace(heard, deleted=True, text="", files=())
        return self._stirred(self._heard[post_id])

    def _stirred(self, post: LocalPost | None) -> LocalPost | None:
        if post is not None:
            self._stir(post, new=False)
        return post

    def _stir(self, post: LocalPost, *, new: bool) -> None:
        self._stirs[Stir(post.channel, new)] += 1

    # ---- reading

    def stirs(self) -> dict[Stir, int]:
        """What happened in which channel since this was last asked."""
        found = dict(self._stirs)
        self._stirs.clear()
        return found

    async def get(self, post_id: str) -> LocalPost | None:
        return self._heard.get(post_id) or await self._stored.get(post_id)

    async def channel(self, channel: str) -> list[LocalPost]:
        """The latest top-level posts and everything said in their threads, oldest first."""
        roots = [*await self._stored.latest(channel, LATEST), *self._heard_in(channel, None)]
        counts = await self._stored.thread_counts(channel, [root.id for root in roots])
        replies: list[LocalPost] = []
        for root in roots:
            if counts.get(root.id):
                replies += await self._stored.thread(channel, root.id)
            replies += self._heard_in(channel, root.id)
        return in_order([*roots, *replies])

    async def thread(self, channel: str, root: str) -> list[LocalPost]:
        """A thread with the post it hangs under, oldest first."""
        first = await self.get(root)
        replies = in_order([*await self._stored.thread(channel, root), *self._heard_in(channel, root)])
        return [*([first] if first else []), *replies]

    def _heard_in(self, channel: str, thread: str | None) -> list[LocalPost]:
        return [post for post in self._heard.values() if post.channel == channel and post.thread == thread]


def in_order(posts: Sequence[LocalPost]) -> list[LocalPost]:
    return sorted(posts, key=lambda post: (post.at, post.id))
