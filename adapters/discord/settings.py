"""What Discord needs: `LOKET_DISCORD__...` in the environment, `.env` or the secrets folder."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from bot.settings import read_group

API_URL = "https://discord.com/api/v10"


class DiscordSettings(BaseModel):
    """Off while there is no token."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bot_token: SecretStr = Field(SecretStr(""), description="The bot's token; empty: Discord is off.")
    api_url: str = Field(API_URL, pattern=r"^https?://\S+$", description="Where the REST API is (a gateway, a double).")
    gateway_url: str = Field(
        "",
        pattern=r"^(wss?://\S+)?$",
        description="Where the gateway's socket is; empty: as the API says.",
    )
    guild: str = Field(
        "",
        pattern=r"^\d{0,20}$",
        description="The server this desk is for, by id; empty: the first it was added to. Others are desks apart.",
    )
    message_content: bool = Field(
        True, description="Ask for the message-content intent; without it: mentions, DMs, menus, windows."
    )
    threads: Literal["private", "public"] = Field(
        "private", description="Where a request from a help channel is talked about."
    )
    per_second: float = Field(1.0, gt=0, le=100, description="Posts a second to one channel; Discord allows about 1.")
    burst: int = Field(4, ge=1, le=100, description="So many posts to a channel may go out at once.")
    rate_limit_wait_s: float = Field(
        5.0, ge=0.1, le=60, description="A longer wait for a rate limit goes back to the queue."
    )
    defer_after_s: float = Field(
        1.5, gt=0, le=2.8, description="A command that takes longer is answered later; Discord allows 3 seconds."
    )
    catch_up_hours: float = Field(24.0, ge=0, le=168, description="At start, read back at most so far.")


def read_discord_settings() -> DiscordSettings:
    """As they are now. Raises BadSettings with one line that shows no secret."""
    return read_group("discord", DiscordSettings)
