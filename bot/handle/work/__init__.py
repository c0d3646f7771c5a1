"""What agents, and requesters about their own tickets, do to a ticket."""
