"""Lists of requests and the help text."""

from collections.abc import Sequence
from datetime import datetime

from bot.commands import VERBS
from bot.model.content import Block, Content, Heading, Small, Table, Text, escape, plain
from bot.model.request import Request
from bot.model.rules import Queue, Rules
from bot.show.card import status_word
from bot.show.names import Names
from bot.words import Speaker


def requests_table(requests: Sequence[Request], names: Names, now: datetime, say: Speaker) -> Table:
    """One row a request: number, subject, state, owner, how long since the last word."""
    head = tuple(say.text(f"list-{column}") for column in ("number", "subject", "status", "owner", "since"))
    return Table(head, tuple(_row(one, names, now, say) for one in requests))


def _row(one: Request, names: Names, now: datetime, say: Speaker) -> tuple[str, ...]:
    number = say.ticket(one.number) if one.number is not None else "–"
    owner = names.link(one.owner, say) if one.owner else "–"
    since = say.span(now - one.waiting_since) if one.active and one.waiting_since else "–"
    return (number, escape(one.subject), escape(status_word(one, say)), owner, escape(since))


def mine(own: Sequence[Request], owned: Sequence[Request], names: Names, now: datetime, say: Speaker) -> Content:
    """What I asked, and what I own."""
    if not own and not owned:
        return plain(say.md("mine-nothing"), say.text("mine-nothing"))
    blocks: list[Block] = []
    if owned:
        blocks += [Heading(say.text("mine-owned")), requests_table(owned, names, now, say)]
    if own:
        blocks += [Heading(say.text("mine-own")), requests_table(own, names, now, say)]
    return Content(tuple(blocks), say.text("mine-summary", count=len(own) + len(owned)))


def found(rows: Sequence[Request], words: str, names: Names, now: datetime, say: Speaker) -> Content:
    """What a search found."""
    if not rows:
        nothing = say.md("find-none", words=words)
        return plain(nothing)
    heading = say.text("find-heading", count=len(rows))
    return Content((Heading(heading), requests_table(rows, names, now, say)), heading)


def queue_list(
    queues: Sequence[tuple[Queue, Sequence[Request], int]], names: Names, now: datetime, say: Speaker
) -> Content:
    """Active tickets a queue, waiting longest first, with how many there are in all."""
    blocks: list[Block] = []
    for queue, requests, count in queues:
        blocks.append(Heading(say.text("queue-heading", team=queue.label(say.language), count=count)))
        if requests:
            blocks.append(requests_table(requests, names, now, say))
        else:
            blocks.append(Small(say.md("queue-empty")))
        if count > len(requests):
            blocks.append(Small(say.md("queue-more", count=count - len(requests), queue=queue.id)))
    return Content(tuple(blocks), say.text("queue-summary"))


def help_text(person_id: str, rules: Rules, say: Speaker) -> Content:
    """What this person may do here, in the three spellings."""
    agent = rules.is_agent(person_id)
    mine_ = [verb for verb in VERBS if agent or not verb.agents]
    lines = [line for verb in mine_ for line in _usages(verb.name, say, agent=agent)]
    spellings = say.md("help-spellings" if agent else "help-spellings-own")
    blocks: list[Block] = [Text(say.md("help-intro")), Text("\n".join(f"- {one}" for one in lines)), Small(spellings)]
    if agent:
        blocks.append(Small(say.md("help-short")))
    return Content(tuple(blocks), say.text("help-summary"))


def help_verb(name: str, say: Speaker, *, agent: bool) -> Content:
    """How one verb is written."""
    return plain("\n\n".join(_usages(name, say, agent=agent)), f"/ticket {name}")


def _usages(name: str, say: Speaker, *, agent: bool) -> list[str]:
    """Agents do more with the knowledge base than look things up."""
    more = [say.md("help-kb-agents")] if name == "kb" and agent else []
    return [_usage(name, say), *more]


def _usage(name: str, say: Speaker) -> str:
    """How a verb is written, and what it does. Looking at a ticket needs no word but its number."""
    words = [] if name == "ticket" else [name]
    shape = say.text(f"shape-{name}")
    words += [] if shape == "-" else [shape]
    return f"`/ticket {' '.join(words)}`: {say.md(f'help-{name}')}"
