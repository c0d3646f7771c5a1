"""Whatever is asked, and whatever the articles hold: bounded, no exception, never sure of it."""

import time
from dataclasses import replace

import pytest

from kb import Article, Matcher
from kb.match import DEFAULT_THRESHOLD

ODD = (
    "", " ", "\u200b\u200d\u2060", "👍👍🏽", "\u202eright to left vpn", "שלום עולם", "e\u0301" * 900,
    "e" + "\u0301" * 9_000,
    "\x00\x01\x02", "\ud800", "ﷺ" * 3_000, "vpn " * 10_000, "dropping vpn " * 20_000, "zq" * 20_000, "1 " * 20_000,
    "<@" * 9_000, "mon vpn se déconnecte sans arrêt", "мой впн отваливается", "VPNが切れる", "-" * 40_000, "'" * 40_000,
)  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_questions_are_left_alone_in_bounded_time(articles: tuple[Article, ...], text: str) -> None:
    matcher = Matcher(articles)
    started = time.thread_time()
    found = matcher.rank(text)
    assert time.thread_time() - started < 0.5  # seconds of processor time; about 0.01
    assert not found or found[0].confidence < DEFAULT_THRESHOLD


@pytest.mark.parametrize("text", ODD)
def test_odd_articles_harm_nobody(articles: tuple[Article, ...], text: str) -> None:
    odd = replace(articles[0], slug="odd", source="odd", title=text, questions=(text, "", text))
    matcher = Matcher((*articles, odd))
    assert matcher.rank("my vpn keeps dropping")[0].confidence > 0.8
    matcher.rank(text)
    Matcher([odd]).rank(text)
    matcher.changed(gone=[("odd", "en")]).rank(text)


def test_an_article_with_nothing_to_read_is_never_found(articles: tuple[Article, ...]) -> None:
    empty = replace(articles[0], slug="empty", source="e", title="", questions=())
    assert Matcher([empty]).rank("anything") == ()
    assert Matcher([]).rank("anything") == ()


def test_two_articles_of_one_slug_are_versions_of_one(articles: tuple[Article, ...]) -> None:
    twin = replace(articles[0], source="twin", title="Tunnel collapses", questions=())
    matcher = Matcher((*articles, twin))
    assert matcher.rank("my vpn keeps dropping")[0].article == articles[0]
    assert matcher.rank("tunnel collapses")[0].article == twin
    assert [m.article.slug for m in matcher.rank("vpn tunnel", limit=10)].count("vpn-drops") == 1


def test_a_language_nobody_knows_is_no_trouble(articles: tuple[Article, ...]) -> None:
    other = replace(articles[0], slug="xx", language="xx", title="kvar flimp dolor", questions=())
    assert Matcher((*articles, other)).rank("kvar flimp dolr")[0].article.slug == "xx"
