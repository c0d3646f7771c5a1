"""What stands on the screen: nothing typed is obeyed, links show their labels, changes show what changed."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.console import Console

from adapters.console import screen
from adapters.console.forms import BadAnswer, Filling, question
from adapters.console.markdown import Paragraphs, inline, safe
from adapters.console.seen import Numbers, buttons_gone, changed_blocks
from bot.model.content import Button, Buttons, Content, Heading, Quote, Small, Text, escape
from bot.model.forms import Field, Form

SOLVED = Buttons((Button("solved", "r1", "Solved"),))


def printed(what: object, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(what, highlight=False)
    return out.getvalue()


def test_links_of_ours_are_their_labels_and_others_show_where_they_lead() -> None:
    markdown = "[Ana](<person:ana>), [\\#7](ticket:7), [the site](https://x.example/a)"
    assert inline(markdown).plain == "Ana, #7, the site (https://x.example/a)"
    assert "Ana, #7, the site (https://x.example/a)" in printed(Paragraphs(markdown))


def test_a_terminal_obeys_nothing_that_was_typed() -> None:
    shown = printed(screen.typed("\x1b[31mred\x07 \x9b2J \x7f [bold]x[/bold]"))
    assert not {"\x1b", "\x07", "\x9b", "\x7f"} & set(shown)
    assert "␛[31mred" in shown and "[bold]x[/bold]" in shown


@given(some.text(some.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp", "Zs"])))
def test_escaped_words_are_shown_as_they_were_typed(text: str) -> None:
    assert inline(escape(text)).plain == text


@given(some.text())
def test_nothing_shown_holds_a_control_character(text: str) -> None:
    assert not [char for char in safe(text) if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0]


@pytest.mark.parametrize("width", [20, 40, 100])
def test_every_line_of_a_quote_has_its_bar(width: int) -> None:
    content = Content((Quote("word " * 30),), "")
    lines = printed(screen.show_content(content, lambda _: 1, "cyan"), width).splitlines()
    assert len(lines) > 1
    assert all(line.lstrip().startswith("│ ") and len(line) <= width for line in lines)


def test_a_change_shows_what_was_not_there_before() -> None:
    before = Content((Heading("#1"), Small("new"), SOLVED), "")
    after = Content((Heading("#1"), Small("closed")), "")
    assert changed_blocks(before, after) == (Small("closed"),)
    assert buttons_gone(before, after)
    assert not buttons_gone(after, before)


def test_a_button_keeps_its_number_and_is_pressed_by_who_saw_it() -> None:
    numbers = Numbers()
    one, other = Button("claim", "r1", "Claim"), Button("claim", "r2", "Claim")
    assert numbers.of_button(one, "p1", "mila", "it", None) == 1
    assert numbers.of_button(other, "p2", "mila", "it", None) == 2
    assert numbers.of_button(one, "p1", "tom", "it", None) == 1
    found = numbers.button(2, "mila")
    assert found is not None and found.button == other
    assert numbers.button(2, "tom") is None


FORM = Form(
    "handoff",
    "r1",
    "Hand off",
    "Offer",
    (
        Field("queue", "To which team", "choice", choices=(("it-network", "Network team (L2)"), ("hr", "HR"))),
        Field("text", "Why", "long", required=False),
    ),
)


@pytest.mark.parametrize("typed", ["1", "it-network", "network team (l2)"])
def test_a_choice_is_taken_by_number_key_or_name(typed: str) -> None:
    filled = Filling(FORM, "it", None).answer(typed).answer(" because ")
    assert filled.values == {"queue": "it-network", "text": "because"}
    assert filled.asking is None


@pytest.mark.parametrize("typed", ["", "0", "3", "finance", "²"])
def test_a_choice_that_is_none_is_asked_again(typed: str) -> None:
    with pytest.raises(BadAnswer):
        Filling(FORM, "it", None).answer(typed)


def test_a_refused_field_is_asked_again_and_the_others_stay() -> None:
    filled = Filling(FORM, "it", None).answer("1").answer("").again({"text": "Say why."})
    assert filled.values == {"queue": "it-network"}
    assert question(FORM.fields[0]) == ["To which team?", "  1. Network team (L2)", "  2. HR"]


def test_text_is_whole_whatever_stands_in_it() -> None:
    body = "# Head\n\nA <b>b</b>\n\n```\ncode [x]\n```\n\n> said\n\n1. one\n   - deep"
    shown = printed(screen.show_content(Content((Text(body),), ""), lambda _: 1, "cyan"))
    assert [word for word in ("Head", "A <b>b</b>", "code [x]", "said", "one", "deep") if word not in shown] == []
