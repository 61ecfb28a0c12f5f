"""Calls with every name: what the client sends has the document's names, in their order, and what it reads back is the same."""

import inspect
import json
import sys
from typing import Any
from urllib.parse import parse_qsl

import httpx
import names_client
from names_client import Client

sent: list[httpx.Request] = []


def answer(request: httpx.Request) -> httpx.Response:
    sent.append(request)
    return httpx.Response(200, content=request.content) if request.url.path.startswith("/body/") else httpx.Response(204)


def called(method: Any, names: list[str]) -> tuple[httpx.Request, list[tuple[str, str]]]:
    arguments = list(inspect.signature(method).parameters)
    values = [f"v{index}" for index in range(len(names))]
    method(**dict(zip(arguments, values, strict=False)))
    return sent[-1], list(zip(names, values, strict=True))


def same(got: Any, expected: Any) -> None:
    wrong = [pair for pair in zip(got, expected, strict=True) if pair[0] != pair[1]]
    assert not wrong, wrong[:3]


with open(sys.argv[1]) as file:
    chunks = json.load(file)
client = Client(base_url="http://names.invalid", http_client=httpx.Client(transport=httpx.MockTransport(answer)))

for index, names in enumerate(chunks, 1):
    number = f"{index:02}"
    request, expected = called(getattr(client, f"send_query{number}"), names["texts"])
    same(parse_qsl(request.url.query.decode(), keep_blank_values=True), expected)
    request, expected = called(getattr(client, f"send_headers{number}"), names["headers"])
    same([(name, request.headers[name]) for name in names["headers"]], expected)
    request, expected = called(getattr(client, f"send_cookies{number}"), names["cookies"])
    same(request.headers.get("cookie", "").split("; "), ["=".join(pair) for pair in expected] or [""])

    model = getattr(names_client, f"EveryThing{number}")
    values = {name: f"v{index}" for index, name in enumerate(model.model_fields)}
    everything = model(**values)
    assert getattr(client, f"send_body{number}")(everything) == everything
    pairs = list(zip(names["texts"], values.values(), strict=True))
    same(list(json.loads(sent[-1].content).items()), pairs)
    getattr(client, f"send_form{number}")(everything)
    same(parse_qsl(sent[-1].content.decode(), keep_blank_values=True), pairs)
