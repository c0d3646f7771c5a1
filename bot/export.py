"""A ticket packed to last: a page, the same as data, and its files. Made after the transaction, never within one."""

import asyncio
import json
import tempfile
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO

from bot.desk import Desk, DeskNow
from bot.handle.save import names_of
from bot.model.files import File, FileUnreadable
from bot.model.people import Person
from bot.model.places import Conversation
from bot.policy.rights import may_see, reads_notes
from bot.ports import Begin, Blobs
from bot.show.transcript import Transcript, as_data, path_of, transcript
from bot.show.transcript_page import PICTURE_BYTES, as_page
from bot.words import Speaker

PIECE_BYTES = 256 * 1024
MOST_BYTES = 8 * 1024**3


@dataclass(frozen=True, slots=True)
class Exporter:
    begin: Begin
    blobs: Blobs
    desk: DeskNow

    async def archive(self, workspace: str, request_id: str, person: Person | None, platform: str) -> File | None:
        """A zip in the blob folder; None when this person may not (or no longer) see the ticket. `person` None: the
        operator, who holds the database anyway. The file's row is the caller's to keep."""
        desk = self.desk(workspace)
        say = desk.speak_to(person, Conversation(platform, "")) if person else desk.speak(None)
        one = await self._gather(workspace, request_id, person, desk)
        if one is None:
            return None
        name = f"ticket-{one.request.ticket}"
        with await asyncio.to_thread(tempfile.TemporaryFile) as file:
            await self._pack(one, name, file, desk, say)
            blob = await self.blobs.put(_pieces(file), MOST_BYTES)
        return File(desk.ids.new(), f"{name}.zip", "application/zip", blob.size, blob.hash)

    async def _gather(self, workspace: str, request_id: str, person: Person | None, desk: Desk) -> Transcript | None:
        async with self.begin(workspace, read_only=True) as tx:
            request = await tx.requests.get(request_id)
            if request is None or request.number is None:
                return None
            if person is not None and not may_see(person, request, desk.rules):
                return None
            events, messages = await tx.log.of(request.id), await tx.messages.of(request.id)
            handoffs = await tx.requests.handoffs(request.id)
            people = {request.requester, request.owner, *(e.by for e in events), *(m.by for m in messages)}
            walk = await tx.walks.get(request.id)
            inner = person is None or reads_notes(person, request, desk.rules)
            return transcript(
                request,
                events,
                messages,
                await tx.messages.revisions(request.id),
                handoffs,
                (*walk.earlier, *walk.path) if walk else (),
                await names_of(tx, desk, people | {one.by for one in handoffs}),
                desk.clock.now(),
                inner=inner,
            )

    async def _pack(self, one: Transcript, name: str, out: IO[bytes], desk: Desk, say: Speaker) -> None:
        pictures = {f.hash: await self._whole(f) for f in one.files if f.picture and f.size <= PICTURE_BYTES}
        page = as_page(one, {hash: data for hash, data in pictures.items() if data}, desk.rules, say)
        data = json.dumps(as_data(one, desk.rules), ensure_ascii=False, indent=2)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(f"{name}/{name}.html", page)
            packed.writestr(f"{name}/{name}.json", data)
            for file in one.files:
                if await self.blobs.has(file.hash):
                    with packed.open(f"{name}/{path_of(file)}", "w", force_zip64=True) as entry:
                        async for piece in self.blobs.read(file.hash):
                            await asyncio.to_thread(entry.write, piece)

    async def _whole(self, file: File) -> bytes:
        try:
            return b"".join([piece async for piece in self.blobs.read(file.hash)])
        except FileUnreadable:
            return b""


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    file.seek(0)
    while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
        yield piece
