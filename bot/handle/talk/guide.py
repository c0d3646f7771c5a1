"""Walking a requester through an article's script: by buttons or typed words, back and forth, over days."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.desk import Desk
from bot.handle.command import Command
from bot.handle.post import answer_anchor, edit_for_requester, to_requester
from bot.handle.save import moved
from bot.handle.talk.heard import Heard
from bot.handle.talk.proven import it_was_replaced
from bot.handle.talk.rate import solved, still_need_help
from bot.handle.talk.walked import end_walk, guide_anchor
from bot.model.effects import Effect, Say, Timer
from bot.model.events import Verb
from bot.model.people import Person
from bot.model.refusals import ButtonStale, NotYours
from bot.model.request import Request
from bot.model.states import Status
from bot.model.walk import Taken, Walk
from bot.policy.guiding import ROUNDS, Meant, meant, question_of
from bot.policy.rights import audiences
from bot.ports import Transaction
from bot.show.answer import answer, settled_by_another
from bot.show.guide import step_left, step_shown
from bot.words import Speaker
from kb import Article, Choice, Script, Step

TWICE = timedelta(seconds=10)  # two presses of one wish


@dataclass(frozen=True, slots=True)
class _At:
    """The script somebody is walked through, and what it takes to show it."""

    request: Request
    script: Script
    desk: Desk
    tx: Transaction

    @property
    def say(self) -> Speaker:
        return self.desk.speak_for(self.request)


async def guide(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Step by step]: the first step, or where they were. Pressed twice in a row it shows it once."""
    request = await _awake(_own(command), command, tx)
    article = _guided(request.answer_slug or "", request, command.by, desk)
    if article is None or article.script is None:
        raise ButtonStale
    at = _At(request, article.script, desk, tx)
    walk = await tx.walks.get(request.id)
    if walk is not None and walk.under_way and walk.slug == article.slug:
        return [] if await _just_begun(command, tx) else await _show(at, walk, walk, pressed=False)
    begun = Walk(
        request.id,
        article.slug,
        article.title,
        article.script.first.name,
        earlier=(*walk.earlier, *walk.path) if walk else (),
        message=walk.message + 1 if walk else 0,
        turn=walk.turn + 1 if walk else 0,
    )
    about = {"slug": article.slug, "title": article.title}
    await moved(tx, request, request, Verb.GUIDED, command.by.id, command.at, **about, outcome="begun", number=0)
    effects: list[Effect] = []
    if walk is not None and walk.under_way:
        effects.append(edit_for_requester(request, guide_anchor(walk), step_left(walk, at.say, "guide-left")))
    return [*effects, *await _show(at, begun, None, pressed=False)]


async def _just_begun(command: Command, tx: Transaction) -> bool:
    """The second press of two."""
    last = (await tx.log.of(command.ticket.id))[-1]
    begun = last.verb is Verb.GUIDED and last.data.get("outcome") == "begun"
    return begun and command.at - last.at < TWICE


async def step(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """A choice pressed: `TURN/PLACE`. One of an earlier turn shows where they are now."""
    turn, _, place = command.extra.partition("/")
    return await _pressed(command, turn, int(place) if place.isascii() and place.isdigit() else -1, desk, tx)


async def stepback(command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """[Back]: `TURN`."""
    return await _pressed(command, command.extra, "back", desk, tx)


async def _pressed(command: Command, turn: str, what: Meant, desk: Desk, tx: Transaction) -> list[Effect]:
    own = _own(command)
    walk = await tx.walks.get(own.id)
    if walk is None or own.number is not None:
        raise ButtonStale
    request = await _awake(own, command, tx)
    script = _script(walk, request, command.by, desk)
    if script is None or not walk.under_way:
        raise ButtonStale
    at = _At(request, script, desk, tx)
    if turn != str(walk.turn):
        now, note = _where(at, walk)
        await tx.walks.put(now)
        return [Say(step_shown(now, _step(now, script), at.say, note))]
    return await _go(at, walk, what, command, pressed=True)


async def typed(heard: Heard, request: Request, desk: Desk, tx: Transaction) -> list[Effect] | None:
    """The answer to the step that is asked, typed; None when the words are something else."""
    walk = await tx.walks.get(request.id)
    mine = request.requester == heard.person.id and request.number is None
    if walk is None or not walk.under_way or not mine:
        return None
    script = _script(walk, request, heard.person, desk)
    present = script.step(walk.step) if script else None
    what = meant(heard.text, [choice.label for choice in present.choices]) if present else None
    if script is None or present is None or what is None:
        return None
    message = heard.message
    command = Command(
        verb="step",
        key=message.key,
        by=heard.person,
        account=message.by,
        where=message.where,
        direct=message.direct,
        at=message.at,
        say=desk.speak_to(heard.person, message.where),
        request=request,
    )
    if what == "no such number":
        at = _At(request, script, desk, tx)
        return await _show(at, walk, walk, pressed=False, note=at.say.md("guide-no-such", count=len(present.choices)))
    awake = _At(await _awake(request, command, tx), script, desk, tx)
    return await _go(awake, walk, what, command, pressed=False)


async def _go(at: _At, walk: Walk, what: Meant, command: Command, *, pressed: bool) -> list[Effect]:
    present = at.script.step(walk.step)
    if present is None:  # the article was changed meanwhile
        again = walk.again(at.script.first.name)
        return await _show(at, again, walk, pressed=pressed, note=at.say.md("guide-changed"))
    if what == "back":
        return await _show(at, walk.back(), walk, pressed=pressed)
    if not isinstance(what, int) or not 0 <= what < len(present.choices):
        raise ButtonStale
    choice = present.choices[what]
    after = walk.take(Taken(present.name, question_of(present.text), choice.label, choice.to))
    if choice.outcome:
        await at.tx.walks.put(after)
        return await _arrived(choice, after, replace(command, request=at.request, extra=""), at.desk, at.tx)
    return await _show(at, after, walk, pressed=pressed)


async def _arrived(choice: Choice, walk: Walk, command: Command, desk: Desk, tx: Transaction) -> list[Effect]:
    """An end: solved, another article, or a ticket with the path."""
    if choice.to == "solved":
        return await solved(command, desk, tx)
    request = command.ticket
    article = _guided(choice.article or "", request, command.by, desk)
    if article is None or article.audience not in audiences(command.by, desk.rules):
        return await still_need_help(command, desk, tx)
    ended = await end_walk(request, "article", command.by.id, desk, tx)
    before = _guided(walk.slug, request, command.by, desk)
    after = request.answered(article.slug, article.language, request.confidence)
    data = {"slug": article.slug, "title": article.title}
    sure = request.confidence
    await moved(tx, request, after, Verb.ANSWERED, command.by.id, command.at, **data, confidence=sure, instead=True)
    await it_was_replaced(request, article, command.at, tx, chosen=False)
    say = desk.speak_for(after)
    effects: list[Effect] = list(ended)
    if before is not None:
        effects.append(edit_for_requester(after, answer_anchor(after), settled_by_another(before, say)))
    return [
        *effects,
        to_requester(after, answer(after, article, (), say), answer_anchor(after)),
        _look_back(after, desk),
    ]


async def _show(at: _At, walk: Walk, before: Walk | None, *, pressed: bool, note: str | None = None) -> list[Effect]:
    """In place when a button was pressed; below what was typed otherwise, and the earlier message is settled."""
    now, changed = _where(at, walk) if at.script.step(walk.step) is None else (walk, None)
    present = _step(now, at.script)
    if changed is None and note is None and now.visits(present.name) >= ROUNDS:
        note = at.say.md("guide-round")
    if before is not None and not pressed:
        now = replace(now, message=before.message + 1)
    await at.tx.walks.put(now)
    content = step_shown(now, present, at.say, note or changed)
    if before is not None and pressed:
        return [edit_for_requester(at.request, guide_anchor(now), content), _look_back(at.request, at.desk)]
    effects: list[Effect] = []
    if before is not None:
        below = step_left(before, at.say, "guide-below")
        effects.append(edit_for_requester(at.request, guide_anchor(before), below))
    return [*effects, to_requester(at.request, content, guide_anchor(now)), _look_back(at.request, at.desk)]


def _where(at: _At, walk: Walk) -> tuple[Walk, str]:
    """Where they are, and a sentence about it; from the beginning when the step is no longer there."""
    if at.script.step(walk.step) is None:
        return walk.again(at.script.first.name), at.say.md("guide-changed")
    return walk, at.say.md("guide-stale")


def _step(walk: Walk, script: Script) -> Step:
    return script.step(walk.step) or script.first


def _look_back(request: Request, desk: Desk) -> Timer:
    return Timer(f"silent:{request.id}", desk.clock.now() + timedelta(hours=desk.rules.answers.silent_hours))


def _own(command: Command) -> Request:
    if command.ticket.requester != command.by.id:
        raise NotYours
    return command.ticket


async def _awake(request: Request, command: Command, tx: Transaction) -> Request:
    """Days later it goes on, though the answer had been counted as silent. Raises ButtonStale."""
    if request.status is Status.ANSWERED:
        return request
    on = request.read_on()
    return await moved(tx, request, on, Verb.GUIDED, command.by.id, command.at, outcome="again", number=0)


def _guided(slug: str, request: Request, person: Person, desk: Desk) -> Article | None:
    article = desk.library.by_slug(slug, request.language)
    return article if article and article.audience in audiences(person, desk.rules) else None


def _script(walk: Walk, request: Request, person: Person, desk: Desk) -> Script | None:
    article = _guided(walk.slug, request, person, desk)
    return article.script if article else None
