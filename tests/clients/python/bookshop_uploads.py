"""Files that the bookshop gets: a part of `bookshop.py`."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timezone
from pathlib import Path

from bookshop_client import (
    AsyncClient,
    Client,
    CoverAuthor,
    CoverKind,
    FilePart,
    ReceivedCover,
    ReceivedFile,
    UploadAnyBody,
    UploadCoverBody,
    UploadCoverError,
    UploadCoverErrorDefault,
)
from bookshop_parameters import refused

LARGE = bytes(range(256)) * 2048


def checksum(content: bytes) -> int:
    total = 0
    for byte in content:
        total = (total * 31 + byte) % 2**32
    return total


def received(part: str, content: bytes, name: str | None, kind: str) -> ReceivedFile:
    about = {"fileName": name, "contentType": kind, "part": part, "length": len(content), "sum": checksum(content)}
    return ReceivedFile.model_validate({key: value for key, value in about.items() if value is not None})


def pieces() -> Iterator[bytes]:
    for start in range(0, len(LARGE), 5000):
        yield LARGE[start : start + 5000]


async def slow_pieces() -> AsyncIterator[bytes]:
    for piece in pieces():
        yield piece


def everything(shop: Client) -> None:
    hostile = 'a"b\r\n;é 名\\.png'
    sent = UploadCoverBody(
        title="Ünder\r\n--the sea\n",
        cover=FilePart(pieces(), hostile, "image/webp"),
        pages=7,
        price=1.5,
        draft=True,
        kind=CoverKind.E_BOOK,
        when=datetime(2026, 1, 31, 12, tzinfo=timezone.utc),
        tags=["a,b", "", "c"],
        author=CoverAuthor(name='"A"'),
        translators=[CoverAuthor(name="B", born=1900), CoverAuthor(name="C")],
        ratings=[5, 4],
        blurb="# Blurb",
        quo_ted_und_22="quoted",
        samples=[b"", FilePart(LARGE, "")],
        anything=b"\x00\xff",
    )
    answer = shop.upload_cover(sent)
    assert (answer.title, answer.pages, answer.price, answer.draft) == (sent.title, 7, 1.5, True), answer
    assert (answer.kind, answer.when, answer.tags) == (sent.kind, sent.when, sent.tags), answer
    assert (answer.author, answer.translators) == (sent.author, sent.translators), answer
    assert (answer.ratings, answer.blurb, answer.quoted) == (sent.ratings, "# Blurb", "quoted"), answer
    assert answer.files == [
        received("cover", LARGE, hostile, "image/webp"),
        received("samples", b"", "samples", "application/pdf"),
        received("samples", LARGE, None, "application/pdf"),
        received("anything", b"\x00\xff", "anything", "application/octet-stream"),
    ], answer


def files(shop: Client) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cover é.png"
        path.write_bytes(LARGE)
        with path.open("rb") as file:
            answer = shop.upload_cover(UploadCoverBody(title="a", cover=file))
    assert answer == ReceivedCover(
        title="a", draft=False, files=[received("cover", LARGE, "cover é.png", "image/png")]
    ), answer


def refusals(shop: Client) -> None:
    for body, message in [
        (UploadCoverBody(title="", cover=b""), "title must have at least 1 character"),
        (UploadCoverBody(title="a", cover=b"", pages=0), "pages must be at least 1"),
        (UploadCoverBody(title="a", cover=b"", tags=["a"] * 4), "tags must have 1 to 3 items"),
        (UploadCoverBody(title="a", cover=b"", samples=[b""] * 3), "samples must have at most 2 items"),
        (
            UploadCoverBody(title="a", cover=b"", author=CoverAuthor(name="")),
            "author.name must have at least 1 character",
        ),
        (UploadCoverBody(title="a", cover=FilePart(b"", None, "text/plain")), "cover must be of image/png or image/*"),
    ]:
        error = refused(lambda body=body: shop.upload_cover(body))  # type: ignore[misc]
        assert isinstance(error, UploadCoverErrorDefault)
        assert (error.status, error.message) == (400, message), error


def any_parts(shop: Client) -> None:
    assert shop.upload_any() is None
    names = ['a"b', "a\r\nb", "é", "a"]
    answer = shop.upload_any(UploadAnyBody(further_parts=[(name, name.encode()) for name in names]))
    assert isinstance(answer, ReceivedCover)
    kind = "application/octet-stream"
    assert answer.files == [received(name, name.encode(), name, kind) for name in names], answer


def uploads(url: str) -> None:
    with Client(base_url=url, reader_key="good") as shop:
        everything(shop)
        files(shop)
        refusals(shop)
        any_parts(shop)
    with Client(base_url=url, reader_key="bad") as stranger:
        # Credentials come before the body.
        error = refused(lambda: stranger.upload_cover(UploadCoverBody(title="", cover=LARGE)))
        assert isinstance(error, UploadCoverError)
        assert error.status == 403, error


async def uploads_without_blocking(url: str) -> None:
    async with AsyncClient(base_url=url, reader_key="good") as shop:
        cover = FilePart(slow_pieces(), "a.png")
        answer = await shop.upload_cover(UploadCoverBody(title="a", cover=cover))
    assert answer.files == [received("cover", LARGE, "a.png", "image/png")], answer
