"""Is the process alive, may it be sent work."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

Ready = Callable[[], Awaitable[dict[str, bool]]]


def health_routes(ready: Ready) -> list[Route]:
    """/healthz answers while the process lives, /readyz says what is missing."""

    async def healthz(_: Request) -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> JSONResponse:
        checks = await ready()
        return JSONResponse(checks, 200 if all(checks.values()) else 503)

    return [Route("/healthz", healthz), Route("/readyz", readyz)]
