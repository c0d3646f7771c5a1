"""`make bench` or `python -m bench [intake|idle|matcher|calibrate ...]`: every figure beside its baseline of the same
run. `python -m bench match [folder]` is `python bench/match [folder]`."""

import argparse
import asyncio
import sys

from rich.console import Console

from bench import calibrate, idle, intake, matcher
from bench.match import __main__ as match
from bot.logs import set_up_logs

PARTS = {"intake": intake.measure, "idle": idle.measure, "matcher": matcher.measure, "calibrate": calibrate.measure}


def main() -> int:
    if sys.argv[1:2] == ["match"]:  # the matcher beside others, with switches of its own
        sys.argv[1:2] = []
        match.main()
        return 0
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS), help="what to measure; nothing: all")
    chosen = parser.parse_args().parts or list(PARTS)
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        parser.error(f"no part {unknown[0]!r}; there are: {', '.join(PARTS)}")
    set_up_logs("json", "error")
    console = Console(width=110)
    for part in chosen:
        console.print(asyncio.run(PARTS[part]()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
