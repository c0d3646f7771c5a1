"""One person at the terminal, wearing one hat after another. Every typed line is interpreted, done and shown."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import assert_never

from rich.console import Console

from adapters.console import screen
from adapters.console.acts import Acts, Backstage, Spot
from adapters.console.attaching import CannotAttach, from_disk, named
from adapters.console.guide import GUIDE, WELCOME
from adapters.console.hats import CannotGo, Hats
from adapters.console.lines import Puzzled, Slash, Told, Wrote, interpret
from adapters.console.papers import Papers
from adapters.console.platform import ConsolePlatform
from adapters.console.recording import Recorder
from adapters.console.window import Window
from bot.model.inbound import Accepted, FormErrors, Outcome, Refused, Unavailable
from bot.model.people import Account
from bot.ports import Completion, DeskView, LocalPost, Receive
from bot.when import when

FARTHEST = timedelta(days=400)  # that the clock moves at once


class Session:
    """`out` is where everything is shown. Raises LookupError for a persona the desk does not know."""

    def __init__(
        self,
        platform: ConsolePlatform,
        receive: Receive,
        desk: DeskView,
        backstage: Backstage,
        out: Console,
        persona: str = "",
    ) -> None:
        self.desk = desk
        self.hats = Hats(platform.name, desk, persona)
        self._board = platform.board
        self._backstage = backstage
        self._acts = Acts(platform, receive, backstage)
        self.window = Window(out, platform.board, backstage.clock, backstage.zone, self.hats.names)
        self._papers = Papers(self.window)
        self.recorder: Recorder | None = None
        self._words: dict[str, Callable[[str], Awaitable[None]]] = {
            "as": self._as, "go": self._go, "thread": self._thread, "top": self._top, "press": self._press,
            "fill": self._fill, "cancel": self._cancel, "clock": self._clock, "look": self._look, "who": self._who,
            "rooms": self._rooms, "delete": self._delete, "invite": self._invite, "attach": self._attach,
            "edit": self._edit, "help": self._help,
        }  # fmt: skip

    # ---- where we are

    @property
    def me(self) -> Account:
        return self.hats.me

    @property
    def spot(self) -> Spot:
        return self.hats.spot

    @property
    def prompt(self) -> str:
        """The clock, the person, the place, and the field that is being asked."""
        now = self.window.day_and_hour(self._backstage.clock.now())
        parts = [self.me.id, self.window.place(self.spot.channel, self.me.id)]
        if self.spot.thread:
            parts.append(f"thread {self.window.numbers.of_post(self.spot.thread, self.me.id)}")
        if self._papers.asking:
            parts.append(self._papers.label(self.me.id))
        return f"[{now}] {' · '.join(parts)} » "

    async def complete(self, typed: str) -> list[Completion]:
        """What a slash command may go on with."""
        return await self.desk.complete(self.me, self.spot.where, typed)

    def welcome(self) -> None:
        """Said once, at the start."""
        self.window.aside(WELCOME)

    # ---- one line

    async def type(self, line: str) -> bool:
        """Do what a line says and show what came of it. False when it says to leave."""
        if self.recorder is not None:
            self.recorder.typed(line)
        if self._papers.asking and not line.strip().startswith(":"):
            await self._answer(line)
            return True
        typed = interpret(line)
        match typed:
            case Told("quit"):
                return False
            case Told(word=word, rest=rest):
                self._papers.asking = False
                await self._words[word](rest)
            case Puzzled(why=why):
                self.window.trouble(why)
            case Slash():
                await self._show(await self._acts.command(self.spot, typed), self.spot)
            case Wrote():
                if line.strip():
                    await self._show(await self._acts.write(self.spot, typed), self.spot)
            case _:
                assert_never(typed)
        return True

    async def _show(self, outcome: Outcome, at: Spot) -> None:
        """What is new here, what is said to this person alone, a form, and where else something happened."""
        here = self.spot.channel
        await self.window.news(self.me.id, here)
        match outcome:
            case Accepted(said=said, form=form):
                for one in said:
                    self.window.privately(one, self.me.id, at.channel, at.thread)
                if form is not None:
                    self._papers.open(self.me.id, form, at)
            case Refused(said=content) | Unavailable(said=content):
                self.window.privately(content, self.me.id, at.channel, at.thread)
            case FormErrors(errors=errors):
                self._papers.again(self.me.id, errors)
            case _:
                assert_never(outcome)
        self.window.elsewhere(self._board.stirs(), self.me.id, here)

    # ---- hats and places

    async def _as(self, name: str) -> None:
        try:
            title = self.hats.put_on(name)
        except CannotGo as why:
            self.window.trouble(str(why))
            return
        self.window.aside(f"You are {self.me.name}{f' ({title})' if title else ''} now.")
        await self._arrive()

    async def _go(self, name: str) -> None:
        try:
            self.hats.go(name)
        except CannotGo as why:
            self.window.trouble(str(why))
            return
        await self._arrive()

    async def _arrive(self) -> None:
        if not await self.window.news(self.me.id, self.spot.channel):
            self.window.aside("Nothing new here.")

    async def _thread(self, number: str) -> None:
        post = await self._post(number)
        if post is not None:
            self.hats.stand(post.channel, post.thread or post.id)
            self.window.aside("What you write goes into this thread now; top leaves it.")

    async def _top(self, _: str) -> None:
        self.hats.stand(self.spot.channel)

    async def _look(self, _: str) -> None:
        await self.window.look(self.me.id, self.spot.channel, self.spot.thread)

    async def _who(self, _: str) -> None:
        rows = [
            ("»" if self.me == account else "", account.id, account.name, title)
            for account, title in self.hats.people.values()
        ]
        self.window.print(screen.listing(rows))

    async def _rooms(self, _: str) -> None:
        rows = [("dm", "you and Loket")]
        rows += [(f"#{room.channel}", f"{room.kind}: {room.label}") for room in self.hats.rooms()]
        self.window.print(screen.listing([*rows, ("#any-name", "a channel the desk does not work in")]))

    async def _invite(self, _: str) -> None:
        await self._show(await self._acts.invite(self.spot), self.spot)

    async def _help(self, _: str) -> None:
        for part in GUIDE:
            self.window.print(screen.listing(part.rows) if part.rows else screen.aside(part.text))

    # ---- things with numbers

    async def _press(self, number: str) -> None:
        pressed = self.window.numbers.button(int(number.strip("[]")), self.me.id)
        if pressed is None:
            self.window.trouble(f"{self.me.name} has seen no button {number.strip('[]')} yet; look shows what is here.")
            return
        await self._show(await self._acts.press(self.spot, pressed), self.spot.at(pressed.channel, pressed.thread))

    async def _delete(self, number: str) -> None:
        post = await self._post(number)
        if post is None:
            return
        if post.by != self.me.id or post.deleted:
            self.window.trouble("Only a message of your own can be taken back, once.")
            return
        await self._show(await self._acts.take_back(self.spot, post), self.spot)

    async def _edit(self, rest: str) -> None:
        number, _, words = rest.partition(" ")
        post = await self._post(number)
        if post is None:
            return
        wrote = interpret(f"say {words.strip()}")
        if post.by != self.me.id or post.deleted or not isinstance(wrote, Wrote):
            self.window.trouble("Only a message of your own that still stands can be edited.")
            return
        await self._show(await self._acts.edit(self.spot, post, wrote), self.spot)

    async def _attach(self, rest: str) -> None:
        """A file from this machine, with what is written beside it."""
        try:
            path, words = named(rest)
        except CannotAttach as why:
            self.window.trouble(str(why))
            return
        wrote = interpret(f"say {words}") if words else Wrote("", "")
        if isinstance(wrote, Wrote):
            await self._show(await self._acts.write(self.spot, wrote, (from_disk(path),)), self.spot)

    async def _post(self, number: str) -> LocalPost | None:
        post_id = self.window.numbers.post(int(number.strip("[]")), self.me.id)
        post = await self._board.get(post_id) if post_id else None
        if post is None:
            self.window.trouble(f"{self.me.name} has seen no message {number} yet; look shows what is here.")
        return post

    # ---- forms

    async def _answer(self, line: str) -> None:
        filled = self._papers.answer(self.me.id, line)
        if filled is None:
            return
        outcome = await self._acts.submit(self.spot, filled)
        if not isinstance(outcome, FormErrors):
            self._papers.done(self.me.id)
        await self._show(outcome, self.spot.at(filled.channel, filled.thread))

    async def _fill(self, _: str) -> None:
        self._papers.take_up(self.me.id)

    async def _cancel(self, _: str) -> None:
        self._papers.put_away(self.me.id)

    # ---- time

    async def _clock(self, phrase: str) -> None:
        now = self._backstage.clock.now()
        moment = when(phrase, now, self._backstage.zone)
        if moment is None:
            self.window.trouble(
                f"When is that? Write +4h, tomorrow 8:30 or next monday 9:00. (To send it: say clock {phrase})"
            )
        elif moment < now:
            self.window.trouble(f"The clock only goes forward; it is {self.window.day_and_hour(now)}.")
        elif moment - now > FARTHEST:
            self.window.trouble(f"That is too far at once: at most {FARTHEST.days} days.")
        else:
            came = await self._backstage.move_to(moment)
            moments = "1 moment came" if came == 1 else f"{came or 'no'} moments came"
            self.window.aside(f"It is {self.window.day_and_hour(moment)} now; {moments} on the way.")
            await self._show(Accepted(), self.spot)
