"""The knowledge base: articles in files, checks on them, and the search for the one that answers.

Imports nothing of ours.
"""

from kb.article import Article, Match
from kb.lint import lint
from kb.load import Library, Problem, load, read_body
from kb.match import Matcher, guess_language
from kb.script import Choice, Script, Step

__all__ = [
    "Article",
    "Choice",
    "Library",
    "Match",
    "Matcher",
    "Problem",
    "Script",
    "Step",
    "guess_language",
    "lint",
    "load",
    "read_body",
]
