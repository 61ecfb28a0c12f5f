"""Responses that are read while they come, with both clients."""

from __future__ import annotations

import asyncio
import socket
import time
import unittest
from collections.abc import Sequence
from typing import Any

from runtime._call import Call, Choice, Content, Response
from runtime._client import AsyncBase, BlockingBase
from runtime._events import EventParser, TooLargeError
from runtime._exceptions import StatusError, UnexpectedResponseError
from runtime._openings import byte_stream, events, json_lines, json_sequence
from runtime._records import Splitter
from runtime._settings import Service
from runtime.streams import ByteStream, Event, EventStream, JsonStream, StreamError
from server import Response as Script
from server import Server, said

SERVICE = Service(agent="shop/1", base_url_variable="SHOP_BASE_URL")
SSE = "text/event-stream"
NUMBER = Content(int)


def call(form: Any, method: str = "GET", media: str = SSE) -> Call[Any]:
    content = form if isinstance(form, Choice) or not media else Choice({media: form})
    responses = [Response(200, 299, content), Response(400, 499, NUMBER, StatusError)]
    return Call(operation="read", method=method, path="/", responses=responses, idempotent=method == "GET")


class Client(BlockingBase):
    def __init__(self, url: str) -> None:
        super().__init__(SERVICE, {}, url, 0.5, 1, None)

    def read(self, call: Call[Any]) -> Any:
        return self._run(call)


class AsyncClient(AsyncBase):
    def __init__(self, url: str) -> None:
        super().__init__(SERVICE, {}, url, 0.5, 1, None)

    async def read(self, call: Call[Any]) -> Any:
        return await self._run(call)


def answer(*parts: bytes | float, media: str = SSE, hold: bool = False, chunked: bool = False) -> Script:
    """A response of these parts, with waits between; then the connection ends, or stays until the client leaves."""

    def send(connection: socket.socket) -> None:
        coding = "transfer-encoding: chunked\r\n" if chunked else ""
        connection.sendall(f"HTTP/1.1 200 OK\r\ncontent-type: {media}\r\n{coding}connection: close\r\n\r\n".encode())
        for part in parts:
            if isinstance(part, bytes):
                connection.sendall(part)
            else:
                time.sleep(part)
        while hold and connection.recv(64):
            pass

    return send


Found = tuple[list[Any], "str | None", "StreamError | None"]


def blocking(url: str, call: Call[Any], reconnecting: bool) -> Found:
    found: list[Any] = []
    with Client(url) as client:
        stream = client.read(call)
        try:
            found.extend(stream.reconnecting() if reconnecting else stream)
        except StreamError as error:
            return found, error.reason, error
    return found, None, None


def non_blocking(url: str, call: Call[Any], reconnecting: bool) -> Found:
    async def run() -> Found:
        found: list[Any] = []
        async with AsyncClient(url) as client:
            stream = await client.read(call)
            try:
                async for item in stream.reconnecting() if reconnecting else stream:
                    found.append(item)
            except StreamError as error:
                return found, error.reason, error
        return found, None, None

    return asyncio.run(run())


def numbers(*data: Any) -> list[Event[str, Any]]:
    return [Event("message", one, None) for one in data]


class Grammar(unittest.TestCase):
    def test_events_are_read_by_the_grammar(self) -> None:
        for text, expected in [
            ("data: a\n\n", ["message|a|"]),
            ("data:a\r\rdata\r\r", ["message|a|", "message||"]),
            ("data:  a\r\ndata: b\r\n\r\n", ["message| a\nb|"]),
            (": comment\n\nevent: x\n\ndata: a\n\n", ["message|a|"]),
            ("event: x\ndata: a\n\ndata: b\n\n", ["x|a|", "message|b|"]),
            ("id: 7\ndata: a\n\ndata: b\nid\n\n", ["message|a|7", "message|b|"]),
            ("id: 7\ndata: a\nid: \0\n\n", ["message|a|7"]),
            ("\ufeffdata: a\n\n\ufeffdata: b\n\n", ["message|a|"]),
            ("data: a\nother: b\ndata: \u00e4\n\ndata: open", ["message|a\n\u00e4|"]),
        ]:
            for size in (1, 2, 1000):
                parser, content = EventParser(), text.encode()
                found: list[str] = []
                for start in range(0, len(content), size):
                    for raw in parser.feed(content[start : start + size]):
                        found.append(f"{raw.event}|{raw.data}|{raw.id or ''}")
                self.assertEqual(found, expected, (text, size))
        parser = EventParser()
        self.assertEqual(list(parser.feed(b"retry: 1500\nretry: 2s\nretry:\nid: 9\ndata: b")), [])
        self.assertEqual((parser.retry, parser.last_id), (1.5, "9"))

    def test_what_has_no_end_is_too_large(self) -> None:
        for part in (b"x" * 1_000_000, b"data: " + b"x" * 1_000_000 + b"\n"):
            for reader in (EventParser(), Splitter(b"\x1e")):
                with self.assertRaisesRegex(TooLargeError, "has more than 16777216 bytes"):
                    for _ in range(20):
                        self.assertEqual(list(reader.feed(part)), [])

    def test_values_are_lines_or_records(self) -> None:
        for separator, parts, expected in [
            (b"\n", [b"1\n\n{", b"}\r\n"], [b"1", b"{}"]),
            (b"\n", [b"1"], [b"1"]),
            (b"\x1e", [b"\x1e1\n\x1e[", b"\n2]\n"], [b"1", b"[\n2]"]),
            (b"\x1e", [b"\x1e1\x1e\x1e2"], [b"1", b"2"]),
        ]:
            splitter = Splitter(separator)
            texts = [text for part in parts for text in splitter.feed(part)]
            self.assertEqual([*texts, *splitter.last()], expected)
        # A first line that is a value does not wait for the next one.
        self.assertEqual(list(Splitter(b"\x1e").feed(b"\x1e1\n")), [b"1"])


class Streams(unittest.TestCase):
    def read(self, scripts: Sequence[Script], call: Call[Any], reconnecting: bool = False) -> tuple[Found, list[bytes]]:
        """What both clients find, which is the same, and the requests of one."""
        with Server(*scripts) as server:
            found = blocking(server.url, call, reconnecting)
        with Server(*scripts) as server:
            other = non_blocking(server.url, call, reconnecting)
        self.assertEqual(found[:2], other[:2])
        return found, server.requests

    def test_each_gap_has_a_limit_and_the_whole_has_none(self) -> None:
        slow = answer(0.3, b"data: 1\n\n", 0.3, b":\n\n", 0.3, b"data: 2\n\n")
        self.assertEqual(self.read([slow], call(events(NUMBER)))[0], (numbers(1, 2), None, None))
        silent = answer(b"retry: 7000\nid: 4\ndata: 1\n\n", hold=True)
        (found, reason, error), _ = self.read([silent], call(events(None)))
        self.assertEqual((found, reason), ([Event("message", "1", "4")], "nothing came for 0.5 s"))
        assert error is not None
        self.assertEqual((error.last_event_id, error.retry, str(error)), ("4", 7.0, f"read: {reason}"))

    def test_a_stream_that_breaks_is_an_error(self) -> None:
        form = events(NUMBER, end="[DONE]")
        done = answer(b"data: 1\n\ndata: [DONE]\n\ndata: 2\n\n")
        self.assertEqual(self.read([done], call(form))[0], (numbers(1), None, None))
        for script, expected in [
            (answer(b"data: 1\n\n"), "the response ended before the stream"),
            (answer(b"9\r\ndata: 1\n\n\r\n", chunked=True), "the connection broke"),
            (answer(b"data: 1\n\ndata: {\n\n"), "the data of an event is not as documented"),
            (answer(b"data: 1\n\ndata: " + b"x" * 17_000_000), "an event has more than"),
        ]:
            (found, reason, _), _ = self.read([script], call(form))
            self.assertEqual(found, numbers(1))
            self.assertRegex(str(reason), f"^{expected}")

    def test_names_say_what_data_is_and_others_are_skipped(self) -> None:
        script = answer(b"event: count\ndata: 1\n\nevent: other\ndata: x\n\nevent: word\ndata: w\n\n")
        (found, _, _), _ = self.read([script], call(events({"count": NUMBER, "word": None})))
        self.assertEqual([(event.event, event.data) for event in found], [("count", 1), ("word", "w")])

    def test_a_stream_comes_back_where_it_broke(self) -> None:
        form = call(events(NUMBER, end="end"))
        first = answer(b"retry: 1\nid: 1\ndata: 1\n\ndata: half")
        second = answer(b"id: 2\ndata: 2\n\n")
        (found, reason, _), requests = self.read([first, second, said(204)], form, True)
        self.assertEqual(([event.data for event in found], reason), ([1, 2], None))
        self.assertEqual([b"last-event-id: 1" in request for request in requests], [False, True, False])
        self.assertIn(b"last-event-id: 2", requests[2])
        for scripts, method, expected in [
            ([first, said(410)], "GET", "the service answered 410"),
            ([first, answer(b"retry: 1\n")], "GET", "the response ended before the stream"),
            ([first], "POST", "the response ended before the stream"),
            ([first, said(503), said(503)], "GET", "the service answered 503"),
        ]:
            (found, reason, _), _ = self.read(scripts, call(events(NUMBER, end="end"), method), True)
            self.assertEqual(len(found), 1)
            self.assertRegex(str(reason), f"^{expected}")

    def test_a_service_that_is_gone_is_an_error_of_the_stream(self) -> None:
        def last(connection: socket.socket) -> None:
            answer(b"retry: 1\ndata: 1\n\n")(connection)

        with Server(last) as server:
            (found, reason, _) = blocking(server.url, call(events(NUMBER, end="end")), True)
        self.assertEqual(found, numbers(1))
        self.assertRegex(str(reason), "^cannot connect")

    def test_values_are_read_one_by_one(self) -> None:
        lines = "application/jsonl"
        for parts, end, expected, problem in [
            (b"1\n2\nend\n3\n", "end", [1, 2], None),
            (b"1\n2", None, [1, 2], None),
            (b"1\n", "end", [1], "the response ended before the stream"),
            (b"1\nx\n", None, [1], "a value is not as documented"),
        ]:
            made = call(json_lines(NUMBER, end), media=lines)
            (found, reason, _), _ = self.read([answer(parts, media=lines)], made)
            self.assertEqual(found, expected)
            self.assertEqual(str(reason).partition(":")[0], str(problem))
        records = "application/json-seq"
        made = call(json_sequence(NUMBER), media=records)
        (found, reason, _), _ = self.read([answer(b"\x1e1\n", media=records, hold=True)], made)
        self.assertEqual((found, reason), ([1], "nothing came for 0.5 s"))

    def test_whoever_leaves_closes_the_connection(self) -> None:
        for form, kind in [
            (events(None), EventStream),
            (json_lines(Content(Any)), JsonStream),
            (byte_stream(), ByteStream),
        ]:
            script = answer(b"data: 1\n\n", hold=True)
            with Server(script) as server, Client(server.url) as client, client.read(call(form)) as stream:
                self.assertIsInstance(stream, kind)

            async def leave(url: str, form: Any = form) -> None:
                async with AsyncClient(url) as client, await client.read(call(form)):
                    pass

            with Server(script) as server:
                asyncio.run(leave(server.url))
        with Server(answer(b"id: 1\ndata: 1\n\n", hold=True)) as server, Client(server.url) as client:
            stream = client.read(call(events(None)))
            self.assertEqual(next(iter(stream)).data, "1")
            self.assertEqual(stream.last_event_id, "1")
            stream.close()

    def test_bytes_are_read_as_they_come(self) -> None:
        file = said(200, b"abcd", "content-type: image/png")
        with Server(file, file) as server, Client(server.url) as client:
            stream = client.read(call(Choice({"image/*": byte_stream()})))
            self.assertEqual((stream.media_type, stream.length, stream.read()), ("image/png", 4, b"abcd"))
            with self.assertRaisesRegex(StreamError, "more than 3 bytes"):
                client.read(call(Choice({"image/*": byte_stream()}))).read(3)

        async def read(url: str) -> bytes:
            async with AsyncClient(url) as client:
                stream: ByteStream = await client.read(call(byte_stream(), media=""))
                return await stream.aread(4)

        with Server(file) as server:
            self.assertEqual(asyncio.run(read(server.url)), b"abcd")
        cut = answer(b"9\r\nabc", chunked=True, media="a/b")
        with Server(cut) as server, Client(server.url) as client, self.assertRaises(StreamError):
            client.read(call(byte_stream(), media="")).read()
        with Server(cut) as server, self.assertRaises(StreamError):
            asyncio.run(read(server.url))

    def test_the_media_type_says_what_a_response_is(self) -> None:
        forms = Choice({"application/json": NUMBER, SSE: events(None), "text/*": "text"})
        for media, body, expected in [("Application/JSON; a=b", b"7", 7), ("text/csv", b"a", "a")]:
            with Server(said(200, body, f"content-type: {media}")) as server, Client(server.url) as client:
                self.assertEqual(client.read(call(forms)), expected)
        for head, problem in [(["content-type: image/png"], "image/png"), ([], "missing")]:
            with Server(said(200, b"a", *head)) as server, Client(server.url) as client:
                with self.assertRaisesRegex(UnexpectedResponseError, f"its media type is {problem}"):
                    client.read(call(forms))
        with Server(said(404, b"7")) as server, Client(server.url) as client, self.assertRaises(StatusError) as caught:
            client.read(call(forms))
        self.assertEqual(caught.exception.body, 7)
