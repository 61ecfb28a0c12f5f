"""Both clients against a real server: calls, retries, deadlines, sizes."""

from __future__ import annotations

import asyncio
import os
import time
import unittest
from collections.abc import Callable
from unittest.mock import patch

import httpx
from runtime import _retry, _transport
from runtime._call import Call, Response
from runtime._client import AsyncBase, BlockingBase
from runtime._exceptions import ConnectionFailedError, Error, StatusError, TimedOutError, UnexpectedResponseError
from runtime._settings import Service
from server import Server, broken, dripping, said

SERVICE = Service(agent="shop/1", base_url_variable="SHOP_BASE_URL")
TEXT: Call[str] = Call(
    operation="read", method="GET", path="/", responses=[Response(200, 200, "text")], idempotent=True
)
POST: Call[str] = Call(operation="buy", method="POST", path="/", responses=[Response(200, 200, "text")], body=b"{}")


Read = Callable[[str, "Call[str]", float], str]


class Client(BlockingBase):
    def __init__(self, url: str, timeout: float = 10.0, http_client: httpx.Client | None = None) -> None:
        super().__init__(SERVICE, {}, url, timeout, 2, http_client)

    def read(self, call: Call[str] = TEXT) -> str:
        return self._run(call)


class AsyncClient(AsyncBase):
    def __init__(self, url: str, timeout: float = 10.0) -> None:
        super().__init__(SERVICE, {}, url, timeout, 2, None)

    async def read(self, call: Call[str] = TEXT) -> str:
        return await self._run(call)


def blocking(url: str, call: Call[str], timeout: float) -> str:
    with Client(url, timeout) as client:
        return client.read(call)


def non_blocking(url: str, call: Call[str], timeout: float) -> str:
    async def run() -> str:
        async with AsyncClient(url, timeout) as client:
            return await client.read(call)

    return asyncio.run(run())


READS: list[Read] = [blocking, non_blocking]


class Case(unittest.TestCase):
    def setUp(self) -> None:
        waits = patch.object(_retry, "INITIAL_BACKOFF", 0.01)
        waits.start()
        self.addCleanup(waits.stop)

    def refused(self, read: Read, url: str, call: Call[str] = TEXT, timeout: float = 10.0) -> Error:
        with self.assertRaises(Error) as caught:
            read(url, call, timeout)
        return caught.exception


class Both(Case):
    def test_a_call_gets_its_answer(self) -> None:
        for read in READS:
            with Server(said(200, b"A")) as server:
                self.assertEqual(read(server.url, TEXT, 10.0), "A")
            self.assertIn(b"user-agent: shop/1", server.requests[0].lower())

    def test_a_busy_service_and_a_broken_connection_are_tried_again(self) -> None:
        for read in READS:
            with Server(said(503), broken, said(200, b"A")) as server:
                self.assertEqual(read(server.url, TEXT, 10.0), "A")
            with Server(broken) as server:
                error = self.refused(read, server.url, POST)
            self.assertIsInstance(error, ConnectionFailedError)

    def test_a_service_that_is_not_there_is_tried_again(self) -> None:
        with Server() as server:
            pass
        for read in READS:
            error = self.refused(read, server.url, POST)
            assert isinstance(error, ConnectionFailedError)
            self.assertIn("cannot connect", error.reason)

    def test_redirects_are_not_followed(self) -> None:
        for read in READS:
            with Server(said(302, b"", "location: /other")) as server:
                error = self.refused(read, server.url)
            assert isinstance(error, UnexpectedResponseError)
            self.assertEqual(error.status, 302)

    def test_the_time_of_a_call_ends_however_slowly_it_is_answered(self) -> None:
        for read in READS:
            begin = time.monotonic()
            with Server(dripping) as server:
                error = self.refused(read, server.url, timeout=0.3)
            self.assertIsInstance(error, TimedOutError)
            self.assertLess(time.monotonic() - begin, 5.0)

    def test_a_wait_that_is_too_long_is_not_begun(self) -> None:
        for read in READS:
            with Server(said(503, b"", "retry-after: 60")) as server:
                error = self.refused(read, server.url)
            assert isinstance(error, StatusError)
            self.assertEqual(error.retry_after, 60.0)

    def test_no_more_of_an_answer_is_read_than_it_may_have(self) -> None:
        for read in READS:
            with patch.object(_transport, "MAX_BODY_BYTES", 3), Server(said(200, b"ABC")) as server:
                self.assertEqual(read(server.url, TEXT, 10.0), "ABC")
            with patch.object(_transport, "MAX_BODY_BYTES", 3), Server(said(200, b"ABCD")) as server:
                error = self.refused(read, server.url)
            assert isinstance(error, UnexpectedResponseError)
            self.assertEqual(error.text, "ABC")

    def test_no_time_left_is_no_try(self) -> None:
        def late() -> _retry.Steps:
            return (yield _retry.Send(0.0))

        request = httpx.Request("GET", "http://127.0.0.1:9")
        late_reply = _retry.Failure("timed out", timed_out=True)
        self.assertEqual(_transport.Blocking(None).run(late(), request, TEXT.is_open, 1.0), late_reply)
        self.assertEqual(asyncio.run(_transport.NonBlocking(None).run(late(), request, TEXT.is_open, 1.0)), late_reply)


class Blocking(Case):
    def test_what_is_printed_of_a_client_is_its_address(self) -> None:
        self.assertEqual(repr(Client("https://shop.example/v1")), "Client(base_url='https://shop.example/v1')")

    def test_a_client_of_the_callers_own_sends(self) -> None:
        def respond(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, text=request.method)

        with Client("https://shop.example", http_client=httpx.Client(transport=httpx.MockTransport(respond))) as client:
            self.assertEqual(client.read(POST), "POST")

    def test_proxies_of_the_environment_are_used(self) -> None:
        with Server(said(200, b"by proxy")) as server, patch.dict(os.environ, {"http_proxy": server.url}):
            with Client("http://shop.example") as client:
                self.assertEqual(client.read(), "by proxy")
        self.assertTrue(server.requests[0].startswith(b"GET http://shop.example/ "), server.requests)

    def test_a_service_that_speaks_no_tls_cannot_be_connected(self) -> None:
        with Server(broken, broken, broken) as server:
            with Client(server.url.replace("http:", "https:")) as client, self.assertRaises(ConnectionFailedError):
                client.read()
        self.assertEqual(server.requests[0][:1], b"\x16", "a TLS handshake")
