"""The learnt numbers of the matcher. The files beside this one say where they come from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "weights.toml"
SEMANTIC_FILE = Path(__file__).parent / "weights_semantic.toml"


@dataclass(frozen=True, slots=True)
class Weights:
    rank: Mapping[str, float]
    """feature: what one unit of it adds to an article's score"""
    confidence: Mapping[str, float]
    """evidence: what one unit of it adds to the log-odds that the article answers the question"""
    intercept: float


def read_weights(file: Path) -> Weights:
    """Raises OSError, tomllib.TOMLDecodeError, KeyError."""
    learnt = tomllib.loads(file.read_text(encoding="utf-8"))
    return Weights(learnt["rank"], learnt["confidence"], float(learnt["intercept"]))


PLAIN = read_weights(FILE)
SEMANTIC = read_weights(SEMANTIC_FILE)
"""With a static embedding; made so that one threshold holds with and without."""

DEFAULT_THRESHOLD: float = tomllib.loads(FILE.read_text(encoding="utf-8"))["threshold"]
"""An answer this sure is given."""
DEFAULT_OFFER = 0.52
"""From here on titles are offered: on every question set measured at least seven in ten offers held the right one.
Above what an article can reach that shares one word with the question (FAINT_CONFIDENCE)."""
DEFAULT_MARGIN = 0.1  # the first article must be this much surer than the second, or both are offered
