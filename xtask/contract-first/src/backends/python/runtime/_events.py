"""Reads the bytes of an event stream (HTML, section 9.2.6). No I/O."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MAX_EVENT_BYTES = 16 * 1024 * 1024
"""Maximum size of an event."""


class TooLargeError(Exception):
    """An item is larger than the client takes."""


@dataclass(frozen=True)
class RawEvent:
    """An event as it came."""

    event: str
    data: str
    id: str | None


class EventParser:
    """What has been read, and what is not yet an event."""

    def __init__(self) -> None:
        self.last_id: str | None = None
        self.retry: float | None = None
        """Seconds."""
        self.begin()

    def begin(self) -> None:
        """Forgets what is not yet an event: another response begins."""
        self._bytes = bytearray()
        self._after_return = False
        self._started = False
        self._event = ""
        self._data: list[str] = []
        self._size = 0

    def feed(self, part: bytes) -> Iterator[RawEvent]:
        """The events that a part of the stream ends."""
        start = 0
        while start < len(part):
            if self._after_return and not self._bytes and part[start : start + 1] == b"\n":
                # The line ended with the carriage return before it.
                start += 1
                self._after_return = False
                continue
            ends = [place for place in (part.find(b"\n", start), part.find(b"\r", start)) if place >= 0]
            if not ends:
                break
            end = min(ends)
            line = bytes(self._bytes) + part[start:end]
            self._bytes.clear()
            self._after_return = part[end : end + 1] == b"\r"
            start = end + 1
            event = self._line(line)
            if event is not None:
                yield event
        self._bytes += part[start:]
        if part[start:]:
            self._after_return = False
        self._check(len(self._bytes))

    def _check(self, unread: int) -> None:
        if self._size + unread > MAX_EVENT_BYTES:
            raise TooLargeError(f"an event has more than {MAX_EVENT_BYTES} bytes")

    def _line(self, line: bytes) -> RawEvent | None:
        if not self._started:
            line = line.removeprefix(b"\xef\xbb\xbf")
            self._started = True
        if not line:
            return self._dispatch()
        self._size += len(line)
        self._check(0)
        name, _, value = line.decode(errors="replace").partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self.last_id = value
        elif name == "retry" and value.isascii() and value.isdigit():
            self.retry = int(value[:18]) / 1000
        return None

    def _dispatch(self) -> RawEvent | None:
        event, data = self._event, self._data
        self._event, self._data, self._size = "", [], 0
        if not data:
            return None
        return RawEvent(event or "message", "\n".join(data), self.last_id or None)
