"""The child behind the time machine's button: it plays two weeks and then serves them.

It has a database and a port of its own, no public listener and no chat platform, whatever the settings say.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable

from filelock import FileLock, Timeout
from pydantic import SecretStr

from bot.compose.assemble import CannotStart
from bot.compose.demo import demo, forget, web_alone
from bot.compose.demo_beside import OWN_FILE
from bot.compose.serve import serve
from bot.settings import PublicSettings, Settings

SEED = 7
STEP = 0.01  # how often the share is told


async def demo_desk(settings: Settings, port: int, back: str, days: int, tell: Callable[[str], None]) -> None:
    """Play the days anew, then serve them until standard input or the process ends. Raises CannotStart."""
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    own = settings.model_copy(
        update={
            "database_url": SecretStr(f"sqlite:///{OWN_FILE}"),
            "web": settings.web.model_copy(update={"enabled": True, "port": port}),
            "public": PublicSettings(host="", port=8766, url="", proxies=""),
        }
    )
    OWN_FILE.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(f"{OWN_FILE.absolute()}.lock", timeout=0):
            forget(OWN_FILE)
    except Timeout:
        raise CannotStart(f"another desk process is using {OWN_FILE}; stop it first") from None
    told = 0.0

    def progress(share: float) -> None:
        nonlocal told
        if share - told >= STEP:
            told = share
            tell(f"playing {share:.2f}")

    await demo(own, days=days, seed=SEED, progress=progress)
    await serve(own, lambda _: tell("open"), platforms=web_alone, demo_of=back)


def _end_with_the_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
