"""A ticket's transcript, for the command line."""

import asyncio
from pathlib import Path

from bot.compose.assemble import CannotStart, open_desk
from bot.settings import Settings


async def export(settings: Settings, number: int, out: Path) -> Path:
    """Everything of the ticket, notes too: whoever runs this holds the database anyway. Raises CannotStart."""
    async with open_desk(settings, platforms={}, engine=False) as running:
        async with running.storage(running.workspace, read_only=True) as tx:
            request = await tx.requests.numbered(number)
        file = await running.exporter.archive(running.workspace, request.id, None, "") if request else None
        if file is None:
            raise CannotStart(f"there is no ticket #{number}")
        path = out / file.name
        try:
            await asyncio.to_thread(out.mkdir, parents=True, exist_ok=True)
            with await asyncio.to_thread(path.open, "wb") as written:
                async for piece in running.blobs.read(file.hash):
                    await asyncio.to_thread(written.write, piece)
        except OSError as error:
            raise CannotStart(f"--out: {str(path)!r} cannot be written: {error.strerror}") from None
        return path
