"""Two weeks of believable traffic through the real handlers, on a clock that runs ahead. For looking around."""
