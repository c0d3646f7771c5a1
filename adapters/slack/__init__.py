"""Slack: a ChatPlatform on slack-bolt, over sockets or signed requests."""

from adapters.slack.settings import read_slack_settings
from bot.ports import ChatPlatform, Surroundings
from bot.settings import BadSettings

__all__ = ["build"]


def build(surroundings: Surroundings) -> ChatPlatform | None:
    """Ready to listen; None without a bot token. Raises BadSettings for settings that cannot work together."""
    settings = read_slack_settings()
    if not settings.bot_token.get_secret_value():
        return None
    if settings.mode == "socket" and not settings.app_token.get_secret_value():
        raise BadSettings(
            "LOKET_SLACK__APP_TOKEN: is missing; Socket Mode needs the xapp- token (or LOKET_SLACK__MODE=http)"
        )
    if settings.mode == "http" and not settings.signing_secret.get_secret_value():
        raise BadSettings("LOKET_SLACK__SIGNING_SECRET: is missing; MODE=http needs it to tell who sends")
    if settings.mode == "http" and not surroundings.settings.public.host:
        raise BadSettings("LOKET_PUBLIC__HOST: is missing; MODE=http is served on the public listener")
    from adapters.slack.platform import SlackPlatform  # Slack's library is loaded only where it is used

    return SlackPlatform(surroundings, settings)
