"""Bodies of parts, from memory, from files and from iterators."""

from __future__ import annotations

import asyncio
import tempfile
import unittest
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest import IsolatedAsyncioTestCase

import httpx
from runtime import _multipart
from runtime._call import Call, Encoded, Response
from runtime._exceptions import OptionError
from runtime._model import Model
from runtime._multipart import FilePart, Part
from runtime._retry import Failure, Reply, steps
from runtime._settings import Service, Settings
from runtime._transport import Blocking, NonBlocking
from server import Server, said

SERVICE = Service(agent="shop/1", base_url_variable="SHOP", base_url="https://shop.example")
MEDIA = "multipart/form-data"


class Author(Model):
    name: str
    born: int | None = None


def written(parts: list[Part]) -> str:
    """A body as it would be sent, with `B` for its boundary."""
    body = _multipart.body(MEDIA, parts)
    assert isinstance(body.content, bytes)
    kind, _, boundary = body.media.partition("; boundary=")
    assert kind == MEDIA and len(boundary) == 32
    return body.content.decode().replace(boundary, "B")


def part(disposition: str, content: str) -> str:
    return f"--B\r\nContent-Disposition: form-data; {disposition}\r\n{content}\r\n--B--\r\n"


def pieces() -> Iterator[bytes]:
    yield b"12"
    yield b"3"


async def slow_pieces() -> AsyncIterator[bytes]:
    yield b"45"
    yield b"6"


class Parts(unittest.TestCase):
    def test_texts_are_written_as_forms_write_them(self) -> None:
        self.assertEqual(written(_multipart.text("a", "x\ny")), part('name="a"', "\r\nx\ny"))
        self.assertEqual(written(_multipart.text("a", True)), part('name="a"', "\r\ntrue"))
        self.assertEqual(
            written(_multipart.text("a", "", "text/csv")), part('name="a"', "Content-Type: text/csv\r\n\r\n")
        )
        self.assertEqual(_multipart.text("a", None), [])
        self.assertEqual(len(_multipart.texts("a", ["x", 1])), 2)
        self.assertEqual(written([]), "--B--\r\n")

    def test_json_leaves_out_what_was_not_given(self) -> None:
        kind = "application/json"
        expected = part('name="a%22%0D%0A%22é"', 'Content-Type: application/json\r\n\r\n{"name":"A"}')
        self.assertEqual(written(_multipart.as_json('a"\r\n%22é', Author(name="A"), kind)), expected)
        self.assertEqual(_multipart.as_json("a", None, kind), [])
        self.assertEqual(len(_multipart.each_as_json("a", [Author(name="A"), Author(name="B")], kind)), 2)

    def test_a_file_has_a_name_and_a_type(self) -> None:
        usual = part('name="f"; filename="f"', "Content-Type: image/png\r\n\r\nx")
        self.assertEqual(written(_multipart.file("f", b"x", "image/png")), usual)
        own = FilePart(b"x", 'a"b\n.png', "image/x-own")
        named = part('name="f"; filename="a%22b%0A.png"', "Content-Type: image/x-own\r\n\r\nx")
        self.assertEqual(written(_multipart.file("f", own, "image/png")), named)
        unnamed = part('name="f"', "Content-Type: image/png\r\n\r\n")
        self.assertEqual(written(_multipart.file("f", FilePart(b"", ""), "image/png")), unnamed)
        self.assertEqual(_multipart.file("f", None, "image/png"), [])
        self.assertEqual(len(_multipart.files("f", [b"x", b"y"], "image/png")), 2)
        self.assertIn(b'name="other"', _multipart.further([("other", b"x")])[0].head)
        with self.assertRaisesRegex(OptionError, "the media type of f is not valid"):
            _multipart.file("f", FilePart(b"x", None, "a\r\nb: c"), "image/png")


def call(*files: _multipart.File, idempotent: bool = True) -> Call[Any]:
    body = _multipart.body(MEDIA, _multipart.files("f", files, "text/plain"))
    return Call("put", "PUT", "/files", [Response(200, 200)], body=body, idempotent=idempotent)


def settings(url: str) -> Settings:
    return Settings.of(SERVICE, {}, url, 10.0, 2)


def sent(call: Call[Any], *statuses: int) -> tuple[Reply | Failure, list[bytes]]:
    """What comes of a call, and what arrives."""
    with Server(*(said(status, b"", "retry-after: 0") for status in statuses)) as server:
        http = Blocking(None)
        own = settings(server.url)
        outcome = http.run(steps(own, call.idempotent, call.repeatable), call.request(own))
        http.close()
        return outcome, server.requests


def status(outcome: Reply | Failure) -> int | None:
    return outcome.status if isinstance(outcome, Reply) else None


class Files(unittest.TestCase):
    def test_a_file_is_sent_with_its_name_and_length(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.txt"
            path.write_bytes(b"0123456789")
            with path.open("rb") as file:
                file.seek(4)
                outcome, [request] = sent(call(file, b"memory"), 200)
        self.assertEqual(status(outcome), 200)
        head, _, body = request.partition(b"\r\n\r\n")
        self.assertIn(f"content-length: {len(body)}".encode(), head.lower())
        self.assertIn(b'filename="a.txt"', body)
        self.assertIn(b"\r\n\r\n456789\r\n", body)

    def test_what_has_no_length_comes_in_chunks(self) -> None:
        outcome, [request] = sent(call(FilePart(pieces()), BytesIO(b"x")), 200)
        self.assertEqual(status(outcome), 200)
        self.assertIn(b"transfer-encoding: chunked", request.lower())
        self.assertIn(b"\r\n12\r\n", request)

    def test_only_bytes_are_sent_again(self) -> None:
        outcome, requests = sent(call(b"x"), 503, 200)
        self.assertEqual((status(outcome), len(requests)), (200, 2))
        outcome, requests = sent(call(BytesIO(b"x")), 503)
        self.assertEqual((status(outcome), len(requests)), (503, 1))

    def test_an_asynchronous_iterator_needs_the_asynchronous_client(self) -> None:
        http = Blocking(None)
        own = settings("http://127.0.0.1:9")
        request = call(FilePart(slow_pieces())).request(own)
        assert isinstance(request.stream, httpx.SyncByteStream)
        with self.assertRaisesRegex(OptionError, "AsyncClient only"):
            list(request.stream)
        http.close()


class Asynchronous(IsolatedAsyncioTestCase):
    async def test_each_kind_of_source_is_sent(self) -> None:
        with Server(said(200)) as server:
            http = NonBlocking(None)
            own = settings(server.url)
            made = call(FilePart(slow_pieces()), FilePart(pieces()), BytesIO(b"789"), b"0")
            outcome = await http.run(steps(own, True, made.repeatable), made.request(own))
            await http.close()
            [request] = await asyncio.to_thread(lambda: server.requests)
        self.assertEqual(status(outcome), 200)
        for piece in [b"\r\n45\r\n", b"\r\n12\r\n", b"\r\n789\r\n", b"\r\n\r\n0\r\n"]:
            self.assertIn(piece, request)

    async def test_bytes_are_one_body(self) -> None:
        body = call(b"x").body
        assert isinstance(body, Encoded)
        self.assertIsInstance(body.content, bytes)
