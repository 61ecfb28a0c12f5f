"""The errors that every client has."""

from __future__ import annotations

from typing import Any


class Error(Exception):
    """An error of this package."""


class OptionError(Error):
    """An option, a credential or an argument is not valid. Nothing was sent."""


class TransportError(Error):
    """There is no response."""

    def __init__(self, operation: str, url: str, reason: str) -> None:
        super().__init__(operation, url, reason)
        self.operation = operation
        self.url = url
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.operation}: {self.reason} ({self.url})"


class ConnectionFailedError(TransportError):
    """The connection could not be made, or broke: refused, unknown host, TLS, reset."""


class TimedOutError(TransportError):
    """The call took longer than the client's `timeout`, further tries and waits included."""


class StatusError(Error):
    """The service responded with an error."""

    body: Any
    """The decoded response; `None` where it has no body."""

    def __init__(
        self,
        operation: str,
        status: int,
        message: str,
        body: Any,
        text: str,
        request_id: str | None,
        retry_after: float | None,
    ) -> None:
        super().__init__(operation, status, message, body, text, request_id, retry_after)
        self.operation = operation
        self.status = status
        self.message = message
        self.body = body
        self.text = text
        """The response as it came, at most its first 64 KiB."""
        self.request_id = request_id
        """The response's `x-request-id`: name it when you ask for help."""
        self.retry_after = retry_after
        """Seconds after which the service asks to try again."""

    def __str__(self) -> str:
        known = f" (request {self.request_id})" if self.request_id else ""
        return f"{self.operation}: {self.status} {self.message}{known}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


class UnexpectedResponseError(StatusError):
    """A response that the document does not describe: another status, not JSON, or JSON of another form. See `text`."""
