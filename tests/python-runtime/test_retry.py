"""When a call is tried again, and how long that waits."""

from __future__ import annotations

import time
import unittest
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

from runtime._retry import INITIAL_BACKOFF, MAX_BACKOFF, Failure, Reply, Send, Steps, Wait, steps
from runtime._settings import Service, Settings

SERVICE = Service(agent="shop/1", base_url_variable="SHOP", base_url="https://shop.example")
BROKEN = Failure("the connection broke")
UNSENT = Failure("cannot connect", unsent=True)
LATE = Failure("timed out", timed_out=True)


def reply(status: int, retry_after: str | None = None) -> Reply:
    headers = {} if retry_after is None else {"retry-after": retry_after}
    return Reply(status, "", headers, b"", complete=True)


def played(
    outcomes: Sequence[Reply | Failure], idempotent: bool = False, timeout: float = 30.0, repeatable: bool = True
) -> tuple[Reply | Failure, list[float]]:
    """The result of a call whose tries come to these outcomes, and the waits between them."""
    run: Steps = steps(Settings.of(SERVICE, {}, None, timeout, 2), idempotent, repeatable)
    waits: list[float] = []
    left = list(outcomes)
    step = next(run)
    try:
        while True:
            if isinstance(step, Send):
                assert step.deadline <= time.monotonic() + timeout
                step = run.send(left.pop(0))
            else:
                waits.append(step.seconds)
                step = next(run)
    except StopIteration as end:
        assert not left, left
        result: Reply | Failure = end.value
        return result, waits


class Again(unittest.TestCase):
    def test_a_busy_service_is_asked_again_whatever_the_call(self) -> None:
        for status in [429, 503]:
            result, waits = played([reply(status), reply(status), reply(200)])
            self.assertEqual(result, reply(200))
            self.assertTrue(0 <= waits[0] <= INITIAL_BACKOFF and 0 <= waits[1] <= 2 * INITIAL_BACKOFF, waits)

    def test_what_can_be_sent_once_is_sent_once(self) -> None:
        self.assertEqual(played([reply(503)], repeatable=False), (reply(503), []))
        self.assertEqual(played([UNSENT], idempotent=True, repeatable=False), (UNSENT, []))

    def test_the_last_outcome_counts(self) -> None:
        self.assertEqual(played([reply(503), reply(503), reply(503)])[0], reply(503))

    def test_any_other_answer_counts_at_once(self) -> None:
        for status in [200, 404, 500, 502]:
            self.assertEqual(played([reply(status)], idempotent=True), (reply(status), []))

    def test_what_did_not_arrive_is_sent_again_and_what_may_have_only_where_it_does_no_harm(self) -> None:
        self.assertEqual(played([UNSENT, reply(200)])[0], reply(200))
        self.assertEqual(played([BROKEN])[0], BROKEN)
        self.assertEqual(played([BROKEN, reply(200)], idempotent=True)[0], reply(200))
        self.assertEqual(played([LATE], idempotent=True)[0], LATE)

    def test_what_the_service_asks_for_is_kept_where_the_time_allows_it(self) -> None:
        self.assertEqual(played([reply(429, "7"), reply(200)]), (reply(200), [7.0]))
        self.assertEqual(played([reply(429, "31")]), (reply(429, "31"), []))

    def test_waits_grow_up_to_a_limit(self) -> None:
        run = steps(Settings.of(SERVICE, {}, None, 1e9, 40), False, True)
        step = next(run)
        waits: list[float] = []
        while len(waits) < 40:
            step = next(run) if isinstance(step, Wait) else run.send(reply(503))
            waits.extend([step.seconds] if isinstance(step, Wait) else [])
        self.assertTrue(all(0 <= wait <= MAX_BACKOFF for wait in waits))
        self.assertGreater(max(waits), 2 * INITIAL_BACKOFF)


class RetryAfter(unittest.TestCase):
    def test_seconds(self) -> None:
        for text, seconds in [("0", 0.0), (" 120 ", 120.0), ("9" * 40, 999999999.0)]:
            self.assertEqual(reply(503, text).retry_after, seconds)

    def test_a_date(self) -> None:
        future = datetime.now(timezone.utc) + timedelta(seconds=90)
        seconds = reply(503, format_datetime(future, usegmt=True)).retry_after
        assert seconds is not None
        self.assertTrue(85 < seconds <= 90, seconds)
        self.assertEqual(reply(503, "Wed, 21 Oct 2015 07:28:00 GMT").retry_after, 0.0)
        self.assertEqual(reply(503, "Wed, 21 Oct 2015 07:28:00 -0000").retry_after, 0.0)

    def test_anything_else_is_none(self) -> None:
        for text in ["", "soon", "-1", "1.5", "\u0663"]:
            self.assertIsNone(reply(503, text).retry_after, text)
        self.assertIsNone(reply(503).retry_after)
