"""Raw chat text -> words. Pure, bounded, the same for every language."""

import re
import unicodedata

MAX_CHARS = 2_000  # a question is its beginning; what follows is a pasted log
MAX_WORDS = 120
MAX_LETTERS = 40  # of one word; longer ones are keys and hashes
_MARKUP = re.compile(
    r"<[@#!][^>]{0,80}>"  # mention written by a chat platform
    r"|https?://\S+|<https?://[^>|]*\|?"
    r"|:[a-z0-9_+-]{2,40}:"  # emoji by name
    r"|(?<!\w)@\w+"
)
_MARKED = re.compile("[<:@]")  # nothing to take out without one of these
_WORD = re.compile(r"[^\W_]+")
_SHORT_HYPHEN = re.compile(r"(?<![\w-])(\w{1,2})-(\w+)(?![\w-])|(?<![\w-])(\w+)-(\w{1,2})(?![\w-])")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u02bc`\u00b4](?=\w)")


def fold(text: str) -> str:
    """Lower case without accents, invisible characters, mentions, links and emoji names."""
    text = text[:MAX_CHARS]
    if text.isascii():
        plain = text.lower()
        return " ".join((_MARKUP.sub(" ", plain) if _MARKED.search(plain) else plain).split())
    text = unicodedata.normalize("NFKD", text)[: 2 * MAX_CHARS].casefold()
    kept = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in ("Mn", "Cf", "Me"))
    return " ".join(_MARKUP.sub(" ", "".join(kept)).split())[:MAX_CHARS]


def split(folded: str) -> tuple[str, ...]:
    """The words of a folded text: letters and digits. "don't" is "dont", "wi-fi" is "wifi"."""
    if "-" in folded:
        folded = _SHORT_HYPHEN.sub(lambda found: "".join(part or "" for part in found.groups()), folded)
    if not folded.isascii() or "'" in folded or "`" in folded:
        folded = _APOSTROPHE.sub("", folded)
    return tuple(word[:MAX_LETTERS] for word in _WORD.findall(folded)[:MAX_WORDS])
