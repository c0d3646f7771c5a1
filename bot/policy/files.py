"""Which files are taken, what they are, and under which name: pure, and trusting nothing that was said of them."""

import re
import unicodedata
from dataclasses import dataclass

import puremagic

from bot.model.files import Problem

HEAD_BYTES = 8192  # enough to tell a type by
NAME_CHARS = 120
NAME_BYTES = 200  # file systems take 255; browsers add to it
UNKNOWN = "application/octet-stream"
PROGRAM = "application/x-executable"

_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa")
_MARKUP = (
    (re.compile(rb"<svg[\s>]", re.IGNORECASE), "image/svg+xml"),
    (re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe)[\s>]", re.IGNORECASE), "text/html"),
    (re.compile(rb"^\s*<\?xml", re.IGNORECASE), "application/xml"),
)
ACTIVE = frozenset({"image/svg+xml", "text/html", "application/xml", "application/xhtml+xml"})
"""What a browser would run: kept, and only ever saved."""

_TEXTS = {".csv": "text/csv", ".md": "text/markdown", ".json": "application/json"}
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"|?*;%\\/]')
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of one file and of a message's files together; types and endings such as `image/*` and `.exe`, in lower
    case. `allowed` empty: everything that is not blocked."""

    file_bytes: int
    message_bytes: int
    allowed: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()

    def problem(self, name: str, media_type: str) -> Problem:
        """Whether a file of this kind is taken, by what it is and by what it is called."""
        kinds = _kinds(name, media_type)
        if kinds & self.blocked or (self.allowed and not kinds & self.allowed):
            return "not-allowed"
        return ""


def listed(text: str) -> frozenset[str]:
    """A comma-separated setting."""
    return frozenset(part.strip().lower() for part in text.split(",") if part.strip())


def _kinds(name: str, media_type: str) -> set[str]:
    """How a list may name it. An ending inside the name counts too: report.exe.zip stays what it is."""
    return {media_type, f"{media_type.partition('/')[0]}/*", ending(name)}


def ending(name: str) -> str:
    """`.pdf`, in lower case; empty when there is none."""
    stem, dot, last = name.rpartition(".")
    return f".{last.lower()}" if dot and stem and last else ""


def sniff(head: bytes, name: str) -> str:
    """The media type by the first bytes. The name only chooses between types the bytes allow."""
    if head.startswith(_PROGRAMS):
        return PROGRAM
    text = _is_text(head)
    if text:
        for pattern, media_type in _MARKUP:
            if pattern.search(head):
                return media_type
    found = _by_magic(head, name)
    if text and (found is None or found in ACTIVE or not found.startswith("application/pdf")):
        return _TEXTS.get(ending(name), "text/plain")
    return found or UNKNOWN


def _by_magic(head: bytes, name: str) -> str | None:
    if not head:
        return None
    try:
        found = puremagic.magic_string(head, filename=name)
    except (puremagic.PureError, ValueError):
        return None
    known = [one for one in found if one.mime_type and one.confidence > 0.1]  # 0.1 is the name's word alone
    return str(known[0].mime_type) if known else None


def _is_text(head: bytes) -> bool:
    """Readable as UTF-8 (a letter may be cut at the end) or as UTF-16 with its mark, without control bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if not head or b"\0" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 and error.reason == "unexpected end of data"
    return True


def safe_name(name: str) -> str:
    """A name that is the same harmless thing in every folder, page and header: the last part of a path, no control or
    direction characters, not a device of Windows, short, with its ending kept."""
    last = re.split(r"[\\/]", name)[-1]
    folded = unicodedata.normalize("NFC", last.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    visible = "".join(
        " " if c.isspace() else c for c in folded if c.isspace() or unicodedata.category(c)[0] not in "CZ"
    )
    plain = _SPACES.sub(" ", _UNSAFE.sub("_", visible)).strip(" .~")
    if not plain:
        return "file"
    if _WINDOWS.fullmatch(plain.partition(".")[0].strip()):
        plain = f"_{plain}"
    return _shortened(plain)


def _shortened(name: str) -> str:
    if len(name) <= NAME_CHARS and len(name.encode()) <= NAME_BYTES:
        return name
    kept = ending(name)
    kept = kept if 0 < len(kept.encode()) <= 20 else ""
    stem = name[: len(name) - len(kept)][: NAME_CHARS - len(kept) - 1]
    while len(f"{stem}…{kept}".encode()) > NAME_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}…{kept}"
