"""What errors say."""

from __future__ import annotations

import pickle
import unittest

from runtime._exceptions import (
    ConnectionFailedError,
    Error,
    OptionError,
    StatusError,
    TimedOutError,
    TransportError,
    UnexpectedResponseError,
)


class Words(unittest.TestCase):
    def test_without_an_answer_the_reason_and_the_address(self) -> None:
        for kind in [ConnectionFailedError, TimedOutError]:
            error = kind("buy", "https://shop.example/buy", "refused")
            self.assertIsInstance(error, TransportError)
            self.assertEqual(str(error), "buy: refused (https://shop.example/buy)")

    def test_of_an_answer_its_status_and_the_name_of_the_request(self) -> None:
        error = StatusError("buy", 404, "gone", {"a": 1}, "{}", "r1", 1.5)
        self.assertEqual(str(error), "buy: 404 gone (request r1)")
        self.assertEqual(repr(error), "StatusError('buy: 404 gone (request r1)')")
        unexpected = UnexpectedResponseError("buy", 500, "oops", None, "", None, None)
        self.assertEqual(str(unexpected), "buy: 500 oops")
        self.assertIsInstance(unexpected, Error)

    def test_they_can_be_sent_to_another_process(self) -> None:
        error = StatusError("buy", 404, "gone", {"a": 1}, "{}", "r1", 1.5)
        copy = pickle.loads(pickle.dumps(error))
        self.assertEqual((copy.status, copy.body, copy.retry_after), (404, {"a": 1}, 1.5))
        self.assertIsInstance(OptionError("no"), Error)
