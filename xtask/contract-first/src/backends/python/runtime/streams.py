"""Responses that are read while they come."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, TypeVar, cast

import anyio
from pydantic import ValidationError
from typing_extensions import Self

from ._call import Content, Headers, Origin, short
from ._events import EventParser, RawEvent, TooLargeError
from ._exceptions import Error
from ._records import Splitter
from ._rest import Broken, Rest
from ._retry import Failure, Reply

RETRY = 3.0
"""Seconds before a connection that broke is made again, where the service does not say."""

T = TypeVar("T", covariant=True)
N = TypeVar("N", bound=str, covariant=True)


Data = Content | Mapping[str, "Content | None"] | None
"""What the data of events is, or what it is by their names; `None` for text."""


class StreamError(Error):
    """A response that is read while it comes ended early, or is not as the document describes it."""

    def __init__(self, operation: str, reason: str, last_event_id: str | None, retry: float | None) -> None:
        super().__init__(operation, reason, last_event_id, retry)
        self.operation = operation
        self.reason = reason
        self.last_event_id = last_event_id
        """The last id that the service gave to an event: where to go on."""
        self.retry = retry
        """Seconds after which the service asks to try again."""

    def __str__(self) -> str:
        return f"{self.operation}: {self.reason}"


class _Open:
    """A response that is left open: `with` closes it, and so does reading it to its end."""

    def __init__(self, rest: Rest, origin: Origin) -> None:
        self._rest = rest
        self._origin = origin

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def close(self) -> None:
        """Ends the response of a blocking client."""
        self._rest.close()

    async def aclose(self) -> None:
        """Ends the response of the other client."""
        await self._rest.aclose()

    def _error(self, reason: str, parser: EventParser | None = None) -> StreamError:
        last_id = parser.last_id if parser else None
        return StreamError(self._origin.operation, reason, last_id, parser.retry if parser else None)


class ByteStream(_Open):
    """The bytes of a response, as they come: with `for`, or with `async for` of an `AsyncClient`."""

    @property
    def media_type(self) -> str:
        """The media type, as the service says it."""
        return self._rest.headers.get("content-type", "")

    @property
    def length(self) -> int | None:
        """How many bytes there are, where the service says so."""
        text = self._rest.headers.get("content-length", "")
        return int(text) if text.isascii() and text.isdigit() else None

    def read(self, limit: int | None = None) -> bytes:
        """All of them; more than `limit` are an error."""
        content = bytearray()
        for part in self:
            content += part
            self._check(len(content), limit)
        return bytes(content)

    async def aread(self, limit: int | None = None) -> bytes:
        """The same for an `AsyncClient`."""
        content = bytearray()
        async for part in self:
            content += part
            self._check(len(content), limit)
        return bytes(content)

    def _check(self, size: int, limit: int | None) -> None:
        if limit is not None and size > limit:
            raise self._error(f"the response has more than {limit} bytes")

    def __iter__(self) -> Iterator[bytes]:
        with self:
            try:
                yield from self._rest.parts()
            except Broken as broken:
                raise self._error(str(broken)) from None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async with self:
            try:
                async for part in self._rest.aparts():
                    yield part
            except Broken as broken:
                raise self._error(str(broken)) from None


class JsonStream(_Open, Generic[T]):
    """The values of a response, as they come: with `for`, or with `async for` of an `AsyncClient`."""

    def __init__(self, rest: Rest, origin: Origin, splitter: Splitter, content: Content, end: str | None) -> None:
        super().__init__(rest, origin)
        self._splitter = splitter
        self._content = content
        self._end = end
        self._ended = False

    def __iter__(self) -> Iterator[T]:
        with self:
            try:
                for part in self._rest.parts():
                    yield from self._values(self._splitter.feed(part))
                    if self._ended:
                        return
                yield from self._values(self._splitter.last())
            except (Broken, TooLargeError) as broken:
                raise self._error(str(broken)) from None
            self._check_end()

    async def __aiter__(self) -> AsyncIterator[T]:
        async with self:
            try:
                async for part in self._rest.aparts():
                    for value in self._values(self._splitter.feed(part)):
                        yield value
                    if self._ended:
                        return
                for value in self._values(self._splitter.last()):
                    yield value
            except (Broken, TooLargeError) as broken:
                raise self._error(str(broken)) from None
            self._check_end()

    def _values(self, texts: Iterator[bytes]) -> Iterator[T]:
        for text in texts:
            if self._end is not None and text == self._end.encode():
                self._ended = True
                return
            try:
                value = self._content.read(text)
            except (ValidationError, ValueError) as problem:
                raise self._error(f"a value is not as documented: {short(problem)}") from None
            yield value

    def _check_end(self) -> None:
        if self._end is not None and not self._ended:
            raise self._error("the response ended before the stream")


@dataclass(frozen=True)
class Event(Generic[N, T]):
    """An event of a stream."""

    event: N
    """Its name; `message` where the service gives none."""
    data: T
    id: str | None
    """The last id that the service gave."""


class EventStream(_Open, Generic[T]):
    """The events of a response, as they come: with `for`, or with `async for` of an `AsyncClient`.

    Events whose names the document does not list are skipped.
    """

    def __init__(self, rest: Rest, origin: Origin, data: Data, end: str | None) -> None:
        super().__init__(rest, origin)
        self._data = data
        self._end = end
        self._parser = EventParser()
        self._reconnecting = False
        self._ended = False
        self._tried = 0

    @property
    def last_event_id(self) -> str | None:
        """The last id that the service gave to an event."""
        return self._parser.last_id

    def reconnecting(self) -> Self:
        """The same, which asks for the rest where its connection breaks.

        It sends `Last-Event-ID`, after the time that the service asks for, and as often in a row as the client tries
        calls again. Only for calls with GET: others are not sent again.
        """
        self._reconnecting = self._origin.method == "GET"
        return self

    def __iter__(self) -> Iterator[T]:
        try:
            while True:
                reason = "the response ended before the stream"
                try:
                    for part in self._rest.parts():
                        yield from self._events(part)
                        if self._ended:
                            return
                    if self._end is None:
                        return
                except Broken as broken:
                    reason = str(broken)
                time.sleep(self._wait(reason))
                send = cast("Callable[[Headers], Reply | Failure]", self._origin.send)
                if not self._go_on(send(self._headers())):
                    return
        finally:
            self.close()

    async def __aiter__(self) -> AsyncIterator[T]:
        try:
            while True:
                reason = "the response ended before the stream"
                try:
                    async for part in self._rest.aparts():
                        for event in self._events(part):
                            yield event
                        if self._ended:
                            return
                    if self._end is None:
                        return
                except Broken as broken:
                    reason = str(broken)
                await anyio.sleep(self._wait(reason))
                send = cast("Callable[[Headers], Awaitable[Reply | Failure]]", self._origin.send)
                if not self._go_on(await send(self._headers())):
                    return
        finally:
            await self.aclose()

    def _events(self, part: bytes) -> Iterator[T]:
        try:
            for raw in self._parser.feed(part):
                if self._end is not None and raw.data == self._end:
                    self._ended = True
                    return
                if isinstance(self._data, Mapping) and raw.event not in self._data:
                    continue
                self._tried = 0
                yield cast("T", self._event(raw))
        except TooLargeError as problem:
            raise self._error(str(problem), self._parser) from None

    def _event(self, raw: RawEvent) -> Event[str, Any]:
        content = self._data[raw.event] if isinstance(self._data, Mapping) else self._data
        if content is None:
            return Event(raw.event, raw.data, raw.id)
        try:
            return Event(raw.event, content.read(raw.data.encode()), raw.id)
        except (ValidationError, ValueError) as problem:
            reason = f"the data of an event is not as documented: {short(problem)}"
            raise self._error(reason, self._parser) from None

    def _wait(self, reason: str) -> float:
        """Seconds before the next try."""
        if not self._reconnecting or self._tried >= self._origin.retries:
            raise self._error(reason, self._parser)
        self._tried += 1
        return RETRY if self._parser.retry is None else self._parser.retry

    def _headers(self) -> Headers:
        last_id = self._parser.last_id
        return [("last-event-id", last_id)] if last_id else []

    def _go_on(self, outcome: Reply | Failure) -> bool:
        """Whether there is more."""
        if isinstance(outcome, Failure):
            raise self._error(outcome.reason, self._parser)
        if outcome.status == 204:
            return False
        if outcome.rest is None:
            raise self._error(f"the service answered {outcome.status} when it was asked for the rest", self._parser)
        self._parser.begin()
        self._rest = outcome.rest
        return True
