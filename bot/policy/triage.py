"""Which queue a request belongs to."""

import re
from collections.abc import Sequence

from bot.model.rules import HelpChannel, Rules
from kb import Match

LIKELY = 0.5  # an article too unsure to send may still tell whose business it is


def choose_queue(text: str, matches: Sequence[Match], channel: HelpChannel | None, rules: Rules) -> str:
    """As `place`, the queue alone."""
    return place(text, matches, channel, rules)[0]


def place(text: str, matches: Sequence[Match], channel: HelpChannel | None, rules: Rules) -> tuple[str, str]:
    """The queue and why: confidential words, the channel's own queue, a likely article's, the queue with most
    words, the default. Why is "confidential", "channel", "article", "words" or "default"."""
    private = _by_words(text, rules, confidential=True)
    if private:
        return private, "confidential"
    if channel is not None and channel.queue:
        return channel.queue, "channel"
    if matches and matches[0].confidence >= LIKELY and rules.has_queue(matches[0].article.queue):
        return matches[0].article.queue, "article"
    worded = _by_words(text, rules, confidential=False)
    return (worded, "words") if worded else (rules.default_queue, "default")


def _by_words(text: str, rules: Rules, *, confidential: bool) -> str | None:
    folded = text.casefold()
    best: tuple[int, str] | None = None
    for queue in rules.queues:
        if queue.confidential is confidential:
            hits = sum(_has_word(folded, word) for word in queue.words)
            if hits and (best is None or hits > best[0]):
                best = (hits, queue.id)
    return best[1] if best else None


def _has_word(folded: str, word: str) -> bool:
    """Whole words, with the endings both languages add to nouns: laptops, printers, laptopje, bullied-by."""
    return re.search(rf"(?<!\w){re.escape(word.casefold())}(?:s|'s|en|je|jes|ed|ing)?(?!\w)", folded) is not None
