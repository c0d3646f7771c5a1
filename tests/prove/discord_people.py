"""What people do on Discord while everything goes wrong. They press again when Discord says that nobody answered."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress

from tests.adapters.discord.stage import Server, button
from tests.doubles.discord import Answer, Channel, DiscordDouble, Hands, Member, Message, NotPossible
from tests.prove.desk_process import DeskProcess

HAPPENINGS = 500
ASKERS = 60
DIRECTS = 40
KILLS = 3
WITHIN_S = 40.0
PRESSES = 40
ASKS_AGAIN = "Please send it again"
TEXTS = (
    "I forgot my password",
    "the printer does not print",
    "the lamp above my desk hums in b flat",
    "can somebody bring the blue boxes upstairs",
    "de plant op de derde verdieping gaat dood",
    "a seagull screams on the roof all morning",
)
FAULTS = ("429", "429_global", "429_cloudflare", "500", "502", "503", "504_after", "reset_before", "reset_after")
CALLS = (
    "POST /channels/*/messages", "POST /channels/*/messages", "POST /channels/*/threads", "PATCH /channels/*",
    "PUT /channels/*", "POST /interactions/*", "GET /channels/*", "POST /users/*",
)  # fmt: skip


class Bedlam:
    """People who write and press, agents who claim, and a network nobody would want."""

    def __init__(self, place: Server, desk: DeskProcess, chance: random.Random) -> None:
        self.discord, self.place, self.desk, self.chance = place.discord, place, desk, chance
        self.askers = [self.discord.member(place.guild, f"p{i}", f"Person {i}") for i in range(ASKERS)]
        self.directs = [self.discord.member(place.guild, f"d{i}", f"Direct {i}") for i in range(DIRECTS)]
        """Who writes one direct message: more of them would belong to the same request."""
        self.lunch = self.discord.text(place.guild, "lunch")
        self.asked: dict[str, str] = {}
        """What stands in each request's words, and in no other's; and how it was asked."""
        self.added: list[str] = []
        """What stands in each reply to the desk."""
        self.acts = self.presses = self.cuts = 0
        self.agents = [place.people[name] for name in ("mila", "tom", "noor")]

    async def play(self) -> None:
        acts = [self._happening(number) for number in range(HAPPENINGS)]
        await asyncio.gather(self._kill(), self._cut(), self._fail(), *acts)

    async def _happening(self, number: int) -> None:
        await asyncio.sleep(self.chance.uniform(0, WITHIN_S))
        mark, who = f"({number})", self.chance.choice(self.askers)
        text, hands = f"{self.chance.choice(TEXTS)} {mark}", self.discord.hands(who)
        kind = self.chance.random()
        if kind > 0.82:
            await self._act()
            return
        if kind > 0.72 and await self._reply(mark):
            self.added.append(mark)
            return
        self.asked[mark], ask = self._question(kind, hands, who, text, mark)
        await ask

    def _question(
        self, kind: float, hands: Hands, who: Member, text: str, mark: str
    ) -> tuple[str, Coroutine[None, None, object]]:
        """How it is asked."""
        if kind < 0.32:
            return "help channel", hands.say(self.place.rooms["help"], text)
        if kind < 0.42:
            return "forum", hands.post(self.place.rooms["help-hr"], mark, text)
        if kind < 0.50 and self.directs:
            return "direct", self.discord.hands(self.directs.pop()).dm(text)
        if kind < 0.58:
            return "mention", hands.say(self.lunch, f"{self.discord.bot.mention} {text}")
        there = self._in(who, "help")
        if kind < 0.66:
            return "command", self._until_answered(lambda: there.slash("ticket new", text=text))
        return "window", self._window(there, text)

    async def _reply(self, mark: str) -> bool:
        """Somebody in their thread, where the desk has spoken."""
        begun = [one for one in self.discord.threads(self.place.rooms["help"]) if self.discord.from_bot(one)]
        if not begun:
            return False
        thread = self.chance.choice(begun)
        who = next(one for one in self.askers if one.id in thread.members)
        await self.discord.hands(who).say(thread, f"one thing more {mark}")
        return True

    async def _window(self, hands: Hands, text: str) -> None:
        opened = await self._until_answered(lambda: hands.slash("ticket new"), lambda answer: answer.modal is not None)
        assert opened.modal is not None
        modal = opened.modal
        await self._until_answered(lambda: hands.submit(modal, {"text": text}))

    async def _act(self) -> None:
        """An agent takes a ticket, by command or by the button of a card."""
        self.acts += 1
        agent, cards = self.chance.choice(self.agents), self._cards()
        if self.chance.random() < 0.6 or not cards:
            number = self.chance.randrange(1, 200)
            await self._until_answered(lambda: self._in(agent, "it-triage").slash("claim", number=number))
            return
        card = self.chance.choice(cards)
        claim = button(card, "claim")
        with suppress(NotPossible):  # somebody else did, and the button is gone
            await self._until_answered(lambda: self.discord.hands(agent).click(card, claim), lambda answer: True)

    def _cards(self) -> list[Message]:
        there = self.discord.from_bot(self.place.rooms["it-triage"])
        return [m for m in there if any(b["custom_id"].startswith("loket:claim:") for b in m.buttons)]

    def _in(self, who: Member, room: str) -> Hands:
        return self.discord.hands(who, self.place.rooms[room])

    async def _until_answered(
        self, press: Callable[[], Awaitable[Answer]], enough: Callable[[Answer], bool] | None = None
    ) -> Answer:
        """Again, as people do, when "the application did not respond", keeps thinking, or asks for it."""
        for _ in range(PRESSES):
            self.presses += 1
            answer = await press()
            if not answer.failed and await _came(answer, enough or _said) and ASKS_AGAIN not in answer.text:
                return answer
            await asyncio.sleep(self.chance.uniform(0.2, 1.5))
        raise TimeoutError(f"nobody answers {answer!r}")

    # ---- what goes wrong

    async def _kill(self) -> None:
        for _ in range(KILLS):
            await asyncio.sleep(self.chance.uniform(0.6, 1.0) * WITHIN_S / (KILLS + 1))
            self.desk.kill()
            await asyncio.sleep(self.chance.uniform(0.1, 1.0))
            self.desk.start()
            await self.desk.ready()

    async def _cut(self) -> None:
        """Each way in which Discord takes the gateway away."""
        ways: tuple[Callable[[], None], ...] = (
            self.discord.cut,
            self.discord.ask_reconnect,
            lambda: self.discord.invalidate(resumable=True),
            self.discord.invalidate,
            self._cut_and_forgotten,
            self.discord.malformed,
        )
        for way in ways:
            await asyncio.sleep(self.chance.uniform(0.6, 1.0) * WITHIN_S / (len(ways) + 1))
            await self.discord.until(lambda: self.discord.sessions, 60)
            way()
            self.cuts += way != self.discord.malformed

    def _cut_and_forgotten(self) -> None:
        self.discord.cut()
        self.discord.forget()
        self.discord.invalid_next()

    async def _fail(self) -> None:
        for _ in range(int(WITHIN_S)):
            await asyncio.sleep(1.0)
            for _ in range(2):
                kind, calls = self.chance.choice(FAULTS), self.chance.choice(CALLS)
                self.discord.fail(calls, self.chance.randrange(1, 4), kind)


def _said(answer: Answer) -> bool:
    return answer.message is not None


async def _came(answer: Answer, enough: Callable[[Answer], bool]) -> bool:
    for _ in range(160):
        if enough(answer):
            return True
        await asyncio.sleep(0.05)
    return False


def places_of(discord: DiscordDouble) -> list[Channel]:
    """Wherever something can be written."""
    return list(discord.world.channels.values())
