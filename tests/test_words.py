"""Every sentence exists in every language, with the values its callers give it."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from bot.commands import VERBS
from bot.model.content import unmarked
from bot.model.events import Verb
from bot.model.refusals import (
    AlreadyClaimed,
    CannotParse,
    HandoffPending,
    NotAllowed,
    NotYourQueue,
    Refusal,
    SameQueue,
    TicketUnknown,
)
from bot.model.states import Status
from bot.words import FOLDER, Speaker, Words, languages, pick_language

BOT = FOLDER.parent
FILES = sorted(FOLDER.glob("*.ftl"))


# ---- the files


def entries(path: Path) -> list[ftl.EntryType]:
    return parse(path.read_text(encoding="utf-8")).body


def messages(path: Path) -> dict[str, ftl.Message]:
    return {one.id.name: one for one in entries(path) if isinstance(one, ftl.Message)}


class _Variables(Visitor):  # type: ignore[misc]
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)


def variables(message: ftl.Message) -> set[str]:
    found = _Variables()
    found.visit(message)
    return found.names


ENGLISH = messages(FOLDER / "en.ftl")
KEYS = set(ENGLISH)


def test_the_bot_speaks_english_and_dutch() -> None:
    assert languages() == ("en", "nl")
    assert len(KEYS) > 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_has_every_sentence_once_and_no_line_that_cannot_be_read(path: Path) -> None:
    names = [one.id.name for one in entries(path) if isinstance(one, ftl.Message)]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert [one.content for one in entries(path) if isinstance(one, ftl.Junk)] == []
    assert set(names) ^ KEYS == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sentence_takes_the_same_values_in_every_language(path: Path) -> None:
    here = messages(path)
    differing = {key for key in KEYS & here.keys() if variables(ENGLISH[key]) != variables(here[key])}
    assert differing == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sentence_is_empty(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    blank = []
    for key, message in messages(path).items():
        value = message.value
        if value is None or not source[value.span.start : value.span.end].strip():
            blank.append(key)
    assert blank == []


# ---- the code


def _names_a_sentence(call: ast.Call) -> ast.expr | None:
    """The argument that holds the key, of a call that says something."""
    func = call.func
    if isinstance(func, ast.Attribute) and func.attr in ("md", "text") and call.args:
        return call.args[0]
    if isinstance(func, ast.Name) and func.id == "line" and len(call.args) == 2:
        return call.args[1]
    if isinstance(func, ast.Name) and func.id == "CannotParse" and call.args:
        return call.args[0]
    return None


def said_in_code() -> Iterator[tuple[str, str, set[str] | None]]:
    """(place, key, names of the values given) for each call with a literal key; None: values by `**`."""
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            key = _names_a_sentence(node) if isinstance(node, ast.Call) else None
            if key is None or not isinstance(node, ast.Call):
                continue
            for one in (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,):
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    given = {word.arg for word in node.keywords}
                    names = None if None in given else {name for name in given if name}
                    yield f"{path.relative_to(BOT)}:{node.lineno}", one.value, names


SAID = list(said_in_code())


def test_every_sentence_the_code_says_exists() -> None:
    assert len(SAID) > 100
    assert [(place, key) for place, key, _ in SAID if key not in KEYS] == []


def test_every_sentence_is_given_all_its_values() -> None:
    missing = [
        (place, key, variables(ENGLISH[key]) - given)
        for place, key, given in SAID
        if given is not None and key in KEYS and not variables(ENGLISH[key]) <= given
    ]
    assert missing == []


def literals_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every string, and every f-string as a pattern."""
    plain: set[str] = set()
    patterns = []
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else "[a-z-]+" for p in node.values]
                if re.match(r"[a-z]+\\?-", parts[0]):
                    patterns.append(re.compile("".join(parts)))
    return plain, patterns


def test_no_sentence_is_left_that_nobody_says() -> None:
    plain, patterns = literals_in_code()
    unsaid = {key for key in KEYS - plain if not any(one.fullmatch(key) for one in patterns)}
    assert unsaid == set()


# ---- sentences whose key is put together


def all_refusals() -> list[type[Refusal]]:
    found = [Refusal]
    for kind in found:
        found.extend(kind.__subclasses__())
    return found


def test_every_refusal_has_its_sentence() -> None:
    words = {kind.word for kind in all_refusals() if not kind.__subclasses__() and kind is not CannotParse}
    assert words - KEYS == set()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "refusal",
    [
        TicketUnknown(12345),
        AlreadyClaimed(12345, "Mila *J*", 61),
        HandoffPending(12345, "it-network"),
        SameQueue(12345, "it-l1"),
        NotYourQueue(12345, "it-l1"),
        NotAllowed("claim"),
        CannotParse("parse-unknown", word="xyzzy"),
        *(kind(12345) for kind in TicketUnknown.__mro__[1].__subclasses__() if kind.__init__ is TicketUnknown.__init__),
        *(kind() for kind in Refusal.__subclasses__() if kind.__init__ is Refusal.__init__),
    ],
    ids=lambda refusal: refusal.word,
)
def test_a_refusal_can_be_told_in_every_language(language: str, refusal: Refusal) -> None:
    if refusal.word == "refused":
        return  # a common parent
    said = speaker(language).refusal(refusal)
    assert said and "{" not in said
    if "12345" in str(refusal.args) and "number" in variables(ENGLISH[refusal.word]):
        assert "12345" in said


def test_every_verb_and_status_has_its_words() -> None:
    wanted = {f"help-{verb.name}" for verb in VERBS}
    wanted |= {f"parse-{verb.name}-what" for verb in VERBS if verb.takes == "words"}
    wanted |= {f"status-{status.value.replace(' ', '-')}" for status in Status}
    assert wanted - KEYS == set()


def test_every_event_has_its_line_in_the_timeline() -> None:
    assert {f"event-{verb.value.replace(' ', '-')}" for verb in Verb} - KEYS == set()


# ---- saying things


def speaker(language: str = "en") -> Speaker:
    return Words(ZoneInfo("Europe/Amsterdam")).to(language)


@pytest.mark.parametrize("language", languages())
def test_a_ticket_number_is_never_grouped(language: str) -> None:
    assert "#12345" in speaker(language).text("button-about", number=12345)


def test_what_people_typed_is_escaped_in_commonmark_and_as_it_was_in_plain_text() -> None:
    typed = "**bold** [x](http://evil) <b> `c` { $y }\n# head"
    marked = speaker().md("echo", text=typed)
    assert "\n" not in marked
    assert not re.search(r"(?<!\\)[*\[\]()<>`#]", marked)
    assert unmarked(marked) == typed.replace("\n", " ")
    assert speaker().text("echo", text=typed) == typed


def test_our_own_links_are_not_escaped_again() -> None:
    say = speaker()
    assert say.md("echo", text=say.ticket(7)) == "[\\#7](ticket:7)"
    assert say.md("echo", text=say.md("echo", text="*")) == "\\*"


def test_a_sentence_that_is_not_there_or_lacks_a_value_is_a_mistake_that_shows() -> None:
    with pytest.raises((KeyError, LookupError)):
        speaker().text("no-such-sentence")
    with pytest.raises(KeyError, match="button-about"):
        speaker().text("button-about")


def test_moments_and_spans_are_said_in_the_readers_language() -> None:
    moment = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
    assert (speaker("en").clock_time(moment), speaker("nl").clock_time(moment)) == (
        "Mon 23 Nov 10:05",
        "ma 23 nov 10:05",
    )
    assert (speaker("en").span(timedelta(hours=3)), speaker("nl").span(timedelta(hours=3))) == ("3 hours", "3 uur")
    assert speaker().when(moment) == "[Mon 23 Nov 10\\:05](time:2026-11-23T09:05:00Z)"


def test_a_language_nobody_speaks_is_the_desks_own() -> None:
    assert speaker("de").language == "en"
    assert Words(ZoneInfo("UTC"), "nl").to(None).language == "nl"


@pytest.mark.parametrize(
    ("wishes", "picked"),
    [
        (("nl",), "nl"),
        ((None, "nl-BE", "en"), "nl"),
        (("NL_be",), "nl"),
        (("de", None, "en-GB"), "en"),
        (("de", ""), "en"),
        ((), "en"),
    ],
)
def test_the_first_wish_that_is_spoken_wins(wishes: tuple[str | None, ...], picked: str) -> None:
    assert pick_language(*wishes, spoken=("en", "nl"), default="en") == picked
