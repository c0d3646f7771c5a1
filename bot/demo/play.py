"""Playing the plan: people ask, press, wait, thank and come back; agents claim, answer, hand on and resolve."""

import heapq
import itertools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from random import Random

from bot.demo import lines
from bot.demo.cast import PLATFORM, Asker, Worker
from bot.demo.traffic import Asking
from bot.model.events import Verb
from bot.model.inbound import ButtonPressed, CommandGiven, Inbound, MessageReceived
from bot.model.people import Account
from bot.model.places import Conversation
from bot.model.request import Request
from bot.model.rules import Rules
from bot.model.states import Status
from bot.ports import Begin, LocalPost, LocalPosts, Page, Receive
from bot.rehearse import Backstage

Act = Callable[[], Awaitable[None]]
MOST_ACTS = 20_000  # a bound far above any demo


class Player:
    """Acts lie in a heap by their moment; doing one may put more into it."""

    def __init__(
        self,
        backstage: Backstage,
        receive: Receive,
        begin: Begin,
        posts: LocalPosts,
        rules: Rules,
        staff: list[Worker],
        chance: Random,
    ) -> None:
        self._stage = backstage
        self._receive = receive
        self._begin = begin
        self._posts = posts
        self._rules = rules
        self._staff = staff
        self._chance = chance
        self._heap: list[tuple[datetime, int, Act]] = []
        self._order = itertools.count()
        self._keys = itertools.count(1)

    async def play(self, plan: list[Asking], until: datetime, progress: Callable[[datetime], None]) -> None:
        """Everything planned and all that follows from it, up to `until`."""
        for asking in plan:
            self._at(asking.at, lambda asking=asking: self._ask(asking))  # type: ignore[misc]
        for _ in range(MOST_ACTS):
            if not self._heap or self._heap[0][0] > until:
                break
            moment, _, act = heapq.heappop(self._heap)
            await self._stage.move_to(max(moment, self._stage.clock.now()))
            await act()
            await self._stage.settle()
            progress(moment)
        await self._stage.move_to(until)

    def _at(self, moment: datetime, act: Act) -> None:
        heapq.heappush(self._heap, (moment, next(self._order), act))

    def _in(self, span: timedelta, act: Act) -> None:
        self._at(self._stage.clock.now() + span, act)

    def _minutes(self, least: int, most: int) -> timedelta:
        return timedelta(seconds=self._chance.randrange(least * 60, most * 60 + 1))

    # ---- what people do

    async def _ask(self, asking: Asking) -> None:
        who = asking.who
        root = await self._write(who.account, asking.text, asking.channel)
        request = await self._latest(who)
        if request is None or request.created_at != self._stage.clock.now():
            return  # it joined an earlier question
        if request.offering:
            self._in(self._minutes(1, 10), lambda: self._choose(who, request.id, root, asking.channel))
        elif request.status is Status.ANSWERED:
            self._in(self._minutes(1, 30), lambda: self._verdict(who, request.id, root, asking.channel))
        else:
            self._work(who, request.id, root, asking.channel)

    async def _choose(self, who: Asker, request_id: str, root: str, channel: str | None) -> None:
        """The first title, or none of them; some people look no further and get a colleague by themselves."""
        drawn = self._chance.random()
        if drawn < 0.6:
            await self._press(who.account, "article", f"{request_id}/{await self._first_title(request_id)}", channel)
            self._in(self._minutes(1, 30), lambda: self._verdict(who, request_id, root, channel))
            return
        if drawn < 0.9:
            await self._press(who.account, "none", request_id, channel)
        self._in(self._minutes(30, 40), lambda: self._left_to_people(who, request_id, root, channel))

    async def _left_to_people(self, who: Asker, request_id: str, root: str, channel: str | None) -> None:
        self._work(who, request_id, root, channel)

    async def _first_title(self, request_id: str) -> str:
        async with self._begin(self._stage.workspace, read_only=True) as tx:
            offered = [event for event in await tx.log.of(request_id) if event.verb is Verb.OFFERED]
        return str(offered[-1].data["slug"])

    async def _verdict(self, who: Asker, request_id: str, root: str, channel: str | None) -> None:
        """Solved, not solved, or never a word."""
        drawn = self._chance.random()
        if who.temper == "quiet" or drawn < 0.15:
            return
        if drawn < 0.72:
            await self._press(who.account, "solved", request_id, channel)
            return
        await self._press(who.account, "help", request_id, channel)
        self._work(who, request_id, root, channel)

    def _work(self, who: Asker, request_id: str, root: str, channel: str | None) -> None:
        self._in(self._minutes(1, 5), lambda: self._picked_up(who, request_id, root, channel))
        if who.temper == "impatient":
            self._in(self._minutes(20, 60), lambda: self._says(who, request_id, root, channel, "MORE"))

    async def _says(self, who: Asker, request_id: str, root: str, channel: str | None, kind: str) -> None:
        request = await self._get(request_id)
        if request is not None and (request.active or kind != "MORE"):
            text = self._chance.choice(getattr(lines, f"{kind}_{'NL' if who.dutch else 'EN'}"))
            await self._write(who.account, text, channel, root)

    # ---- what agents do

    async def _picked_up(self, who: Asker, request_id: str, root: str, channel: str | None) -> None:
        """Somebody of the team notices it, in their own time and in office hours."""
        request = await self._get(request_id)
        team = [one for one in self._staff if request is not None and one.queue == request.queue]
        if request is None or not request.active or not team:
            return
        agent = self._chance.choice(team)
        moment = self._working(self._stage.clock.now() + agent.pace * self._chance.uniform(0.3, 3.0))
        self._at(moment, lambda: self._claim(agent, who, request_id, root, channel))

    def _working(self, moment: datetime) -> datetime:
        """The moment, or the next morning when the team is there."""
        local = moment.astimezone(self._stage.zone)
        for _ in range(8):
            if local.weekday() < 5 and 8 <= local.hour < 18:
                return local
            following = local + timedelta(days=0 if local.hour < 8 and local.weekday() < 5 else 1)
            local = following.replace(hour=8, minute=self._chance.randrange(5, 50))
        return local

    async def _claim(self, agent: Worker, who: Asker, request_id: str, root: str, channel: str | None) -> None:
        request = await self._get(request_id)
        if request is None or request.number is None or not request.active:
            return
        await self._command(agent, "claim", f"#{request.number}")
        if self._chance.random() < agent.hands_on:
            self._in(self._minutes(5, 40), lambda: self._hand_on(agent, who, request_id, root, channel))
            return
        dutch = request.language == "nl"
        self._in(self._minutes(2, 20), lambda: self._reply(agent, request_id, dutch=dutch))
        if self._chance.random() < 0.3:
            note = self._chance.choice(lines.NOTES)
            self._in(self._minutes(3, 30), lambda: self._if_active(agent, request_id, "note", note))
        done = self._working(self._stage.clock.now() + self._minutes(15, 400))
        self._at(done, lambda: self._resolve(agent, who, request_id, root, channel))

    async def _hand_on(self, agent: Worker, who: Asker, request_id: str, root: str, channel: str | None) -> None:
        target = self._chance.choice(self._rules.queue(agent.queue).hand_to)
        team = [one for one in self._staff if one.queue == target]
        if not team:
            return
        await self._if_active(agent, request_id, "handoff", f"{target} {self._chance.choice(lines.REASONS)}")
        other = self._chance.choice(team)
        moment = self._working(self._stage.clock.now() + other.pace * self._chance.uniform(1, 4))
        if self._chance.random() < 0.2:
            self._at(moment, lambda: self._if_active(other, request_id, "return", "this is not for us"))
            back = self._working(moment + self._minutes(30, 240))
            self._at(back, lambda: self._resolve(agent, who, request_id, root, channel))
            return
        self._at(moment, lambda: self._if_active(other, request_id, "accept", ""))
        done = self._working(moment + self._minutes(40, 600))
        self._at(done, lambda: self._resolve(other, who, request_id, root, channel))

    async def _reply(self, agent: Worker, request_id: str, *, dutch: bool) -> None:
        await self._if_active(
            agent, request_id, "reply", self._chance.choice(lines.REPLY_NL if dutch else lines.REPLY_EN)
        )

    async def _resolve(self, agent: Worker, who: Asker, request_id: str, root: str, channel: str | None) -> None:
        text = self._chance.choice(lines.DONE_NL if who.dutch else lines.DONE_EN)
        await self._if_active(agent, request_id, "resolve", text)
        drawn = self._chance.random()
        if who.temper == "thankful" and drawn < 0.7:
            self._in(self._minutes(2, 60), lambda: self._says(who, request_id, root, channel, "THANKS"))
        elif drawn < 0.1:
            self._in(self._minutes(60, 2000), lambda: self._says(who, request_id, root, channel, "STILL"))
            self._in(self._minutes(2010, 2400), lambda: self._resolve(agent, who, request_id, root, channel))

    async def _if_active(self, agent: Worker, request_id: str, verb: str, text: str) -> None:
        request = await self._get(request_id)
        if request is not None and request.active and request.number is not None:
            await self._command(agent, "ticket", f"{verb} #{request.number} {text}".strip())

    # ---- the platform's side of it

    async def _latest(self, who: Asker) -> Request | None:
        member = self._rules.member_of_account(PLATFORM, who.account.id)
        person = member.id if member else f"{PLATFORM}:{who.account.id}"
        async with self._begin(self._stage.workspace, read_only=True) as tx:
            found = await tx.requests.of_requester(person, Page(size=1))
        return found[0] if found else None

    async def _get(self, request_id: str) -> Request | None:
        async with self._begin(self._stage.workspace, read_only=True) as tx:
            return await tx.requests.get(request_id)

    async def _write(self, by: Account, text: str, channel: str | None, thread: str | None = None) -> str:
        key, now = self._key(), self._stage.clock.now()
        where = Conversation(PLATFORM, channel or f"dm-{by.id}", thread)
        message_id = f"m-{key}"
        await self._posts.put(LocalPost(message_id, where.channel, thread, by.id, now, text=text))
        await self._do(
            MessageReceived(key, by, where, message_id, text, now, channel is None, workspace=self._stage.workspace)
        )
        return message_id

    async def _press(self, by: Account, action: str, subject: str, channel: str | None) -> None:
        where = Conversation(PLATFORM, channel or f"dm-{by.id}")
        now = self._stage.clock.now()
        await self._do(ButtonPressed(self._key(), by, where, action, subject, now, workspace=self._stage.workspace))

    async def _command(self, agent: Worker, name: str, text: str) -> None:
        channel = self._rules.queue(agent.queue).triage.get(PLATFORM, "")
        where, now = Conversation(PLATFORM, channel), self._stage.clock.now()
        await self._do(
            CommandGiven(self._key(), agent.account, where, name, text, now, workspace=self._stage.workspace)
        )

    async def _do(self, inbound: Inbound) -> None:
        await self._receive(inbound)

    def _key(self) -> str:
        return f"demo-{next(self._keys):06d}"
