"""Which person, ticket or thing of a short list somebody means by a few words."""

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

CLOSE_ENOUGH = 80.0  # rapidfuzz ratio, 0 to 100: "lote" to "lotte" is 89
_ACCOUNT = re.compile(r"@?([a-z][a-z0-9]*):([\w.-]{1,80})(?:[,:]\s*|\s+|$)", re.ASCII)
_NUMBER = re.compile(r"(?:(?:into|to|with|in|bij|met|aan)\s+)?#?(\d{1,9})\b[.,]?\s*", re.IGNORECASE)


def account_meant(text: str) -> tuple[str, str, str] | None:
    """The platform and the account a mention stands for, "@slack:U0123", and the words after it."""
    found = _ACCOUNT.match(text.strip())
    return (found[1], found[2], text.strip()[found.end() :]) if found else None


def person_meant(text: str, people: Mapping[str, str]) -> tuple[str | None, str]:
    """The person the first words name, by "@id", first name or full name, and the words after it. `people`: names by
    id."""
    words = text.strip().removeprefix("@")
    names = {
        name.casefold(): one for one, whole in people.items() for name in ((whole.split() or [one])[0], whole, one)
    }
    folded = words.casefold()
    for name in sorted(names, key=len, reverse=True):
        if folded == name or folded.startswith((f"{name} ", f"{name},", f"{name}:")):
            return names[name], words[len(name) :].lstrip(" ,:")
    first, _, rest = words.partition(" ")
    near = process.extractOne(first.casefold(), list(names), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return (names[near[0]], rest.strip()) if near else (None, text)


def number_meant(text: str) -> tuple[int | None, str]:
    """The ticket named by "#5", "into #5" or "5", and the words after it."""
    found = _NUMBER.match(text.strip())
    return (int(found[1]), text.strip()[found.end() :]) if found else (None, text)


def choice_meant(word: str, choices: Mapping[str, str]) -> str | None:
    """What a word stands for in a table of words, one small slip forgiven."""
    folded = word.strip().casefold()
    if folded in choices:
        return choices[folded]
    near = process.extractOne(folded, list(choices), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return choices[near[0]] if near else None
