"""What people press, choose, fill in and command, and what Slack does with the app's answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .api import Args, Refused
from .delivery import Outcome
from .forms import STATELESS, UNSET, NotPossible, fill, find_element, value_of
from .methods_files import apply_reply
from .methods_views import add_view, refuse_bad, replace, view_json
from .nouns import Channel, Ephemeral, Json, Message, User, View
from .stage import Stage
from .typed import as_sent
from .world import Reply


@dataclass
class Answer:
    """What the person saw of it. `acked` False is Slack's warning that the app did not answer in time."""

    acked: bool
    payload: Json | None
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str | None = None


class Hands(Stage):
    """Each of these waits for the app's acknowledgement, as Slack does."""

    def _who(self, user: User) -> Json:
        return {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id}

    def _common(self, kind: str, user: User, trigger: str) -> Json:
        world = self.world
        return {
            "type": kind,
            "team": {"id": world.team_id, "domain": world.team_domain},
            "user": self._who(user),
            "api_app_id": world.app_id,
            "token": "verification",
            "trigger_id": trigger,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _place(self, channel: Channel) -> Json:
        names = {"im": "directmessage", "group": "privategroup", "mpim": "privategroup"}
        return {"id": channel.id, "name": names.get(channel.kind, channel.name)}

    async def _interact(self, payload: Json, *, accepts: bool = False) -> Outcome:
        return await self.delivery.request("interactive", payload["trigger_id"], payload, accepts=accepts)

    def _command_text(self, text: str) -> str:
        """As a command with should_escape gets it: whom it mentions is named too."""
        sent = as_sent(text)[0]
        for user in self.world.users.values():
            sent = sent.replace(user.mention, f"<@{user.id}|{user.name}>")
        for channel in self.world.channels.values():
            sent = sent.replace(f"<#{channel.id}|>", f"<#{channel.id}|{channel.name}>")
        for group in self.world.groups.values():
            sent = sent.replace(f"<!subteam^{group.id}>", f"<!subteam^{group.id}|@{group.handle}>")
        return sent

    async def slash(self, user: User, channel: Channel, command: str, text: str = "") -> Answer:
        """Give a slash command anywhere, also where the bot is not. The ack may carry an answer."""
        world = self.world
        trigger, place = world.trigger(user.id), self._place(channel)
        reply = Reply(user.id, channel.id, world.clock.now(), None)
        payload = {
            "token": "verification",
            "team_id": world.team_id,
            "team_domain": world.team_domain,
            "channel_id": place["id"],
            "channel_name": place["name"],
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": self._command_text(text),
            "api_app_id": world.app_id,
            "is_enterprise_install": "false",
            "response_url": world.response_url(reply),
            "trigger_id": trigger,
        }
        outcome = await self.delivery.request("slash_commands", trigger, payload, accepts=True)
        answer = Answer(outcome.ok, outcome.body)
        if outcome.ok and outcome.body:
            try:
                apply_reply(world, reply, Args(outcome.body))
            except Refused as refused:
                answer.trouble = refused.code
        return answer

    async def clicks(
        self,
        user: User,
        where: Message | Ephemeral | View,
        action_id: str,
        value: Any = UNSET,
        block_id: str | None = None,
    ) -> Answer:
        """Press a button, or choose `value` (an option's value, a user id, a date), on a message or a view."""
        block, element = find_element(where.blocks, action_id, block_id)
        if element["type"] in {"button", "icon_button"} or value is not UNSET:
            chosen = value_of(element, value)
        else:
            raise NotPossible(f"{action_id!r} needs a value")
        action = {"action_id": element["action_id"], "block_id": block["block_id"], "action_ts": self.world.next_ts()}
        action |= chosen
        if element["type"] in {"button", "icon_button"}:
            action |= {k: element[k] for k in ("text", "value", "style", "url") if k in element}
        if isinstance(where, View):
            payload = self._on_view(user, where, block, element, chosen)
        else:
            payload = self._on_message(user, where, block, element, chosen)
        outcome = await self._interact(payload | {"actions": [action]})
        return Answer(outcome.ok, outcome.body)

    def _on_view(self, user: User, view: View, block: Json, element: Json, chosen: Json) -> Json:
        if view.user != user.id or view.closed:
            raise NotPossible("that view is not before that person")
        if element["type"] not in STATELESS:
            view.state.setdefault(block["block_id"], {})[element["action_id"]] = chosen
        payload = self._common("block_actions", user, self.world.trigger(user.id, view.id))
        return payload | {
            "container": {"type": "view", "view_id": view.id},
            "view": view_json(self.world, view),
        }

    def _on_message(self, user: User, where: Message | Ephemeral, block: Json, element: Json, chosen: Json) -> Json:
        channel, hidden = self.world.channels[where.channel], isinstance(where, Ephemeral)
        if user.id not in channel.members or (isinstance(where, Ephemeral) and where.user != user.id):
            raise NotPossible(f"{user.name} does not see that message")
        if (isinstance(where, Ephemeral) and where.deleted) or (not hidden and where.ts not in channel.messages):
            raise NotPossible("that message is gone")
        payload = self._common("block_actions", user, self.world.trigger(user.id))
        container = {"type": "message", "message_ts": where.ts, "channel_id": channel.id, "is_ephemeral": hidden}
        if where.thread_ts:
            container["thread_ts"] = where.thread_ts
        state = {} if element["type"] in STATELESS else {block["block_id"]: {element["action_id"]: chosen}}
        payload |= {"container": container, "channel": self._place(channel), "state": {"values": state}}
        if isinstance(where, Message):
            payload["message"] = self.world.message_json(where)
        payload["response_url"] = self.world.reply_for(
            user.id, channel.id, where.ts, ephemeral=hidden, thread=where.thread_ts
        )
        return payload

    async def submits(self, user: User, view: View, values: dict[str, Any] | None = None) -> Answer:
        """Fill a modal in (by action id or block id) and send it. What the app answers happens to the modal."""
        if not self.views(user) or self.views(user)[-1] is not view:
            raise NotPossible("that view is not before that person")
        fill(view, values or {})
        payload = self._common("view_submission", user, self.world.trigger(user.id, view.id))
        payload |= {"view": view_json(self.world, view), "response_urls": []}
        outcome = await self._interact(payload, accepts=True)
        answer = Answer(outcome.ok, outcome.body)
        if outcome.ok:
            try:
                self._after(user, view, outcome.body or {}, answer)
            except Refused as refused:
                answer.trouble = refused.code
        return answer

    def _after(self, user: User, view: View, body: Json, answer: Answer) -> None:
        action = body.get("response_action")
        if action == "errors":
            inputs = {b["block_id"] for b in view.blocks if b["type"] == "input"}
            if not body.get("errors") or body["errors"].keys() - inputs:
                raise Refused("invalid_response_action")
            view.errors = answer.errors = dict(body["errors"])
        elif action in {"update", "push"}:
            refuse_bad(body.get("view"))
            if action == "push":
                add_view(self.world, user.id, body["view"], view)
            else:
                replace(self.world, view, body["view"])
        elif action == "clear":
            for each in self.views(user):
                each.closed = True
        elif action is None and not body:
            view.closed = True
        else:
            raise Refused("invalid_response_action")

    async def closes(self, user: User, view: View) -> None:
        """Close a modal without sending it; the app hears of it when it asked to."""
        view.closed = True
        if view.raw.get("notify_on_close"):
            payload = self._common("view_closed", user, self.world.trigger(user.id))
            await self._interact(payload | {"view": view_json(self.world, view), "is_cleared": False})

    async def message_shortcut(self, user: User, callback_id: str, channel: Channel, ts: str) -> Answer:
        """Pick the app's shortcut from the menu of a message."""
        if user.id not in channel.members:
            raise NotPossible(f"{user.name} does not see that message")
        message = channel.messages[ts]
        payload = self._common("message_action", user, self.world.trigger(user.id))
        payload |= {"callback_id": callback_id, "channel": self._place(channel), "message_ts": ts}
        payload |= {"message": self.world.message_json(message), "action_ts": self.world.next_ts()}
        url = self.world.reply_for(user.id, channel.id, None, ephemeral=False, thread=message.thread_ts)
        outcome = await self._interact(payload | {"response_url": url})
        return Answer(outcome.ok, outcome.body)

    async def global_shortcut(self, user: User, callback_id: str) -> Answer:
        payload = self._common("shortcut", user, self.world.trigger(user.id))
        outcome = await self._interact(payload | {"callback_id": callback_id, "action_ts": self.world.next_ts()})
        return Answer(outcome.ok, outcome.body)

    async def opens_home(self, user: User, tab: str = "home") -> None:
        """Open the app's `home` or `messages` tab."""
        event: Json = {"type": "app_home_opened", "user": user.id, "channel": self.world.im(user.id).id, "tab": tab}
        home = self.home(user)
        if home is not None and tab == "home":
            event["view"] = view_json(self.world, home)
        self.world.emit(event | {"event_ts": self.world.next_ts()}, None)
