"""Reading what a page sends: bounded, cleaned, or refused with a sentence."""

import json
import re
import unicodedata
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

LONGEST_TEXT = 40_000  # characters, as many as the largest chat platform takes in one message
LARGEST_BODY = 1_000_000  # bytes: the longest text with every character escaped, and room for a form
LARGEST_FORM = 200_000  # bytes: the longest text of a form, as browsers escape it
_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\n\t"}


class BadBody(Exception):
    """`word` is the sentence to show, `status` the answer's."""

    def __init__(self, word: str, status: int) -> None:
        super().__init__(word)
        self.word = word
        self.status = status


async def read_fields(request: Request) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of a JSON body, and a form's values among them. Raises BadBody."""
    body = _object(await _bytes(request))
    values = body.pop("values", {})
    if not isinstance(values, dict):
        raise BadBody("bad-request", 400)
    fields = {key: clean(value) for key, value in body.items() if isinstance(value, str)}
    if not _ID.fullmatch(fields.get("id", "")):
        raise BadBody("bad-request", 400)
    if "text" in fields or request.url.path.endswith("/send"):
        _check_text(fields.setdefault("text", ""), beside_files=bool(fields.get("files")))
    cleaned = {str(key): clean(value) for key, value in values.items() if isinstance(value, str)}
    for value in cleaned.values():
        if len(value) > LONGEST_TEXT:
            raise BadBody("too-long", 422)
    return fields, cleaned


async def read_form(request: Request) -> dict[str, str]:
    """A plain HTML form, the last of each field. Raises BadBody."""
    body = await _bytes(request, LARGEST_FORM)
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="replace")
    except (ValueError, UnicodeDecodeError):
        raise BadBody("bad-request", 400) from None
    return {name: clean(value) for name, value in pairs}


def clean(text: str) -> str:
    """Without control characters and broken surrogates, with plain line ends, trimmed."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).strip()


def visible(text: str) -> bool:
    """Whether anything in it can be seen; zero-width characters and white space alone cannot."""
    return any(unicodedata.category(letter)[0] not in "ZC" for letter in text)


def _check_text(text: str, *, beside_files: bool) -> None:
    if not visible(text) and not beside_files:
        raise BadBody("nothing-written", 422)
    if len(text) > LONGEST_TEXT:
        raise BadBody("too-long", 422)


async def _bytes(request: Request, most: int = LARGEST_BODY) -> bytes:
    taken = bytearray()
    try:
        async for piece in request.stream():
            taken += piece
            if len(taken) > most:
                raise BadBody("too-long", 413)
    except ClientDisconnect:
        raise BadBody("bad-request", 400) from None
    return bytes(taken)


def _object(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        raise BadBody("bad-request", 400) from None
    if not isinstance(read, dict):
        raise BadBody("bad-request", 400)
    return read
