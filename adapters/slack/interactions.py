"""Slash commands, clicks, modals and shortcuts. Slack sends none of them twice, so whatever goes wrong is told."""

import asyncio
from typing import Any

import structlog
from slack_bolt.response import BoltResponse

from adapters.slack import inbound
from adapters.slack.api import Refused
from adapters.slack.events import Events
from adapters.slack.gate import acknowledged
from adapters.slack.ground import Ground
from adapters.slack.home import PREFIX as HOME_PREFIX
from adapters.slack.home import Home
from adapters.slack.manifest import FROM_ANYWHERE, FROM_MESSAGE
from adapters.slack.people import PLATFORM
from adapters.slack.render import PRESS
from adapters.slack.views import errors_of, loading, modal, place_in, told
from adapters.slack.whisper import ephemeral, form_button
from bot.errands import words_of
from bot.model.content import plain
from bot.model.forms import OPENING, Form
from bot.model.inbound import Accepted, CommandGiven, FormErrors, Outcome, Unavailable
from bot.model.inbound import Refused as Denied
from bot.model.people import Account
from bot.model.places import Conversation

log = structlog.get_logger(__name__)
Body = dict[str, Any]

OPEN_WITHIN_S = 2.5  # of the three seconds a trigger is good for


class Interactions:
    """Every method gives what Slack is answered with, after the desk has committed."""

    def __init__(self, ground: Ground, events: Events, home: Home) -> None:
        self._ground = ground
        self._events = events
        self._home = home

    # ---- slash commands

    async def command(self, body: Body) -> BoltResponse:
        ground = self._ground
        account = await ground.profiles.account(str(body["user_id"]), str(body.get("user_name") or ""))
        name = str(body["command"]).removeprefix("/").removeprefix(ground.settings.command_prefix)
        given = inbound.command(body, name, account, ground.clock.now(), ground.around())
        outcome = await ground.receive(given)
        words = list(words_of(outcome))
        if isinstance(outcome, Accepted) and outcome.form is not None:
            opened = await self._open(str(body["trigger_id"]), await self._form(outcome.form, account, given.where))
            if opened is None:
                words.append(form_button(outcome.form, await ground.say(account, given.where.channel)))
        if not words:
            return acknowledged()
        pages = ground.whisperer.pages(words)
        if len(pages) > 1:
            url = str(body.get("response_url") or "")
            ground.errands.run(ground.whisperer.show(account.id, given.where, pages[1:], url))
        return acknowledged(ephemeral(pages))

    async def _who(self, body: Body) -> Account:
        user = body["user"]
        name = str(user.get("name") or user.get("username") or "")
        return await self._ground.profiles.account(str(user["id"]), name, str(user.get("team_id") or ""))

    # ---- clicks

    async def clicked(self, body: Body) -> BoltResponse:
        for action in body.get("actions") or []:
            action_id = str(action.get("action_id") or "")
            if action_id.startswith(HOME_PREFIX):
                self._ground.errands.run(self._home.turn(str(body["user"]["id"]), action_id, str(action.get("value"))))
            elif action_id.startswith(PRESS):
                await self._pressed(body, action)
        return acknowledged()

    async def _pressed(self, body: Body, action: Body) -> None:
        ground, account = self._ground, await self._who(body)
        press = inbound.press(body, action, account, ground.clock.now(), ground.around())
        say = await ground.say(account, press.where.channel)
        url, opening = str(body.get("response_url") or ""), None
        if press.action in OPENING:
            window = self._open(str(body.get("trigger_id")), loading(press.where, say), nested=_in_modal(body))
            opening = asyncio.get_running_loop().create_task(window)  # a slow Slack must not cost the answer
        outcome = await ground.receive(press)
        ground.errands.run(self._answer(opening, outcome, account, press.where, url))
        if (body.get("view") or {}).get("type") == "home":
            ground.errands.run(self._home.publish(account.id))

    async def _answer(
        self,
        opening: asyncio.Task[str | None] | None,
        outcome: Outcome,
        account: Account,
        place: Conversation,
        url: str,
    ) -> None:
        """In the window that was opened for it, else in private words."""
        window = await opening if opening is not None else None
        if window is not None:
            await self._fill(window, outcome, account, place)
        else:
            await self._ground.tell(account, place, outcome, url)

    async def _open(self, trigger: str, view: Body, *, nested: bool = False) -> str | None:
        """The window's id; None when Slack would not open it."""
        try:
            async with asyncio.timeout(OPEN_WITHIN_S):
                method = "views.push" if nested else "views.open"
                answer = await self._ground.api.call(method, trigger_id=trigger, view=view)
        except (Refused, TimeoutError) as error:
            log.warning("slack.window_unopened", error=error.code if isinstance(error, Refused) else "slow")
            return None
        return str(answer["view"]["id"])

    async def _form(self, form: Form, account: Account, place: Conversation) -> Body:
        return modal(form, place, await self._ground.say(account, place.channel))

    async def _fill(self, window: str, outcome: Outcome, account: Account, place: Conversation) -> None:
        """The loading view becomes the form, or the words that came instead."""
        if isinstance(outcome, Accepted) and outcome.form is not None:
            view = await self._form(outcome.form, account, place)
        else:
            say = await self._ground.say(account, place.channel)
            view = told(words_of(outcome), self._ground.whisperer.links, place, say)
        try:
            await self._ground.api.call("views.update", view_id=window, view=view)
        except Refused as refused:  # closed meanwhile
            log.info("slack.window_gone", error=refused.code)
            await self._ground.tell(account, place, outcome)

    # ---- modals sent in

    async def submitted(self, body: Body) -> BoltResponse:
        ground, view = self._ground, body["view"]
        account = await self._who(body)
        place = place_in(view, account.id)
        outcome = await ground.receive(inbound.submission(body, account, ground.clock.now(), place, ground.around()))
        inputs = [str(block["block_id"]) for block in view.get("blocks") or [] if block.get("type") == "input"]
        match outcome:
            case FormErrors(errors=errors):
                return acknowledged({"response_action": "errors", "errors": errors_of(errors, inputs)})
            case Unavailable(said=content):  # what was typed stays in the window
                return acknowledged({"response_action": "errors", "errors": errors_of({"": content.summary}, inputs)})
            case Denied(said=content) if inputs:  # what was typed stays, to be copied or changed
                return acknowledged({"response_action": "errors", "errors": errors_of({"": content.summary}, inputs)})
            case Denied(said=content):
                say = await ground.say(account, place.channel)
                shown = told((content,), ground.whisperer.links, place, say)
                return acknowledged({"response_action": "update", "view": shown})
            case Accepted(form=form) if form is not None:
                return acknowledged({"response_action": "update", "view": await self._form(form, account, place)})
        ground.errands.run(ground.tell(account, place, outcome))
        if place.channel == account.id:  # it was asked for in App Home
            ground.errands.run(self._home.publish(account.id))
        return acknowledged()

    # ---- shortcuts

    async def shortcut(self, body: Body) -> BoltResponse:
        ground = self._ground
        account = await self._who(body)
        if body.get("callback_id") == FROM_ANYWHERE:
            place = Conversation(PLATFORM, account.id)
            window = self._open(str(body["trigger_id"]), loading(place, await ground.say(account)))
            opening = asyncio.get_running_loop().create_task(window)
            given = CommandGiven(
                f"slack/t/{body['trigger_id']}", account, place, "ticket", "new", ground.clock.now(), direct=True,
                workspace=ground.workspace,
            )  # fmt: skip
            ground.errands.run(self._answer(opening, await ground.receive(given), account, place, ""))
        elif body.get("callback_id") == FROM_MESSAGE:
            await self._picked(body, account)
        return acknowledged()

    async def _picked(self, body: Body, account: Account) -> None:
        message, channel = body["message"], str(body["channel"]["id"])
        ts = str(message["ts"])
        done = await self._events.pick(account, channel, ts, f"slack/r/{channel}/{ts}", found=message)
        if done is None:
            say = await self._ground.say(account, channel)
            told = self._ground.whisperer.tell(account.id, Conversation(PLATFORM, channel), (plain(say("again")),))
            self._ground.errands.run(told)


def _in_modal(body: Body) -> bool:
    return bool((body.get("view") or {}).get("type") == "modal")
