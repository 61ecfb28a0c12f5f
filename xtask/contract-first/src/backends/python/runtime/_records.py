"""Cuts what comes into the texts of JSON values. No I/O."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ._events import TooLargeError

MAX_ITEM_BYTES = 16 * 1024 * 1024
"""Maximum size of a value."""


class Splitter:
    """Cuts what comes into the texts of values, with a separator between: `\\n`, or `\\x1e` in front of each."""

    def __init__(self, separator: bytes) -> None:
        self._separator = separator
        self._bytes = bytearray()
        self._scanned = 0

    def feed(self, part: bytes) -> Iterator[bytes]:
        """The texts that a part ends."""
        self._bytes += part
        while True:
            end = self._bytes.find(self._separator, self._scanned)
            if end < 0:
                break
            text = self._taken(end, 1)
            if text:
                yield text
        text = self._first_line()
        if text:
            yield text
        self._scanned = len(self._bytes)
        if self._scanned > MAX_ITEM_BYTES:
            raise TooLargeError(f"a value has more than {MAX_ITEM_BYTES} bytes")

    def _first_line(self) -> bytes:
        """The first line of a record, which is all of it where it is a value: nobody has to wait for the next one."""
        end = self._bytes.find(b"\n", self._scanned)
        first = self._bytes.find(b"\n")
        if end < 0 or end != first or not _is_json(bytes(self._bytes[:end])):
            return b""
        return self._taken(end, 1)

    def last(self) -> Iterator[bytes]:
        """What is left at the end."""
        text = self._taken(len(self._bytes), 0)
        if text:
            yield text

    def _taken(self, end: int, separator: int) -> bytes:
        text = bytes(self._bytes[:end]).strip(b"\n\r\t ")
        del self._bytes[: end + separator]
        self._scanned = 0
        return text


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
