"""Bodies of parts: `multipart/form-data` (RFC 7578)."""

from __future__ import annotations

import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, BinaryIO, Union, cast

import anyio.to_thread
import httpx
from pydantic import TypeAdapter
from typing_extensions import TypeAlias

from ._call import Encoded
from ._exceptions import OptionError
from ._parameters import text as plain_text

_ANY: TypeAdapter[Any] = TypeAdapter(Any)

_PIECE_BYTES = 64 * 1024
"""How much of a file is read at once."""

Source: TypeAlias = Union[bytes, BinaryIO, Iterable[bytes], AsyncIterable[bytes]]
"""Bytes, an open file, or an iterator; one that is asynchronous works with `AsyncClient` only."""


@dataclass(frozen=True)
class FilePart:
    """A file that a call sends. A call whose files are all bytes can be tried again; all else can be read only once."""

    content: Source = field(repr=False)
    file_name: str | None = None
    """What the service is told that it is called: by default that of an open file, else the name of the part. With an
    empty one, none is sent."""
    content_type: str | None = None
    """What the service is told that it is; what the document says by default."""


File: TypeAlias = Union[FilePart, bytes, BinaryIO]
"""A file that a call sends."""


@dataclass(frozen=True)
class Part:
    """A part of a body: what stands before its content, and that."""

    head: bytes
    content: Source


def text(name: str, value: Any, media: str | None = None) -> list[Part]:
    """A value as a form writes it, unless there is none."""
    return [] if value is None else [Part(_head(name, "", media), plain_text(value).encode())]


def texts(name: str, values: Sequence[Any], media: str | None = None) -> list[Part]:
    """A part for each value."""
    return [part for value in values for part in text(name, value, media)]


def as_json(name: str, value: Any, media: str) -> list[Part]:
    """A value as JSON, unless there is none."""
    return [] if value is None else [Part(_head(name, "", media), _json(value))]


def each_as_json(name: str, values: Sequence[Any], media: str) -> list[Part]:
    """A part for each value."""
    return [part for value in values for part in as_json(name, value, media)]


def file(name: str, value: File | None, media: str) -> list[Part]:
    """A file of this media type, if it has none of its own."""
    if value is None:
        return []
    part = value if isinstance(value, FilePart) else FilePart(value)
    file_name = _file_name(part.content, name) if part.file_name is None else part.file_name
    further = f'; filename="{_escaped(file_name)}"' if file_name else ""
    return [Part(_head(name, further, part.content_type or media), part.content)]


def files(name: str, values: Sequence[File], media: str) -> list[Part]:
    """A part for each file."""
    return [part for value in values for part in file(name, value, media)]


def further(files: Sequence[tuple[str, File]]) -> list[Part]:
    """Files by the names of their parts."""
    return [part for name, value in files for part in file(name, value, "application/octet-stream")]


def body(media: str, parts: Sequence[Part]) -> Encoded:
    """All parts. It can be sent again if all of it is bytes."""
    boundary = token_hex(16)
    line = f"--{boundary}\r\n".encode()
    sources: list[Source] = []
    for part in parts:
        sources += [line + part.head, part.content, b"\r\n"]
    sources.append(f"--{boundary}--\r\n".encode())
    media = f"{media}; boundary={boundary}"
    content = [source for source in sources if isinstance(source, bytes)]
    if len(content) == len(sources):
        return Encoded(media, b"".join(content))
    return Encoded(media, _Sources(sources), _length(sources))


def _json(value: Any) -> bytes:
    """What was not given is left out."""
    return _ANY.dump_json(value, by_alias=True, exclude_unset=True, warnings=False)


def _head(name: str, further: str, media: str | None) -> bytes:
    if media is not None and not (media.isascii() and media.isprintable()):
        raise OptionError(f"the media type of {name} is not valid")
    kind = f"Content-Type: {media}\r\n" if media else ""
    return f'Content-Disposition: form-data; name="{_escaped(name)}"{further}\r\n{kind}\r\n'.encode()


def _escaped(name: str) -> str:
    """A name as browsers write it (WHATWG HTML, "multipart/form-data encoding algorithm")."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _file_name(content: Source, default: str) -> str:
    name = getattr(content, "name", None)
    return os.path.basename(name) if isinstance(name, str) and name else default


def _open_file(source: Source) -> BinaryIO | None:
    return cast("BinaryIO", source) if hasattr(source, "read") else None


def _length(sources: Sequence[Source]) -> int | None:
    """How many bytes there are, if that is known."""
    total = 0
    for source in sources:
        if isinstance(source, bytes):
            total += len(source)
            continue
        file = _open_file(source)
        if file is None:
            return None
        try:
            start = file.tell()
            total += file.seek(0, os.SEEK_END) - start
            file.seek(start)
        except (AttributeError, OSError):
            return None
    return total


class _Sources(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Sources one after the other."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources

    def __iter__(self) -> Iterator[bytes]:
        for source in self._sources:
            file = _open_file(source)
            if isinstance(source, bytes):
                yield source
            elif file is not None:
                while piece := file.read(_PIECE_BYTES):
                    yield piece
            elif isinstance(source, AsyncIterable):
                raise OptionError("an asynchronous iterator can be sent by AsyncClient only")
            else:
                yield from source

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for source in self._sources:
            file = _open_file(source)
            if isinstance(source, bytes):
                yield source
            elif file is not None:
                while piece := await anyio.to_thread.run_sync(file.read, _PIECE_BYTES):
                    yield piece
            elif isinstance(source, AsyncIterable):
                async for piece in source:
                    yield piece
            else:
                for piece in source:
                    yield piece
