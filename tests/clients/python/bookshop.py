"""Calls the bookshop, whose samples answer what they were sent: `bookshop.py ADDRESS`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import date, datetime, timezone
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
    Error,
    ExpressionVariant2,
    ExpressionVariant3,
    GetBooksByBookIdError404,
    Invoice,
    InvoiceAddress,
    Language,
    ListBooksErrorDefault,
    Objects,
    ObjectsTyped,
    OptionError,
    Order,
    OrderLine,
    Problem,
    Purchase,
    PurchaseEitherVariant2,
    PurchaseLinesItem,
    PurchaseStars,
    ReaderRequest,
    SampleParametersStars,
    SampleSearchCreatedVariant1,
    SampleSearchPage,
    SampleSearchPrice,
    Shelf,
    Sort,
    StringModel,
    UnexpectedAnswerError,
    Values,
    ValuesBinding,
)

URL = sys.argv[1]
ID = UUID("123e4567-e89b-42d3-a456-426614174000")


def refused(call: Callable[[], object]) -> Error:
    try:
        call()
    except Error as error:
        return error
    raise AssertionError("it was not refused")


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
    assert isinstance(unwanted, UnexpectedAnswerError)
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


def parameters(shop: Client) -> None:
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
    order = Client(base_url=URL, reader_key="good").type(
        Order(lines=[OrderLine(book=ID, count=2, weight=1.5)]), type="a b", coupon="abc"
    )
    assert order.lines[0].book == ID
    dots = refused(lambda: Client(base_url=URL, reader_key="good").type(type="..", coupon="abc"))
    assert isinstance(dots, OptionError), dots


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
    names = StringModel(type="a", self_="b", self_2="c", unnamed="d", return_url="ee", return_url_2="fff")
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
    assert shop.sample_bytes(b"\x00\xff") == b"\x00\xff"


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


async def non_blocking() -> None:
    async with AsyncClient(base_url=URL) as shop:
        both = await asyncio.gather(shop.list_books(limit=2), shop.sample_list([3]))
    assert both[0][0].title == "2 None" and both[1] == [3], both


with Client(base_url=URL) as client:
    answers_and_errors(client)
    parameters(client)
    values(client)
    unions(client)
    bodies_of_other_kinds(client)
    objects_in_the_query(client)
credentials()
tolerance()
asyncio.run(non_blocking())
print("the bookshop answers as it should")
