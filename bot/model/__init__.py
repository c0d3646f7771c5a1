"""The nouns of the desk: frozen, pure, with their own transitions. Nothing here waits, reads or writes."""
