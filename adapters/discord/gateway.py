"""The gateway session: discord.py keeps it (heartbeat, resume, compression), and a supervisor keeps discord.py, which a
malformed dispatch, a first connection that fails or a REST API that is down would end for good.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import discord
import structlog
from discord.gateway import DiscordWebSocket
from yarl import URL

from adapters.discord.api import Api, Refused
from adapters.discord.settings import API_URL, DiscordSettings

log = structlog.get_logger(__name__)

Hear = Callable[[str, dict[str, Any], str], None]
"""A dispatch: its name, its data, and a mark that is the same when it is replayed."""
OWN = frozenset(
    {"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK", "MESSAGE_REACTION_ADD",
     "INTERACTION_CREATE"}
)  # fmt: skip
"""What the library need not read too."""
AGAIN_S = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0)
PATIENCE_S = 45.0  # the library may wait a quarter of an hour between tries
HEARTBEAT_LOST_S = 60.0  # more than the 41 between two heartbeats, or a quiet server looks dead
SERVERS_WITHIN_S = 1.0  # between two servers that Discord tells of at the start
LOST_WITHOUT_CONTENT = "help channels and the words in threads, unless the bot is mentioned"


class Session(discord.Client):
    """One client. Every dispatch is handed over as it came."""

    def __init__(self, intents: discord.Intents, hear: Hear, gateway: "Gateway") -> None:
        self._hear = hear
        self._gateway = gateway
        super().__init__(
            intents=intents,
            max_messages=None,
            chunk_guilds_at_startup=False,
            heartbeat_timeout=HEARTBEAT_LOST_S,
            guild_ready_timeout=SERVERS_WITHIN_S,
            allowed_mentions=discord.AllowedMentions.none(),
            enable_debug_events=False,
        )

    def _get_state(self, **options: Any) -> Any:
        state: Any = super()._get_state(**options)
        state.parsers = {name: self._guarded(name, parse) for name, parse in state.parsers.items()}
        return state

    def _guarded(self, name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
        def heard(data: Any) -> None:
            socket: Any = self.ws
            mark = f"{getattr(socket, 'session_id', '')}:{getattr(socket, 'sequence', '')}"
            try:
                if isinstance(data, dict):
                    self._hear(name, data, mark)
                if name not in OWN:
                    parse(data)
            except Exception as error:  # one bad dispatch must not end the session
                log.error("discord.payload_malformed", kind=name, error=type(error).__name__)

        return heard

    async def on_ready(self) -> None:
        self._gateway.ready(resumed=False)

    async def on_resumed(self) -> None:
        self._gateway.ready(resumed=True)

    async def on_disconnect(self) -> None:
        self._gateway.cut()

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.error("discord.aside_failed", where=event_method)


class Gateway:
    """`at_gap` is called when something may be missing from now on, `after_gap` once all is heard again, with whether
    Discord replayed what was missed."""

    def __init__(
        self,
        settings: DiscordSettings,
        api: Api,
        hear: Hear,
        at_gap: Callable[[], None],
        after_gap: Callable[[bool], Awaitable[None]],
    ) -> None:
        self._settings = settings
        self._api = api
        self._hear = hear
        self._at_gap = at_gap
        self._after_gap = after_gap
        self._content = settings.message_content
        self._session: Session | None = None
        self._aside: set[asyncio.Task[None]] = set()
        self._missed = True  # whatever was said before the first connection
        self.listening = asyncio.Event()

    @property
    def healthy(self) -> bool:
        return self.listening.is_set()

    def ready(self, *, resumed: bool) -> None:
        self.listening.set()
        replayed = resumed and not self._missed
        self._missed = False
        task = asyncio.get_running_loop().create_task(self._caught_up(replayed))
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _caught_up(self, replayed: bool) -> None:
        await self._after_gap(replayed)

    def cut(self) -> None:
        if self.listening.is_set():
            log.warning("discord.gateway_cut")
            self._at_gap()
        self.listening.clear()

    def lost(self) -> None:
        """Discord did not let us resume: what was said meanwhile must be read back."""
        self._missed = True

    async def run(self) -> None:
        """Until cancelled."""
        tries = 0
        try:
            while True:
                heard = await self._once()
                self._missed = True
                self.cut()
                tries = 0 if heard else tries + 1
                await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
        finally:
            for task in tuple(self._aside):
                task.cancel()
            await self._close()

    async def _once(self) -> bool:
        """One client from sign-in to its end; True when it ever listened."""
        try:
            await self._point()
            session = self._session = Session(self._intents(), self._hear, self)
            async with asyncio.timeout(PATIENCE_S):
                await session.login(self._settings.bot_token.get_secret_value())
            return await self._connected(session)
        except discord.PrivilegedIntentsRequired:
            self._without_content()
        except discord.LoginFailure:
            log.error("discord.token_refused", remedy="check LOKET_DISCORD__BOT_TOKEN: loket discord doctor")
        except (Refused, discord.DiscordException, OSError, TimeoutError) as error:
            log.warning("discord.connection_failed", error=type(error).__name__)
        except Exception as error:  # the library has more ways to fall than it names
            log.error("discord.client_failed", error=type(error).__name__)
        finally:
            await self._close()
        return False

    def _without_content(self) -> None:
        if not self._content:
            log.error("discord.intents_refused", remedy="loket discord doctor")
            return
        self._content = False
        log.error(
            "discord.without_message_content",
            lost=LOST_WITHOUT_CONTENT,
            remedy="switch Message Content Intent on under Bot in the developer portal, then start again",
        )

    async def _connected(self, session: Session) -> bool:
        """Until it ends, or has been away for longer than a fresh one would take."""
        running = asyncio.create_task(session.connect(reconnect=True), name="gateway")
        heard = False
        try:
            while not running.done():
                silent = not self.listening.is_set()
                await asyncio.wait({running}, timeout=PATIENCE_S if silent else 1.0)
                heard = heard or self.listening.is_set()
                if silent and not running.done() and not self.listening.is_set():
                    log.warning("discord.connection_slow", remedy="a fresh one is made")
                    break
            if running.done():
                running.result()
            return heard
        finally:
            running.cancel()
            with suppress(BaseException):
                await running

    async def _close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            with suppress(Exception):
                async with asyncio.timeout(5):
                    await session.close()

    def _intents(self) -> discord.Intents:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        intents.guild_reactions = intents.dm_reactions = True
        intents.message_content = self._content
        return intents

    async def _point(self) -> None:
        """The library at the gateway that belongs to the API. Raises Refused."""
        url = self._settings.gateway_url
        if not url and self._settings.api_url.rstrip("/") != API_URL:
            url = str((await self._api.call("GET", "/gateway"))["url"])
        if url:
            DiscordWebSocket.DEFAULT_GATEWAY = URL(url)
