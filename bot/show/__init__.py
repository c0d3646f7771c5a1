"""What the desk shows: requests, cards and lists as platform-neutral messages, in one language. Pure."""
