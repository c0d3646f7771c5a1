"""Every sentence the bot says, per language, in Fluent files beside this one.

Fluent and not gettext: plurals, choices and whole sentences live in the translation, keyed by meaning, so
that Dutch need not follow the English word order. A test keeps both files complete and their values equal.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

from bot.model.content import escape, person_link, ticket_link, time_link
from bot.model.refusals import Refusal

FOLDER = Path(__file__).parent


class Marked(str):
    """CommonMark already: not escaped again."""

    __slots__ = ()


class Speaker:
    """Says things in one language and one time zone."""

    def __init__(self, language: str, zone: ZoneInfo, bundle: FluentBundle) -> None:
        self.language = language
        self.zone = zone
        self._bundle = bundle

    def text(self, key: str, **values: str | int | float) -> str:
        """The sentence as plain text, for labels, headings and summaries."""
        return self._say(key, values)

    def md(self, key: str, **values: str | int | float) -> Marked:
        """The sentence as CommonMark; what people typed is escaped on its way in."""
        safe = {k: v if not isinstance(v, str) or isinstance(v, Marked) else escape(v) for k, v in values.items()}
        return Marked(self._say(key, safe))

    def _say(self, key: str, values: dict[str, str | int | float]) -> str:
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        # "#12345", not "#12,345": most of our numbers name tickets
        given = {k: v if isinstance(v, str) else fluent_number(v, useGrouping=False) for k, v in values.items()}
        said, problems = self._bundle.format_pattern(message.value, given)
        if problems:
            raise KeyError(f"{key}: {problems[0]}")
        return str(said)

    def person(self, person_id: str, name: str) -> Marked:
        return Marked(person_link(person_id, name))

    def ticket(self, number: int) -> Marked:
        return Marked(ticket_link(number))

    def when(self, moment: datetime) -> Marked:
        """A moment, as a link that adapters may show in the reader's own time zone."""
        return Marked(time_link(moment, self.clock_time(moment)))

    def clock_time(self, moment: datetime) -> str:
        """Day and time in the desk's zone, plain text."""
        local = moment.astimezone(self.zone)
        return format_datetime(local, "EEE d MMM HH:mm", locale=self.language)

    def day(self, moment: datetime) -> str:
        return format_datetime(moment.astimezone(self.zone), "EEEE d MMMM", locale=self.language)

    def any_of(self, names: Sequence[str]) -> str:
        """ "Slack, Discord or Teams"."""
        return format_list(list(names), style="or", locale=self.language)

    def span(self, span: timedelta) -> str:
        """A length of time in words, coarse: "3 hours"."""
        if span < timedelta(minutes=1):
            return self.text("under-minute")
        return format_timedelta(span, locale=self.language, threshold=1.2)

    def ago(self, span: timedelta) -> str:
        """How long ago, in words: "3 minutes ago"."""
        if span < timedelta(seconds=1):
            return self.text("just-now")
        return format_timedelta(-span, add_direction=True, threshold=1.2, locale=self.language)

    def refusal(self, refusal: Refusal, **named: str) -> Marked:
        """`named`: what to call things that the refusal knows by their key."""
        facts = {**refusal.facts(), **named}
        if "seconds" in facts:
            facts["ago"] = self.ago(timedelta(seconds=int(facts["seconds"])))
        return self.md(refusal.word, **facts)


class Words:
    """The languages we speak."""

    def __init__(self, zone: ZoneInfo, default: str = "en") -> None:
        self._zone = zone
        self._default = default

    def to(self, language: str | None) -> Speaker:
        """A speaker of that language, or of the desk's own."""
        spoken = language if language in languages() else self._default
        return Speaker(spoken, self._zone, bundle(spoken))


@lru_cache
def languages() -> tuple[str, ...]:
    """The languages there is a file for."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.ftl")))


@lru_cache
def bundle(language: str) -> FluentBundle:
    """The sentences of one language. Raises OSError when there is no such file."""
    made = FluentBundle([language], use_isolating=False)
    made.add_resource(FluentResource((FOLDER / f"{language}.ftl").read_text(encoding="utf-8")))
    return made


def pick_language(*wishes: str | None, spoken: tuple[str, ...], default: str) -> str:
    """The first wish (a language or locale such as "nl-BE") that is spoken, else the default."""
    for wish in wishes:
        short = (wish or "").replace("_", "-").split("-")[0].lower()
        if short in spoken:
            return short
    return default
