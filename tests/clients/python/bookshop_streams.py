"""Streams of the bookshop, and responses of several media types."""

from __future__ import annotations

import time

from bookshop_client import AsyncClient, Chunk, Client, Plan, Question, Reply, StreamChatErrorDefault
from bookshop_client.streams import ByteStream, Event, EventStream, StreamError

TEXTS = ["a", "\u00e4\nb"]
CHUNKS = [Chunk(text=text, index=index) for index, text in enumerate(TEXTS)]
SENT = [
    Event("sold", Chunk(text="a\nb", index=1), "1"),
    Event("price-change", -5, "2"),
    Event("note", "two\nlines: \u00e4", "3"),
    Event("sold", Chunk(text=""), "4"),
]


def chats(shop: Client) -> None:
    for media in (None, "text/event-stream"):
        question = Question(texts=TEXTS)
        answer = shop.stream_chat(question) if media is None else shop.stream_chat(question, media_type=media)
        assert answer == Reply(text="a\u00e4\nb")
        stream = shop.stream_chat(Question(texts=TEXTS, stream=True))
        assert isinstance(stream, EventStream)
        assert [event.data for event in stream] == CHUNKS
    try:
        shop.stream_chat(Question(texts=[], stream=True))
        raise AssertionError("there was something to say")
    except StreamChatErrorDefault as error:
        assert (error.status, error.body.message) == (409, "nothing to say")


def events(shop: Client, url: str) -> None:
    for plan in (Plan.ALL, Plan.RESUMED):
        assert list(shop.stream_events(plan=plan).reconnecting()) == SENT
    with Client(base_url=url, timeout=0.7) as impatient:
        for plan, reason in ((Plan.BROKEN, "the connection broke"), (Plan.SILENT, "nothing came for 0.7 s")):
            found = 0
            try:
                for _ in impatient.stream_events(plan=plan):
                    found += 1
                raise AssertionError("it did not break")
            except StreamError as error:
                assert error.reason.startswith(reason), error
                assert (found, error.last_event_id, error.retry) == (4, "4", 0.02)
    assert [(event.event, event.data) for event in shop.stream_texts()] == [("free", "a: b\n\n c"), ("message", "")]


def others(shop: Client) -> None:
    lines = [Chunk(text="one\ntwo", index=1), Chunk(text="\x1eend", index=2)]
    assert list(shop.stream_lines()) == lines
    found: list[Chunk] = []
    try:
        found.extend(shop.stream_lines(plan=Plan.BROKEN))
        raise AssertionError("it did not break")
    except StreamError:
        pass
    assert list(shop.stream_records()) == [1, "\n\u00e4", [{}, None]]
    assert shop.stream_report() == Reply(text="a;b")
    assert shop.stream_report(media_type="text/csv") == "a;b\n"
    image = shop.stream_report(media_type="image/*")
    assert isinstance(image, ByteStream)
    assert (image.media_type, image.length, image.read()) == ("image/png", 4, b"abcd")


def leaving(shop: Client) -> None:
    with shop.stream_events(plan=Plan.SILENT) as stream:
        events = iter(stream)
        assert next(events).id == "1"
        assert shop.stream_open() > 0
    for _ in range(200):
        if shop.stream_open() == 0:
            return
        time.sleep(0.02)
    raise AssertionError("the stream is still open")


def streams(shop: Client, url: str) -> None:
    chats(shop)
    events(shop, url)
    others(shop)
    leaving(shop)


async def non_blocking_streams(shop: AsyncClient) -> None:
    stream = await shop.stream_chat(Question(texts=TEXTS, stream=True))
    assert isinstance(stream, EventStream)
    assert [event.data async for event in stream] == CHUNKS
    events = await shop.stream_events(plan=Plan.RESUMED)
    assert [event async for event in events.reconnecting()] == SENT
    assert [value async for value in await shop.stream_records()] == [1, "\n\u00e4", [{}, None]]
    bytes_of = await shop.sample_bytes(b"\x00\xff")
    assert isinstance(bytes_of, ByteStream)
    assert await bytes_of.aread() == b"\x00\xff"
