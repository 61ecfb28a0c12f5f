"""One call: its request, and what its responses mean."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Generic, TypeVar, cast
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter, ValidationError

from ._exceptions import ConnectionFailedError, StatusError, TimedOutError, UnexpectedResponseError
from ._rest import Rest
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


Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Origin:
    """What led to a response."""

    operation: str
    method: str
    retries: int
    send: Callable[[Headers], Reply | Failure] | Callable[[Headers], Awaitable[Reply | Failure]]
    """Sends the request again, with further headers."""


@dataclass(frozen=True)
class Opening:
    """A body that is read while it comes."""

    open: Callable[[Rest, Origin], Any]
    """What the caller reads it with."""


Form = Content | Opening | str | None
"""A form of a body: `"text"` and `"bytes"` for what is not JSON; `None` where there is no body."""


@dataclass(frozen=True)
class Choice:
    """The forms of a body by their media types, which are in lower case; `image/*` is any of its family."""

    forms: Mapping[str, Form]


@dataclass(frozen=True)
class Response:
    """A documented response: its statuses, its body, and the error that it is; `None` for a success."""

    least: int
    most: int
    content: Form | Choice = None
    error: type[StatusError] | None = None


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
    body: bytes | None = field(default=None, repr=False)
    media: str = "application/json"
    accept: str = "application/json"
    idempotent: bool = False
    """Whether it may be sent again although it may have arrived."""
    server: str | None = None
    """Where it is served, if that is elsewhere than all others."""

    def request(self, settings: Settings, further: Headers = ()) -> httpx.Request:
        """The request as it is sent, the same each time but for further headers."""
        headers = [("accept", self.accept), ("user-agent", settings.service.agent), *self.headers, *further]
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
        if self.body is not None:
            headers.append(("content-type", self.media))
        url = self._url(settings) + ("?" + "&".join(query) if query else "")
        return httpx.Request(self.method, url, headers=headers, content=self.body)

    def is_open(self, response: httpx.Response) -> bool:
        """Whether the body of a response is read while it comes."""
        documented = self._documented(response.status_code)
        if documented is None:
            return False
        try:
            return isinstance(_form(documented, response.headers), Opening)
        except ValueError:
            return False

    def result(
        self,
        outcome: Reply | Failure,
        settings: Settings,
        send: Callable[[Headers], Reply | Failure] | Callable[[Headers], Awaitable[Reply | Failure]],
    ) -> T:
        """What the caller gets."""
        if isinstance(outcome, Failure):
            kind = TimedOutError if outcome.timed_out else ConnectionFailedError
            reason = f"timed out after {settings.timeout:g} s" if outcome.timed_out else outcome.reason
            raise kind(self.operation, self._url(settings), reason)
        response = self._documented(outcome.status)
        if response is None:
            raise self._unexpected(outcome, None)
        try:
            form = _form(response, outcome.headers)
            if isinstance(form, Opening) and outcome.rest is not None:
                origin = Origin(self.operation, self.method, settings.retries, send)
                return cast(T, form.open(outcome.rest, origin))
            body = _body(form, outcome)
        except (ValidationError, UnicodeDecodeError, ValueError) as problem:
            raise self._unexpected(outcome, problem) from None
        if response.error is not None:
            raise self._error(response.error, outcome, _message(outcome), body)
        return cast(T, body)

    def _documented(self, status: int) -> Response | None:
        fitting = (response for response in self.responses if response.least <= status <= response.most)
        return next(fitting, None)

    def _url(self, settings: Settings) -> str:
        return settings.base_url_for(self.operation, self.server, bool(self.security)) + self.path

    def _unexpected(self, reply: Reply, problem: Exception | None) -> StatusError:
        message = _message(reply)
        if problem is not None:
            message = f"{message}: the response does not have the documented form: {short(problem)}"
        return self._error(UnexpectedResponseError, reply, message, None)

    def _error(self, kind: type[StatusError], reply: Reply, message: str, body: Any) -> StatusError:
        text = reply.content[:MAX_TEXT_BYTES].decode(errors="replace")
        request_id = reply.headers.get("x-request-id")
        return kind(self.operation, reply.status, message, body, text, request_id, reply.retry_after)


def preferring(chosen: str, accepted: str) -> str:
    """A header `Accept` that asks for one of its media types first."""
    others = [f"{media};q=0.5" for media in accepted.split(", ") if media != chosen]
    return ", ".join([chosen, *others])


def _form(response: Response, headers: Mapping[str, str]) -> Form:
    """The form of a body, by its media type where that has several."""
    if not isinstance(response.content, Choice):
        return response.content
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    forms = response.content.forms
    family = media.partition("/")[0] + "/*"
    if media not in forms and family not in forms:
        raise ValueError(f"its media type is {media or 'missing'}: expected {' or '.join(forms)}")
    return forms[media] if media in forms else forms[family]


def _body(form: Form, reply: Reply) -> Any:
    if not reply.complete:
        raise ValueError("it is too large")
    if isinstance(form, Content):
        return form.read(reply.content)
    if form == "text":
        return reply.content.decode()
    return reply.content if form == "bytes" else None


def short(problem: Exception) -> str:
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
