"""One grammar for every platform: what is a command, what it means, and what is only a question."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.commands import SLASH_COMMANDS, VERBS, Parsed, bang_command, looks_like_command, nearest, parse, verb_named
from bot.model.refusals import CannotParse
from kb.load import load

ARTICLES = Path(__file__).resolve().parent.parent / "kb" / "articles"
WILD = st.text(st.characters(codec=None), max_size=200)  # half surrogates and control characters too


def read(text: str, *, in_ticket: bool = False) -> tuple[str, int | None, str]:
    parsed = parse(text, in_ticket=in_ticket)
    return parsed.verb.name, parsed.number, parsed.text


def refusal(text: str, *, in_ticket: bool = False) -> CannotParse:
    with pytest.raises(CannotParse) as caught:
        parse(text, in_ticket=in_ticket)
    return caught.value


# ---- what a command means


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("claim #7", ("claim", 7, "")),
        ("claim 7", ("claim", 7, "")),
        ("CLAIM   #7", ("claim", 7, "")),
        ("claim: #7.", ("claim", 7, "")),
        ("pak #7", ("claim", 7, "")),
        ("sluit #7", ("close", 7, "")),
        ("reply #7 we ordered one", ("reply", 7, "we ordered one")),
        ("reply #7: we ordered one", ("reply", 7, "we ordered one")),
        ("reply 7 we ordered one", ("reply", 7, "we ordered one")),
        ("reply #7\nfirst line\nsecond line", ("reply", 7, "first line\nsecond line")),
        ("note #7 called, no answer", ("note", 7, "called, no answer")),
        ("handoff #7 it-network no link", ("handoff", 7, "it-network no link")),
        ("resolve #7", ("resolve", 7, "")),
        ("resolve #7 new cable", ("resolve", 7, "new cable")),
        ("reopen #7", ("reopen", 7, "")),
        ("ticket #7", ("ticket", 7, "")),
        ("#7", ("ticket", 7, "")),
        ("7", ("ticket", 7, "")),
        ("new my screen stays black", ("new", None, "my screen stays black")),
        ("new 2 laptops please", ("new", None, "2 laptops please")),
        ("mine", ("mine", None, "")),
        ("queue", ("queue", None, "")),
        ("queue it-l1", ("queue", None, "it-l1")),
        ("kb vpn", ("kb", None, "vpn")),
        ("kb 802.1x", ("kb", None, "802.1x")),
        ("digest 7d", ("digest", None, "7d")),
        ("taal nl", ("language", None, "nl")),
        ("help", ("help", None, "")),
        ("help!", ("help", None, "")),
    ],
)
def test_a_command_is_read_as_it_was_meant(text: str, meaning: tuple[str, int | None, str]) -> None:
    assert read(text) == meaning
    assert read(f"  {text}\n") == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("claim", ("claim", None, "")),
        ("claim #9", ("claim", 9, "")),
        ("reply 9 people have it too", ("reply", None, "9 people have it too")),
        ("reply 9", ("reply", None, "9")),
        ("reply #9 has the same", ("reply", 9, "has the same")),
        ("reply #9th floor", ("reply", None, "#9th floor")),
        ("note 2 cables", ("note", None, "2 cables")),
        ("resolve", ("resolve", None, "")),
        ("handoff it-network no link", ("handoff", None, "it-network no link")),
        ("return not a network fault", ("return", None, "not a network fault")),
    ],
)
def test_in_a_tickets_thread_a_verb_means_that_ticket_and_a_bare_number_is_text(
    text: str, meaning: tuple[str, int | None, str]
) -> None:
    assert read(text, in_ticket=True) == meaning


@pytest.mark.parametrize("text", ["reply #9", "reply", "note #9 ", "handoff #9", "return #9", "kb", "kb  "])
def test_a_verb_without_the_words_it_needs_says_what_to_write(text: str) -> None:
    assert refusal(text, in_ticket=True).word == f"parse-{text.split()[0]}-what"


def test_outside_a_ticket_a_verb_asks_which() -> None:
    for text in ("claim", "reply it is fixed", "resolve now", "close"):
        said = refusal(text)
        assert (said.word, said.values["verb"]) == ("parse-which-ticket", text.split()[0])


@pytest.mark.parametrize(
    "text", ["claim #7 now or never", "close #7 please", "mine please", "ticket #7 x", "#7 is bad"]
)
def test_words_a_verb_does_not_take_are_not_dropped_in_silence(text: str) -> None:
    assert refusal(text).word == "parse-too-much"


def test_nothing_and_gibberish_are_told_apart() -> None:
    assert refusal("").word == refusal(" \n\t").word == "parse-nothing"
    said = refusal("xyzzy #7")
    assert (said.word, said.values) == ("parse-unknown", {"word": "xyzzy"})
    assert len(str(refusal("x" * 5000).values["word"])) <= 40


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("calim #7", "claim"),
        ("clami", "claim"),
        ("handof #7", "handoff"),
        ("resovle #7", "resolve"),
        ("repl #7 hi", "reply"),
        ("reopn #7", "reopen"),
        ("digset", "digest"),
        ("hlep", "help"),
        ("oplossn #7", "resolve"),
        ("kennisbnak vpn", "kb"),
    ],
)
def test_a_near_miss_gets_did_you_mean(typed: str, meant: str) -> None:
    said = refusal(typed)
    assert (said.word, said.values["verb"]) == ("parse-did-you-mean", meant)


def test_words_that_are_near_to_nothing_get_no_guess() -> None:
    assert [nearest(word) for word in ("print", "laptop", "vpn", "hello")] == [None] * 4


def test_every_name_and_alias_means_one_verb() -> None:
    names = [name for verb in VERBS for name in (verb.name, *verb.aliases)]
    assert len(names) == len(set(names))
    assert all(verb_named(name.upper()) is verb for verb in VERBS for name in (verb.name, *verb.aliases))
    assert all(verb_named(name) for name in SLASH_COMMANDS)


@given(WILD, st.booleans())
@example("#", False)
@example("#" + "9" * 400, False)
@example("claim #" + "9" * 400, True)
@example("claim #٣", False)
@example("claim ²", False)
@example("\ud800 #7", False)
def test_whatever_is_typed_is_read_or_refused(text: str, in_ticket: bool) -> None:
    try:
        parsed = parse(text, in_ticket=in_ticket)
    except CannotParse as refused:
        assert refused.facts() is refused.values
    else:
        assert isinstance(parsed, Parsed)
        assert parsed.number is None or 0 <= parsed.number < 10**9


VERB_NAMES = [name for verb in VERBS for name in (verb.name, *verb.aliases)]


@given(st.sampled_from(VERB_NAMES), st.sampled_from(["", "#", "# ", "#9", "9 ", "#9,", "\n"]), WILD, st.booleans())
def test_whatever_follows_a_verb_is_read_or_refused(verb: str, mark: str, rest: str, in_ticket: bool) -> None:
    try:
        parsed = parse(f"{verb} {mark}{rest}", in_ticket=in_ticket)
    except CannotParse:
        return
    assert parsed.verb is verb_named(verb)


@given(WILD, st.booleans())
def test_whether_it_is_a_command_can_be_asked_of_anything(text: str, in_ticket: bool) -> None:
    looks_like_command(text, in_ticket=in_ticket)
    assert bang_command(text) is None or text.startswith("!")


# ---- command or question?

QUESTIONS = [
    "help me with my printer",
    "help my printer",
    "help, my screen is black",
    "hulp nodig",
    "hulp met mijn printer",
    "close the window please",
    "close 2 windows at once?",
    "sluit het raam",
    "claim my expenses",
    "claim expenses",
    "return my laptop",
    "return 3 laptops",
    "answer 2 questions about leave",
    "show me the wifi password",
    "take a day off",
    "hand in my badge",
    "note taking app wanted",
    "solve 3 problems",
    "new laptop please",
    "new",
    "nieuw scherm nodig",
    "nieuwe laptop",
    "mine is broken too",
    "mine crashed",
    "mijn laptop crasht",
    "mijn wifi",
    "language settings of word",
    "language settings",
    "taal van outlook wijzigen",
    "queue in front of the printer",
    "digest emails keep coming",
    "ticket for the train",
    "open a new account",
    "wachtwoord",
    "slow",
    "sleutel",
    "lease",
    "fine",
    "nope",
    "opgelost dank je",
    "accept the invite how",
    "reply all does not work",
    "resolve dns names fails",
    "release the document lock",
    "reopen a closed word file",
    "closing time?",
    "7 people cannot log in",
    "#general is gone",
    "7",
    "",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_not_taken_for_a_command(text: str) -> None:
    assert not looks_like_command(text, in_ticket=False)


def test_no_question_of_the_starter_articles_is_taken_for_a_command() -> None:
    articles = load(ARTICLES).articles
    asked = [words for article in articles for words in (article.title, *article.questions)]
    assert len(asked) > 200
    assert [words for words in asked if looks_like_command(words, in_ticket=False)] == []


@pytest.mark.parametrize(
    "text",
    [
        "claim #7",
        "claim 7",
        "claim",
        "#7",
        "reply #7 it is fixed",
        "reply 7 it is fixed",
        "handoff 7 it-network no link",
        "return #7 not ours",
        "close #7 please",
        "sluit #7",
        "calim #7",
        "calim 7",
        "calim",
        "hlep",
        "help",
        "help!",
        "Help?",
        "hulp",
        "help claim",
        "mine",
        "queue",
        "queue it-l1",
        "digest",
        "digest 7d",
        "digest 2 weeks",
        "language nl",
        "taal Nederlands",
        "language",
        "kb vpn keeps dropping",
    ],
)
def test_a_command_is_taken_for_one(text: str) -> None:
    assert looks_like_command(text, in_ticket=False)
    assert looks_like_command(text, in_ticket=True)


@pytest.mark.parametrize(
    "text",
    ["claim", "resolve", "resolve new cable", "reply it is fixed", "note called", "close please", "return not ours"],
)
def test_in_a_tickets_thread_a_verb_needs_no_number(text: str) -> None:
    assert looks_like_command(text, in_ticket=True)


@pytest.mark.parametrize(
    "text", ["close the window please", "claim his expenses too", "mijn laptop crasht", "hulp nodig"]
)
def test_in_a_tickets_thread_talk_is_not_taken_for_a_command(text: str) -> None:
    assert not looks_like_command(text, in_ticket=True)


# ---- !VERB


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("!claim", "claim"),
        ("!reply it is fixed", "reply it is fixed"),
        ("!calim", "calim"),
        ("!heropen", "heropen"),
        ("!", None),
        ("!!!", None),
        ("!!claim", None),
        ("! no", None),
        ("!7", None),
        ("!?", None),
        ("claim!", None),
        ("", None),
    ],
)
def test_an_exclamation_mark_right_before_a_word_is_a_command(text: str, command: str | None) -> None:
    assert bang_command(text) == command
