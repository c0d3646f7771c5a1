"""Logs: dotted events with fields. Readable on a terminal, JSON lines otherwise; never a message's text."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

LEVELS = ("debug", "info", "warning", "error")
"""What `LOKET_LOG__LEVEL` may be, the most talkative first."""

_SECRET = re.compile(
    r"xox[abeprs]-[\w-]+|xapp-[\w-]+|[MNO][\w-]{23,}\.[\w-]{6}\.[\w-]{27,}|(?i:authorization|bearer)[=: ]+\S+"
    r"|://[^/\s:@]+:[^/\s@]+@"
)


def _hide_secrets(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Tokens and passwords never reach a log, whoever put them into a field."""
    for key, value in event.items():
        if isinstance(value, str) and _SECRET.search(value):
            event[key] = _SECRET.sub("[hidden]", value)
    return event


def set_up_logs(form: Literal["auto", "console", "json"], level: str) -> None:
    """Once, at start. Libraries that use the standard logging come out the same way, warnings and worse."""
    console = form == "console" or (form == "auto" and sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _hide_secrets,
    ]
    renderer: Any = structlog.dev.ConsoleRenderer() if console else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_only_the_first_line, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _only_the_first_line(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Other people's log lines may carry tracebacks with values in them: keep the first line alone."""
    event["event"] = str(event.get("event", "")).splitlines()[0][:300] if event.get("event") else ""
    event.pop("exc_info", None)
    return event
