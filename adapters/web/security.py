"""What keeps other web pages out: host guard, headers, origin check, a signed token sent twice."""

import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from itsdangerous import BadSignature, Signer
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
TOKEN_HEADER = "X-CSRF-Token"

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class StrictHeaders:
    """Puts the headers on every response, and keeps pages out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # a file brings a stricter policy of its own
                # files may be kept but are asked for again: a new version shows at the next reload
                headers["Cache-Control"] = "no-cache" if scope["path"].startswith("/static/") else "no-store"
            await send(message)

        await self._app(scope, receive, with_headers)


class LoopbackOnly:
    """Answers only to a name of this machine, so that a rebound DNS name cannot reach the workspace."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not is_loopback(Headers(scope=scope).get("host", "")):
            refusal = PlainTextResponse("The local workspace answers to localhost only.\n", 421)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def is_loopback(host: str) -> bool:
    """A Host header that names this machine, with or without a port."""
    try:
        parts = urlsplit(f"//{host}")
        return parts.hostname in LOOPBACK and parts.netloc == host and "@" not in host and (parts.port or 1) > 0
    except ValueError:
        return False


class Tokens:
    """Signed tokens, sent twice: in a cookie, and in a header that another site cannot set."""

    def __init__(self, secret: str, port: int) -> None:
        self._signer = Signer(secret or secrets.token_hex(32), salt="loket.web.csrf")
        self.cookie = f"loket_csrf_{port}"  # cookies are shared by the ports of a host

    def of(self, request: Request) -> str:
        """The token this browser has, or a new one."""
        had = request.cookies.get(self.cookie, "")
        return had if self._ours(had) else self._signer.sign(secrets.token_urlsafe(24)).decode()

    def hold(self, request: Request) -> bool:
        """Whether a request that changes something comes from a page of ours."""
        sent, had = request.headers.get(TOKEN_HEADER, ""), request.cookies.get(self.cookie, "")
        same = secrets.compare_digest(sent.encode(), had.encode())
        return same and self._ours(sent) and _same_origin(request)

    def _ours(self, token: str) -> bool:
        try:
            self._signer.unsign(token)
        except BadSignature:
            return False
        return True


def _same_origin(request: Request) -> bool:
    """By what the browser says of itself; a client that says neither is no browser."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
