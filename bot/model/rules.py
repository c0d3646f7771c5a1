"""The desk itself, as its owner wrote it in desk.toml, checked: every name in it leads somewhere."""

from datetime import timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, PrivateAttr, model_validator

from bot.model.desk_parts import (
    LOCAL_PLATFORMS,
    VARIABLES,
    Answering,
    Blocked,
    DigestRule,
    Emoji,
    HelpChannel,
    Key,
    Limits,
    Member,
    Part,
    Queue,
    Roles,
    SavedReply,
    Zone,
    problem,
)
from bot.model.people import Account

__all__ = [
    "LOCAL_PLATFORMS",
    "VARIABLES",
    "Answering",
    "DigestRule",
    "HelpChannel",
    "Limits",
    "Member",
    "Queue",
    "Rules",
    "SavedReply",
]


class Rules(Part):
    """The whole desk file, checked: every name in it leads somewhere."""

    name: str = "Loket"
    timezone: Zone = "Europe/Amsterdam"
    languages: tuple[Literal["en", "nl"], ...] = ("en", "nl")
    language: Literal["en", "nl"] = "en"
    default_queue: Key
    reopen_days: int = Field(default=7, ge=0, le=365)
    join_minutes: int = Field(default=5, ge=0, le=120)
    answers: Answering = Answering()
    roles: Roles = Roles()
    people: tuple[Member, ...] = ()
    queues: tuple[Queue, ...] = Field(min_length=1)
    help: tuple[HelpChannel, ...] = ()
    digests: tuple[DigestRule, ...] = ()
    replies: tuple[SavedReply, ...] = ()
    limits: Limits = Limits()
    emoji: Emoji = Emoji()
    blocked: tuple[Blocked, ...] = ()
    _linked: dict[str, str] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _names_lead_somewhere(self) -> Self:
        for where, value, known in self._references():
            if value not in known:
                raise problem(where, value, "is not known", ", ".join(sorted(known)) or "none yet")
        for where, ids in self._identities():
            twice = next((one for one in ids if ids.count(one) > 1), None)
            if twice:
                raise problem(where, twice, "is there twice", "each once")
        return self

    def _identities(self) -> list[tuple[str, list[str]]]:
        found = [
            ("queues.id", [q.id for q in self.queues]),
            ("people.id", [p.id for p in self.people]),
            ("digests.id", [d.id for d in self.digests]),
            ("replies.id", [r.id for r in self.replies]),
        ]
        for platform in sorted({*LOCAL_PLATFORMS, *(name for p in self.people for name in p.accounts)}):
            accounts = [account for p in self.people if (account := p.account(platform))]
            found.append((f"people.accounts.{platform}", accounts))
            found.append(
                (f"help.channel.{platform}", [h.channel[platform] for h in self.help if platform in h.channel])
            )
        return found

    def _references(self) -> list[tuple[str, str, frozenset[str]]]:
        queues = frozenset(q.id for q in self.queues)
        people = frozenset(p.id for p in self.people)
        found = [("default_queue", self.default_queue, queues), ("language", self.language, frozenset(self.languages))]
        found += [("roles.admins", one, people) for one in self.roles.admins]
        for i, queue in enumerate(self.queues):
            found += [(f"queues[{i}].agents", one, people) for one in queue.agents]
            found += [(f"queues[{i}].leads", one, people) for one in queue.leads]
            found += [(f"queues[{i}].hand_to", one, queues) for one in queue.hand_to]
        found += [(f"help[{i}].queue", h.queue, queues) for i, h in enumerate(self.help) if h.queue]
        found += [(f"replies[{i}].queues", one, queues) for i, r in enumerate(self.replies) for one in r.queues]
        found += [(f"digests[{i}].queues", one, queues) for i, d in enumerate(self.digests) for one in d.queues]
        return found

    # ---- looking things up

    def queue(self, key: str) -> Queue:
        """The queue. One that a later desk file dropped is the admins' alone: it may have been confidential."""
        return next((q for q in self.queues if q.id == key), self._dropped(key))

    def replies_of(self, queue: str) -> tuple[SavedReply, ...]:
        """The saved replies a team has."""
        return tuple(one for one in self.replies if not one.queues or queue in one.queues)

    def has_queue(self, key: str) -> bool:
        return any(q.id == key for q in self.queues)

    def _dropped(self, key: str) -> Queue:
        hand_to = tuple(q.id for q in self.queues)
        return Queue.model_construct(
            id=key, name={"en": key}, tier="L1", triage={}, agents=self.roles.admins, hand_to=hand_to, confidential=True
        )

    def member(self, person_id: str) -> Member | None:
        return next((p for p in self.people if p.id == person_id), None)

    def member_of_account(self, platform: str, account: str) -> Member | None:
        """Who in the desk file has this account."""
        return next((p for p in self.people if p.account(platform) == account), None)

    def member_of(self, account: Account) -> Member | None:
        """Who in the desk file this is: by account, else by the e-mail address their platform vouches for."""
        named = self.member_of_account(account.platform, account.id)
        if named is not None or not account.email or account.stranger:
            return named
        return next((p for p in self.people if p.email and p.email.casefold() == account.email), None)

    def person_of(self, platform: str, account: str) -> str:
        """The id of whoever has that account: from the desk file, from a link, or the account's own."""
        member = self.member_of_account(platform, account)
        own = f"{platform}:{account}"
        return member.id if member else self._linked.get(own, own)

    def with_links(self, linked: dict[str, str]) -> Self:
        """`linked`: accounts ("platform:account") of people who are not in the desk file, by person id."""
        made = self.model_copy()
        made._linked = linked
        return made

    def is_admin(self, person_id: str) -> bool:
        return person_id in self.roles.admins

    def leads(self, person_id: str, queue: str) -> bool:
        return self.is_admin(person_id) or person_id in self.queue(queue).leads

    def serves(self, person_id: str, queue: str) -> bool:
        """Agent or lead of the queue, or admin. A confidential queue is served by its own people alone."""
        own = self.queue(queue)
        named = person_id in own.agents or person_id in own.leads
        return named or (self.is_admin(person_id) and not own.confidential)

    def agents_of(self, queue: str) -> list[str]:
        """Everybody who serves the queue, those of the desk file first."""
        own = self.queue(queue)
        named = dict.fromkeys((*(p.id for p in self.people), *own.agents, *own.leads, *self.roles.admins))
        return [one for one in named if self.serves(one, queue)]

    def queues_of(self, person_id: str) -> tuple[Queue, ...]:
        return tuple(q for q in self.queues if self.serves(person_id, q.id))

    def is_agent(self, person_id: str) -> bool:
        return bool(self.queues_of(person_id))

    def help_channel(self, platform: str, channel: str) -> HelpChannel | None:
        return next((h for h in self.help if h.channel.get(platform) == channel), None)

    def triage_queues(self, platform: str, channel: str) -> tuple[Queue, ...]:
        """The queues whose cards go to this channel."""
        return tuple(q for q in self.queues if q.triage.get(platform) == channel)

    def triage_place(self, queue: str, prefer: str, running: frozenset[str]) -> tuple[str, str] | None:
        """(platform, channel) for a queue's cards: on the request's own platform, else on any that runs."""
        places = self.queue(queue).triage
        order = [prefer, *(p for p in places if p != prefer)]
        return next(((p, places[p]) for p in order if p in places and p in running), None)

    def account(self, person_id: str, platform: str) -> str | None:
        member = self.member(person_id)
        if member is not None:
            return member.account(platform)
        here = f"{platform}:"
        if person_id.startswith(here):
            return person_id.removeprefix(here)
        linked = next((a for a, p in self._linked.items() if p == person_id and a.startswith(here)), None)
        return linked.removeprefix(here) if linked else None

    def accounts(self, person_id: str) -> dict[str, str]:
        """Those the desk knows of, by platform; of somebody in the desk file those named or linked."""
        member = self.member(person_id)
        if member is not None:
            return dict(member.accounts)
        platform, colon, account = person_id.partition(":")
        linked = dict(one.split(":", 1) for one, person in self._linked.items() if person == person_id)
        return linked | ({platform: account} if colon else {})

    def reach(self, person_id: str, prefer: str, running: frozenset[str]) -> tuple[str, str] | None:
        """(platform, account) to tell somebody directly: where it is preferred, else in a chat, else locally."""
        order = (prefer, *sorted(running.difference(LOCAL_PLATFORMS)), *LOCAL_PLATFORMS)
        found = ((name, self.account(person_id, name)) for name in order if name in running)
        return next(((name, account) for name, account in found if account), None)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def reopen_within(self) -> timedelta:
        return timedelta(days=self.reopen_days)

    @property
    def join_within(self) -> timedelta:
        return timedelta(minutes=self.join_minutes)
