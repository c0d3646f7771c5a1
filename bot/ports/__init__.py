"""What the core asks of the world around it, and what the world may ask of the core."""

from bot.ports.basics import (
    Clock,
    Ids,
    Pace,
    Page,
    Receive,
)
from bot.ports.local import (
    LocalPost,
    LocalPosts,
    Surroundings,
)
from bot.ports.nouns import (
    Anchors,
    Inbox,
    Log,
    Messages,
    People,
    Requests,
    Wanted,
)
from bot.ports.platform import (
    ChatPlatform,
    Delivery,
    DeliveryDelayed,
    DeliveryFailed,
    PlatformCannotStart,
    Receipt,
)
from bot.ports.window import (
    Completion,
    DeskView,
    Listing,
    Room,
    RoomKind,
    Row,
)
from bot.ports.work import (
    Begin,
    Draft,
    Drafts,
    Followers,
    Outbox,
    Parcel,
    StorageUnavailable,
    Timers,
    Transaction,
)

__all__ = [
    "Anchors",
    "Begin",
    "ChatPlatform",
    "Clock",
    "Completion",
    "Delivery",
    "DeliveryDelayed",
    "DeliveryFailed",
    "DeskView",
    "Draft",
    "Drafts",
    "Followers",
    "Ids",
    "Inbox",
    "Listing",
    "LocalPost",
    "LocalPosts",
    "Log",
    "Messages",
    "Outbox",
    "Pace",
    "Page",
    "Parcel",
    "People",
    "PlatformCannotStart",
    "Receipt",
    "Receive",
    "Requests",
    "Room",
    "RoomKind",
    "Row",
    "StorageUnavailable",
    "Surroundings",
    "Timers",
    "Transaction",
    "Wanted",
]
