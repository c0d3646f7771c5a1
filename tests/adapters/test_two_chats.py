"""One ticket, two chats: the requester in Slack and a team on Discord, and the other way round; both real libraries in
one process, each with its double."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from adapters.discord import gateway
from adapters.discord.platform import DiscordPlatform
from adapters.slack.platform import SlackPlatform
from bot.clock import SystemClock
from bot.compose import open_desk
from bot.settings import DEFAULT_DESK
from tests.adapters.discord import stage as on_discord
from tests.adapters.slack import stage as on_slack
from tests.databases import prepared
from tests.doubles.discord import DiscordDouble
from tests.doubles.discord import Upload as DiscordUpload
from tests.doubles.slack import SlackDouble
from tests.fakes import desk_settings

MINE = "The coffee robot sings all day"


class Chats:
    """The desk with both chats around it; people have an account in each."""

    def __init__(self, slack: on_slack.Workspace, discord: on_discord.Server, running: Any) -> None:
        self.slack = slack
        self.discord = discord
        self.running = running

    async def until(self, condition: Any) -> Any:
        return await self.discord.discord.until(condition, 20)

    async def in_slack(self, room: str, words: str, thread: str | None = None) -> Any:
        """The bot's message there that holds these words."""
        place = self.slack.rooms[room]

        def found() -> Any:
            said = self.slack.slack.from_bot(place, thread)
            return next((m for m in reversed(said) if words in on_slack.words(m)), None)

        return await self.until(found)

    async def on_discord(self, place: Any, words: str) -> Any:
        channel = self.discord.rooms[place] if isinstance(place, str) else place

        def found() -> Any:
            said = self.discord.discord.from_bot(channel)
            return next((m for m in reversed(said) if words in m.text), None)

        return await self.until(found)

    async def under(self, card: Any) -> Any:
        """The thread below a card on Discord."""
        if card.thread is None:
            await self.discord.discord.hands(self.discord.people["lotte"]).thread(card, "about it")
        return card.thread

    async def ticket(self, number: int = 1) -> Any:
        async with self.running.storage("main", read_only=True) as tx:
            return await tx.requests.numbered(number)


def desk_file(folder: Path, slack: on_slack.Workspace, discord: on_discord.Server, only: dict[str, str]) -> Path:
    """The desk that ships; each room is in both chats, but those that `only` one has."""
    text = DEFAULT_DESK.read_text(encoding="utf-8")
    for name, user in slack.people.items():
        both = f'{{ slack = "{user.id}", discord = "{discord.people[name].id}" }}'
        text = text.replace(f'id = "{name}"\n', f'id = "{name}"\naccounts = {both}\n', 1)
    for name, room in slack.rooms.items():
        ids = {"slack": room.id, "discord": str(discord.rooms[name].id)}
        here = {chat: one for chat, one in ids.items() if only.get(name, chat) == chat}
        place = "{ " + ", ".join(f'{chat} = "{one}"' for chat, one in here.items()) + " }"
        text = re.sub(rf'^(triage|channel) = "{name}"$', rf"\1 = {place}", text, flags=re.MULTILINE)
    text = text.replace('id = "it-network"\n', 'id = "it-network"\nthread = "owner"\n', 1)
    path = folder / "desk.toml"
    path.write_text(text, encoding="utf-8")
    return path


@asynccontextmanager
async def both(folder: Path, **only: str) -> AsyncIterator[Chats]:
    async with SlackDouble(timing=on_slack.QUICK) as slack, DiscordDouble() as discord:
        workspace, server = on_slack.workspace(slack), on_discord.server(discord)
        path = desk_file(folder, workspace, server, {name.replace("_", "-"): chat for name, chat in only.items()})
        settings = desk_settings(prepared(f"sqlite:///{folder}/loket.db"), desk_file=path)
        async with open_desk(
            settings,
            platforms=lambda around: {
                "slack": SlackPlatform(around, on_slack.slack_settings(slack)),
                "discord": DiscordPlatform(around, on_discord.discord_settings(discord)),
            },
            clock=SystemClock(),
            engine=False,
            durable=False,
        ) as running:
            tasks = [
                asyncio.create_task(one.listen(running.dispatcher.receive, running.view))
                for one in running.platforms.values()
            ]
            try:
                await slack.until(lambda: slack.connections >= 2, 10)
                await discord.until(lambda: discord.commands(server.guild.id), 10)
                yield Chats(workspace, server, running)
            finally:
                for task in tasks:
                    task.cancel()
                for task in tasks:
                    with suppress(asyncio.CancelledError):
                        await task


@pytest.fixture(autouse=True)
def servers_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "SERVERS_WITHIN_S", 0.05)


async def test_asked_in_slack_solved_by_a_team_on_discord(tmp_path: Path) -> None:
    async with both(tmp_path, it_triage="slack", it_network="discord") as chats:
        slack, discord = chats.slack.slack, chats.discord.discord
        ana, mila = chats.slack.people["ana"], chats.slack.people["mila"]
        asked = await slack.says(ana, chats.slack.rooms["help"], MINE)
        card = await chats.in_slack("it-triage", "#1 ")
        await slack.slash(mila, chats.slack.rooms["it-triage"], "/claim", "#1")
        await slack.slash(mila, chats.slack.rooms["it-triage"], "/handoff", "#1 it-network needs a <cable>")
        offered = await chats.on_discord("it-network", "#1 ")
        assert MINE in offered.text and chats.discord.people["mila"].mention in offered.text and not offered.pinged
        lotte = discord.hands(chats.discord.people["lotte"])
        await lotte.click(offered, on_discord.button(offered, "accept"))
        inside = await chats.under(offered)
        said = await lotte.say(inside, "Press **its** nose & <wait>", files=[discord_file("nose.txt", b"pink")])
        relayed = await chats.in_slack("help", "its** nose & <wait>", asked.ts)
        assert "Lotte Bakker" in on_slack.words(relayed)
        await chats.until(lambda: any(f.name == "nose.txt" and f.data == b"pink" for f in slack.world.files.values()))
        await chats.until(lambda: "✉️" in said.reactions)
        await lotte.edit(said, "Press its ear")
        await chats.in_slack("help", "Press its ear", asked.ts)
        back = await slack.says(ana, chats.slack.rooms["help"], "It *purrs* @everyone now", asked.ts)
        copy = await chats.on_discord(inside, "purrs")
        assert not copy.pinged and "\\*purrs\\*" in copy.content
        await slack.edits(ana, back, "It growls now")
        await chats.until(lambda: "growls" in copy.text)
        await lotte.say(inside, "!note only for us")
        await lotte.say(inside, "!resolve a new cable")
        await chats.in_slack("help", "a new cable", asked.ts)
        assert not any("only for us" in on_slack.words(m) for m in slack.from_bot(chats.slack.rooms["help"], asked.ts))
        ticket = await chats.ticket()
        assert (ticket.status.value, ticket.owner) == ("resolved", "lotte")
        await chats.until(lambda: "resolved" in on_slack.words(slack.world.channels[card.channel].messages[card.ts]))


async def test_asked_on_discord_solved_by_a_team_in_slack(tmp_path: Path) -> None:
    async with both(tmp_path, it_triage="discord", it_network="slack") as chats:
        slack, discord = chats.slack.slack, chats.discord.discord
        lotte = chats.slack.people["lotte"]
        await discord.hands(chats.discord.people["ana"]).say(chats.discord.rooms["help"], MINE)
        card = await chats.on_discord("it-triage", "#1 ")
        mila = discord.hands(chats.discord.people["mila"], at=chats.discord.rooms["it-triage"])
        await mila.slash("claim", number=1)
        await mila.slash("handoff", team="it-network", number=1, reason="needs a cable")
        offered = await chats.in_slack("it-network", "#1 ")
        await slack.clicks(lotte, offered, on_slack.button(offered, "accept"))
        await slack.says(lotte, chats.slack.rooms["it-network"], "Is it <singing> now?", offered.ts)
        thread = await chats.until(lambda: discord.threads(chats.discord.rooms["help"]))
        relayed = await chats.on_discord(thread[0], "singing")
        assert not relayed.pinged and "Lotte Bakker" in relayed.text
        await discord.hands(chats.discord.people["ana"]).say(
            thread[0], "Yes: opera", files=[discord_file("aria.txt", b"la")]
        )
        await chats.in_slack("it-network", "opera", offered.ts)
        await chats.until(lambda: any(f.name == "aria.txt" and f.data == b"la" for f in slack.world.files.values()))
        await slack.slash(lotte, chats.slack.rooms["it-network"], "/resolve", "#1 a new cable")
        await chats.on_discord(thread[0], "a new cable")
        await chats.until(lambda: "resolved" in card.text)


async def test_an_account_of_the_other_chat_is_linked_by_a_code(tmp_path: Path) -> None:
    async with both(tmp_path) as chats:
        slack, discord = chats.slack.slack, chats.discord.discord
        zoe = slack.add_user("zoe", "Zoe Blum")
        other = discord.member(chats.discord.guild, "zb", "zb")
        for room in chats.slack.rooms.values():
            room.members.append(zoe.id)
        await slack.says(zoe, slack.dm(zoe), MINE)
        await chats.until(lambda: any("#1" in on_slack.words(m) for m in _all(slack.dm(zoe))))
        told = await slack.slash(zoe, chats.slack.rooms["help"], "/ticket", "connect")
        code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", str(told.payload))
        assert code is not None
        done = await discord.hands(other, at=chats.discord.rooms["help"]).slash("desk connect", code=code[0])
        assert done.ephemeral and "zoe" in done.text
        mine = await discord.hands(other, at=chats.discord.rooms["help"]).slash("ticket mine")
        assert MINE in mine.text
        again = await discord.hands(chats.discord.people["tom"], at=chats.discord.rooms["help"]).slash(
            "desk connect", code=code[0]
        )
        assert "zoe" not in again.text


def _all(channel: Any) -> list[Any]:
    return list(channel.messages.values())


def discord_file(name: str, data: bytes) -> Any:
    return DiscordUpload(name, data)
