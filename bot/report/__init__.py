"""Numbers, all of them from the event log, and the digests made of them."""
