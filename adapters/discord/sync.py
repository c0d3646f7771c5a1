"""Application commands, told to a server only when they changed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import structlog

from adapters.discord.api import Api, Refused
from adapters.discord.commands import Element, Told, fingerprint, payload
from adapters.discord.settings import DiscordSettings
from bot.commands import VERBS
from bot.model.people import LOKET
from bot.model.rules import Rules
from bot.ports import Clock, LocalPost, LocalPosts
from bot.words import Words
from bot.words.phrases import phrases_in

log = structlog.get_logger(__name__)

WORDS = Path(__file__).parent / "words"
OWN_KEYS = (
    "command-ticket", "command-desk", "option-number", "option-other", "option-team", "option-text", "option-reason",
    "option-person", "option-level", "option-kind", "option-words", "option-until", "option-name", "option-query",
    "option-question", "option-window", "option-verb", "option-code", "option-role", "option-group",
)  # fmt: skip


def told(words: Words, languages: Iterable[str]) -> Told:
    """Every description, in each language."""
    said: dict[str, Mapping[str, str]] = {}
    for language in dict.fromkeys(["en", *languages]):
        say, own = words.to(language), phrases_in(WORDS, language)
        verbs = {f"help-{verb.name}": _line(say.text(f"help-{verb.name}")) for verb in VERBS}
        said[language] = verbs | {key: own(key) for key in OWN_KEYS}
    return Told(said)


def payload_for(rules: Rules) -> list[Element]:
    """What a desk with these rules tells each server."""
    return payload(told(Words(rules.zone, rules.language), rules.languages))


async def tell_all(settings: DiscordSettings, rules: Rules) -> list[tuple[str, str]]:
    """Every server's name, and the error it gave. Raises Refused when not even they can be listed."""
    api, made = Api(settings, quiet=True), payload_for(rules)
    found: list[tuple[str, str]] = []
    try:
        await api.me()
        for guild in await api.call("GET", "/users/@me/guilds"):
            error = ""
            try:
                await _put(api, str(guild["id"]), made)
            except Refused as refused:
                error = refused.code
            found.append((str(guild.get("name") or guild["id"]), error))
    finally:
        await api.close()
    return found


async def _put(api: Api, guild: str, made: list[Element]) -> None:
    path = "/applications/{application_id}/guilds/{guild_id}/commands"
    await api.call("PUT", path, body=made, application_id=api.application_id, guild_id=guild)


def _line(text: str) -> str:
    return text[:1].upper() + text[1:].replace("`", "")


class Sync:
    """`made` is what Discord is to know."""

    def __init__(self, api: Api, posts: LocalPosts, clock: Clock, words: Words, languages: Iterable[str]) -> None:
        self._api = api
        self._posts = posts
        self._clock = clock
        self._made = payload(told(words, languages))

    async def guild(self, guild: str, joined: str = "") -> bool:
        """True when it was told anew. `joined`: since when we are there, for who adds us again has none of them. What
        Discord refuses is logged, and tried again at the next start."""
        now, name, mark = self._clock.now(), f"commands/{guild}", f"{fingerprint(self._made)} {joined}".strip()
        kept = await self._posts.get(name)
        if kept is not None and kept.text == mark:
            return False
        try:
            await self._api.me()
            await _put(self._api, guild, self._made)
        except Refused as refused:
            log.error("discord.commands_refused", guild=guild, error=refused.code, remedy="loket discord doctor")
            return False
        if not await self._posts.put(LocalPost(name, "commands", None, LOKET, now, text=mark)):
            await self._posts.change(name, text=mark, at=now)
        log.info("discord.commands_told", guild=guild, commands=len(self._made))
        return True
