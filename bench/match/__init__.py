"""The matcher beside rapidfuzz, bm25s and SQLite FTS5, on question sets."""
