"""The request of a call, and what its responses mean."""

from __future__ import annotations

import unittest
from typing import Any

from runtime._call import MAX_TEXT_BYTES, Call, Content, Headers, Response, exact, preferring
from runtime._exceptions import (
    ConnectionFailedError,
    OptionError,
    StatusError,
    TimedOutError,
    UnexpectedResponseError,
)
from runtime._model import Model
from runtime._retry import Failure, Reply
from runtime._settings import Scheme, Service, Settings

SERVICE = Service(
    agent="shop/1",
    base_url_variable="SHOP_BASE_URL",
    base_url="https://shop.example/v1",
    schemes=[
        Scheme(option="key", variable="KEY", kind="key", place="query", wire="api key"),
        Scheme(option="session", variable="SESSION", kind="key", place="cookie", wire="sid"),
        Scheme(option="token", variable="TOKEN", kind="bearer", place="header", wire="authorization"),
    ],
)
SETTINGS = Settings.of(SERVICE, {"key": "k&", "session": "s", "token": "t"}, None, 1.5, 2)


class Book(Model):
    title: str


class GoneError(StatusError):
    pass


BOOK = Content(Book)
SUCCESSES = [Response(200, 200, BOOK), Response(204, 204), Response(203, 203, "text"), Response(206, 206, "bytes")]
ERRORS = [Response(404, 404, BOOK, GoneError), Response(500, 599, None, StatusError)]


def call(**options: Any) -> Call[Any]:
    return Call(operation="buy", method="POST", path="/books", responses=[*SUCCESSES, *ERRORS], **options)


def reply(status: int, content: bytes = b"", complete: bool = True, **headers: str) -> Reply:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, "Reason", names, content, complete)


def again(headers: Headers) -> Reply:
    raise AssertionError(f"{headers}: nothing is sent again here")


class Numbers(unittest.TestCase):
    def test_large_whole_numbers_keep_their_digits(self) -> None:
        for text, expected in [
            (b"9007199254740993.0", b"9007199254740993"),
            (b'{"a": 1e18, "b": "1e18"}', b'{"a": 1000000000000000000, "b": "1e18"}'),
            (b"[12345678901234567, -9007199254740993.0]", b"[12345678901234567, -9007199254740993]"),
            (b"9007199254740993.5", b"9007199254740993.5"),
            (b"1e300", b"1e300"),
            (b"1.5", b"1.5"),
        ]:
            self.assertEqual(exact(text), expected)


class Contents(unittest.TestCase):
    def test_values_are_read_and_written(self) -> None:
        self.assertEqual(BOOK.read(b'{"title": "A"}'), Book(title="A"))
        self.assertEqual(BOOK.json(Book(title="A")), b'{"title":"A"}')
        self.assertEqual(BOOK.plain(Book(title="A")), {"title": "A"})


class Requests(unittest.TestCase):
    def test_everything_has_its_place(self) -> None:
        made = call(
            security=[[0, 1, 2]],
            query=["a=1"],
            headers=[("x-a", "1")],
            cookies=["c=2"],
            body=b"{}",
            media="application/json",
        ).request(SETTINGS)
        self.assertEqual(str(made.url), "https://shop.example/v1/books?a=1&api%20key=k%26")
        self.assertEqual(made.headers["cookie"], "c=2; sid=s")
        self.assertEqual(made.headers["authorization"], "Bearer t")
        self.assertEqual((made.headers["x-a"], made.headers["user-agent"]), ("1", "shop/1"))
        self.assertEqual((made.content, made.headers["content-type"]), (b"{}", "application/json"))

    def test_what_there_is_not_is_not_sent(self) -> None:
        made = call(accept="text/plain").request(SETTINGS)
        self.assertEqual(str(made.url), "https://shop.example/v1/books")
        self.assertEqual(made.headers["accept"], "text/plain")
        self.assertEqual([name for name in ("cookie", "content-type", "authorization") if name in made.headers], [])

    def test_without_credentials_there_is_no_request(self) -> None:
        with self.assertRaisesRegex(OptionError, "buy needs credentials"):
            call(security=[[0]]).request(Settings.of(SERVICE, {"token": "t"}, None, 1.5, 2))


class Media(unittest.TestCase):
    def test_one_media_type_is_asked_for_first(self) -> None:
        self.assertEqual(preferring("a/c", "a/b, a/c"), "a/c, a/b;q=0.5")


class Results(unittest.TestCase):
    def error(self, outcome: Reply | Failure) -> Any:
        with self.assertRaises((StatusError, TimedOutError, ConnectionFailedError)) as caught:
            call().result(outcome, SETTINGS, again)
        return caught.exception

    def test_a_documented_success_is_its_body(self) -> None:
        self.assertEqual(call().result(reply(200, b'{"title": "A"}'), SETTINGS, again), Book(title="A"))
        self.assertIsNone(call().result(reply(204), SETTINGS, again))
        self.assertEqual(call().result(reply(203, b"\xc3\xa9"), SETTINGS, again), "\u00e9")
        self.assertEqual(call().result(reply(206, b"\xff"), SETTINGS, again), b"\xff")

    def test_a_documented_error_has_its_body(self) -> None:
        error = self.error(reply(404, b'{"title": "A", "error": "gone"}', x_request_id="r1", retry_after="7"))
        self.assertEqual(error.__class__, GoneError)
        self.assertEqual((error.message, error.body.title, error.request_id, error.retry_after), ("gone", "A", "r1", 7))
        self.assertEqual(self.error(reply(503, b"x" * 2 * MAX_TEXT_BYTES)).text, "x" * MAX_TEXT_BYTES)

    def test_messages_are_the_services_own_where_it_says_something(self) -> None:
        for content, message in [
            (b'{"detail": "no", "title": "other"}', "no"),
            (b'{"error": {"a": 1}, "message": ""}', "Reason"),
            (b'["no"]', "Reason"),
            (b"no", "Reason"),
        ]:
            self.assertEqual(self.error(reply(500, content)).message, message)
        self.assertEqual(self.error(Reply(500, "", {}, b"", True)).message, "no reason given")

    def test_what_is_not_documented_is_unexpected(self) -> None:
        for outcome, words in [
            (reply(418), "Reason"),
            (reply(200, b"{}"), "title: Field required"),
            (reply(200, b"secret"), "Invalid JSON"),
            (reply(203, b"\xff"), "utf-8"),
            (reply(200, b'{"title": "A"}', complete=False), "it is too large"),
        ]:
            error = self.error(outcome)
            self.assertIsInstance(error, UnexpectedResponseError)
            self.assertIn(words, error.message)
            self.assertNotIn("secret", error.message)

    def test_without_an_answer_the_reason_is_told(self) -> None:
        error = self.error(Failure("refused"))
        self.assertEqual(error.__class__, ConnectionFailedError)
        self.assertEqual(str(error), "buy: refused (https://shop.example/v1/books)")
        late = self.error(Failure("timed out", timed_out=True))
        self.assertEqual((late.__class__, late.reason), (TimedOutError, "timed out after 1.5 s"))
