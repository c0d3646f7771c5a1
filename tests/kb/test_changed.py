"""One article changes: the matcher afterwards is what one built anew would be, and the old one is as it was."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kb import Article, Match, Matcher
from kb.match.view import FEW

TEXTS = ("my vpn keeps dropping", "forgot pasword", "printer print niet", "quota exceeded", "falcon severance terms",
         "how do i install the client", "wachtwoordreset", "nothing of the sort")  # fmt: skip
WORDS = ("vpn", "password", "reset", "printer", "paper", "falcon", "mailbox", "the", "keeps", "dropping", "wachtwoord")


def ranked(matcher: Matcher, *, audiences: tuple[str, ...] = ("everyone",)) -> list[list[tuple[str, str, float]]]:
    def brief(found: tuple[Match, ...]) -> list[tuple[str, str, float]]:
        return [(m.article.slug, m.article.title, round(m.confidence, 3)) for m in found]

    return [brief(matcher.rank(text, audiences=audiences)) for text in TEXTS]


def test_a_new_wording_is_found_and_the_old_matcher_knows_nothing_of_it(articles: tuple[Article, ...]) -> None:
    matcher = Matcher(articles)
    before = ranked(matcher)
    other = matcher.changed([replace(articles[0], title="Zyxel flaps", questions=("zyxel flaps again",))])
    assert other.rank("zyxel flaps")[0].article.slug == "vpn-drops"
    assert other.rank("zyxle flaps again")[0].article.slug == "vpn-drops"
    assert all(found.article.slug != "vpn-drops" for found in other.rank("my vpn keeps dropping"))
    assert ranked(matcher) == before


def test_an_article_that_is_gone_is_not_found(articles: tuple[Article, ...]) -> None:
    other = Matcher(articles).changed(gone=[("printer", "nl"), ("printer", "en"), ("no-such", "en")])
    assert ranked(other) == ranked(Matcher([a for a in articles if a.slug != "printer"]))
    assert other.rank("paper jam") == ()


def test_the_last_of_a_language_may_go_and_a_first_may_come(articles: tuple[Article, ...]) -> None:
    english = [a for a in articles if a.language == "en"]
    dutch = [a for a in articles if a.language == "nl"]
    keys = [(a.slug, a.language) for a in dutch]
    assert ranked(Matcher(articles).changed(gone=keys)) == ranked(Matcher(english))
    assert ranked(Matcher(english).changed(dutch)) == ranked(Matcher(articles))
    assert ranked(Matcher(()).changed(articles)) == ranked(Matcher(articles))


def test_an_article_taken_from_the_public_leaves_no_trace(articles: tuple[Article, ...]) -> None:
    matcher = Matcher(articles)
    matcher.rank("falcon", audiences=("everyone", "hr"))
    hidden = replace(articles[6], audience="hr")
    other = matcher.changed([hidden])
    assert ranked(other) == ranked(Matcher([*articles[:6]]))
    shown = other.changed([replace(articles[7], audience="everyone")])
    assert shown.rank("falcon severance terms")[0].article.slug == "reorganisation"


def test_updated_takes_the_difference(articles: tuple[Article, ...]) -> None:
    many = [replace(articles[n % 8], slug=f"copy-{n}", source=f"{n}.md", title=f"copy {n}") for n in range(80)]
    matcher = Matcher(many)
    assert matcher.updated(many) is matcher
    fresh = [replace(many[3], title="zyxel flaps"), *many[4:], *many[:3]]
    assert matcher.updated(fresh).rank("zyxel flaps")[0].article.slug == "copy-3"
    assert ranked(matcher.updated(many[:-1])) == ranked(Matcher(many[:-1]))
    assert ranked(matcher.updated(articles)) == ranked(Matcher(articles))
    twice = [*articles, replace(articles[0], title="another page under the same slug")]
    assert ranked(Matcher(articles).updated(twice)) == ranked(Matcher(twice))


changes = st.lists(
    st.tuples(st.integers(0, 9), st.lists(st.sampled_from(WORDS), max_size=5), st.booleans()), min_size=1, max_size=12
)


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(steps=changes)
def test_after_any_changes_it_is_as_if_built_anew(
    articles: tuple[Article, ...], steps: list[tuple[int, list[str], bool]]
) -> None:
    matcher, held = Matcher(articles), {(a.slug, a.language): a for a in articles}
    for number, words, stays in steps:
        article = articles[number % 8] if number < 8 else replace(articles[0], slug=f"new-{number}", source=f"{number}")
        key = article.slug, article.language
        if stays:
            held[key] = replace(article, title=" ".join(words), questions=(" ".join(words[:2]),))
            matcher = matcher.changed([held[key]])
        else:
            held.pop(key, None)
            matcher = matcher.changed(gone=[key])
    assert ranked(matcher) == ranked(Matcher(held.values()))


def test_a_large_one_changes_in_place(articles: tuple[Article, ...]) -> None:
    chance = Random(3)
    many = [
        replace(
            articles[0], slug=f"a{n}", source=f"{n}", title=" ".join([*chance.sample(WORDS, 3), f"x{n}q"]), questions=()
        )
        for n in range(FEW + 50)
    ]
    matcher = Matcher(many)
    for n in (5, 80, 200):
        many[n] = replace(many[n], title=f"zyxel{n} flaps {chance.choice(WORDS)}")
        matcher = matcher.changed([many[n]])
    gone = many.pop(100)
    matcher = matcher.changed(gone=[(gone.slug, "en")]).changed([replace(gone, slug="last", title="glorb snurf")])
    many.append(replace(gone, slug="last", title="glorb snurf"))
    anew = Matcher(many)
    for text in ("zyxel80 flaps", "glorb snurrf", "x7q", "vpn password x30q", "x100q", *TEXTS):
        one, other = matcher.rank(text), anew.rank(text)
        assert [m.confidence for m in one] == pytest.approx([m.confidence for m in other], abs=0.02), text
    assert matcher.rank("glorb snurf")[0].article.slug == "last"
    assert all(found.article.slug != gone.slug for found in matcher.rank("x100q", limit=10))
