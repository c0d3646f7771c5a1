"""What keeps other web pages out: host guard, headers, origin check, a signed token sent twice."""

import secrets
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlsplit

from itsdangerous import BadSignature, Signer
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
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

    def __init__(self, app: ASGIApp, more: Mapping[str, str] | None = None) -> None:
        self._app = app
        self._headers = {**HEADERS, **(more or {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
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


class Tokens(Protocol):
    """Proof that what changes something comes from a page of ours."""

    def of(self, request: Request) -> str:
        """What this browser's pages send along."""
        ...

    def hold(self, request: Request, sent: str | None = None) -> bool:
        """Whether a request comes from a page of ours. `sent`: from a form; without it, from the header."""
        ...

    def put(self, response: Response, token: str) -> None:
        """Leave with the browser what is needed to know the token again."""
        ...


class CookieTokens:
    """Signed tokens, sent twice: in a cookie, and in a header that another site cannot set."""

    def __init__(self, secret: str, port: int) -> None:
        self._signer = Signer(secret or secrets.token_hex(32), salt="loket.web.csrf")
        self._cookie = f"loket_csrf_{port}"  # cookies are shared by the ports of a host

    def of(self, request: Request) -> str:
        """The one it has, or a new one."""
        had = request.cookies.get(self._cookie, "")
        return had if self._ours(had) else self._signer.sign(secrets.token_urlsafe(24)).decode()

    def hold(self, request: Request, sent: str | None = None) -> bool:
        sent = request.headers.get(TOKEN_HEADER, "") if sent is None else sent
        had = request.cookies.get(self._cookie, "")
        same = secrets.compare_digest(sent.encode("utf-8", "replace"), had.encode("utf-8", "replace"))
        return same and self._ours(sent) and same_origin(request)

    def put(self, response: Response, token: str) -> None:
        response.set_cookie(self._cookie, token, httponly=True, samesite="strict")

    def _ours(self, token: str) -> bool:
        try:
            self._signer.unsign(token)
        except BadSignature:
            return False
        return True


def same_origin(request: Request) -> bool:
    """By what the browser says of itself; a client that says neither is no browser."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
