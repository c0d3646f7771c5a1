"""Which person, ticket or thing of a short list somebody means by a few words."""

import re
from collections.abc import Collection, Mapping

from rapidfuzz import fuzz, process

from bot.model.rules import Member, Rules

CLOSE_ENOUGH = 80.0  # rapidfuzz ratio, 0 to 100: "lote" to "lotte" is 89
_NUMBER = re.compile(r"(?:(?:into|to|with|in|bij|met|aan)\s+)?#?(\d{1,9})\b[.,]?\s*", re.IGNORECASE)


def person_meant(text: str, rules: Rules, among: Collection[str]) -> tuple[Member | None, str]:
    """The person the first words name, by "@id", first name or full name, and the words after it."""
    words = text.strip().removeprefix("@")
    people = [one for one in rules.people if one.id in among]
    names = {name.casefold(): one for one in people for name in (one.name.split()[0], one.name, one.id)}
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
