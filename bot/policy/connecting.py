"""Codes that connect two accounts of one person: how they look, how long they last, what is kept of them."""

import hashlib
import unicodedata
from datetime import timedelta

CODE_LASTS = timedelta(minutes=15)
CODES_ASKED = 5  # by one person within CODE_LASTS
TRIES = 5  # of one account within an hour
HOUR_S = 3600
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_AROUND = " \t\r\n-‐‑‒–—_.`'\"“”‘’*~\u200b\u2060\ufeff"


def code_of(secret: str) -> str:
    """Eight letters of a secret's 260 bits: 38 bits of chance. A digit comes first, which few words begin with."""
    number = int.from_bytes(hashlib.sha256(secret.encode()).digest()[:5], "big")
    rest = "".join(LETTERS[number >> 5 * place & 31] for place in range(1, _LENGTH))
    return f"{2 + (number & 7)}{rest}"


def shown(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def code_meant(text: str) -> str | None:
    """The code somebody typed or read off a screen: in any case, with any gaps, O for 0 and I or L for 1. None for what
    cannot be one."""
    folded = unicodedata.normalize("NFKC", text).upper()
    bare = "".join(one for one in folded if one not in _AROUND).translate(_LOOK_ALIKES)
    return bare if len(bare) == _LENGTH and all(one in LETTERS for one in bare) else None


def hashed_code(code: str, workspace: str) -> str:
    """What is kept of a code. It is short, so the hash is a slow one: about thirty milliseconds."""
    salt = f"loket connect {workspace}".encode()
    return "connect:" + hashlib.scrypt(code.encode(), salt=salt, n=2**13, r=8, p=1).hex()
