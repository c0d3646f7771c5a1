"""A transaction of the desk: one session, one workspace, every noun."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.ports import (
    Anchors,
    Arrangements,
    Articles,
    Drafts,
    Feedback,
    Files,
    Followers,
    Ids,
    Inbox,
    Log,
    Messages,
    Outbox,
    People,
    Proofs,
    Requests,
    Sessions,
    Timers,
    Transaction,
    Walks,
)
from storage.arrangements import ArrangementTable
from storage.articles import ArticleTable
from storage.database import Database
from storage.engine import Engine
from storage.feedback import FeedbackTable
from storage.files import FileTable
from storage.followers import FollowerTable
from storage.inbox import InboxTable
from storage.log import LogTable
from storage.messages import AnchorTable, MessageTable
from storage.outbox import OutboxTable
from storage.people import PeopleTable
from storage.proofs import ProofTable
from storage.replica import abandon_earlier_runs
from storage.requests import RequestTable
from storage.sessions import SessionTable
from storage.timers import DraftTable, TimerTable
from storage.walks import WalkTable
from storage.workspaces import with_rows


class StoredTransaction:
    """`bot.ports.Transaction`: nothing in it can see another workspace."""

    def __init__(self, session: AsyncSession, workspace: str, holder: str, ids: Ids, engine: Engine | None) -> None:
        self.workspace = workspace
        self.inbox: Inbox = InboxTable(session, workspace)
        self.people: People = PeopleTable(session, workspace)
        self.requests: Requests = RequestTable(session, workspace)
        self.log: Log = LogTable(session, workspace)
        self.messages: Messages = MessageTable(session, workspace)
        self.files: Files = FileTable(session, workspace)
        self.anchors: Anchors = AnchorTable(session, workspace)
        self.outbox: Outbox = OutboxTable(session, workspace, holder, ids, engine)
        self.timers: Timers = TimerTable(session, workspace, engine)
        self.drafts: Drafts = DraftTable(session, workspace)
        self.arrangements: Arrangements = ArrangementTable(session, workspace)
        self.sessions: Sessions = SessionTable(session, workspace)
        self.followers: Followers = FollowerTable(session, workspace)
        self.walks: Walks = WalkTable(session, workspace)
        self.proofs: Proofs = ProofTable(session, workspace)
        self.articles: Articles = ArticleTable(session, workspace)
        self.feedback: Feedback = FeedbackTable(session, workspace)


class Storage:
    """`bot.ports.Begin` over a database. `holder` names this run of this process in lane leases."""

    def __init__(self, database: Database, ids: Ids, engine: Engine | None = None, replica: str = "loket") -> None:
        self._database = database
        self._ids = ids
        self._replica = replica
        self.holder = f"{replica}/{ids.new()}"
        self.engine = engine

    async def start(self) -> None:
        """Free what earlier runs of this process held. Raises StorageUnavailable."""
        await abandon_earlier_runs(self._database, self._replica, self.holder)

    async def workspaces(self) -> set[str]:
        """Every workspace with something settled, numbered or still to come. Raises StorageUnavailable."""
        async with self._database.begin(read_only=True) as session:
            return await with_rows(session)

    @asynccontextmanager
    async def __call__(self, workspace: str, *, read_only: bool = False) -> AsyncIterator[Transaction]:
        async with self._database.begin(read_only=read_only) as session:
            yield StoredTransaction(session, workspace, self.holder, self._ids, self.engine)
