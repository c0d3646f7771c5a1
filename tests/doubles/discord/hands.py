"""What a person writes, presses, chooses, fills in and commands, and what they see come of it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping, Sequence
from typing import Any

from . import acts, options, permissions, shapes
from .answer import Answer
from .forms import NotPossible
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT, Interaction, send
from .modals import Modal
from .nouns import FORUM, PRIVATE_THREAD, PUBLIC_THREAD, TEXT, Channel, Json, Member, Message, Upload, User, flat
from .world import World


class Hands:
    """One person at work, in `at` when a call does not say where: a channel of the guild, or the DM with the bot.

    What takes an interaction waits for the app's answer, at most the deadline (`Timing.deadline`).
    """

    def __init__(self, world: World, person: Member | User, at: Channel | None) -> None:
        self.world = world
        self.user = person.user if isinstance(person, Member) else person
        self._at, self._member = at, person if isinstance(person, Member) else None

    @property
    def at(self) -> Channel:
        if self._at is not None:
            return self._at
        if self._member is None:
            return self.world.dm(self.user)
        guild = self._member.guild
        found = (c for c in self.world.channels.values() if c.guild is guild and c.kind == TEXT)
        for channel in found:
            if permissions.sees(channel, self._member):
                return channel
        raise NotPossible(f"{self.user.name} sees no text channel")

    def _may(self, channel: Channel, need: int = 0) -> Member | None:
        """Who that person is there. Raises NotPossible where they cannot be or lack what is needed."""
        if channel.deleted:
            raise NotPossible("that channel is gone")
        if channel.guild is None:
            if channel.recipient is not self.user:
                raise NotPossible("that is the DM of somebody else")
            return None
        member = channel.guild.members.get(self.user.id)
        if member is None or not permissions.sees(channel, member):
            raise NotPossible(f"{self.user.name} does not see #{channel.name}")
        if need & ~permissions.in_channel(channel, member):
            raise NotPossible(f"{self.user.name} may not do that in #{channel.name}")
        return member

    # messages

    async def say(
        self,
        channel: Channel,
        text: str = "",
        *,
        files: Sequence[Upload] = (),
        reply_to: Message | None = None,
        ping: bool = True,
    ) -> Message:
        """Write in a channel, thread or DM, with mentions as `<@id>` (see `.mention`).

        `ping` False is a reply with the @ switched off.
        """
        need = permissions.SEND_IN_THREADS if channel.is_thread else permissions.SEND_MESSAGES
        member = self._may(channel, need)
        manages = member is not None and permissions.in_channel(channel, member) & permissions.MANAGE_THREADS
        if channel.locked and not manages:
            raise NotPossible("that thread is locked")
        if channel.kind == FORUM:
            raise NotPossible("a forum takes posts alone")
        if len(text) > 4000:
            raise NotPossible("too long, even for who pays")
        reply = reply_to.id if reply_to else None
        allowed = None if ping else {"parse": list(acts.EVERYBODY)}
        return acts.post(
            self.world, channel, self.user, text, files=files, allowed=allowed, reply_to=reply, kind=19 if reply else 0
        )

    async def dm(self, text: str = "", *, files: Sequence[Upload] = ()) -> Message:
        """Write to the bot in private."""
        return await self.say(self.world.dm(self.user), text, files=files)

    async def post(
        self, forum: Channel, title: str, text: str = "", *, tags: Sequence[str] = (), files: Sequence[Upload] = ()
    ) -> Channel:
        """Begin a post in a forum, with tags by name. Gives the post's thread."""
        self._may(forum, permissions.SEND_MESSAGES)
        keys = [tag.id for tag in forum.tags if tag.name in tags]
        if len(keys) < len(tags) or (forum.require_tag and not keys):
            raise NotPossible(f"tags of #{forum.name}: {[tag.name for tag in forum.tags]}")
        thread = acts.open_thread(self.world, forum, self.user, title, PUBLIC_THREAD, tags=keys)
        acts.post(self.world, thread, self.user, text, key=thread.id, files=files)
        return thread

    async def thread(self, start: Message | Channel, name: str, *, private: bool = False) -> Channel:
        """Begin a thread from a message or in a channel."""
        kind = PRIVATE_THREAD if private else PUBLIC_THREAD
        if isinstance(start, Channel):
            self._may(start)
            thread = acts.open_thread(self.world, start, self.user, name, kind)
            if not private:
                acts.announce(self.world, start, self.user, 18, name)
            return thread
        self._may(start.channel)
        thread = acts.open_thread(self.world, start.channel, self.user, name, kind, key=start.id)
        acts.started_from(self.world, start, thread, self.user)
        return thread

    async def put_in(self, thread: Channel, *people: Member | User) -> None:
        """Put people in a thread."""
        self._may(thread)
        for person in people:
            acts.put_in(self.world, thread, self.user, person.id)

    async def edit(self, message: Message, text: str) -> None:
        """Change one's own message."""
        if message.author is not self.user or message.deleted:
            raise NotPossible("that is no message of theirs")
        acts.edit(self.world, message, content=text)

    async def delete(self, *messages: Message) -> None:
        """Delete one's own message, or any as a moderator; several of one channel go at once."""
        for message in messages:
            own = message.author is self.user
            self._may(message.channel, 0 if own else permissions.MANAGE_MESSAGES)
        if len(messages) == 1:
            acts.remove(self.world, messages[0])
        else:
            acts.remove_many(self.world, messages[0].channel, messages)

    async def react(self, message: Message, emoji: str) -> None:
        self._may(message.channel, permissions.ADD_REACTIONS if message.channel.guild else 0)
        acts.react(self.world, message, self.user, emoji)

    async def unreact(self, message: Message, emoji: str) -> None:
        acts.react(self.world, message, self.user, emoji, away=True)

    def sees(self, message: Message) -> bool:
        """May this person read that message?"""
        if message.deleted or message.only_for not in (None, self.user.id):
            return False
        try:
            self._may(message.channel)
        except NotPossible:
            return False
        return True

    def ephemerals(self, channel: Channel | None = None) -> list[Message]:
        """What only this person is shown, oldest first."""
        mine = [m for m in self.world.ephemerals if m.only_for == self.user.id and not m.deleted]
        return [m for m in mine if channel is None or m.channel is channel]

    async def _interact(
        self, kind: int, channel: Channel, data: Json, message: Message | None = None, name: str = ""
    ) -> Answer:
        world = self.world
        token = f"aW50ZXJhY3Rpb246{world.rng.randbytes(48).hex()}"
        now = world.clock.now()
        interaction = Interaction(world.new_id(), kind, token, self.user, channel, now, message, name=name)
        if kind == COMMAND:
            interaction.command = data["type"]
        send(world, interaction, data)
        left = interaction.sent_at + world.timing.deadline - time.monotonic()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(interaction.answered.wait(), left)
        return Answer(interaction)

    async def slash(self, command: str, /, **given: Any) -> Answer:
        """Give a command by its full name ("ticket claim") with options by name.

        Options take what they are for: text, numbers, a Member, User, Role, Channel, or an Upload. Raises NotPossible
        when there is no such command here, when this person may not use it, or when an option is missing or unfit.
        """
        channel = self.at
        member = self._may(channel, permissions.USE_COMMANDS if channel.guild else 0)
        found = options.Given(self.world, channel, member, command, given)
        return await self._interact(COMMAND, channel, found.data(), name=command)

    async def autocomplete(self, command: str, /, option: str, typed: str, **given: Any) -> list[Json]:
        """What is offered while `typed` stands in that option: `[{name, value}]`, empty without an answer in time."""
        channel = self.at
        member = self._may(channel, permissions.USE_COMMANDS if channel.guild else 0)
        found = options.Given(self.world, channel, member, command, given | {option: typed}, focused=option)
        answer = await self._interact(AUTOCOMPLETE, channel, found.data(), name=command)
        return answer.choices

    async def message_menu(self, name: str, message: Message) -> Answer:
        """Pick one of the app's commands from the menu of a message."""
        member = self._may(message.channel)
        command = options.menu(self.world, message.channel, member, 3, name)
        shown = {str(message.id): shapes.message_json(self.world, message)}
        data = {"id": command["id"], "name": name, "type": 3, "target_id": str(message.id)}
        return await self._interact(COMMAND, message.channel, data | {"resolved": {"messages": shown}}, name=name)

    async def user_menu(self, name: str, target: Member | User) -> Answer:
        """Pick one of the app's commands from the menu of a person."""
        channel = self.at
        command = options.menu(self.world, channel, self._may(channel), 2, name)
        data = {"id": command["id"], "name": name, "type": 2, "target_id": str(target.id)}
        return await self._interact(COMMAND, channel, data | {"resolved": options.people([target])}, name=name)

    def _pressed(self, message: Message, wanted: str, kinds: Sequence[int]) -> Json:
        if not self.sees(message):
            raise NotPossible(f"{self.user.name} does not see that message")
        every = [c for c in flat(message.components) if c["type"] in kinds]
        for component in every:
            if wanted in (component.get("custom_id"), component.get("label"), component.get("placeholder")):
                if component.get("disabled"):
                    raise NotPossible(f"{wanted!r} is switched off")
                return component
        raise NotPossible(f"no {wanted!r} there: {[(c.get('label'), c.get('custom_id')) for c in every]}")

    async def click(self, message: Message, button: str) -> Answer:
        """Press a button, named by its label or its custom id."""
        component = self._pressed(message, button, (2,))
        if "custom_id" not in component:
            raise NotPossible("that button is a link")
        return await self.forge(message, component["custom_id"])

    async def forge(self, message: Message, custom_id: str, component_type: int = 2) -> Answer:
        """Press a button that may not be there: custom ids are seen by everybody."""
        data = {"custom_id": custom_id, "component_type": component_type, "id": 1}
        return await self._interact(COMPONENT, message.channel, data, message, custom_id)

    async def choose(self, message: Message, select: str, values: str | Sequence[Any]) -> Answer:
        """Choose in a select, named by its custom id or placeholder: options by value or label, or people, places."""
        component = self._pressed(message, select, (3, 5, 6, 7, 8))
        data = options.chosen(self.world, component, [values] if isinstance(values, str) else list(values))
        return await self._interact(COMPONENT, message.channel, data, message, component["custom_id"])

    async def submit(self, modal: Modal, values: Mapping[str, Any] | None = None) -> Answer:
        """Fill a modal in (by label or custom id) and send it; uploads are lists of Upload.

        Raises NotPossible when it is not before this person or when an input would not take the value.
        """
        if modal.person is not self.user:
            raise NotPossible("that modal is before somebody else")
        data = options.submitted(self.world, modal, values or {})
        modal.sent = True
        return await self._interact(SUBMIT, modal.channel, data, modal.message, modal.custom_id)
