"""Raw chat text -> words. Pure, bounded, the same for every language."""

import re
import unicodedata
from collections.abc import Iterator

MAX_CHARS = 2_000  # a question is its beginning; what follows is a pasted log
MAX_WORDS = 120
MAX_LETTERS = 40  # of one word; longer ones are keys and hashes
_MARKUP = re.compile(
    r"<[@#!][^>]{0,80}>"  # mention written by a chat platform
    r"|https?://\S+|<https?://[^>|]*\|?"
    r"|:[a-z0-9_+-]{2,40}:"  # emoji by name
    r"|(?<!\w)@\w+"
)
_WORD = re.compile(r"[^\W_]+")
_SHORT_HYPHEN = re.compile(r"(?<![\w-])(\w{1,2})-(\w+)(?![\w-])|(?<![\w-])(\w+)-(\w{1,2})(?![\w-])")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u02bc`\u00b4](?=\w)")


def fold(text: str) -> str:
    """Lower case without accents, invisible characters, mentions, links and emoji names."""
    text = unicodedata.normalize("NFKD", text[:MAX_CHARS])[: 2 * MAX_CHARS].casefold()
    kept = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in ("Mn", "Cf", "Me"))
    return " ".join(_MARKUP.sub(" ", "".join(kept)).split())[:MAX_CHARS]


def split(folded: str) -> tuple[str, ...]:
    """The words of a folded text: letters and digits. "don't" is "dont", "wi-fi" is "wifi"."""
    joined = _SHORT_HYPHEN.sub(lambda found: "".join(part or "" for part in found.groups()), folded)
    return tuple(word[:MAX_LETTERS] for word in _WORD.findall(_APOSTROPHE.sub("", joined))[:MAX_WORDS])


def grams(word: str) -> Iterator[str]:
    """Character 3- to 5-grams of the word between its edges."""
    edged = f"<{word}>"
    for size in (3, 4, 5):
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]


def spans(text: str) -> Iterator[str]:
    """Character 3- to 5-grams of a whole text, across its words."""
    edged = f" {text} "
    for size in (3, 4, 5):
        for start in range(len(edged) - size + 1):
            yield edged[start : start + size]
