"""The matcher: a question in, articles that may answer it out, best first, with a confidence.

Pure and typed. rapidfuzz repairs words and judges phrasings; see matcher.py for how they meet.
"""

from kb.match.language import guess_language
from kb.match.matcher import Finding, Matcher
from kb.match.semantic import Embedding, NoModel, embedding
from kb.match.synonyms import OWN, BadSynonyms, Synonyms, desk_synonyms
from kb.match.weights import DEFAULT_MARGIN, DEFAULT_OFFER, DEFAULT_THRESHOLD

__all__ = [
    "DEFAULT_MARGIN",
    "DEFAULT_OFFER",
    "DEFAULT_THRESHOLD",
    "OWN",
    "BadSynonyms",
    "Embedding",
    "Finding",
    "Matcher",
    "NoModel",
    "Synonyms",
    "desk_synonyms",
    "embedding",
    "guess_language",
]
