"""What the double refuses of components and commands, by what discord.py sends."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from tests.doubles.discord import Channel, DiscordDouble
from tests.doubles.discord_bot import Bot, running
from tests.doubles.test_discord_rest import refused


async def test_no_more_components_than_fit(double: DiscordDouble, lobby: Channel) -> None:
    async with running(Bot(double)) as bot:
        place = bot.get_partial_messageable(lobby.id)

        def sends(*components: dict[str, Any], **more: Any) -> Any:
            return bot.http.request(
                discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=lobby.id),
                json={"components": list(components), "flags": 1 << 15} | more,
            )

        def button(**more: Any) -> dict[str, Any]:
            return {"type": 2, "style": 1, "label": "ok", "custom_id": "a"} | more

        text = {"type": 10, "content": "x" * 2001}
        wrong = [
            sends(text, text),
            sends(*[{"type": 14}] * 41),
            sends({"type": 10, "content": ""}),
            sends({"type": 10, "content": "x"}, content="both"),
            sends({"type": 1, "components": [button(), button()]}),
            sends({"type": 1, "components": [button(custom_id="x" * 101)]}),
            sends({"type": 1, "components": [button(label="x" * 81)]}),
            sends({"type": 1, "components": [button(custom_id=str(i)) for i in range(6)]}),
            sends({"type": 1, "components": [{"type": 3, "custom_id": "s", "options": []}]}),
            sends({"type": 17, "components": []}),
            sends({"type": 9, "components": [{"type": 10, "content": "x"}]}),
            sends(button()),
            sends({"type": 10, "content": "x"}, flags=0),
        ]
        assert [await refused(call) for call in wrong] == [(400, 50035)] * len(wrong)
        view = ui.LayoutView().add_item(ui.Container(ui.TextDisplay("# 7"), ui.Separator()))
        view.add_item(ui.Section("text", accessory=ui.Button(label="ok", custom_id="ok")))
        sent = await place.send(view=view)
        assert double.from_bot(lobby)[0].text == "# 7\ntext"
        assert await refused(sent.edit(content="no longer")) == (400, 50035)
        plain = await place.send("plain")
        assert await refused(plain.edit(view=view)) == (400, 50035)
        await plain.edit(content=None, view=view)
        assert double.from_bot(lobby)[1].text == "# 7\ntext"


async def test_commands_are_checked(double: DiscordDouble) -> None:
    async with running(Bot(double)) as bot:

        def puts(*commands: dict[str, Any]) -> Any:
            return bot.http.bulk_upsert_global_commands(double.application_id, list(commands))

        good = {"name": "ticket", "description": "Tickets", "type": 1}
        option = {"type": 3, "name": "what", "description": "What"}
        wrong = [
            puts(good | {"name": "Ticket"}),
            puts(good | {"name": "two words"}),
            puts(good | {"description": "x" * 101}),
            puts(good | {"description": ""}),
            puts(good, good),
            puts(good | {"options": [option | {"name": f"o{i}"} for i in range(26)]}),
            puts(good | {"options": [option, option | {"name": "b", "required": True}]}),
            puts(good | {"options": [option | {"choices": [{"name": "x", "value": "x"}] * 26}]}),
            puts(good | {"description_localizations": {"xx": "hm"}}),
            puts(good | {"name_localizations": {"nl": "Kaartje Nieuw"}}),
            puts(good | {"contexts": [7]}),
            puts(good | {"options": [option | {"name": f"o{i}", "choices": [
                {"name": "x" * 90 + str(n), "value": "y" * 90 + str(n)} for n in range(25)]} for i in range(2)]}),
            puts({"name": "Menu", "description": "none here", "type": 3}),
        ]  # fmt: skip
        assert [await refused(call) for call in wrong] == [(400, 50035)] * len(wrong)
        assert double.syncs == [] and double.commands() == []
        await puts(good, {"name": "Create ticket", "type": 3})
        first = [c["id"] for c in double.commands()]
        await puts(good, {"name": "Create ticket", "type": 3})
        assert [c["id"] for c in double.commands()] == first and double.syncs == [None, None]
