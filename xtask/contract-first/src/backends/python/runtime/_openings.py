"""The bodies that are read while they come."""

from __future__ import annotations

from typing import Any

from ._call import Content, Opening
from ._records import Splitter
from .streams import ByteStream, Data, EventStream, JsonStream


def events(data: Data, end: str | None = None) -> Opening:
    """Events: what their data is, or what it is by their names; `None` for text."""
    return Opening(lambda rest, origin: EventStream[Any](rest, origin, data, end))


def json_lines(content: Content, end: str | None = None) -> Opening:
    """Values, a line for each."""
    return Opening(lambda rest, origin: JsonStream[Any](rest, origin, Splitter(b"\n"), content, end))


def json_sequence(content: Content, end: str | None = None) -> Opening:
    """Values, a record for each (RFC 7464)."""
    return Opening(lambda rest, origin: JsonStream[Any](rest, origin, Splitter(b"\x1e"), content, end))


def byte_stream() -> Opening:
    """Bytes."""
    return Opening(ByteStream)
