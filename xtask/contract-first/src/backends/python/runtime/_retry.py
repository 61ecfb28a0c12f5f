"""When a request is sent again. No I/O: whoever runs the steps sends and waits."""

from __future__ import annotations

import random
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from ._rest import Rest
from ._settings import Settings

INITIAL_BACKOFF = 0.5
"""Maximum wait before the first retry, in seconds; it doubles with each further one."""

MAX_BACKOFF = 8.0
"""Maximum wait between two tries, in seconds, unless the service asks for more."""

RETRY_STATUSES = (429, 503)
"""Statuses that ask for another try."""


@dataclass(frozen=True)
class Reply:
    """A response: all of it, but for what is `rest`."""

    status: int
    reason: str
    headers: Mapping[str, str]
    content: bytes
    complete: bool
    """Whether `content` is all of it: more than the client takes is cut off."""
    rest: Rest | None = None
    """What is left of it, where it is read while it comes."""

    @property
    def retry_after(self) -> float | None:
        """The seconds of `Retry-After`, which may be a number or a date (RFC 9110, section 10.2.3)."""
        text = self.headers.get("retry-after", "").strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            date = parsedate_to_datetime(text)
        except ValueError:
            return None
        if date.tzinfo is None:
            date = date.replace(tzinfo=timezone.utc)
        return max(0.0, (date - datetime.now(timezone.utc)).total_seconds())


@dataclass(frozen=True)
class Failure:
    """There is no response."""

    reason: str
    timed_out: bool = False
    unsent: bool = False
    """Whether the service certainly has not seen the request."""


@dataclass(frozen=True)
class Send:
    """Send the request; the response must be there at `deadline`, of `time.monotonic()`."""

    deadline: float


@dataclass(frozen=True)
class Wait:
    """Do nothing for so long."""

    seconds: float


Steps = Generator["Send | Wait", "Reply | Failure", "Reply | Failure"]


def steps(settings: Settings, idempotent: bool) -> Steps:
    """The steps of one call; the last try's outcome is the result."""
    deadline = time.monotonic() + settings.timeout
    attempt = 0
    while True:
        outcome = yield Send(deadline)
        wait = _wait(outcome, attempt, idempotent)
        if wait is None or attempt >= settings.retries or time.monotonic() + wait >= deadline:
            return outcome
        yield Wait(wait)
        attempt += 1


def _wait(outcome: Reply | Failure, attempt: int, idempotent: bool) -> float | None:
    """Seconds before another try; `None` when there is to be none."""
    # Full jitter: callers that failed together do not come back together.
    backoff = random.uniform(0.0, min(MAX_BACKOFF, INITIAL_BACKOFF * 2.0 ** min(attempt, 10)))
    if isinstance(outcome, Failure):
        again = not outcome.timed_out and (outcome.unsent or idempotent)
        return backoff if again else None
    if outcome.status not in RETRY_STATUSES:
        return None
    asked = outcome.retry_after
    return backoff if asked is None else asked
