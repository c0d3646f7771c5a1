"""Words that mean the same find the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from kb import Article, Matcher, lint
from kb.match.synonyms import NONE, OWN, BadSynonyms, desk_synonyms, read_synonyms, shipped

OURS = read_synonyms('any = ["vpn = anyconnect = snake pipe"]\nnl = ["printer = inktspuit"]\n')


def first(matcher: Matcher, text: str) -> str:
    found = matcher.rank(text)
    return found[0].article.slug if found else ""


def test_a_synonym_finds_what_the_word_finds(articles: tuple[Article, ...]) -> None:
    with_ours, without = Matcher(articles, OURS), Matcher(articles, NONE)
    assert first(with_ours, "anyconnect keeps dropping") == "vpn-drops"
    assert first(with_ours, "anyconnect") != "" == first(without, "anyconnect")
    assert first(with_ours, "snake pipe") != "" == first(without, "snake pipe")
    assert first(with_ours, "inktspuit") == "printer"


def test_the_word_itself_still_counts_more(articles: tuple[Article, ...]) -> None:
    other = replace(articles[0], slug="anyconnect", title="Install anyconnect", questions=("anyconnect install",))
    assert first(Matcher((*articles, other), OURS), "install anyconnect") == "anyconnect"


def test_a_changed_article_keeps_the_synonyms(articles: tuple[Article, ...]) -> None:
    other = Matcher(articles, OURS).changed([replace(articles[1], slug="new", title="anyconnect on a phone")])
    assert first(other, "anyconnect on a phone") == "new"
    assert first(other, "snake pipe on a phone") == "new"


def test_dutch_compounds_find_their_parts_and_are_found_by_them(articles: tuple[Article, ...]) -> None:
    matcher = Matcher(articles)
    assert first(matcher, "wachtwoordreset") == "password-forgotten"
    reset = replace(articles[3], slug="reset", title="De wachtwoordreset van het portaal", questions=("portaalreset",))
    found = Matcher((*articles[3:4], articles[5], reset)).rank("reset van mijn wachtwoord voor portaal")
    assert "reset" in {match.article.slug for match in found}


@pytest.mark.parametrize(
    "text",
    ["en = 5", 'en = "vpn = tunnel"', 'en = ["vpn"]', 'en = ["vpn = "]', "en = [1]", "en = [", 'en = ["!! = ?"]'],
)
def test_a_file_that_can_not_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadSynonyms):
        read_synonyms(text)


def test_those_that_ship_can_be_read() -> None:
    assert len(shipped().of("en")) > 20 < len(shipped().of("nl"))
    assert NONE.of("en") == ()


def test_a_desks_own_words_are_laid_over_the_shipped_ones(articles: tuple[Article, ...], tmp_path: Path) -> None:
    file = tmp_path / OWN
    assert desk_synonyms(file) is shipped()
    file.write_text('en = ["vpn = wormhole"]', encoding="utf-8")
    both = desk_synonyms(file)
    plain = Matcher(articles)
    matcher = plain.updated(articles, both)
    assert first(matcher, "install the wormhole") == first(plain, "install the vpn")
    assert set(shipped().of("en")) < set(both.of("en"))
    assert matcher.updated(articles, both) is matcher


def test_a_broken_file_of_a_desk_is_named_by_the_linter(tmp_path: Path) -> None:
    (tmp_path / OWN).write_text('en = ["vpn"]', encoding="utf-8")
    [problem] = lint(tmp_path)
    assert (problem.source, problem.code) == (OWN, "bad-synonyms")
    with pytest.raises(BadSynonyms, match=OWN):
        desk_synonyms(tmp_path / OWN)
