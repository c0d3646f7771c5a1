"""The app as Slack should know it, for the present settings. Pure.

Keys: https://docs.slack.dev/reference/app-manifest, read 2026-11. `SCOPES` says what each scope is for.
"""

from typing import Any

from adapters.slack.settings import SlackSettings
from bot.commands import SLASH_COMMANDS

EVENTS_PATH = "/slack/events"
FROM_MESSAGE, FROM_ANYWHERE = "ticket_from_message", "ticket_new"
"""The callback ids of our shortcuts."""

SCOPES: dict[str, str] = {
    "app_mentions:read": "hear @mentions",
    "assistant:write": "suggested prompts and a sign of life in the Messages tab; works without",
    "channels:history": "read help channels, the team's threads, and back after a gap",
    "channels:read": "know public channels and who is in a team's channel",
    "chat:write": "answer",
    "commands": "slash commands and shortcuts",
    "files:read": "copy the files people send",
    "files:write": "pass files on",
    "groups:history": "the same in private channels it was invited to",
    "groups:read": "know those private channels",
    "im:history": "read direct messages to it",
    "im:read": "know its direct messages",
    "im:write": "write to people directly",
    "mpim:history": "hear mentions in group messages",
    "reactions:read": "emoji as commands: 🎫 👀 ✅ 🚨",
    "reactions:write": "mark what reached the requester with ✉️",
    "usergroups:read": "take a team's agents from a user group",
    "users:read": "names, titles, time zones, languages, guests",
    "users:read.email": "know people by their e-mail address",
}
CHANNEL_SCOPES = frozenset({"channels:history", "groups:history", "mpim:history"})
"""What the minimal-privacy app does without: it reads no channel."""
EVENTS = (
    "app_home_opened", "app_mention", "app_uninstalled", "member_joined_channel", "message.channels", "message.groups",
    "message.im", "message.mpim", "reaction_added", "tokens_revoked", "user_change",
)  # fmt: skip
CHANNEL_EVENTS = frozenset({"message.channels", "message.groups", "message.mpim"})
COMMANDS: dict[str, tuple[str, str]] = {
    "ticket": ("Ask for help, or work on tickets", "new | mine | #7 | VERB #7 | help"),
    "claim": ("Become a ticket's owner", "#7"),
    "handoff": ("Offer a ticket to another team", "#7 it-network why it needs them"),
    "resolve": ("A ticket is done", "#7 what solved it"),
    "macro": ("A saved reply, shown before it leaves", "#7 name"),
    "kb": ("Look something up", "vpn drops"),
    "digest": ("The numbers of your teams", "7d"),
}


def scopes(settings: SlackSettings) -> list[str]:
    return sorted(name for name in SCOPES if not (settings.minimal and name in CHANNEL_SCOPES))


def events(settings: SlackSettings) -> list[str]:
    return [name for name in EVENTS if not (settings.minimal and name in CHANNEL_EVENTS)]


def manifest(settings: SlackSettings, name: str, public_url: str = "") -> dict[str, Any]:
    """`name`: what the bot is called. `public_url`: where Slack reaches the second listener, for MODE=http."""
    http = settings.mode == "http"
    address = f"{public_url.rstrip('/')}{EVENTS_PATH}"
    bot_events: dict[str, Any] = {"bot_events": events(settings)}
    interactivity: dict[str, Any] = {"is_enabled": True}
    if http:
        bot_events["request_url"] = interactivity["request_url"] = address
    return {
        "display_information": {
            "name": name,
            "description": "Answers from the knowledge base, and tickets when it takes a person",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "agent_view": {"agent_description": "Ask for help, follow your requests"},
            "shortcuts": [
                _shortcut("Create ticket", "message", FROM_MESSAGE, "Make a request of this message"),
                _shortcut("New ticket", "global", FROM_ANYWHERE, "Ask for help in a window"),
            ],
            "slash_commands": [_command(one, settings, address if http else "") for one in SLASH_COMMANDS],
        },
        "oauth_config": {"scopes": {"bot": scopes(settings)}},
        "settings": {
            "event_subscriptions": bot_events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not http,
            "token_rotation_enabled": False,
        },
    }  # fmt: skip


def _shortcut(name: str, kind: str, callback_id: str, description: str) -> dict[str, str]:
    return {"name": name, "type": kind, "callback_id": callback_id, "description": description}


def _command(name: str, settings: SlackSettings, url: str) -> dict[str, Any]:
    description, hint = COMMANDS[name]
    made: dict[str, Any] = {
        "command": settings.command(name),
        "description": description,
        "usage_hint": hint,
        "should_escape": True,
    }
    return {**made, "url": url} if url else made
