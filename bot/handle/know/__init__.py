"""The knowledge base as people keep it: drafts from chat, edits, votes, checks."""
