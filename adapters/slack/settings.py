"""What Slack needs: `LOKET_SLACK__...` in the environment, `.env` or the secrets folder."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from bot.settings import read_group

API_URL = "https://slack.com/api/"


class SlackSettings(BaseModel):
    """Off while there is no bot token."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bot_token: SecretStr = Field(SecretStr(""), description="Bot token, xoxb-…; empty: Slack is off.")
    app_token: SecretStr = Field(SecretStr(""), description="App-level token, xapp-…, for Socket Mode.")
    signing_secret: SecretStr = Field(SecretStr(""), description="Signing secret, for MODE=http.")
    mode: Literal["socket", "http"] = Field("socket", description="socket: no address needed; http: signed requests.")
    api_url: str = Field(API_URL, pattern=r"^https?://\S+$", description="Where the Web API is (a gateway, a double).")
    connections: int = Field(2, ge=1, le=10, description="Sockets at once: two, so that a refresh leaves no gap.")
    pong_age_s: float = Field(40.0, gt=0, description="A socket silent for so long (seconds) is rebuilt.")
    ping_s: float = Field(10.0, gt=0, description="Seconds between two pings on a socket.")
    per_second: float = Field(1.0, gt=0, le=100, description="Posts a second to one channel; Slack allows about 1.")
    burst: int = Field(3, ge=1, le=100, description="So many posts to a channel may go out at once.")
    command_prefix: str = Field(
        "", pattern=r"^[a-z0-9_-]{0,16}$", description="Before every slash command, for two bots in one workspace."
    )
    minimal: bool = Field(
        False, description="The minimal-privacy app: reads no channel, only mentions, DMs, shortcuts."
    )
    catch_up_hours: float = Field(24.0, ge=0, le=168, description="At start, read back at most so far.")

    def command(self, name: str) -> str:
        """The slash command as people type it, with its slash."""
        return f"/{self.command_prefix}{name}"


def read_slack_settings() -> SlackSettings:
    """As they are now. Raises BadSettings with one line that shows no secret."""
    return read_group("slack", SlackSettings)
