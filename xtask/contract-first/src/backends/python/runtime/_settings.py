"""What a client is set up with: credentials, base URL, timeout, retries."""

from __future__ import annotations

import base64
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import httpx

from ._exceptions import OptionError

TIMEOUT = 30.0
"""Seconds that a call may take, further tries and waits included."""

RETRIES = 2
"""How often a request is sent again at most."""

Credentials: TypeAlias = Mapping[str, "str | tuple[str, str] | None"]
"""What a caller gives, by option."""


@dataclass(frozen=True)
class Scheme:
    """A kind of credentials: the option that gives it, and where it goes."""

    option: str
    variable: str
    kind: Literal["key", "bearer", "basic"]
    place: Literal["header", "query", "cookie"]
    wire: str


@dataclass(frozen=True)
class Service:
    """What the document says of the service and of the package for it."""

    agent: str
    """The user agent."""
    base_url_variable: str
    base_url: str | None = None
    """Where the service is, unless the caller or the environment says otherwise."""
    schemes: Sequence[Scheme] = ()
    exclusive: Sequence[tuple[str, str]] = ()
    """Pairs of options of which the service takes only one."""


@dataclass(frozen=True)
class Settings:
    """Checked settings."""

    service: Service
    base_url: str
    base_url_given: bool
    """Whether it is not the document's."""
    timeout: float
    retries: int
    secrets: Mapping[str, str] = field(repr=False)
    """Values of credentials, ready to be sent, by option."""

    @classmethod
    def of(
        cls,
        service: Service,
        credentials: Credentials,
        base_url: str | None,
        timeout: float,
        retries: int,
    ) -> Settings:
        """Checks the options of a client and fills in what the environment says."""
        if not (math.isfinite(timeout) and timeout > 0):
            raise OptionError(f"timeout is {timeout}: give seconds, more than 0")
        if retries < 0:
            raise OptionError(f"retries is {retries}: give 0 or more")
        given = base_url or os.environ.get(service.base_url_variable)
        url = _base_url(service, given)
        return cls(service, url, bool(given), timeout, retries, _secrets(service, credentials))

    def credentials_for(self, operation: str, alternatives: Sequence[Sequence[int]]) -> list[tuple[Scheme, str]]:
        """The credentials of the first alternative that is given in full."""
        named = [[self.service.schemes[index] for index in alternative] for alternative in alternatives]
        for schemes in named:
            if all(scheme.option in self.secrets for scheme in schemes):
                return [(scheme, self.secrets[scheme.option]) for scheme in schemes]
        if not named:
            return []
        ways = ", or ".join(" with ".join(scheme.option for scheme in schemes) for schemes in named)
        variables = ", ".join(dict.fromkeys(scheme.variable for schemes in named for scheme in schemes))
        raise OptionError(f"{operation} needs credentials: give the client {ways} (environment: {variables})")

    def base_url_for(self, operation: str, server: str | None, secured: bool) -> str:
        """Where a call goes: to a server of its own, unless the caller or the environment says where the service is."""
        if server is None or self.base_url_given:
            return self.base_url
        base = httpx.URL(self.base_url + "/")
        url = base.join(server)
        # Credentials are for the origin of the base URL.
        if _origin(url) != _origin(base) and secured and self.secrets:
            raise OptionError(
                f"{operation} is served at {_origin(url)}, and the credentials are for {_origin(base)}: "
                "make a client with a base_url of that server"
            )
        return str(url).rstrip("/")


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode()}"


def _base_url(service: Service, given: str | None) -> str:
    text = given or service.base_url
    if not text:
        raise OptionError(f"base_url is missing: give it to the client, or set {service.base_url_variable}")
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise OptionError(f"base_url is not a valid URL: {error}") from None
    if url.userinfo:
        raise OptionError("base_url contains a user name or password: give credentials as options")
    if url.scheme not in ("http", "https") or not url.host or url.query or url.fragment:
        raise OptionError(f"base_url must be an http or https URL with a host, without query and fragment: {text}")
    return str(url).rstrip("/")


def _secrets(service: Service, given: Credentials) -> dict[str, str]:
    explicit = {option: value for option, value in given.items() if value is not None}
    for first, second in service.exclusive:
        if first in explicit and second in explicit:
            raise OptionError(f"give either {first} or {second}: the service takes only one of them")
    found = explicit or _environment(service)
    return {
        scheme.option: _secret(scheme, found[scheme.option]) for scheme in service.schemes if scheme.option in found
    }


def _environment(service: Service) -> dict[str, str | tuple[str, str]]:
    found: dict[str, str | tuple[str, str]] = {}
    for scheme in service.schemes:
        value = os.environ.get(scheme.variable)
        taken = any(scheme.option in pair and any(option in found for option in pair) for pair in service.exclusive)
        if value and not taken:
            user, _, password = value.partition(":")
            found[scheme.option] = (user, password) if scheme.kind == "basic" else value
    return found


def _secret(scheme: Scheme, value: str | tuple[str, str]) -> str:
    """The value as it is sent. No message shows any of it."""
    if isinstance(value, tuple):
        return "Basic " + base64.b64encode(":".join(value).encode()).decode()
    if not value:
        raise OptionError(f"{scheme.option} is empty")
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise OptionError(f"{scheme.option} contains a character that is not allowed (visible ASCII only)")
    return f"Bearer {value}" if scheme.kind == "bearer" else value
