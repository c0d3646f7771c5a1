"""`loket slack doctor`: what Slack lets us do, and for each thing that is missing, what to do about it."""

from dataclasses import dataclass
from typing import Literal

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.api import Api, Refused
from adapters.slack.manifest import SCOPES, events, scopes
from adapters.slack.settings import SlackSettings

State = Literal["ok", "note", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Check:
    state: State
    what: str
    remedy: str = ""


async def examine(settings: SlackSettings, channels: dict[str, str]) -> list[Check]:
    """`channels`: id and what the desk wants there. Raises nothing."""
    api = Api(settings)
    checks = _tokens(settings)
    try:
        found = await api.client.auth_test()
    except SlackApiError as error:
        code = error.response.get("error")
        return [*checks, Check("bad", f"the bot token is refused: {code}", _for_token(str(code)))]
    except (SlackClientError, OSError, TimeoutError) as error:
        remedy = f"is {settings.api_url} reachable from here? A proxy or firewall may be in between"
        return [*checks, Check("bad", f"Slack does not answer: {type(error).__name__}", remedy)]
    checks.append(Check("ok", f"the bot token is good: {found.get('user')} in {found.get('team')}"))
    granted = {one.strip() for one in str((found.headers or {}).get("x-oauth-scopes", "")).split(",") if one.strip()}
    checks += _scopes(settings, granted)
    if settings.mode == "socket":
        checks.append(await _sockets(settings))
    for channel, purpose in channels.items():
        checks.append(await _channel(api, channel, purpose, granted))
    checks.append(
        Check(
            "note",
            "no token can read the app's event subscriptions: its page Event Subscriptions must name",
            ", ".join(events(settings)),
        )
    )
    return checks


def _tokens(settings: SlackSettings) -> list[Check]:
    wanted = [("LOKET_SLACK__BOT_TOKEN", settings.bot_token.get_secret_value(), "xoxb-", "OAuth & Permissions")]
    if settings.mode == "socket":
        app = settings.app_token.get_secret_value()
        wanted.append(("LOKET_SLACK__APP_TOKEN", app, "xapp-", "Basic Information, App-Level Tokens"))
    checks = [
        Check("warn", f"{name} does not begin with {start}", f"copy it again from the app's page {page}")
        for name, value, start, page in wanted
        if not value.startswith(start)
    ]
    if settings.mode == "http" and not settings.signing_secret.get_secret_value():
        checks.append(Check("bad", "LOKET_SLACK__SIGNING_SECRET is missing", "copy it from Basic Information"))
    return checks


def _for_token(code: str) -> str:
    if code in ("token_revoked", "account_inactive"):
        return "the app was removed: install it to the workspace again, and copy the new token"
    return "copy the Bot User OAuth Token (xoxb-) from OAuth & Permissions into LOKET_SLACK__BOT_TOKEN"


def _scopes(settings: SlackSettings, granted: set[str]) -> list[Check]:
    if not granted:
        return [Check("warn", "Slack did not say which scopes the token has", "compare with: loket slack manifest")]
    missing = [one for one in scopes(settings) if one not in granted]
    if not missing:
        return [Check("ok", f"all {len(scopes(settings))} scopes are granted")]
    remedy = "add it under OAuth & Permissions, then install the app again"
    optional = {"assistant:write", "usergroups:read", "users:read.email"}
    return [
        Check("warn" if one in optional else "bad", f"scope {one} is missing ({SCOPES[one]})", remedy)
        for one in missing
    ]


async def _sockets(settings: SlackSettings) -> Check:
    client = AsyncWebClient(base_url=settings.api_url, retry_handlers=[])
    try:
        await client.apps_connections_open(app_token=settings.app_token.get_secret_value())
    except SlackApiError as error:
        code = str(error.response.get("error"))
        return Check("bad", f"Socket Mode is refused: {code}", _for_sockets(code))
    except (SlackClientError, OSError, TimeoutError) as error:
        return Check("bad", f"Socket Mode cannot be asked for: {type(error).__name__}", "is the network in the way?")
    return Check("ok", "Socket Mode opens")


def _for_sockets(code: str) -> str:
    if code in ("missing_scope", "no_permission", "not_allowed_token_type"):
        return "LOKET_SLACK__APP_TOKEN must be an app-level token (xapp-) with the scope connections:write"
    if code in ("invalid_auth", "not_authed", "token_revoked"):
        return "make a new app-level token under Basic Information and set LOKET_SLACK__APP_TOKEN"
    return "is Socket Mode switched on in the app? Its page Socket Mode says"


async def _channel(api: Api, channel: str, purpose: str, granted: set[str]) -> Check:
    try:
        found = (await api.read("conversations.info", channel=channel))["channel"]
    except Refused as refused:
        if refused.code == "channel_not_found":
            remedy = "is the id right (it starts with C)? A private channel must invite the bot first"
            return Check("bad", f"{purpose}: there is no channel {channel}", remedy)
        return Check("warn", f"{purpose}: {channel} cannot be read ({refused.code})", "see the scopes above")
    name = f"#{found.get('name', channel)}"
    if found.get("is_archived"):
        return Check("bad", f"{purpose}: {name} is archived", "unarchive it, or say `setup` in another channel")
    if not found.get("is_member"):
        return Check("bad", f"{purpose}: the bot is not in {name}", f"write /invite @loket in {name}")
    return Check("ok", f"{purpose}: {name}")
