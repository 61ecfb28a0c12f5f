"""What the bookshop gets as parameters, and where it is called: parts of `bookshop.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import httpx
from bookshop_client import (
    Client,
    Crumbs,
    Error,
    Nested,
    OptionError,
    Order,
    OrderLine,
    Part,
    SampleParametersStars,
    Sort,
    Styles,
    servers,
)

ID = UUID("123e4567-e89b-42d3-a456-426614174000")


def refused(call: Callable[[], object]) -> Error:
    try:
        call()
    except Error as error:
        return error
    raise AssertionError("it was not refused")


def parameters(shop: Client, url: str) -> None:
    found = shop.sample_parameters(
        names=["a/b", "ü c"],
        x_page=3,
        sort=Sort.PRICE,
        stars=SampleParametersStars.VALUE_2,
        tag=["x", "y,z"],
        ids=[1, 2],
        sizes=[1, 2.5],
        words=["a", "b"],
        since=date(2026, 1, 31),
        maybe=False,
        x_labels=["one", "two"],
        theme="dark",
    )
    assert found == {
        "names": '["a/b", "ü c"]',
        "sort": "Some(Price)",
        "stars": "Some(Value2)",
        "tag": 'Some(["x", "y,z"])',
        "ids": "Some([1, 2])",
        "sizes": "Some([1.0, 2.5])",
        "words": 'Some(["a", "b"])',
        "since": 'Some("2026-01-31")',
        "maybe": "Some(false)",
        "X-Page": "3",
        "X-Labels": 'Some(["one", "two"])',
        "theme": 'Some("dark")',
    }, found
    none = shop.sample_parameters(names=["ab"], x_page=1)
    assert {one for name, one in none.items() if name not in ("names", "X-Page")} == {"None"}, none
    order = Client(base_url=url, reader_key="good").type(
        Order(lines=[OrderLine(book=ID, count=2, weight=1.5)]), type="a b", coupon="abc"
    )
    assert order.lines[0].book == ID
    dots = refused(lambda: Client(base_url=url, reader_key="good").type(type="..", coupon="abc"))
    assert isinstance(dots, OptionError), dots


def paths(shop: Client) -> None:
    for name, kind in [("a", "b"), ("a.b/c", "d.json"), (".", "."), ("..", "é%2E")]:
        assert shop.path_kind(name=name, kind=kind) == {"operation": "kind", "name": name, "kind": kind}
    for start, until in [("1", "2"), ("1-to-2", "3-to-4"), ("-", "-"), ("%2D", ".csv")]:
        assert shop.path_range(from_=start, until=until) == {"operation": "range", "from": start, "until": until}
    for name in ["a", "a:cancel", "a/b?", ".."]:
        assert shop.path_cancel(name=name) == {"operation": "cancel", "name": name}
        assert shop.path_again(name=f"{name}x") == {"operation": "again", "name": f"{name}x"}
    assert shop.path_all(names=["a,b", "c:all"]) == {"operation": "all", "names": "a,b|c:all"}
    assert shop.path_name(name="7")["operation"] == "name"
    assert shop.path_number(number=7)["operation"] == "number"
    assert shop.path_literal()["operation"] == "literal"
    assert isinstance(refused(lambda: shop.path_json(name="")), OptionError)


def served(shop: Client, url: str) -> None:
    assert servers.server_1() == "https://bookshop.example.com"
    assert servers.server_2() == "https://eu.bookshop.example.com/v1"
    assert servers.server_2(region="us-1", version="v2") == "https://us-1.bookshop.example.com/v2"
    assert servers.server_4("https://a.example/") == "https://a.example/beside"
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(str(request.url))
        return httpx.Response(200, json={})

    http_client = httpx.Client(transport=httpx.MockTransport(answer))
    session = Client(session="good", http_client=http_client)
    session.served_openly()
    session.served_beside()
    session.path_latest()
    elsewhere = refused(session.served_elsewhere)
    assert isinstance(elsewhere, OptionError), elsewhere
    assert "served at http://127.0.0.1:9, and" in str(elsewhere) and "good" not in str(elsewhere), elsewhere
    Client(base_url=servers.server_3(stage="test"), session="good", http_client=http_client).served_elsewhere()
    assert sent == [
        "http://127.0.0.1:9/live/served/elsewhere",
        "https://bookshop.example.com/beside/served/elsewhere",
        "https://bookshop.example.com/paths/latest",
        "http://127.0.0.1:9/test/served/elsewhere",
    ], sent
    assert shop.served_openly() == {"operation": "openly"}
    assert Client(base_url=url, session="good").served_elsewhere() == {"operation": "elsewhere"}


def styles(shop: Client) -> None:
    odd = "a,b;c=d.e f&g+h/i?j#k%2Cl:m@n!$'()*[]~"
    texts = [odd, "", "x"]
    choices: list[int | list[str]] = [5, texts]
    nested = Nested(parts=[Part(a=odd)], note="ü📖")
    for text in [odd, "", "ü", ".", "=,"]:
        part = Part(a=text, b=-7)
        for either in choices:
            simple = shop.styles_simple(part=part, pairs=part, either=either, nested=nested)
            assert simple == Styles(part=part, pairs=part, either=either, nested=nested), simple
        label = shop.styles_label(word=f"{text}x", list_=texts, items=texts, pairs=part)
        assert label == Styles(word=f"{text}x", list_=texts, items=texts, pairs=part), label
        matrix = shop.styles_matrix(word=text, list_=texts, items=texts, part=part, pairs=part)
        assert matrix == Styles(word=text, list_=texts, items=texts, part=part, pairs=part), matrix
    part = Part(a=odd, b=-7)
    query = shop.styles_query(part=part, pairs=part, either=texts, nested=nested, word=odd, list_=texts)
    assert query == Styles(part=part, pairs=part, either=texts, nested=nested, word=odd, list_=texts), query
    header = shop.styles_header(x_part=part, x_pairs=part, x_either=texts, x_nested=nested, x_word=True)
    assert header == Styles(part=part, pairs=part, either=texts, nested=nested, word="Boolean(true)"), header
    crumbs = Crumbs(crumb_1=odd, crumb_2=2)
    cookie = shop.styles_cookie(items=texts, list_=texts, part=part, crumbs=crumbs, either=3, nested=nested)
    assert cookie == Styles(items=texts, list_=texts, part=part, crumbs=crumbs, either=3, nested=nested), cookie
    assert isinstance(refused(lambda: shop.styles_query(pairs=Part(a="a|b"))), OptionError)
