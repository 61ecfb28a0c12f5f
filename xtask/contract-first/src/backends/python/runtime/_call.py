"""One call: its request, and what its responses mean."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Generic, TypeVar, cast
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter, ValidationError

from ._exceptions import ConnectionFailedError, StatusError, TimedOutError, UnexpectedResponseError
from ._retry import Failure, Reply
from ._settings import Settings

MAX_TEXT_BYTES = 64 * 1024
"""Bytes of a refusal's text that an error keeps at most."""

T = TypeVar("T")


_NUMBERS = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?', re.DOTALL)
_LARGE = re.compile(rb"[0-9][eE]|[0-9.]{16}")


def exact(content: bytes) -> bytes:
    """JSON with its large whole numbers in digits: a float, such as `9007199254740993.0` is, would lose some."""

    def written(found: re.Match[bytes]) -> bytes:
        number = found[0]
        if number.startswith(b'"') or number.strip(b"-").isdigit():
            return number
        if not 2**53 <= abs(float(number)) <= 2**64:
            return number
        value = Decimal(number.decode())
        return str(int(value)).encode() if value == value.to_integral_value() else number

    return _NUMBERS.sub(written, content) if _LARGE.search(content) else content


class Content:
    """What a body is: the reader and writer of its type, made when it is used first."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._kind)

    def read(self, content: bytes) -> Any:
        """Reads JSON; properties go by the document's names only."""
        return self._adapter.validate_json(exact(content), by_alias=True, by_name=False)

    def json(self, value: Any) -> bytes:
        """Writes JSON; what was not given is left out."""
        return self._adapter.dump_json(value, by_alias=True, exclude_unset=True, warnings=False)

    def plain(self, value: Any) -> Any:
        """What JSON holds, as Python has it."""
        return self._adapter.dump_python(value, mode="json", by_alias=True, exclude_unset=True, warnings=False)


@dataclass(frozen=True)
class Response:
    """A documented response: its statuses, its body, and the error that it is; `None` for a success."""

    least: int
    most: int
    content: Content | str | None = None
    """`"text"` and `"bytes"` for bodies that are not JSON."""
    error: type[StatusError] | None = None


@dataclass(frozen=True)
class Encoded:
    """A body with a media type of its own: bytes, or what is read while it is sent, once."""

    media: str
    content: bytes | httpx.SyncByteStream
    length: int | None = None
    """How much will be read, if that is known."""


@dataclass(frozen=True)
class Call(Generic[T]):
    """A call, before credentials and base URL."""

    operation: str
    method: str
    path: str
    responses: Sequence[Response]
    security: Sequence[Sequence[int]] = ()
    query: Sequence[str] = ()
    """`name=value`, percent-encoded."""
    headers: Sequence[tuple[str, str]] = ()
    cookies: Sequence[str] = ()
    body: bytes | Encoded | None = field(default=None, repr=False)
    media: str = "application/json"
    accept: str = "application/json"
    idempotent: bool = False
    """Whether it may be sent again although it may have arrived."""
    server: str | None = None
    """Where it is served, if that is elsewhere than all others."""

    @property
    def repeatable(self) -> bool:
        """Whether its body can be sent more than once."""
        return not isinstance(self.body, Encoded) or isinstance(self.body.content, bytes)

    def request(self, settings: Settings) -> httpx.Request:
        """The request as it is sent, the same each time."""
        headers = [("accept", self.accept), ("user-agent", settings.service.agent), *self.headers]
        query, cookies = list(self.query), list(self.cookies)
        for scheme, secret in settings.credentials_for(self.operation, self.security):
            if scheme.place == "header":
                headers.append((scheme.wire, secret))
            elif scheme.place == "query":
                query.append(f"{quote(scheme.wire, safe='')}={quote(secret, safe='')}")
            else:
                cookies.append(f"{scheme.wire}={secret}")
        if cookies:
            headers.append(("cookie", "; ".join(cookies)))
        body = Encoded(self.media, self.body) if isinstance(self.body, bytes) else self.body
        if body is not None:
            headers.append(("content-type", body.media))
        url = self._url(settings) + ("?" + "&".join(query) if query else "")
        if body is None:
            return httpx.Request(self.method, url, headers=headers)
        if isinstance(body.content, bytes):
            return httpx.Request(self.method, url, headers=headers, content=body.content)
        length = ("transfer-encoding", "chunked") if body.length is None else ("content-length", str(body.length))
        # httpx adds no headers of its own to a stream.
        host = ("host", httpx.URL(url).netloc.decode())
        return httpx.Request(self.method, url, headers=[host, *headers, length], stream=body.content)

    def result(self, outcome: Reply | Failure, settings: Settings) -> T:
        """What the caller gets."""
        if isinstance(outcome, Failure):
            kind = TimedOutError if outcome.timed_out else ConnectionFailedError
            reason = f"timed out after {settings.timeout:g} s" if outcome.timed_out else outcome.reason
            raise kind(self.operation, self._url(settings), reason)
        fitting = (response for response in self.responses if response.least <= outcome.status <= response.most)
        response = next(fitting, None)
        if response is None:
            raise self._unexpected(outcome, None)
        try:
            body = _body(response, outcome)
        except (ValidationError, UnicodeDecodeError, ValueError) as problem:
            raise self._unexpected(outcome, problem) from None
        if response.error is not None:
            raise self._error(response.error, outcome, _message(outcome), body)
        return cast(T, body)

    def _url(self, settings: Settings) -> str:
        return settings.base_url_for(self.operation, self.server, bool(self.security)) + self.path

    def _unexpected(self, reply: Reply, problem: Exception | None) -> StatusError:
        message = _message(reply)
        if problem is not None:
            message = f"{message}: the response does not have the documented form: {_short(problem)}"
        return self._error(UnexpectedResponseError, reply, message, None)

    def _error(self, kind: type[StatusError], reply: Reply, message: str, body: Any) -> StatusError:
        text = reply.content[:MAX_TEXT_BYTES].decode(errors="replace")
        request_id = reply.headers.get("x-request-id")
        return kind(self.operation, reply.status, message, body, text, request_id, reply.retry_after)


def _body(response: Response, reply: Reply) -> Any:
    if not reply.complete:
        raise ValueError("it is too large")
    if response.content is None:
        return None
    if isinstance(response.content, Content):
        return response.content.read(reply.content)
    return reply.content.decode() if response.content == "text" else reply.content


def _short(problem: Exception) -> str:
    """What is wrong, without the values: they may be secrets."""
    if not isinstance(problem, ValidationError):
        return str(problem)
    first = problem.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]


def _message(reply: Reply) -> str:
    """What the service says went wrong, else the reason phrase."""
    try:
        said: Any = json.loads(reply.content)
    except ValueError:
        said = None
    members = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
    for name in ("error", "message", "detail", "title"):
        text = members.get(name)
        if isinstance(text, str) and text:
            return text
    return reply.reason or "no reason given"
