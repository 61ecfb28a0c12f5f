"""What models and enumerations do beyond pydantic."""

from __future__ import annotations

import unittest
from typing import Annotated, ClassVar, Literal, Union

from pydantic import Tag, TypeAdapter, ValidationError
from runtime._model import IntegerEnum, Model, TextEnum, tagged, wire


class Size(TextEnum):
    SMALL = "small"


class Level(IntegerEnum):
    LOW = 1


class Cat(Model):
    kind: Literal["cat"]
    lives: int | None = None


class Dog(Model):
    kind: Literal["dog"]


class Book(Model):
    _nullable: ClassVar[frozenset[str]] = frozenset({"subtitle"})

    title: Annotated[str, wire("the-title")]
    subtitle: str | None = None
    size: Size | None = None


Pet = Annotated[
    Union[Annotated[Cat, Tag("Cat")], Annotated[Dog, Tag("Dog")]],
    tagged("kind", {"cat": "Cat", "dog": "Dog"}),
]


class Models(unittest.TestCase):
    def test_none_is_left_out_but_where_it_is_a_value(self) -> None:
        book = Book(title="A", subtitle=None, size=None)
        self.assertEqual(book.model_dump(by_alias=True, exclude_unset=True), {"the-title": "A", "subtitle": None})
        self.assertEqual(Book(title="A").model_dump(exclude_unset=True), {"title": "A"})

    def test_a_property_has_two_names(self) -> None:
        self.assertEqual(Book.model_validate({"the-title": "A"}), Book(title="A"))

    def test_what_is_not_known_is_kept_and_nothing_changes(self) -> None:
        book = Book.model_validate({"the-title": "A", "pages": 7})
        self.assertEqual(book.model_extra, {"pages": 7})
        with self.assertRaises(ValidationError):
            book.title = "B"


class Enumerations(unittest.TestCase):
    def test_values_that_are_not_known_are_kept(self) -> None:
        self.assertIs(Size("small"), Size.SMALL)
        self.assertEqual((Size("huge"), Size("huge").name, Size("huge").value), ("huge", "UNKNOWN", "huge"))
        self.assertEqual((Level(7), Level(7).name, Level(7).value), (7, "UNKNOWN", 7))

    def test_values_of_another_kind_are_refused(self) -> None:
        for kind, value in [(Size, 1), (Level, "1")]:
            with self.subTest(value), self.assertRaises(ValueError):
                kind(value)


class Unions(unittest.TestCase):
    def test_a_property_chooses_the_variant(self) -> None:
        pets: TypeAdapter[Cat | Dog] = TypeAdapter(Pet)
        self.assertEqual(pets.validate_python({"kind": "dog"}), Dog(kind="dog"))
        self.assertEqual(pets.validate_python(Cat(kind="cat", lives=7)), Cat(kind="cat", lives=7))
        self.assertEqual(pets.dump_python(Cat(kind="cat")), {"kind": "cat", "lives": None})
        for value in [{"kind": "cow"}, {}, 7]:
            with self.subTest(value), self.assertRaises(ValidationError):
                pets.validate_python(value)
