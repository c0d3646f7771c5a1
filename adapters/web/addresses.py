"""Paths on the public listener that belong to other adapters: signed requests of chat platforms."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.ports import Address


class Addresses:
    """Answers those paths; everything else is the app's. `addresses` may grow while it runs."""

    def __init__(self, app: ASGIApp, addresses: Sequence[Address]) -> None:
        self._app = app
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path") if scope["type"] == "http" else None
        found = next((one for one in self._addresses if one.path == path), None)
        if found is None:
            await self._app(scope, receive, send)
        else:
            await (await _answered(found, Request(scope, receive)))(scope, receive, send)


async def _answered(address: Address, request: Request) -> Response:
    if request.method != "POST":
        return PlainTextResponse("POST only\n", 405, {"allow": "POST"})
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > address.longest_body:
            return PlainTextResponse("too large\n", 413)
    reply = await address.answer(body, {name.lower(): value for name, value in request.headers.items()})
    headers = {name: value for name, value in reply.headers.items() if name.lower() != "content-length"}
    return Response(reply.body, reply.status, headers)
