"""What both clients are made of: settings, connections, and how a call is run."""

from __future__ import annotations

from typing import TypeVar

import httpx
from typing_extensions import Self

from ._call import Call, Headers
from ._retry import Failure, Reply, steps
from ._settings import Credentials, Service, Settings
from ._transport import Blocking, NonBlocking

T = TypeVar("T")


class _Base:
    _settings: Settings

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._settings.base_url!r})"


class BlockingBase(_Base):
    """A client whose calls block."""

    def __init__(
        self,
        service: Service,
        credentials: Credentials,
        base_url: str | None,
        timeout: float,
        retries: int,
        http_client: httpx.Client | None,
    ) -> None:
        self._settings = Settings.of(service, credentials, base_url, timeout, retries)
        self._http = Blocking(http_client)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def _run(self, call: Call[T]) -> T:
        settings = self._settings

        def send(headers: Headers) -> Reply | Failure:
            request = call.request(settings, headers)
            return self._http.run(steps(settings, call.idempotent), request, call.is_open, settings.timeout)

        return call.result(send([]), settings, send)


class AsyncBase(_Base):
    """A client for asyncio and trio."""

    def __init__(
        self,
        service: Service,
        credentials: Credentials,
        base_url: str | None,
        timeout: float,
        retries: int,
        http_client: httpx.AsyncClient | None,
    ) -> None:
        self._settings = Settings.of(service, credentials, base_url, timeout, retries)
        self._http = NonBlocking(http_client)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.close()

    async def _run(self, call: Call[T]) -> T:
        settings = self._settings

        async def send(headers: Headers) -> Reply | Failure:
            request = call.request(settings, headers)
            return await self._http.run(steps(settings, call.idempotent), request, call.is_open, settings.timeout)

        return call.result(await send([]), settings, send)
