"""Pure deciders: facts in, a decision out. No clock, no chance, no waiting."""
