"""People who take no direct messages are written to in a private thread under a help channel."""

from collections.abc import Callable, Sequence

import structlog

from adapters.discord.api import Api, Refused
from adapters.discord.channels import Channels
from adapters.discord.kept import Latest
from adapters.discord.places import Places
from bot.model.people import LOKET
from bot.ports import Clock, LocalPost, LocalPosts

log = structlog.get_logger(__name__)


class Detours:
    """By account. `help_channels` of a workspace are where such a thread may be."""

    def __init__(
        self, api: Api, channels: Channels, places: Places, posts: LocalPosts, clock: Clock,
        help_channels: Callable[[str], Sequence[str]],
    ) -> None:  # fmt: skip
        self._api = api
        self._channels = channels
        self._places = places
        self._posts = posts
        self._clock = clock
        self._help_channels = help_channels
        self._directs = Latest[str, str]()

    async def direct_channel(self, account: str) -> str:
        """The conversation between that person and the bot. Raises Refused."""
        if account not in self._directs:
            made = await self._api.call("POST", "/users/@me/channels", body={"recipient_id": account})
            self._channels.learn(made)
            self._directs[account] = str(made["id"])
        return self._directs[account]

    async def known(self, account: str) -> str | None:
        """The thread that was begun for them, if any."""
        kept = await self._posts.get(f"detour/{account}")
        return kept.marks[0] if kept is not None else None

    async def begin(self, account: str, workspace: str, because: Refused) -> str:
        """A thread for them. Raises `because` where there can be none."""
        known = await self.known(account)
        if known is not None:
            return known
        for channel in self._help_channels(workspace):
            try:
                if (await self._channels.get(channel)).is_forum:
                    continue
                thread = await self._places.private_thread(channel, "🔒", account)
            except Refused as refused:
                if refused.passing:
                    raise
                log.info("discord.no_detour", channel=channel, error=refused.code)
                continue
            kept = LocalPost(f"detour/{account}", channel, None, LOKET, self._clock.now(), marks=(thread,))
            await self._posts.put(kept)
            log.info("discord.detour_begun", channel=channel)
            return thread
        raise because
