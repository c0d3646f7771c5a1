"""What the knowledge base holds: an article, and an article that fits a question."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from kb.script import Script

EVERYONE = "everyone"
GOOD_FOR = timedelta(days=365)
"""How long a check holds when the article does not say until when."""


@dataclass(frozen=True, slots=True)
class Article:
    """One page in one language. The same slug in another language is the same page."""

    slug: str
    language: str
    title: str
    questions: tuple[str, ...]
    """Phrasings as people really type them."""
    body: str
    """CommonMark, without the front matter."""
    tags: tuple[str, ...]
    queue: str
    audience: str
    """"everyone", "agents", or a queue key: who may read it or learn that it exists."""
    owner: str
    verified: date
    """The day somebody last checked that the answer is right."""
    source: str
    """Path relative to the folder, with forward slashes: "en/vpn-drops.md"; "" when it lies in the database."""
    until: date | None = None
    """The day on which it should be checked again; a year after `verified` when None."""
    script: Script | None = None
    """The steps a requester can be walked through."""

    @property
    def check_by(self) -> date:
        """The day on which somebody should look at it again."""
        return self.until or self.verified + GOOD_FOR

    @property
    def edition(self) -> str:
        """A short name of this wording: another after any edit of what people read or are matched by."""
        words = "\0".join((*self.phrasings, self.body))
        return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def phrasings(self) -> tuple[str, ...]:
        """The title, then the questions."""
        return (self.title, *self.questions)


@dataclass(frozen=True, slots=True)
class Match:
    """An article with the confidence, 0 to 1, that it answers the question."""

    article: Article
    confidence: float
    phrasing: str
    """The title or question that fitted best."""
