"""A server that sends the responses of a test, one connection after the other."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Sequence
from threading import Thread
from types import TracebackType

Response = Callable[[socket.socket], None]


def said(status: int, body: bytes = b"", *headers: str) -> Response:
    """A complete response."""

    def send(connection: socket.socket) -> None:
        lines = [f"HTTP/1.1 {status} Reason", f"content-length: {len(body)}", "connection: close", *headers]
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    return send


def broken(_: socket.socket) -> None:
    """No response: the connection ends."""


def dripping(connection: socket.socket) -> None:
    """A response that never ends, byte by byte."""
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    try:
        for _ in range(1000):
            connection.sendall(b"x")
            time.sleep(0.02)
    except OSError:
        pass


def whole(connection: socket.socket) -> bytes:
    """A request with its body."""
    request = b""
    while not is_whole(request):
        more = connection.recv(65536)
        if not more:
            break
        request += more
    return request


def is_whole(request: bytes) -> bool:
    if request and not request[:1].isalpha():
        # TLS, which waits for an answer.
        return True
    head, end, body = request.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" in head.lower():
        return body.endswith(b"0\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    return bool(end) and len(body) >= int(length[1] if length else 0)


class Server:
    """Serves the responses in their order; `requests` are what it was sent."""

    def __init__(self, *responses: Response) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = Thread(target=self._serve, args=(responses,), daemon=True)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.requests: list[bytes] = []

    def _serve(self, responses: Sequence[Response]) -> None:
        for response in responses:
            connection, _ = self._listener.accept()
            with connection:
                self.requests.append(whole(connection))
                response(connection)
        self._listener.close()

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.join(10.0)
        assert error is not None or not self._thread.is_alive(), "a response was not asked for"
