"""Sends requests with httpx, blocking or not. Responses have a bounded size and come in a bounded time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from ssl import SSLContext
from typing import Any
from urllib.request import getproxies

import anyio
import httpcore
import httpx

from ._rest import DEADLINE, Rest
from ._retry import Failure, Reply, Send, Steps, Wait

MAX_BODY_BYTES = 16 * 1024 * 1024
"""Maximum size of a response body."""

_TIMED_OUT = Failure("timed out", timed_out=True)

IsOpen = Callable[[httpx.Response], bool]
"""Whether the body of a response is read while it comes."""


class Blocking:
    """Runs the steps of calls in the caller's thread; may be shared by threads."""

    def __init__(self, client: httpx.Client | None) -> None:
        # httpx takes no proxies from the environment where it is given a transport.
        self._client = client or (httpx.Client() if getproxies() else httpx.Client(transport=_Transport()))

    def close(self) -> None:
        self._client.close()

    def run(self, steps: Steps, request: httpx.Request, is_open: IsOpen, timeout: float) -> Reply | Failure:
        """The response; `timeout` is how long each part of an open one may take."""
        step = next(steps)
        while True:
            if isinstance(step, Wait):
                time.sleep(step.seconds)
                following = _after(steps, None)
            else:
                following = _after(steps, self._send(step, request, is_open, timeout))
            if isinstance(following, (Reply, Failure)):
                return following
            step = following

    def _send(self, send: Send, request: httpx.Request, is_open: IsOpen, timeout: float) -> Reply | Failure:
        left = send.deadline - time.monotonic()
        if left <= 0:
            return _TIMED_OUT
        times = httpx.Timeout(left).as_dict()
        request.extensions = {"timeout": times}
        token = DEADLINE.set(send.deadline)
        try:
            response = self._client.send(request, auth=None, follow_redirects=False, stream=True)
            if is_open(response):
                times["read"] = timeout
                return _opened(response, timeout)
            try:
                body = _Body()
                for chunk in response.iter_bytes():
                    if not body.add(chunk):
                        break
            finally:
                response.close()
            return body.reply(response)
        except httpx.HTTPError as error:
            return _failure(error)
        finally:
            DEADLINE.reset(token)


class NonBlocking:
    """Runs the steps of calls in asyncio or trio."""

    def __init__(self, client: httpx.AsyncClient | None) -> None:
        self._client = client or httpx.AsyncClient()

    async def close(self) -> None:
        await self._client.aclose()

    async def run(self, steps: Steps, request: httpx.Request, is_open: IsOpen, timeout: float) -> Reply | Failure:
        """The response; `timeout` is how long each part of an open one may take."""
        step = next(steps)
        while True:
            if isinstance(step, Wait):
                await anyio.sleep(step.seconds)
                following = _after(steps, None)
            else:
                following = _after(steps, await self._send(step, request, is_open, timeout))
            if isinstance(following, (Reply, Failure)):
                return following
            step = following

    async def _send(self, send: Send, request: httpx.Request, is_open: IsOpen, timeout: float) -> Reply | Failure:
        left = send.deadline - time.monotonic()
        if left <= 0:
            return _TIMED_OUT
        times = httpx.Timeout(left).as_dict()
        request.extensions = {"timeout": times}
        try:
            with anyio.fail_after(left):
                response = await self._client.send(request, auth=None, follow_redirects=False, stream=True)
                if is_open(response):
                    times["read"] = timeout
                    return _opened(response, timeout)
                try:
                    body = _Body()
                    async for chunk in response.aiter_bytes():
                        if not body.add(chunk):
                            break
                finally:
                    await response.aclose()
            return body.reply(response)
        except TimeoutError:
            return _TIMED_OUT
        except httpx.HTTPError as error:
            return _failure(error)


def _after(steps: Steps, outcome: Reply | Failure | None) -> Send | Wait | Reply | Failure:
    """The next step, or the result."""
    try:
        return next(steps) if outcome is None else steps.send(outcome)
    except StopIteration as done:
        result: Reply | Failure = done.value
        return result


class _Body:
    """The body of a response as far as it is read."""

    def __init__(self) -> None:
        self._content = bytearray()
        self._complete = True

    def add(self, chunk: bytes) -> bool:
        """Whether there is room for more."""
        room = MAX_BODY_BYTES - len(self._content)
        self._content += chunk[:room]
        self._complete = len(chunk) <= room
        return self._complete

    def reply(self, response: httpx.Response) -> Reply:
        return Reply(
            response.status_code, response.reason_phrase, response.headers, bytes(self._content), self._complete
        )


def _opened(response: httpx.Response, timeout: float) -> Reply:
    rest = Rest(response, timeout)
    return Reply(response.status_code, response.reason_phrase, response.headers, b"", True, rest)


def _failure(error: httpx.HTTPError) -> Failure:
    if isinstance(error, httpx.TimeoutException):
        return _TIMED_OUT
    unsent = isinstance(error, httpx.ConnectError)
    what = "cannot connect" if unsent else "the connection broke"
    return Failure(f"{what}: {error}", unsent=unsent)


class _Transport(httpx.HTTPTransport):
    """httpx's own, whose reads and writes end at the deadline of the call, however slowly a response comes in."""

    def __init__(self) -> None:
        super().__init__()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=5.0,
            network_backend=_Backend(),
        )


def _left(timeout: float | None) -> float | None:
    left = DEADLINE.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("timed out")
    return left if timeout is None else min(left, timeout)


class _Backend(httpcore.SyncBackend):
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(super().connect_tcp(host, port, _left(timeout), local_address, socket_options))


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
