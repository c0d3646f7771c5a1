"""What goes wrong with Discord, and that nothing is lost by it: each told once to whoever can act."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from adapters.discord import api, gateway
from bot.model.places import Direct
from bot.ports import Page
from tests.adapters.discord.stage import DiscordStage, button, on_discord, server
from tests.doubles.discord import DiscordDouble, Timing

MINE = "The coffee robot sings all day"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[DiscordStage]:
    async with on_discord(tmp_path) as made:
        await made.until(lambda: made.discord.commands(made.place.guild.id))
        yield made


@pytest.fixture(autouse=True)
def soon_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "AGAIN_S", (0.1, 0.2))

    async def at_once(*_: object, **__: object) -> None:
        """The library waits five seconds before each further sign-in."""

    monkeypatch.setattr(gateway.Session, "before_identify_hook", at_once)


async def asked_and_told(stage: DiscordStage, text: str = MINE, number: int = 1) -> None:
    await stage.says("ana", "help", text)
    await stage.said(await stage.private_thread("help", "ana"), f"#{number}")


# ---- the gateway


async def test_a_malformed_dispatch_is_logged_and_the_rest_goes_on(stage: DiscordStage) -> None:
    with capture_logs() as logs:
        stage.discord.malformed()
        stage.discord.dispatch_raw("MESSAGE_CREATE", {"id": "7"})
        stage.discord.dispatch_raw(
            "MESSAGE_CREATE", {"id": "7", "channel_id": str(stage.room("help").id), "author": {}}
        )
        stage.discord.dispatch_raw("INTERACTION_CREATE", {"id": "7", "type": 3})
        stage.discord.dispatch_raw("MESSAGE_REACTION_ADD", {"channel_id": str(stage.room("help").id), "emoji": {}})
        await asked_and_told(stage)
    assert {"discord.payload_malformed"} & {one["event"] for one in logs}
    assert stage.discord.identifies == 1


@pytest.mark.parametrize("trouble", ["cut", "reconnect", "close"])
async def test_what_was_said_during_a_cut_is_replayed_and_heard_once(stage: DiscordStage, trouble: str) -> None:
    {
        "cut": stage.discord.cut,
        "reconnect": stage.discord.ask_reconnect,
        "close": lambda: stage.discord.close_gateway(4000),
    }[trouble]()
    await asked_and_told(stage)
    await stage.until(lambda: stage.discord.resumes >= 1)
    await stage.quiet()
    assert await stage.count() == 1


async def test_what_was_said_before_an_invalid_session_is_read_back_and_counted(stage: DiscordStage) -> None:
    await asked_and_told(stage)
    thread = await stage.private_thread("help", "ana")
    await stage.hands("tom").dm("hello")
    await stage.answers(stage.discord.dm(stage.who("tom")))
    await stage.quiet()
    with capture_logs() as logs:
        stage.discord.forget()
        stage.discord.cut()
        stage.discord.gateway_down()
        await stage.says("ana", thread, "Now it is opera")
        await stage.says("joris", "help", "The elevator hums as well")
        await stage.hands("tom").dm("My chair squeaks in C minor")
        lobby = stage.discord.text(stage.place.guild, "lobby")
        await stage.says("femke", lobby, f"{stage.discord.bot.mention} the lamp dances")
        stage.discord.gateway_down(False)
        await stage.until(lambda: any(one["event"] == "discord.caught_up" for one in logs), 30)
        await stage.until(lambda: stage.platform.healthy())
        for _ in range(200):
            if await stage.count() == 4:
                break
            await stage.quiet()
    assert await stage.count() == 4
    told = [one["messages"] for one in logs if one["event"] == "discord.caught_up"]
    assert sum(told) == 4
    card = await stage.card("it-triage", 1)
    await stage.until(lambda: card.thread is not None)
    assert card.thread is not None
    await stage.said(card.thread, "opera")


async def test_a_first_connection_that_fails_is_tried_again(tmp_path: Path) -> None:
    async with DiscordDouble() as discord:
        discord.gateway_down()
        place = server(discord)
        async with on_discord(tmp_path, discord=discord, place=place, connected=False) as stage:
            await asyncio.sleep(0.5)
            assert not stage.platform.healthy()
            discord.gateway_down(False)
            await stage.until(lambda: stage.platform.healthy() and discord.identifies, 30)
            await asked_and_told(stage)


async def test_a_rest_api_that_is_down_at_sign_in_is_waited_for(tmp_path: Path) -> None:
    async with DiscordDouble() as discord:
        discord.rest_down()
        place = server(discord)
        async with on_discord(tmp_path, discord=discord, place=place, connected=False) as stage:
            await asyncio.sleep(0.5)
            discord.rest_down(False)
            await stage.until(lambda: stage.platform.healthy() and discord.identifies, 30)
            await asked_and_told(stage)


async def test_a_refused_token_is_told_once_without_showing_it(tmp_path: Path) -> None:
    async with DiscordDouble() as discord:
        place = server(discord)
        with capture_logs() as logs:
            async with on_discord(
                tmp_path, discord=discord, place=place, connected=False, bot_token="wrong.token.here"
            ) as stage:
                for _ in range(100):
                    if any(one["event"] == "discord.token_refused" for one in logs):
                        break
                    await asyncio.sleep(0.05)
                await asyncio.sleep(0.5)
                assert not stage.platform.healthy()
        told = [one for one in logs if one["event"] == "discord.token_refused"]
        assert len(told) == 1 and "doctor" in told[0]["remedy"] and "wrong" not in str(logs)


async def test_without_the_message_content_intent_it_says_what_is_lost_and_works_on(tmp_path: Path) -> None:
    async with DiscordDouble(privileged=()) as discord:
        place = server(discord)
        with capture_logs() as logs:
            async with on_discord(tmp_path, discord=discord, place=place) as stage:
                await stage.says("joris", "help", "this cannot be read")
                lobby = discord.text(place.guild, "lobby")
                await stage.says("ana", lobby, f"{discord.bot.mention} {MINE}")
                await stage.card("it-triage")
                await stage.hands("tom").dm("My chair squeaks in C minor")
                await stage.said(discord.dm(stage.who("tom")), "#2")
                await stage.quiet()
                assert await stage.count() == 2
        lost = [one for one in logs if one["event"] == "discord.without_message_content"]
        assert len(lost) == 1 and "help channels" in lost[0]["lost"]


# ---- sending


@pytest.mark.parametrize("kind", ["429", "429_global", "429_cloudflare", "500", "502", "reset_before", "reset_after"])
async def test_a_post_that_fails_arrives_once_all_the_same(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "CLOUDFLARE_WAIT_S", 0.2)
    async with on_discord(tmp_path, engine=True) as stage:
        more = {"retry_after": 0.2} if kind.startswith("429") else {}
        stage.discord.fail("POST /channels/*/messages", 2, kind, **more)
        await stage.says("ana", "help", MINE)
        thread = await stage.private_thread("help", "ana")
        await stage.said(thread, "#1")
        await stage.card("it-triage")
        await stage.quiet()
        assert len(stage.discord.from_bot(thread)) == 1 and len(stage.discord.from_bot(stage.room("it-triage"))) == 1


async def test_a_long_rate_limit_goes_back_to_the_queue(stage: DiscordStage) -> None:
    stage.discord.fail("POST /channels/*/messages", 1, "429", retry_after=60)
    with capture_logs() as logs:
        await stage.says("ana", "help", MINE)
        await stage.until(lambda: any(one["event"] == "delivery.delayed" for one in logs))
    assert next(one["seconds"] for one in logs if one["event"] == "delivery.delayed") == pytest.approx(60, abs=1)


async def test_a_team_channel_that_is_gone_is_told_to_who_leads_the_team(stage: DiscordStage) -> None:
    stage.discord.delete_channel(stage.room("it-triage"))
    await asked_and_told(stage)
    told = await stage.said(stage.discord.dm(stage.who("noor")), "#1") if not _leads(stage) else None
    for lead in _leads(stage):
        told = await stage.said(stage.discord.dm(stage.who(lead)), "#1")
    assert told is not None


def _leads(stage: DiscordStage) -> list[str]:
    rules = stage.running.desk().rules
    return [one for one in rules.queue("it-l1").leads if one in stage.place.people]


async def test_a_requesters_thread_that_is_gone_is_told_to_the_team(stage: DiscordStage) -> None:
    await asked_and_told(stage)
    card = await stage.card("it-triage")
    stage.discord.delete_channel(await stage.private_thread("help", "ana"))
    await stage.hands("mila", stage.room("it-triage")).slash("ticket reply", number=1, text="Press its nose")
    await stage.until(lambda: card.thread is not None)
    assert card.thread is not None
    await stage.said(card.thread, "could not be delivered")


async def test_a_card_that_somebody_deleted_does_not_stop_the_ticket(stage: DiscordStage) -> None:
    await asked_and_told(stage)
    stage.discord.delete_message(await stage.card("it-triage"))
    answer = await stage.hands("mila", stage.room("it-triage")).slash("claim", number=1)
    assert not answer.failed
    await stage.quiet()
    assert (await stage.ticket()).owner == "mila"


async def test_closed_direct_messages_go_to_a_private_thread_and_the_team_is_told(stage: DiscordStage) -> None:
    await stage.hands("ana").dm(MINE)
    direct = stage.discord.dm(stage.who("ana"))
    await stage.said(direct, "#1")
    card = await stage.card("it-triage")
    stage.who("ana").user.dms_closed = True
    hands = stage.hands("mila", stage.room("it-triage"))
    await hands.slash("ticket reply", number=1, text="Press its nose")
    thread = await stage.private_thread("help", "ana")
    await stage.said(thread, "Press its nose")
    await stage.until(lambda: card.thread is not None)
    assert card.thread is not None
    await stage.said(card.thread, "no direct messages")
    await stage.says("ana", thread, "Its nose is cold")
    await stage.said(card.thread, "nose is cold")
    await hands.slash("ticket reply", number=1, text="Warm it")
    await stage.said(thread, "Warm it")
    assert sum("no direct messages" in m.text for m in stage.discord.from_bot(card.thread)) == 1


async def test_who_takes_no_direct_messages_answers_in_the_thread_about_a_ticket_opened_for_them(
    stage: DiscordStage,
) -> None:
    pim = stage.discord.member(stage.place.guild, "pim", "Pim Bos")
    pim.user.dms_closed = True
    hands = stage.hands("mila", stage.room("it-triage"))
    opened = await hands.user_menu("Open ticket for", pim)
    assert opened.modal is not None
    await hands.submit(opened.modal, {"text": MINE})
    card = await stage.card("it-triage")
    threads = await stage.until(lambda: [t for t in stage.discord.threads(stage.room("help")) if pim.id in t.members])
    first = await stage.said(threads[0], MINE)
    await stage.discord.hands(pim).say(threads[0], "It sings opera now")
    await stage.until(lambda: card.thread is not None)
    assert card.thread is not None
    await stage.said(card.thread, "opera")
    await hands.slash("ticket reply", number=1, text="Press its nose")
    await stage.said(threads[0], "Press its nose")
    mistaken = await stage.discord.hands(pim).click(first, button(first, "mistaken"))
    assert not mistaken.failed
    await stage.until(lambda: not any(b["custom_id"].startswith("loket:mistaken") for b in first.buttons))


async def test_somebody_who_left_is_told_to_the_team(stage: DiscordStage) -> None:
    await stage.hands("ana").dm(MINE)
    card = await stage.card("it-triage")
    stage.discord.leaves(stage.who("ana"))
    stage.who("ana").user.dms_closed = True
    await stage.hands("mila", stage.room("it-triage")).slash("ticket reply", number=1, text="Press its nose")
    await stage.until(lambda: card.thread is not None)
    assert card.thread is not None
    await stage.said(card.thread, "could not be delivered")


async def test_private_threads_that_are_not_allowed_become_public_ones(tmp_path: Path) -> None:
    async with DiscordDouble() as discord:
        place = server(discord)
        discord.overwrite(place.rooms["help"], discord.bot, deny=1 << 36)
        async with on_discord(tmp_path, discord=discord, place=place) as stage:
            asked = await stage.says("ana", "help", MINE)
            await stage.until(lambda: asked.thread is not None)
            assert asked.thread is not None and asked.thread.kind == 11
            await stage.said(asked.thread, "#1")


async def test_the_server_that_removes_the_bot_is_told_in_the_log(stage: DiscordStage) -> None:
    with capture_logs() as logs:
        stage.discord.removes_bot(stage.place.guild)
        await stage.until(lambda: any(one["event"] == "discord.guild_left" for one in logs))
    assert "invite" in next(one["remedy"] for one in logs if one["event"] == "discord.guild_left")


# ---- interactions


async def test_a_slow_desk_defers_and_answers_later(tmp_path: Path) -> None:
    async with DiscordDouble(timing=Timing(deadline=0.6)) as discord:
        place = server(discord)
        async with on_discord(tmp_path, discord=discord, place=place, defer_after_s=0.2) as stage:
            await stage.until(lambda: discord.commands(place.guild.id))
            await asked_and_told(stage)
            receive = stage.running.dispatcher.receive

            async def slowly(happening: object) -> object:
                await asyncio.sleep(1.0)
                return await receive(happening)  # type: ignore[arg-type]

            stage.platform.ground.receive = slowly  # type: ignore[assignment,union-attr]
            answer = await stage.hands("mila", stage.room("it-triage")).slash("claim", number=1)
            assert not answer.failed and answer.ephemeral
            final = await answer.final()
            assert "#1" in final.text
            opened = await stage.hands("ana", stage.room("help")).slash("ticket new")
            window = await opened.final()
            again = await stage.hands("ana", stage.room("help")).click(window, window.buttons[0]["custom_id"])
            assert not again.failed


async def test_an_interaction_discord_no_longer_knows_is_answered_directly(stage: DiscordStage) -> None:
    await asked_and_told(stage)
    stage.discord.fail("POST /interactions/*", None, "404")
    await stage.hands("mila", stage.room("it-triage")).slash("claim", number=1)
    await stage.said(stage.discord.dm(stage.who("mila")), "#1")
    assert (await stage.ticket()).owner == "mila"


@pytest.mark.parametrize(
    "custom_id",
    ["loket:claim:nothing", "loket:confirm:x", "loket::", "loket:solved:", "other:thing", "loket:read:../x"],
)
async def test_a_forged_button_changes_nothing_and_is_told(stage: DiscordStage, custom_id: str) -> None:
    await asked_and_told(stage)
    card = await stage.card("it-triage")
    before = await stage.ticket()
    answer = await stage.hands("joris", stage.room("help")).forge(card, custom_id)
    assert not answer.failed and (await stage.ticket()) == before


async def test_somebody_elses_button_is_not_theirs(stage: DiscordStage) -> None:
    await asked_and_told(stage)
    card = await stage.card("it-triage")
    answer = await stage.hands("joris", stage.room("it-triage")).click(card, button(card, "claim"))
    assert answer.ephemeral and (await stage.ticket()).owner is None


async def test_what_was_typed_into_a_window_is_shown_again_when_it_is_refused(stage: DiscordStage) -> None:
    await asked_and_told(stage)
    card = await stage.card("it-triage")
    opened = await stage.hands("mila").click(card, button(card, "reply"))
    await stage.hands("mila", stage.room("it-triage")).slash("ticket resolve", number=1)
    assert opened.modal is not None
    answer = await stage.hands("mila").submit(opened.modal, {"text": "a long and careful answer"})
    await stage.until(lambda: "a long and careful answer" in answer.text)
    assert answer.ephemeral


# ---- what people send


async def test_six_thousand_characters_arrive_whole(stage: DiscordStage) -> None:
    await asked_and_told(stage)
    thread = await stage.private_thread("help", "ana")
    words = " ".join(f"word{number}" for number in range(900)) + " END"
    assert len(words) > 6_000
    await stage.hands("mila").click(card := await stage.card("it-triage"), button(card, "claim"))
    await stage.quiet()
    inside = await stage.hands("mila").thread(card, "x") if card.thread is None else card.thread
    for at in range(0, len(words), 1900):
        await stage.says("mila", inside, "part " + words[at : at + 1900])
    await stage.said(thread, "END")
    async with stage.running.storage("main", read_only=True) as tx:
        (request,) = await tx.requests.of_requester("ana", Page())
    long = stage.running.platforms["discord"]
    assert long is stage.platform and request.number == 1
    await stage.hands("mila", stage.room("it-triage")).slash("ticket reply", number=1, text=words[:5999])
    told = await stage.until(lambda: [m for m in stage.discord.from_bot(thread) if "word600" in m.text])
    assert all(len(m.content) <= 2_000 for m in stage.discord.from_bot(thread)) and told


async def test_mass_mentions_ping_nobody(stage: DiscordStage) -> None:
    role = stage.discord.role(stage.place.guild, "Everyone Else", mentionable=True)
    await stage.says("ana", "help", f"@everyone @here {role.mention} {stage.who('tom').mention} my robot sings")
    await stage.said(await stage.private_thread("help", "ana"), "#1")
    card = await stage.card("it-triage")
    await stage.quiet()
    bots = [m for room in stage.place.rooms.values() for m in stage.discord.from_bot(room)]
    assert card in bots and not any(m.pinged for m in bots)


async def test_a_database_that_cannot_take_it_loses_no_message(
    stage: DiscordStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from adapters.discord import events
    from bot.model.content import plain
    from bot.model.inbound import Unavailable

    monkeypatch.setattr(events, "HOLD_S", (0.1,))
    ground = stage.platform.ground
    assert ground is not None
    receive, refusals = ground.receive, 3

    async def unwell(happening: object) -> object:
        nonlocal refusals
        if refusals:
            refusals -= 1
            return Unavailable(plain("later"))
        return await receive(happening)  # type: ignore[arg-type]

    ground.receive = unwell  # type: ignore[assignment]
    await asked_and_told(stage)
    assert refusals == 0 and await stage.count() == 1


async def test_a_direct_post_to_nobody_fails_for_good(stage: DiscordStage) -> None:
    from bot.model.content import plain
    from bot.model.effects import Post
    from bot.ports import Delivery, DeliveryFailed

    with pytest.raises(DeliveryFailed) as failed:
        await stage.platform.deliver(Delivery(Direct("discord", "123456789012345678"), Post(plain("hi"))), "k")
    assert failed.value.final
