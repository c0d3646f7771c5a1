"""What texts mean, roughly: a static embedding, the mean of a vector for each piece of a word.

Optional. Read from files that lie here already, of the package the extra installs or in a folder; never fetched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.match.weights import SEMANTIC, Weights, read_weights

Vectors = NDArray[np.float32]

PACKAGE = "wordllama"
PACKAGE_FILES = ("weights/l2_supercat_256.safetensors", "tokenizers/l2_supercat_tokenizer_config.json")
FOLDER_FILES = ("model.safetensors", "tokenizer.json")
OWN_WEIGHTS = "weights.toml"  # in the folder of a model: the matcher's numbers learnt with it
TENSORS = ("embedding.weight", "embeddings")
AT_ONCE = 4_000  # texts put together


class NoModel(Exception):
    """There is no embedding to use; the message says what is missing."""


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """Vectors of the pieces of words, and what cuts a text into those."""

    table: Vectors
    tokenizer: Any
    weights: Weights
    """The matcher's numbers learnt with it."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row a text, of length 1; zeros for a text without a known piece."""
        parts = [self._rows(texts[at : at + AT_ONCE]) for at in range(0, len(texts), AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros((0, self.table.shape[1]), np.float32)

    def meaning(self, text: str) -> tuple[Vectors, int]:
        """Of one text, as embed() has it, and how many pieces it was cut into."""
        pieces = self.tokenizer.encode(text, add_special_tokens=False).ids
        rows = self.table[np.minimum(pieces, len(self.table) - 1)] if pieces else self.table[:0]
        return unit(rows.sum(axis=0, keepdims=True))[0], len(pieces)

    def _rows(self, texts: Sequence[str]) -> Vectors:
        pieces = [one.ids for one in self.tokenizer.encode_batch(list(texts), add_special_tokens=False)]
        counts = np.array([len(ids) for ids in pieces], np.int64)
        flat = np.array([piece for ids in pieces for piece in ids], np.int64)
        sums = np.zeros((len(texts), self.table.shape[1]), np.float32)
        some = np.flatnonzero(counts)
        if len(some):
            starts = (np.cumsum(counts) - counts)[some]
            sums[some] = np.add.reduceat(self.table[np.minimum(flat, len(self.table) - 1)], starts, axis=0)
        return unit(sums)


def unit(vectors: Vectors) -> Vectors:
    """Each row made of length 1; a row of zeros stays one."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return np.asarray(vectors / np.maximum(lengths, 1e-9)[:, None], np.float32)


def embedding(folder: Path | None = None) -> Embedding:
    """The one in this folder (model.safetensors and tokenizer.json, as model2vec writes them), or without a folder the
    one of the package. Read once a process. Raises NoModel."""
    return _embedding(folder)


@lru_cache(maxsize=1)
def _embedding(folder: Path | None) -> Embedding:
    if folder is None:
        found = find_spec(PACKAGE)
        if found is None or not found.submodule_search_locations:
            raise NoModel("the semantic extra is not installed: pip install 'loket[semantic]'")
        place, (model, pieces) = Path(found.submodule_search_locations[0]), PACKAGE_FILES
    else:
        place, (model, pieces) = folder, FOLDER_FILES
    missing = next((name for name in (model, pieces) if not (place / name).is_file()), None)
    if missing:
        raise NoModel(f"{place}: holds no {missing}")
    return _read(place / model, place / pieces, place / OWN_WEIGHTS)


def _read(model: Path, pieces: Path, weights: Path) -> Embedding:
    try:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
    except ImportError as error:
        raise NoModel("the semantic extra is not installed: pip install 'loket[semantic]'") from error
    try:
        tensors = load_file(model)
        tokenizer = Tokenizer.from_file(str(pieces))
        learnt = read_weights(weights) if weights.is_file() else SEMANTIC
    except Exception as error:  # each library has errors of its own for a broken file
        raise NoModel(f"{model.parent}: can not be read as a model: {error}") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Embedding(_table(model, tensors), tokenizer, learnt)


def _table(model: Path, tensors: dict[str, Any]) -> Vectors:
    """A vector for each piece. model2vec may share vectors between pieces, and weigh those apart."""
    table = next((tensors[name] for name in TENSORS if name in tensors), None)
    if table is None or table.ndim != 2:
        raise NoModel(f"{model}: holds no table of vectors ({' or '.join(TENSORS)})")
    table = table.astype(np.float32)
    if "mapping" in tensors:
        table = table[tensors["mapping"].astype(np.int64)]
    if "weights" in tensors:
        table = table * tensors["weights"].astype(np.float32)[:, None]
    return np.ascontiguousarray(table)
