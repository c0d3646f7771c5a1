"""The learnt numbers of the matcher. weights.toml beside this file says where they come from."""

import tomllib
from pathlib import Path

FILE = Path(__file__).parent / "weights.toml"

_learnt = tomllib.loads(FILE.read_text(encoding="utf-8"))

RANK: dict[str, float] = _learnt["rank"]
"""feature: what one unit of it adds to an article's score"""
CONFIDENCE: dict[str, float] = _learnt["confidence"]
"""evidence: what one unit of it adds to the log-odds that the article answers the question"""
INTERCEPT: float = _learnt["intercept"]
DEFAULT_THRESHOLD: float = _learnt["threshold"]
"""An answer this sure is given."""
DEFAULT_OFFER = 0.52
"""From here on titles are offered: on every question set measured at least seven in ten offers held the right one.
Above what an article can reach that shares one word with the question (FAINT_CONFIDENCE)."""
DEFAULT_MARGIN = 0.1  # the first article must be this much surer than the second, or both are offered
