"""The workspace's posts: those the desk keeps, and chatter that lives in memory only."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.web.live import Change, Live
from bot.model.content import Content
from bot.ports import Clock, LocalPost, LocalPosts

OVERHEARD = 200  # posts a channel remembers of what was no business of the desk


class Board:
    """Stored posts and overheard ones, read as one. Every change is told to the open pages."""

    def __init__(self, stored: LocalPosts, live: Live, clock: Clock) -> None:
        self._stored = stored
        self._live = live
        self._clock = clock
        self._overheard: dict[str, deque[LocalPost]] = defaultdict(lambda: deque(maxlen=OVERHEARD))
        self._arriving: dict[str, list[str]] = {}

    # ---- writing

    @contextmanager
    def arriving(self, post_id: str) -> Iterator[None]:
        """While the desk looks at a post that is not stored yet, marks on it are remembered."""
        self._arriving.setdefault(post_id, [])
        try:
            yield
        finally:
            self._arriving.pop(post_id, None)

    async def put(self, post: LocalPost) -> None:
        """Stored once, with the marks it got on its way."""
        marks = tuple(self._arriving.get(post.id, ()))
        new = await self._stored.put(replace(post, marks=marks))
        late = self._arriving.pop(post.id, [])[len(marks) :]  # from here on the store has it
        for emoji in late:
            await self._stored.change(post.id, mark=emoji)
        if new:
            self._tell(post, new=True)

    def overhear(self, post: LocalPost) -> None:
        """Shown, never stored, forgotten at the next start."""
        if self._overheard_by_id(post.id) is None:
            self._overheard[post.channel].append(post)
            self._tell(post, new=True)

    async def edit(self, post_id: str, content: Content) -> LocalPost | None:
        return self._told(await self._stored.change(post_id, content=content, at=self._clock.now()))

    async def reword(self, post_id: str, text: str) -> LocalPost | None:
        """A person's own post, in other words."""
        heard = self._overheard_by_id(post_id)
        if heard is None:
            return self._told(await self._stored.change(post_id, text=text, at=self._clock.now()))
        now = replace(heard, text=text, edited_at=self._clock.now())
        posts = self._overheard[heard.channel]
        posts[posts.index(heard)] = now
        return self._told(now)

    async def delete(self, post_id: str) -> LocalPost | None:
        heard = self._overheard_by_id(post_id)
        if heard is not None:
            self._overheard[heard.channel].remove(heard)
            return self._told(heard)
        return self._told(await self._stored.change(post_id, deleted=True, at=self._clock.now()))

    async def mark(self, post_id: str, emoji: str) -> LocalPost | None:
        """The marked post; None when there is none. One that is still arriving gets its mark when it is put."""
        return self._told(await self._stored.change(post_id, mark=emoji))

    def mark_arriving(self, post_id: str, emoji: str) -> bool:
        """Whether it is on its way and will carry the mark."""
        marks = self._arriving.get(post_id)
        if marks is None:
            return False
        marks.append(emoji)
        return True

    # ---- reading

    async def get(self, post_id: str) -> LocalPost | None:
        return self._overheard_by_id(post_id) or await self._stored.get(post_id)

    async def latest(self, channel: str, limit: int, before: datetime | None = None) -> list[LocalPost]:
        """A channel's last top-level posts, oldest first."""
        kept = await self._stored.latest(channel, limit, before)
        since = kept[0].at if len(kept) == limit else None
        heard = [
            post
            for post in self._overheard[channel]
            if post.thread is None and (since is None or post.at >= since) and (before is None or post.at < before)
        ]
        return sorted([*kept, *heard], key=lambda post: post.at)[-limit:]

    async def thread(self, channel: str, root: str) -> list[LocalPost]:
        """A thread's replies, oldest first."""
        heard = [post for post in self._overheard[channel] if post.thread == root]
        return sorted([*await self._stored.thread(channel, root), *heard], key=lambda post: post.at)

    async def last_by_others(self, channels: Sequence[str], account: str) -> dict[str, datetime]:
        """When somebody else last wrote in each channel."""
        last = dict(await self._stored.last_by_others(channels, account)) if channels else {}
        for channel in channels:
            for post in self._overheard[channel]:
                if post.by != account and post.at > last.get(channel, post.at - timedelta(seconds=1)):
                    last[channel] = post.at
        return last

    async def counts(self, channel: str, roots: Sequence[str]) -> dict[str, int]:
        """How many replies each root has."""
        counts = dict(await self._stored.thread_counts(channel, roots)) if roots else {}
        for post in self._overheard[channel]:
            if post.thread is not None and post.thread in roots:
                counts[post.thread] = counts.get(post.thread, 0) + 1
        return counts

    # ---- inside

    def _overheard_by_id(self, post_id: str) -> LocalPost | None:
        return next((post for posts in self._overheard.values() for post in posts if post.id == post_id), None)

    def _told(self, post: LocalPost | None) -> LocalPost | None:
        if post is not None:
            self._tell(post)
        return post

    def _tell(self, post: LocalPost, *, new: bool = False) -> None:
        self._live.publish(Change(post.channel, post.id, post.thread, post.by, new=new))
