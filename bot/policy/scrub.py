"""Personal data taken out of what people wrote, before it may become an article. Pure.

Names are those of people the desk knows; the rest is known by its form. When in doubt it is taken out: an editor
sees the marks and can put a word back, and nobody can take back what was published.
"""

import ipaddress
import re
from collections.abc import Iterable, Mapping

import phonenumbers

MARKS = ("name", "email", "phone", "account", "citizen", "address", "number", "link", "secret")
"""What a piece can be replaced with; callers give the words for each."""
REGIONS = ("NL", "BE", "DE", "GB", "US")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w/])@[A-Za-z][\w.-]*")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ ]?[A-Za-z0-9]){11,30}\b")
_DIGITS = re.compile(r"(?<![\w.,])\d(?:[ .-]?\d){7,8}(?![\w]|[.,]\d)")
_DATE = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)|[0-3]\d-[01]\d-(?:19|20)\d\d(?!\d)")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_IP4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?(?![\d]|\.\d)")
_IP6 = re.compile(r"(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?:%\w+)?(?![\w:])")
_MAC = re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![\w:-])")
_URL = re.compile(r"https?://[^\s<>\"'`)]+|\bwww\.[^\s<>\"'`)]+", re.IGNORECASE)
_TICKET = re.compile(r"(?<![\w&])#\d{1,9}\b")
_ASSET = re.compile(r"\b(?=[A-Za-z0-9-]*\d{3})[A-Z]{1,6}[-_]?[A-Z0-9]*\d[A-Z0-9]*(?:-[A-Z0-9]+)*\b")
_SECRET = re.compile(r"(?i)\b(password|passcode|pin|code|wachtwoord|pincode|toegangscode)(\s*(?:is|was|=|:)\s*)(\S+)")
_KEPT = re.compile(r"(?:0x[0-9A-Fa-f]+|KB\d{6,8}|[A-Z]{1,2}\d{1,3}|USB-?[0-9A-C]+|WIN-?1[01]|M365|O365)", re.IGNORECASE)
"""Error numbers and the like: what an article is about, not whose."""


def scrubbed(text: str, people: Iterable[str], words: Mapping[str, str]) -> str:
    """The text with a mark in brackets for each piece of personal data. `people` are names; `words` the marks."""

    def put(mark: str) -> str:
        return f"[{words[mark]}]"

    text = _EMAIL.sub(put("email"), text)
    text = _URL.sub(put("link"), text)
    text = _SECRET.sub(lambda found: f"{found[1]}{found[2]}{put('secret')}", text)
    text = _IBAN.sub(lambda found: _without_iban(found[0], put("account")), text)
    text = _MAC.sub(put("address"), text)
    for pattern in (_IP4, _IP6):
        text = pattern.sub(lambda found: put("address") if _is_ip(found[0]) else found[0], text)
    text = _CARD.sub(lambda found: put("account") if _luhn(found[0]) else found[0], text)
    text = _DIGITS.sub(lambda found: put("citizen") if _is_bsn(found[0]) else found[0], text)
    text = _without_phones(text, put("phone"))
    text = _TICKET.sub(put("number"), text)
    text = _ASSET.sub(lambda found: found[0] if _KEPT.fullmatch(found[0]) else put("number"), text)
    return _without_names(_HANDLE.sub(put("name"), text), people, put("name"))


def _without_names(text: str, people: Iterable[str], mark: str) -> str:
    """Whole names first, then their parts as written with a capital, each as a whole word."""
    whole = sorted({" ".join(name.split()) for name in people if name.strip()}, key=lambda name: (-len(name), name))
    for name in whole:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?:'s|s)?(?!\w)", mark, text, flags=re.IGNORECASE)
    parts = {part for name in whole for part in name.split() if len(part) > 2 and part[:1].isupper()}
    for part in sorted(parts, key=lambda part: (-len(part), part)):
        # "ana" and "Ana" are the same person; "will" and "Will" need not be
        flags = re.IGNORECASE if part.casefold() not in _COMMON else re.NOFLAG
        text = re.sub(rf"(?<!\w){re.escape(part)}(?:'s|s)?(?!\w)", mark, text, flags=flags)
    return re.sub(rf"{re.escape(mark)}(?:[ ]+{re.escape(mark)})+", mark, text)


_COMMON = frozenset("will mark bill rob jan may june april mei dag roos wit groen smit bakker visser mulder".split())
"""Names that are also everyday words: taken out only with their capital."""


def _without_phones(text: str, mark: str) -> str:
    spans: set[tuple[int, int]] = set()
    for region in REGIONS:
        for found in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.POSSIBLE):
            raw, before = found.raw_string, text[max(0, found.start - 1) : found.start]
            inside = raw[:1].isdigit() and before.isalnum()  # of an error number such as 0x80070005
            inside = inside or raw[:2].lower() == "0x"
            digits = sum(char.isdigit() for char in raw)
            if digits >= 8 and not inside and not _DATE.match(raw):
                spans.add((found.start, found.end))
    for start, end in sorted(_joined(spans), reverse=True):
        text = text[:start] + mark + text[end:]
    return text


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping stretches as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _without_iban(text: str, mark: str) -> str:
    """The account number at its beginning, with the words that follow it left."""
    for end in range(len(text), 14, -1):
        if text[end - 1] != " " and _is_iban(text[:end]):
            return mark + text[end:]
    return text


def _is_iban(text: str) -> bool:
    plain = text.replace(" ", "").upper()
    if not 15 <= len(plain) <= 34 or not plain.isascii():
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _is_ip(text: str) -> bool:
    if text.strip(":") == "" or (":" in text and not any(char.isdigit() or char in "abcdefABCDEF" for char in text)):
        return False
    try:
        ipaddress.ip_interface(text)
    except ValueError:
        return False
    return True


def _is_bsn(text: str) -> bool:
    """The eleven test of Dutch citizen numbers."""
    if _DATE.match(text):
        return False
    digits = [int(char) for char in text if char.isdigit()]
    digits = [0] * (9 - len(digits)) + digits
    total = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits[:8], strict=True)) - digits[8]
    return any(digits) and total % 11 == 0


def _luhn(text: str) -> bool:
    digits = [int(char) for char in text if char.isdigit()][::-1]
    total = sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return total % 10 == 0 and len(set(digits)) > 1
