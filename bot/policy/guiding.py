"""What somebody who is being walked through a script means by a word or a number typed."""

import re
from collections.abc import Sequence
from typing import Literal

from rapidfuzz import fuzz, process

from bot.model.content import unmarked

CLOSE_ENOUGH = 88.0  # rapidfuzz ratio, 0 to 100: one slip in a short label
LONGEST_WORDS = 60  # characters; a longer message says something of its own
ROUNDS = 2  # the same question for the third time: it goes round
_BACK = frozenset({"back", "previous", "terug", "vorige", "stap terug", "go back", "ga terug"})
_YES = frozenset({"yes", "yep", "yeah", "y", "ja", "jep", "jazeker", "j"})
_NO = frozenset({"no", "nope", "n", "nee", "neen"})
_SENTENCE = re.compile(r"[^.!?\n]+\?")

Meant = int | Literal["back", "no such number"]


def meant(text: str, labels: Sequence[str]) -> Meant | None:
    """The place of the choice, from 0; "back"; "no such number" for one not offered; None: words of their own."""
    typed = " ".join(text.strip().strip(".!)").casefold().split())
    if not typed or len(typed) > LONGEST_WORDS:
        return None
    if typed in _BACK:
        return "back"
    if typed.isascii() and typed.isdigit() and len(typed) <= 2:
        place = int(typed) - 1
        return place if 0 <= place < len(labels) else "no such number"
    folded = [_folded(label) for label in labels]
    if typed in folded:
        return folded.index(typed)
    alone = [place for place, label in enumerate(folded) if _same_answer(typed, label)]
    if len(alone) == 1:
        return alone[0]
    near = process.extract(typed, folded, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=2)
    return near[0][2] if len(near) == 1 else None


def _folded(label: str) -> str:
    return " ".join(unmarked(label).strip(".!").casefold().split())


def _same_answer(typed: str, label: str) -> bool:
    """ "ja" is the choice "Ja, hij print"; "yes" is it too."""
    first = re.split(r"[\s,.:;]", label, maxsplit=1)[0]
    return any(typed in words and first in words for words in (_YES, _NO))


def question_of(text: str) -> str:
    """The question a step ends with, else its first line, as plain text."""
    plain = unmarked(re.sub(r"(?m)^[ \t]*(?:\d+[.)]|[-*+>#]+)[ \t]+", "", text))
    asked = [found.group().strip() for found in _SENTENCE.finditer(plain)]
    first = plain.strip().splitlines()[0] if plain.strip() else ""
    return asked[-1] if asked else first
