"""The body of a response as it comes."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextvars import ContextVar

import anyio
import httpx

DEADLINE: ContextVar[float] = ContextVar("deadline")
"""When reads and writes of a blocking client end, of `time.monotonic()`."""


class Broken(Exception):
    """A body that is read while it comes ended early."""


class Rest:
    """What is left of a body. Each part has to come within the time of a call; all of it may take longer."""

    def __init__(self, response: httpx.Response, timeout: float) -> None:
        self.headers: Mapping[str, str] = response.headers
        self._response = response
        self._timeout = timeout

    def parts(self) -> Iterator[bytes]:
        """The parts of it, for a blocking client."""
        parts = self._response.iter_bytes()
        while True:
            token = DEADLINE.set(time.monotonic() + self._timeout)
            try:
                part = next(parts, None)
            except httpx.HTTPError as error:
                raise self._broken(error) from None
            finally:
                DEADLINE.reset(token)
            if part is None:
                return
            yield part

    async def aparts(self) -> AsyncIterator[bytes]:
        """The parts of it, for the other client."""
        parts = self._response.aiter_bytes()
        while True:
            try:
                with anyio.fail_after(self._timeout):
                    part = await anext(parts, None)
            except TimeoutError:
                raise self._broken(httpx.ReadTimeout("")) from None
            except httpx.HTTPError as error:
                raise self._broken(error) from None
            if part is None:
                return
            yield part

    def _broken(self, error: httpx.HTTPError) -> Broken:
        silent = isinstance(error, httpx.TimeoutException)
        return Broken(f"nothing came for {self._timeout:g} s" if silent else f"the connection broke: {error}")

    def close(self) -> None:
        """Ends the response of a blocking client."""
        self._response.close()

    async def aclose(self) -> None:
        """Ends the response of the other client."""
        await self._response.aclose()
