"""The composition root: the only place that knows storage and adapters. The command line goes through it."""

import adapters
from bot.compose.articles import Exported, export_articles
from bot.compose.assemble import CannotStart, Running, open_desk
from bot.compose.database import database_check, database_upgrade, rules_in_force
from bot.compose.demo import demo
from bot.compose.demo_desk import demo_desk
from bot.compose.export import export
from bot.compose.serve import serve
from bot.compose.terminal import console, rehearsal, replay
from bot.compose.web_link import web_link

adapter_commands = adapters.commands

__all__ = [
    "CannotStart",
    "Exported",
    "Running",
    "adapter_commands",
    "console",
    "database_check",
    "database_upgrade",
    "demo",
    "demo_desk",
    "export",
    "export_articles",
    "open_desk",
    "rehearsal",
    "replay",
    "rules_in_force",
    "serve",
    "web_link",
]
