"""Workspaces beside the desk's own: each further place of a chat platform (a Discord guild) is one by itself.

They share the desk file's teams, answers and replies, and nobody's rights: whoever serves the desk's own workspace is a
stranger there, and the other way round."""

from collections.abc import Iterable

from bot.model.rules import Rules
from kb import Article

SHARED = frozenset({"everyone", "guests"})
"""Of the desk's files, the articles that other workspaces have too: what is for a team or for agents stays at home."""


def workspace_of(platform: str, place: str) -> str:
    """The name of the workspace that is one place of a platform: "discord-1180000000000000000"."""
    return f"{platform}-{place}"


def platform_of(workspace: str) -> str:
    """The one platform that serves a workspace which is not the desk's own."""
    return workspace.partition("-")[0]


def elsewhere(rules: Rules, platform: str) -> Rules:
    """The desk file as it counts in another workspace: no channel, no person and no right of it does. Who serves there
    is settled there alone."""
    queues = tuple(
        queue.model_copy(update={"triage": {}, "agents": (), "agents_from": {}, "leads": ()}) for queue in rules.queues
    )
    digests = tuple(digest.model_copy(update={"channel": {}}) for digest in rules.digests)
    accounts = {member.id: f"{platform}:{own}" for member in rules.people if (own := member.account(platform))}
    blocked = tuple(one.model_copy(update={"person": accounts.get(one.person, one.person)}) for one in rules.blocked)
    return rules.model_copy(
        update={
            "roles": rules.roles.model_copy(update={"admins": ()}),
            "people": (),
            "queues": queues,
            "help": (),
            "digests": digests,
            "blocked": blocked,
        }
    )


def shared(articles: Iterable[Article]) -> tuple[Article, ...]:
    """The articles of the desk's files that other workspaces have."""
    return tuple(article for article in articles if article.audience in SHARED)
