"""What stands on the screen: a channel's news for whoever looks, and words for them alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from rich.console import Console, RenderableType

from adapters.console import screen
from adapters.console.board import DIRECT, Board, Stir, direct_channel
from adapters.console.markdown import safe
from adapters.console.seen import News, Numbers, Seen, buttons_gone, changed_blocks
from bot.model.content import Button, Content
from bot.model.people import LOKET
from bot.ports import Clock, LocalPost

SHOWN = 30  # posts of a channel shown by `look`


@dataclass
class Window:
    """`names` by account. Everything is printed to `out`; nothing is remembered but numbers and what was seen."""

    out: Console
    board: Board
    clock: Clock
    zone: tzinfo
    names: Mapping[str, str]
    numbers: Numbers = field(default_factory=Numbers)
    seen: Seen = field(default_factory=Seen)

    def print(self, what: RenderableType) -> None:
        self.out.print(what, highlight=False, soft_wrap=False)

    def aside(self, text: str) -> None:
        self.print(screen.aside(text))

    def trouble(self, text: str) -> None:
        self.print(screen.trouble(text))

    def typed(self, prompt: str, line: str) -> None:
        """A line that was piped in, as it would stand on a terminal."""
        self.out.print(safe(prompt + line), style="bold", highlight=False, markup=False, emoji=False, soft_wrap=True)

    # ---- a channel

    async def news(self, viewer: str, channel: str) -> int:
        """What is new or changed here for this person; how many posts that were."""
        found = self.seen.news(viewer, await self.board.channel(channel))
        for one in found:
            self._show(one, viewer)
        return len(found)

    async def look(self, viewer: str, channel: str, thread: str | None) -> None:
        """The channel, or the thread, as it stands now."""
        posts = await (self.board.thread(channel, thread) if thread else self.board.channel(channel))
        standing = [post for post in posts if not post.deleted][-SHOWN:]
        if not standing:
            self.aside("Nothing has been said here yet.")
        self.seen.forget(viewer, standing)
        for one in self.seen.news(viewer, posts):
            self._show(one, viewer, whole=True)

    def _show(self, news: News, viewer: str, *, whole: bool = False) -> None:
        """`whole`: also the words somebody has just typed themselves."""
        post, before = news.post, news.before
        number = self.numbers.of_post(post.id, viewer)
        if before is None:
            self._line(f"{number:>3}  {self._byline(post, viewer)}")
            if post.content is not None:
                self.print(
                    screen.show_content(post.content, self._buttons(post, viewer), screen.colour_of(post.channel))
                )
            elif whole or post.by != viewer:
                self.print(screen.typed(post.text))
            if post.files:
                self.print(screen.beside(post.files))
            self._marks(number, (), post.marks)
            return
        if post.deleted:
            self._line(f"{number:>3}  ✗ taken back")
            return
        self._marks(number, before.marks, post.marks)
        if before.text != post.text:
            self._line(f"{number:>3}  ✎ now says")
            self.print(screen.typed(post.text))
        if before.content is not None and post.content is not None and before.content != post.content:
            self._changed(number, before.content, post, viewer)

    def _changed(self, number: int, before: Content, post: LocalPost, viewer: str) -> None:
        if post.content is None:
            return
        gone = "; its buttons are gone" if buttons_gone(before, post.content) else ""
        self._line(f"{number:>3}  ✎ now says{gone}")
        blocks = changed_blocks(before, post.content)
        self.print(
            screen.show_content(Content(blocks, ""), self._buttons(post, viewer), screen.colour_of(post.channel))
        )

    def _byline(self, post: LocalPost, viewer: str) -> str:
        name = "Loket" if post.by == LOKET else "you" if post.by == viewer else self.names.get(post.by, post.by)
        thread = f" · in thread {self.numbers.of_post(post.thread, viewer)}" if post.thread else ""
        edited = " · edited" if post.edited_at else ""
        return f"{safe(name)} · {self.hour(post.at)}{thread}{edited}"

    def _marks(self, number: int, before: tuple[str, ...], now: tuple[str, ...]) -> None:
        fresh = [emoji for emoji in now if emoji not in before]
        if fresh:
            self._line(f"{number:>3}  is marked {' '.join(fresh)}")

    def _line(self, text: str) -> None:
        self.out.print(text, style="bold", highlight=False, markup=False, emoji=False)

    def _buttons(self, post: LocalPost, viewer: str) -> screen.Number:
        def number(button: Button) -> int:
            return self.numbers.of_button(button, post.id, viewer, post.channel, post.thread)

        return number

    # ---- words for one person, and what goes on elsewhere

    def privately(self, content: Content, viewer: str, channel: str, thread: str | None) -> None:
        def number(button: Button) -> int:
            return self.numbers.of_button(button, "", viewer, channel, thread)

        self.print(screen.private(content, number, screen.colour_of(channel)))

    def elsewhere(self, stirs: Mapping[Stir, int], viewer: str, here: str) -> None:
        """One line that says where else something happened."""
        told = [self._told(channel, stirs, viewer) for channel in sorted({stir.channel for stir in stirs} - {here})]
        if told:
            self.aside("elsewhere: " + ", ".join(told))

    def _told(self, channel: str, stirs: Mapping[Stir, int], viewer: str) -> str:
        new, changed = stirs.get(Stir(channel, True), 0), stirs.get(Stir(channel, False), 0)
        counts = [f"{new} new"] * bool(new) + [f"{changed} changed"] * bool(changed)
        return f"{self.place(channel, viewer)} ({', '.join(counts)})"

    def place(self, channel: str, viewer: str) -> str:
        """What a channel is called."""
        if channel == direct_channel(viewer):
            return "dm"
        if channel.startswith(DIRECT):
            account = channel.removeprefix(DIRECT)
            return f"dm of {self.names.get(account, account)}"
        return f"#{channel}"

    def hour(self, moment: datetime) -> str:
        """The hour, and the day when that is not today."""
        local, now = moment.astimezone(self.zone), self.clock.now().astimezone(self.zone)
        return f"{local:%H:%M}" if local.date() == now.date() else self.day_and_hour(moment)

    def day_and_hour(self, moment: datetime) -> str:
        local = moment.astimezone(self.zone)
        return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local:%H:%M}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
