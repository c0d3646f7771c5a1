"""A protocol double of Slack: the real SDK talks to it over real loopback sockets.

async with SlackDouble() as slack:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
"""

from .delivery import Chaos, Delivered, Timing
from .faults import Pace
from .forms import NotPossible
from .hands import Answer
from .nouns import Channel, Ephemeral, File, Message, User, View
from .server import SlackDouble

__all__ = [
    "Answer",
    "Channel",
    "Chaos",
    "Delivered",
    "Ephemeral",
    "File",
    "Message",
    "NotPossible",
    "Pace",
    "SlackDouble",
    "Timing",
    "User",
    "View",
]
