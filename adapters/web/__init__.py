"""The local workspace: a chat tool in the browser for trying the desk, on this machine alone."""

from adapters.web.platform import WebPlatform
from adapters.web.servers import PortInUse
from bot.ports import Surroundings

__all__ = ["PortInUse", "WebPlatform", "build"]


def build(surroundings: Surroundings) -> WebPlatform | None:
    """The workspace, ready to listen; None when neither it nor the health listener is switched on."""
    if not surroundings.settings.web.enabled and not surroundings.settings.public.host:
        return None
    return WebPlatform(surroundings)
