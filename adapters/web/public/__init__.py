"""The public listener: people sign in with a link from chat, and see what is theirs."""

from adapters.web.public.app import public_app
from adapters.web.public.site import PublicSite

__all__ = ["PublicSite", "public_app"]
