"""Discord: a ChatPlatform on discord.py, one gateway session whatever the number of replicas."""

from adapters.discord.settings import read_discord_settings
from bot.ports import ChatPlatform, Surroundings

__all__ = ["build"]


def build(surroundings: Surroundings) -> ChatPlatform | None:
    """Ready to listen; None without a token. Raises BadSettings for settings that cannot work together."""
    settings = read_discord_settings()
    if not settings.bot_token.get_secret_value():
        return None
    from adapters.discord.platform import DiscordPlatform  # Discord's library is loaded only where it is used

    return DiscordPlatform(surroundings, settings)
