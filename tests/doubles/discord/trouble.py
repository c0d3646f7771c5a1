"""What a test does to the gateway: cuts, closes, invalid sessions, bad events, silence."""

from __future__ import annotations

from typing import Any

from .gateway import INVALID, RECONNECT, Gateway
from .nouns import Json
from .sessions import Session
from .world import World


class Trouble:
    """Each of these goes to every socket that is open now; sessions stay to be resumed unless `forget` is called."""

    world: World
    gateway: Gateway

    @property
    def sessions(self) -> list[Session]:
        """The gateway sessions that are connected now."""
        return self.gateway.sessions

    @property
    def identifies(self) -> int:
        """How many sessions were begun, of the thousand a day."""
        return self.gateway.identified

    @property
    def resumes(self) -> int:
        """How many times a session was taken up again."""
        return self.gateway.resumed

    def cut(self) -> None:
        """End every gateway connection without a word, by TCP reset."""
        for socket in list(self.gateway.sockets):
            socket.cut()

    def close_gateway(self, code: int = 4000) -> None:
        """Close every gateway connection with a code of Discord's."""
        for socket in list(self.gateway.sockets):
            socket.close(code)

    def ask_reconnect(self) -> None:
        """Op 7: please reconnect, and resume."""
        for socket in list(self.gateway.sockets):
            socket.send(RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9 to every session. Not resumable: the sessions and what they missed are gone."""
        sockets = list(self.gateway.sockets)
        if not resumable:
            self.forget()
        for socket in sockets:
            socket.send(INVALID, resumable)

    def forget(self) -> None:
        """Drop every session and what was kept for it: a resume is told that its session is invalid."""
        for session in self.gateway.known.values():
            if session.socket is not None:
                session.socket.session = None
        self.gateway.known.clear()

    def invalid_next(self, times: int = 1, *, resumable: bool = False) -> None:
        """Answer the next IDENTIFYs or RESUMEs with op 9."""
        self.gateway.invalid_next += [resumable] * times

    def dispatch_raw(self, name: str, data: Any) -> None:
        """Send this event as it stands, malformed or not, to every session."""
        for session in list(self.gateway.known.values()):
            session.dispatch(name, data)

    def malformed(self, name: str = "MESSAGE_CREATE") -> None:
        """Send an event that lacks everything it should have."""
        broken: Json = {"unexpected": True}
        self.dispatch_raw(name, broken)

    def gateway_down(self, down: bool = True) -> None:
        """Refuse (503) every new gateway connection, until called with False."""
        self.gateway.refusing = down

    def withhold_acks(self, withhold: bool = True) -> None:
        """Answer no heartbeat."""
        self.gateway.acks_withheld = withhold

    def invalidate_token(self) -> None:
        """The token is worth nothing from now on: 401, and close 4004."""
        self.world.token_valid = False
