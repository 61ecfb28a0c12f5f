"""How parameters and forms are written (OpenAPI's styles)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, TypeAdapter
from pydantic_core import to_json

from ._exceptions import OptionError

_RESERVED = "/:?@!$()*,;='"
_ANY: TypeAdapter[Any] = TypeAdapter(Any)


def text(value: Any) -> str:
    """A plain value as a text."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime) and value.tzinfo is None:
        raise OptionError(f"{value} has no time zone")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def members(value: Any) -> list[tuple[str, Any]]:
    """The properties of an object that were given."""
    if isinstance(value, BaseModel):
        value = value.model_dump(by_alias=True, exclude_unset=True)
    return [(name, item) for name, item in dict(value).items() if item is not None]


def flat(value: Any) -> Iterable[Any]:
    """The items of a list; names and values of an object in turn."""
    if isinstance(value, (BaseModel, dict)):
        return [part for pair in members(value) for part in pair]
    return value if issubclass(type(value), list) else [value]


def path(name: str, value: Any) -> str:
    """A part of the path. Empty ones and dots would make another path of it."""
    return segment(name, _joined(name, flat(value), ","))


def segment(name: str, text: str) -> str:
    """A text of the path by itself. Empty ones and dots would make another path of it."""
    if text in ("", ".", ".."):
        raise OptionError(f"{name} is {text!r}, which is not possible in a path")
    return text


def part(name: str, text: str, end: str) -> str:
    """A part of a segment; `end` begins what separates it from the next one, and is escaped in it."""
    if not text:
        raise OptionError(f"{name} is empty, which is not possible in a path")
    escaped = re.compile(f"%..|{re.escape(end)}" if end else "%..")
    return escaped.sub(lambda found: f"%{ord(end):02X}" if found[0] == end else found[0], text)


def path_part(name: str, value: Any, end: str) -> str:
    """A value that is a part of a segment."""
    return part(name, _joined(name, flat(value), ","), end)


def query(
    name: str,
    value: Any,
    separator: str | None = None,
    spread: bool = False,
    deep: bool = False,
    reserved: bool = False,
) -> list[str]:
    """Pairs of the query: items repeat the name where nothing stands between them, parts of objects stand in brackets.

    An object that is spread is its properties by themselves; one that is deep has items of lists in brackets, too.
    Reserved characters may stay, but for those that would end a value or change it, and those that no query holds.
    """
    if value is None:
        return []
    if reserved and separator is None and not isinstance(value, (BaseModel, dict)):
        return [f"{quote(name, safe='')}={quote(text(item), safe=_RESERVED)}" for item in flat(value)]
    if spread:
        return [pair for key, item in members(value) for pair in _pairs(key, item, deep)]
    if separator is None:
        return _pairs(name, value, deep)
    return [quote(name, safe="") + "=" + _joined(name, flat(value), separator)]


def header(name: str, value: Any, explode: bool = False) -> list[tuple[str, str]]:
    """A header, unless there is no value."""
    if value is None:
        return []
    if explode and isinstance(value, (BaseModel, dict)):
        written = ",".join(f"{key}={text(item)}" for key, item in members(value))
    else:
        written = ",".join(_item(name, text(item)) for item in flat(value))
    return _header(name, written)


def _header(name: str, written: str) -> list[tuple[str, str]]:
    if not (written.isascii() and written.isprintable()):
        raise OptionError(f"{name} contains a character that is not allowed in a header (visible ASCII only)")
    return [(name, written)]


def cookie(name: str, value: Any) -> list[str]:
    """A cookie, unless there is no value."""
    if value is None:
        return []
    written = text(value)
    if not (written.isascii() and written.isprintable()) or any(character in ' ",;\\' for character in written):
        raise OptionError(f"{name} contains a character that is not allowed in a cookie (RFC 6265, section 4.1.1)")
    return [f"{name}={written}"]


def styled_query(name: str, value: Any, style: str, explode: bool) -> list[str]:
    """A pair of the query whose style says how its parts are written, unless there is no value."""
    return [] if value is None else [quote(name, safe="") + "=" + styled(name, value, style, explode)]


def styled_header(name: str, value: Any, style: str, explode: bool) -> list[tuple[str, str]]:
    """A header whose style says how its parts are written, unless there is no value."""
    if value is None:
        return []
    if style == "json":
        return _header(name, _ascii_json(value))
    if style == "plain":
        return _header(name, _plain_part(name, value))
    return _header(name, _styled(name, value, ",", explode, _header_part))


def styled_cookie(name: str, value: Any, style: str, explode: bool) -> list[str]:
    """Cookies whose style says how their parts are written, unless there is no value."""
    if value is None:
        return []
    if style == "cookies":
        pairs = members(value) if isinstance(value, (BaseModel, dict)) else [(name, item) for item in value]
        return [pair for key, item in pairs for pair in cookie(key, _url_part(_plain_part(name, item)))]
    if style == "json":
        return cookie(name, _url_part(_ascii_json(value)))
    if style == "plain":
        return cookie(name, _plain_part(name, value))
    # A comma stands between its parts.
    return [f"{name}={_styled(name, value, ',', explode, _url_part)}"]


def styled(name: str, value: Any, style: str, explode: bool) -> str:
    """A value in the path or the query as one text: by what stands between its parts, as RFC 6570 says, or as JSON."""
    if style == "json":
        return _url_part(_ascii_json(value))
    if style == "label":
        return "." + _styled(name, value, "." if explode else ",", explode, _label_part)
    if style != "matrix":
        return _styled(name, value, quote(style, safe=","), explode, _url_part)
    start = f";{_url_part(name)}="
    if explode and isinstance(value, (BaseModel, dict)):
        return ";" + _styled(name, value, ";", explode, _url_part)
    if explode and issubclass(type(value), list):
        return "".join(start + _url_part(_plain_part(name, item)) for item in value)
    return start + _styled(name, value, ",", explode, _url_part)


def _styled(
    name: str,
    value: Any,
    separator: str,
    explode: bool,
    encode: Callable[[str], str],
) -> str:
    """The parts in one text; of an object that is exploded, `name=value`."""
    if isinstance(value, (BaseModel, dict)):
        between = "=" if explode else separator
        pairs = [[key, _plain_part(name, item)] for key, item in members(value)]
        texts = [[encode(key).replace("=", "%3D") if explode else encode(key), encode(item)] for key, item in pairs]
    elif issubclass(type(value), list):
        between = ""
        texts = [[encode(_plain_part(name, item))] for item in value if item is not None]
        if texts == [[""]]:
            raise OptionError(f"{name} is a single empty item, which reads as an empty list")
    else:
        return encode(_plain_part(name, value))
    if separator.startswith("%") and any(separator in item for pair in texts for item in pair):
        raise OptionError(f"a part of {name} contains what separates its parts")
    return separator.join(between.join(pair) for pair in texts)


def _plain_part(name: str, value: Any) -> str:
    if isinstance(value, (BaseModel, dict, list)):
        raise OptionError(f"{name} has parts of parts, which its style cannot write")
    return text(value)


def _url_part(value: str) -> str:
    return quote(value, safe="")


def _label_part(value: str) -> str:
    """A dot in it would be taken for the one between."""
    return quote(value, safe="").replace(".", "%2E")


def _header_part(value: str) -> str:
    kept = re.sub("%(?=[0-9A-Fa-f]{2})", "%25", value).replace(",", "%2C")
    return re.sub("^[ \t]|[ \t]$", lambda blank: quote(blank[0]), kept)


def _ascii_json(value: Any) -> str:
    """JSON in ASCII: headers hold nothing else. What was not given is left out."""
    written = _ANY.dump_json(value, by_alias=True, exclude_unset=True, warnings=False).decode()
    return "".join(character if character.isascii() else _escaped(character) for character in written)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1]


def form(value: Any, styles: Mapping[str, str] | None = None) -> bytes:
    """A body of `application/x-www-form-urlencoded`: items of a list one by one, objects as JSON.

    Other properties have a style: `deepObject`, `json`, or what stands between items.
    """
    known = styles or {}
    return "&".join(pair for name, item in members(value) for pair in _property(name, item, known.get(name))).encode()


def _property(name: str, value: Any, style: str | None) -> list[str]:
    if style == "deepObject":
        return _pairs(name, value, True)
    if style == "json":
        return [_pair(name, _json(value))]
    if not issubclass(type(value), list):
        return [_pair(name, _plain(value))]
    if style is not None:
        return [f"{quote(name, safe='')}={_joined(name, value, style)}"]
    return [_pair(name, _plain(item)) for item in value]


def _pairs(name: str, value: Any, deep: bool) -> list[str]:
    """A value, its parts in brackets; items of lists are numbered, or plain ones repeat the name."""
    if value is None:
        return []
    if isinstance(value, (BaseModel, dict)):
        return [pair for key, item in members(value) for pair in _pairs(f"{name}[{key}]", item, deep)]
    if not issubclass(type(value), list):
        return [_pair(name, text(value))]
    plain = not deep and not any(isinstance(item, (BaseModel, dict, list)) for item in value)
    named = ((name if plain else f"{name}[{index}]", item) for index, item in enumerate(value))
    return [pair for key, item in named for pair in _pairs(key, item, deep)]


def _pair(name: str, value: str) -> str:
    return f"{quote(name, safe='')}={quote(value, safe='')}"


def _plain(value: Any) -> str:
    """A value as one text: plain ones as they are, all others as JSON."""
    return _json(value) if value is None or isinstance(value, (BaseModel, dict, list)) else text(value)


def _json(value: Any) -> str:
    return to_json(value, by_alias=True).decode()


def _joined(name: str, items: Iterable[Any], separator: str) -> str:
    """Items in one text. Commas inside of them are encoded; of other separators, an encoded one is one, too."""
    texts = [text(item) for item in items]
    if separator != "," and any(separator in item for item in texts):
        raise OptionError(f"an item of {name} contains {separator!r}, which separates items")
    if texts == [""]:
        raise OptionError(f"{name} is a single empty item, which reads as an empty list")
    return quote(separator, safe=",").join(quote(item, safe="") for item in texts)


def _item(name: str, value: str) -> str:
    """An item of a header: what would separate or change it is encoded."""
    if not value:
        raise OptionError(f"{name} has an empty item, which a header cannot hold")
    kept = re.sub("%(?=[0-9A-Fa-f]{2})", "%25", value).replace(",", "%2C")
    return re.sub("^[ \t]|[ \t]$", lambda blank: quote(blank[0]), kept)
