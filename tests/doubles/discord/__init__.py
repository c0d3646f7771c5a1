"""A protocol double of Discord: the real discord.py talks to it over real loopback sockets.

    async with DiscordDouble(timing=Timing(deadline=0.5)) as discord:
        guild = discord.guild("Acme")
        room = discord.text(guild, "help")
        ann = discord.member(guild, "ann", "Ann Smit")
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = discord.api_url, URL(discord.gateway_url)
        ...                                                  # start the bot with discord.token, in any process
        await discord.connected()
        said = await discord.hands(ann).say(room, "The printer is on fire")
        await discord.until(lambda: discord.from_bot(room))

The world (also while the bot runs): `guild`, `role`, `member`, `user`, `text`, `forum`, `overwrite`, `give_role`,
`take_role`, `change_role`, `delete_role`, `leaves`, `removes_bot`, `outage`, `archive`, `lock`, `delete_channel`;
`webhook_says`, `unfurls`, `delete_message`; `user.dms_closed = True` closes somebody's DMs. Ids are whole numbers;
every noun has `.id`, most have `.mention`.

What people do, `discord.hands(member_or_user, at=channel)`: `say(channel, text, files=, reply_to=)`, `dm(text)`,
`post(forum, title, text, tags=)`, `thread(message_or_channel, name)`, `edit`, `delete`, `react(message, "🎫")`,
`unreact`; interactions wait for the app and give an `Answer`: `slash("ticket claim", number=3)`,
`click(message, label_or_custom_id)`, `choose(message, custom_id, values)`, `submit(answer.modal, {label: value})`,
`message_menu(name, message)`, `user_menu(name, member)`, `forge(message, custom_id)`; `autocomplete(command, option,
typed)` gives the choices. They raise NotPossible where Discord itself would not let the person.

`Answer`: `.text`, `.ephemeral`, `.modal`, `.choices`, `.failed` (did not respond), `.deferred`, `.updated`,
`.message`, `.messages`, and `await .final()` for the message after a "thinking…".

Looking on: `messages(channel)`, `from_bot(channel)`, `dm(person)`, `threads(parent)`, `hands(p).ephemerals()`, `calls`,
`called(method, ending)`, `refusals`, `syncs`, `commands(guild_id)`; a Message has `.text`, `.buttons`, `.pinged`.

Trouble: `fail(pattern, times, kind)`, `rest_down`; `cut`, `close_gateway(code)`, `ask_reconnect`, `invalidate`,
`invalid_next`, `forget`, `malformed`, `dispatch_raw`, `gateway_down`, `withhold_acks`, `invalidate_token`;
`sessions`, `identifies` and `resumes` count. `DiscordDouble(privileged=())` grants no privileged intent; `lean=True`
leaves fields that say nothing out of events; `pace=Pace(5, 5.0)` limits a channel; `port` may be given to come back on.

A Client waits two seconds for guilds before it is ready: give it `guild_ready_timeout=0.1` in tests.
"""

from . import permissions
from .answer import Answer
from .api import Call
from .faults import Fault, Pace
from .forms import NotPossible
from .hands import Hands
from .interactions import Interaction
from .modals import Modal
from .nouns import Attachment, Channel, Guild, Member, Message, Overwrite, Pinged, Role, Tag, Upload, User
from .server import DiscordDouble
from .sessions import Session
from .world import Timing

__all__ = [
    "Answer",
    "Attachment",
    "Call",
    "Channel",
    "DiscordDouble",
    "Fault",
    "Guild",
    "Hands",
    "Interaction",
    "Member",
    "Message",
    "Modal",
    "NotPossible",
    "Overwrite",
    "Pace",
    "Pinged",
    "Role",
    "Session",
    "Tag",
    "Timing",
    "Upload",
    "User",
    "permissions",
]
