"""The ticket card in a queue's triage channel: live state and what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.content import Block, Button, Buttons, Content, Fields, Heading, Quote, Small, Text
from bot.model.request import Request
from bot.model.rules import Rules
from bot.model.states import Kind, Outcome, Priority, Status
from bot.show.names import Names
from bot.words import Marked, Speaker

QUOTE_CHARS = 700  # a card is read at a glance; the whole text stands in its thread


@dataclass(frozen=True, slots=True)
class Around:
    """Tickets around this one, by number: what it came after, goes on as, has to do with; and the requester's
    earlier requests, how many and the latest."""

    follows: int | None = None
    merged_into: int | None = None
    links: tuple[int, ...] = ()
    earlier: int = 0
    latest: tuple[int, ...] = ()


def card(
    request: Request,
    queue: str,
    question: str,
    titles: Sequence[str],
    names: Names,
    rules: Rules,
    say: Speaker,
    around: Around,
    *,
    web: bool = False,
) -> Content:
    """The card of a ticket in the channel of `queue`, which may not be the one that has it now. `web`: it can be
    opened there."""
    if request.confidential and queue not in request.teams:
        return moved_away(request, say)
    head = say.text("card-heading", number=request.ticket, subject=request.subject)
    blocks: list[Block] = [
        Heading(head),
        Quote(shortened(question, say), names.plain(request.requester)),
        Fields(facts_for_agents(request, names, rules, say, around)),
    ]
    if titles:
        blocks.append(Small(say.md("card-tried", titles=Marked(", ".join(titles)))))
    handoff = _handoff_line(request, queue, names, rules, say)
    if handoff:
        blocks.append(Text(handoff))
    buttons = work_buttons(request, queue, say)
    if web:
        buttons = (*buttons, _button("web", request, say))
    if buttons:
        blocks.append(Buttons(buttons))
    return Content(tuple(blocks), head, _tags(request, say))


def _tags(request: Request, say: Speaker) -> tuple[str, ...]:
    """State and, when it is not the usual one, priority."""
    state = (f"{light(request)} {status_word(request, say)}",)
    usual = request.priority is Priority.NORMAL
    return state if usual else (*state, say.text(f"priority-{request.priority.value}"))


def moved_away(request: Request, say: Speaker) -> Content:
    """What a card says once its ticket became confidential: nothing about it."""
    return Content(
        (Text(say.md("card-confidential", number=request.ticket)),),
        say.text("card-confidential", number=request.ticket),
    )


def shortened(text: str, say: Speaker) -> str:
    """At most `QUOTE_CHARS`, saying how much more stands in the thread."""
    if len(text) <= QUOTE_CHARS:
        return text
    return text[:QUOTE_CHARS].rstrip() + "… " + say.text("card-more", count=len(text) - QUOTE_CHARS)


def status_word(request: Request, say: Speaker) -> str:
    if request.offering:
        return say.text("status-offered")
    return say.text(f"status-{request.status.value.replace(' ', '-')}")


def facts(request: Request, names: Names, rules: Rules, say: Speaker) -> tuple[tuple[str, str], ...]:
    """What everybody who sees a ticket may know of it: labels and CommonMark."""
    nobody = say.md("card-nobody") if request.active else "–"
    owner = names.link(request.owner, say) if request.owner else nobody
    pairs: list[tuple[str, str]] = [
        (say.text("card-status"), f"{light(request)} {status_word(request, say)}"),
        (say.text("card-owner"), owner),
        (say.text("card-queue"), say.md("echo", text=rules.queue(request.queue).label(say.language))),
        (say.text("card-asked"), say.when(request.created_at)),
    ]
    if request.waiting_since and request.active:
        pairs.append((say.text("card-waiting"), say.when(request.waiting_since)))
    return tuple(pairs)


def facts_for_agents(
    request: Request, names: Names, rules: Rules, say: Speaker, around: Around
) -> tuple[tuple[str, str], ...]:
    """As `facts`, with what the team put on it and what lies around it."""
    asleep = [(say.text("card-snoozed"), say.when(request.snoozed_until))] if request.snoozed_until else []
    return (*facts(request, names, rules, say), *asleep, *_labels(request, say), *_context(request, names, say, around))


def _labels(request: Request, say: Speaker) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    if request.priority is not Priority.NORMAL:
        pairs.append((say.text("card-priority"), say.md(f"priority-{request.priority.value}")))
    if request.kind is not Kind.QUESTION:
        pairs.append((say.text("card-kind"), say.md(f"kind-{request.kind.value.replace(' ', '-')}")))
    if request.tags:
        pairs.append((say.text("card-tags"), say.md("echo", text=" ".join(request.tags))))
    return pairs


def _context(request: Request, names: Names, say: Speaker, around: Around) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    if request.opened_by:
        pairs.append((say.text("card-opened-by"), names.link(request.opened_by, say)))
    if around.earlier:
        latest = ", ".join(say.ticket(number) for number in around.latest)
        pairs.append((say.text("card-earlier"), f"{around.earlier} ({latest})" if latest else str(around.earlier)))
    if around.follows is not None:
        pairs.append((say.text("card-follows"), say.ticket(around.follows)))
    if around.merged_into is not None:
        pairs.append((say.text("card-merged"), say.ticket(around.merged_into)))
    if around.links:
        pairs.append((say.text("card-links"), ", ".join(say.ticket(number) for number in around.links)))
    if request.reopened:
        pairs.append((say.text("card-reopened"), Marked(str(request.reopened))))
    return pairs


def light(request: Request) -> str:
    """A sign for the state, read at a glance; adapters may colour by it."""
    return {
        Status.NEW: "🔴",
        Status.OPEN: "🟠",
        Status.WAITING: "🔵",
        Status.ON_HOLD: "⚪",
        Status.RESOLVED: "🟢",
    }.get(request.status, "⚫")


def _handoff_line(request: Request, queue: str, names: Names, rules: Rules, say: Speaker) -> Marked | None:
    handoff = request.handoff
    if handoff is None or not request.active:
        return None
    team = rules.queue(handoff.to_queue).label(say.language)
    sender = names.link(handoff.by, say)
    if handoff.pending:
        return say.md("card-offered", team=team, by=sender)
    if handoff.returned_at is not None and queue == handoff.to_queue and queue != request.queue:
        return say.md("card-returned", team=rules.queue(handoff.from_queue).label(say.language))
    if handoff.accepted_at is not None and handoff.returned_at is None and queue == handoff.from_queue:
        return say.md("card-accepted", team=team, by=names.link(handoff.accepted_by or "", say))
    return None


def work_buttons(request: Request, queue: str, say: Speaker) -> tuple[Button, ...]:
    """What the agents of a queue can do about it now."""
    if request.status is Status.CLOSED:
        return ()
    if request.status is Status.RESOLVED:
        if queue != request.queue:
            return ()
        article = request.outcome is Outcome.SOLVED and not request.confidential
        return _row(request, say, "reopen", "draft") if article else _row(request, say, "reopen")
    offered = request.handoff.to_queue if request.handoff and request.handoff.pending else None
    if queue == offered:
        return _row(request, say, ("accept", "primary"), "return", "note", "resolve")
    if queue != request.queue:
        return ()
    first = ("claim", "primary") if request.owner is None else "release"
    work: list[str | tuple[str, str]] = [first, "reply", "note"]
    if offered is None:
        work.append("handoff")
    work.append("resolve")
    if request.owner is None:
        work.append(("dismiss", "danger"))
    return _row(request, say, *work)


def _row(request: Request, say: Speaker, *actions: str | tuple[str, str]) -> tuple[Button, ...]:
    return tuple(
        _button(action, request, say) if isinstance(action, str) else _button(action[0], request, say, action[1])
        for action in actions
    )


def _button(action: str, request: Request, say: Speaker, style: str = "plain") -> Button:
    label = say.text(f"button-{action}")
    if style == "primary":
        return Button(action, request.id, label, "primary")
    return Button(action, request.id, label, "danger" if style == "danger" else "plain")
