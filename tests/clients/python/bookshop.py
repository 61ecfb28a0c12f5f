"""Calls the bookshop, whose samples answer what they were sent: `bookshop.py ADDRESS`."""

from __future__ import annotations

import asyncio
import sys
from datetime import date, datetime, timezone
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from uuid import UUID

from bookshop_client import (
    AddBookError,
    AddBookError409,
    AsyncClient,
    Book,
    Card,
    Cash,
    Choices,
    ChoicesBesideVariant2,
    Client,
    ExpressionVariant2,
    ExpressionVariant3,
    Fields,
    FieldsAddress,
    FieldsLinesItem,
    FieldsStopsItem,
    GetBooksByBookIdError404,
    Invoice,
    InvoiceAddress,
    Items,
    Language,
    ListBooksErrorDefault,
    Numbers,
    NumbersChoiceVariant4,
    NumbersLevel,
    Objects,
    ObjectsTyped,
    OptionError,
    Problem,
    Purchase,
    PurchaseEitherVariant2,
    PurchaseLinesItem,
    PurchaseStars,
    ReaderRequest,
    SampleSearchCreatedVariant1,
    SampleSearchPage,
    SampleSearchPrice,
    Shelf,
    Sort,
    String,
    UnexpectedResponseError,
    Values,
    ValuesBinding,
)
from bookshop_parameters import parameters, paths, refused, served, styles
from bookshop_streams import non_blocking_streams, streams

URL = sys.argv[1]
ID = UUID("123e4567-e89b-42d3-a456-426614174000")


def answers_and_errors(shop: Client) -> None:
    (book,) = shop.list_books(limit=7, in_stock=True)
    assert book.title == "7 Some(true)", book
    assert shop.list_books(limit=1) == []
    assert shop.list_books()[0].title == "20 None"
    sold = refused(lambda: shop.list_books(in_stock=False))
    assert isinstance(sold, ListBooksErrorDefault)
    assert (sold.status, sold.message, sold.body) == (418, "sold", Problem(message="sold"))
    missing = refused(lambda: shop.get_books_by_book_id(book_id=UUID(int=0)))
    assert isinstance(missing, GetBooksByBookIdError404)
    assert missing.body is None
    bad = refused(lambda: shop.list_books(limit=0))
    assert isinstance(bad, ListBooksErrorDefault)
    assert bad.status == 400, bad


def credentials() -> None:
    both = Client(base_url=URL, reader_key="good", staff_key="good")
    new = Book(title="A", price_cents=1, language=Language.PT_BR, labels=["x"], translations={"de": "B"})
    assert both.add_book(new) == new
    known = refused(lambda: both.add_book(Book(title="Known", price_cents=1)))
    assert isinstance(known, AddBookError409) and isinstance(known, AddBookError)
    unwanted = refused(lambda: both.add_book(Book(title="Unwanted", price_cents=1)))
    assert isinstance(unwanted, UnexpectedResponseError)
    assert unwanted.status == 403, unwanted
    one = refused(lambda: Client(base_url=URL, reader_key="good").add_book(new))
    assert isinstance(one, OptionError), one
    session = Client(base_url=URL, session="good")
    assert session.get_books_id().name == "session"
    session.remove_book(book_id=ID)
    # The first alternative asks for nothing.
    assert session.get_books_by_book_id(book_id=ID).title == "123e4567 nobody"
    for client, name in [
        (Client(base_url=URL, query_key="good"), "queryKey"),
        (Client(base_url=URL, cookie_key="good"), "cookieKey"),
        (Client(base_url=URL, basic=("me", "good:one"), reader_key="good"), "basic+readerKey"),
        (Client(base_url=URL, oauth="good"), "oauth"),
    ]:
        found = client.sample_credentials()
        assert found.name.startswith(name), found
        assert "good" not in repr(client) + str(vars(client))


def values(shop: Client) -> None:
    sent = Values(
        must=None,
        may=None,
        rating=2.5,
        even=4,
        code="123-AB",
        grid=[[1, None], [0, 2]],
        scores={"a": 1},
        day=date(2026, 1, 31),
        moment=datetime(2026, 1, 31, 12, 30, tzinfo=timezone.utc),
        site="https://example.com/a",
        binding=ValuesBinding.SOFT,
        agreed=True,
        mixed=2.5,
        form="book",
        anything={"deep": [1, "a", None]},
        free={"a": 1},
        several="ab",
        sort=Sort.PRICE_2,
        mark="abc",
    )
    found = shop.sample_values(sent)
    for name in sent.model_fields_set - {"must", "may"}:
        assert getattr(found, name) == getattr(sent, name), name
    # Null arrives as null, and what is left out does not arrive.
    assert found.model_fields_set >= {"must", "may"}, found.model_fields_set
    assert shop.sample_values(Values(must="ab")).may is None
    assert "may" not in shop.sample_values(Values(must="ab")).model_fields_set
    assert shop.sample_list([1, 2]) == [1, 2]
    assert shop.sample_list() is None
    way = shop.sample_ways(ReaderRequest(name="a", password="12345"))
    assert (way.name, way.id) == ("a", "5")


def unions(shop: Client) -> None:
    sent = Choices(
        payment=Card(kind="debit", number="12"),
        exactly=4,
        any=Cash(kind="Cash", cents=5),
        nullable=None,
        expression=ExpressionVariant2(sum=[1, ExpressionVariant3(negate=2)]),
        beside=ChoicesBesideVariant2(size=1, b="x"),
    )
    assert shop.sample_choices(sent) == sent
    invoice = Choices(payment=Invoice(kind="invoice", address=InvoiceAddress(city="Ulm")), exactly="ab", expression=7)
    assert shop.sample_choices(invoice) == invoice
    shelf = Shelf(name="a", parent=Shelf(name="b"), by_name={"c": Shelf(name="d", shelves=[Shelf(name="e")])})
    objects = Objects(shelf=shelf, typed=ObjectsTyped.model_validate({"name": "n", "further": 3}))
    assert shop.sample_objects(objects) == objects
    names = String(type="a", self_="b", self_2="c", unnamed="d", return_url="ee", return_url_2="fff")
    assert shop.fn(names) == names
    assert names.model_dump(by_alias=True, exclude_unset=True)["returnUrl"] == "fff"


def bodies_of_other_kinds(shop: Client) -> None:
    sent = Purchase(
        title="a&b ü",
        count=2,
        price=1.5,
        gift=True,
        tags=["a", "b c"],
        lines=[PurchaseLinesItem(count=1), PurchaseLinesItem(count=3)],
        sort=Sort.PRICE_2,
        stars=PurchaseStars.VALUE_2,
        extra={"a": 1, "b": -2},
        either=PurchaseEitherVariant2(a="5"),
        like=Purchase(title="cd", count=1),
    )
    assert shop.sample_form(sent) == sent
    assert shop.sample_text("hällo") == "hällo"
    echoed = shop.sample_bytes(b"\x00\xff")
    assert echoed is not None and echoed.read() == b"\x00\xff"


def objects_in_the_query(shop: Client) -> None:
    found = shop.sample_search(
        price=SampleSearchPrice(least=2, currencies=["EUR", "USD"]),
        page=SampleSearchPage(size=7),
        created=SampleSearchCreatedVariant1(after=9),
    )
    assert 'least: 2, currencies: Some(["EUR", "USD"])' in found["price"], found
    assert "number: None, size: Some(7)" in found["page"], found
    assert "after: 9" in found["created"], found
    found = shop.sample_search(price=SampleSearchPrice(least=2), created="now")
    assert "Now" in found["created"], found


def tolerance() -> None:
    read = Book.model_validate_json('{"title": "a", "price-cents": 1, "language": "fr", "later": {"a": 1}}')
    assert read.language is not None and (read.language.name, read.language.value) == ("UNKNOWN", "fr")
    assert read.language not in list(Language)
    assert read.model_extra == {"later": {"a": 1}}
    assert "language" in read.model_dump_json()


class Answering:
    """A service that answers every request with one body of JSON, and keeps what it was sent last."""

    def __init__(self, body: str) -> None:
        self.sent = b""
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.sent = self.rfile.read(int(self.headers.get("content-length", 0)))
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self._server.serve_forever, daemon=True).start()
        self.client = Client(base_url=f"http://127.0.0.1:{self._server.server_port}")


def integers(shop: Client) -> None:
    for most in (2**64 - 1, 2**63, 0):
        sent = Numbers(tiny=-128, word=65534, unsigned=2**32 - 1, bytes_=most, long=-(2**63), by_name={"a": most})
        found = shop.wire_numbers(sent)
        assert (found.bytes_, found.by_name, found.long) == (most, {"a": most}, -(2**63)), found
    read = Answering(
        '{"any":2.0,"int":1e3,"maybe":-0.0,"list":[1.0,null,2E0],"grid":[[1.0]],"by-name":{"a":18446744073709551615.0},'
        '"choice":{"n":5.0},"level":9.007199254740993e15,"one":1.0,"number":2.0,"long":9007199254740993.0,'
        '"bytes":999999999999999e4,"short":-0}'
    ).client.wire_numbers(Numbers())
    assert read == Numbers(
        any=2,
        int_=1000,
        maybe=0,
        list_=[1, None, 2],
        grid=[[1]],
        by_name={"a": 2**64 - 1},
        choice=NumbersChoiceVariant4(n=5),
        level=NumbersLevel.VALUE_9007199254740993,
        one=1,
        number=2.0,
        long=9007199254740993,
        bytes_=9999999999999990000,
        short=0,
    ), read
    for wrong in ('{"any":2.5}', '{"list":[1.5]}', '{"any":02.0}', '{"any":1e400}'):
        error = refused(partial(Answering(wrong).client.wire_numbers, Numbers()))
        assert isinstance(error, UnexpectedResponseError), error


def items(shop: Client) -> None:
    sent = Items(
        ids=["a,b", "c/d?e#f&g=h", "%2C", "", "ü + ;"],
        names=["Smith, J", "Doe|x y", "a&b=c+d", "", "%2C"],
        words=["a,b", "c|d%20", ""],
        bars=["a,b c", "", "%7C&="],
        headed=["a,b", " c ", "%2C", "100%", "d+e;f", '"g"'],
    )
    assert sent.ids is not None
    found = shop.wire_items(ids=sent.ids, names=sent.names, words=sent.words, bars=sent.bars, x_items=sent.headed)
    assert found == sent, found
    empty = shop.wire_items(ids=["x"], names=[], bars=[])
    assert (empty.names, empty.bars, empty.words) == ([], [], None), empty
    for call in (
        lambda: shop.wire_items(ids=["x"], bars=["a|b"]),
        lambda: shop.wire_items(ids=["x"], words=["a b"]),
        lambda: shop.wire_items(ids=["x"], names=[""]),
        lambda: shop.wire_items(ids=["x"], x_items=["a", ""]),
    ):
        assert isinstance(refused(call), OptionError)


def bodies_without_bytes(shop: Client) -> None:
    assert shop.wire_note("") == ""
    file = shop.wire_file(b"")
    assert file is not None and file.read() == b""
    assert shop.wire_file() is None
    assert shop.wire_fields(Fields()) == Fields()
    report = shop.wire_report()
    assert report is not None and report.ids == ["report"]
    assert shop.wire_report(x_format="short") is None
    found = shop.wire_ids(id=ID, other=ID, others=[ID, ID], x_id=ID, id_2=ID, count=2**64 - 1)
    assert {found[place] for place in ("path", "query", "header", "cookie")} == {str(ID)}, found
    assert found["count"] == str(2**64 - 1)


def fields_of_forms(shop: Client) -> None:
    sent = Fields(
        metadata={"a": {"b": "7"}, "order": "x,y"},
        expand=["data", "a,b"],
        lines=[FieldsLinesItem(count=2, tags=["p", "q"])],
        tags=["a,b", "c d"],
        words=["a,b", "c"],
        bars=[1, 2],
        repeated=["a,b", "c"],
        matrix=[[1, 2], []],
        address=FieldsAddress(city="Ulm"),
        stops=[FieldsStopsItem(city="Bonn")],
        title="a&b",
    )
    assert shop.wire_fields(sent) == sent
    service = Answering("{}")
    service.client.wire_fields(sent)
    pairs = sorted(service.sent.decode().replace("%5B", "[").replace("%5D", "]").split("&"))
    assert pairs == [
        "address=%7B%22city%22%3A%22Ulm%22%7D",
        "bars=1%7C2",
        "expand[0]=data",
        "expand[1]=a%2Cb",
        "lines[0][count]=2",
        "lines[0][tags][0]=p",
        "lines[0][tags][1]=q",
        "matrix=[[1%2C2]%2C[]]",
        "metadata[a][b]=7",
        "metadata[order]=x%2Cy",
        "repeated=a%2Cb",
        "repeated=c",
        "stops=%7B%22city%22%3A%22Bonn%22%7D",
        "tags=a%2Cb,c%20d",
        "title=a%26b",
        "words=a%2Cb%20c",
    ], pairs


async def non_blocking() -> None:
    async with AsyncClient(base_url=URL) as shop:
        both = await asyncio.gather(shop.list_books(limit=2), shop.sample_list([3]))
        await non_blocking_streams(shop)
    assert both[0][0].title == "2 None" and both[1] == [3], both


with Client(base_url=URL) as client:
    answers_and_errors(client)
    parameters(client, URL)
    paths(client)
    served(client, URL)
    styles(client)
    values(client)
    unions(client)
    bodies_of_other_kinds(client)
    objects_in_the_query(client)
    integers(client)
    items(client)
    bodies_without_bytes(client)
    fields_of_forms(client)
    streams(client, URL)
credentials()
tolerance()
asyncio.run(non_blocking())
print("the bookshop answers as it should")
