"""How values are written into paths, queries, headers, cookies and forms."""

from __future__ import annotations

import unittest
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Annotated, Any
from urllib.parse import unquote

from runtime import _parameters as parameters
from runtime._exceptions import OptionError
from runtime._model import Model, TextEnum, wire


class Size(TextEnum):
    SMALL = "small"


class Page(Model):
    size: Annotated[int, wire("page-size")]
    sort: str | None = None


class Case(unittest.TestCase):
    def refused(self, write: Callable[..., object], *arguments: Any, **options: Any) -> None:
        with self.subTest(arguments), self.assertRaises(OptionError) as caught:
            write(*arguments, **options)
        self.assertIn("a", str(caught.exception))


class Values(Case):
    def test_plain_values_are_one_text(self) -> None:
        for value, text in [
            (True, "true"),
            (False, "false"),
            (1.5, "1.5"),
            (Size.SMALL, "small"),
            (date(2026, 1, 31), "2026-01-31"),
            (datetime(2026, 1, 31, 12, tzinfo=timezone.utc), "2026-01-31T12:00:00+00:00"),
        ]:
            self.assertEqual(parameters.text(value), text)
        self.refused(parameters.text, datetime(2026, 1, 31, 12))

    def test_objects_are_what_was_given(self) -> None:
        self.assertEqual(parameters.members(Page(size=1)), [("page-size", 1)])
        self.assertEqual(list(parameters.flat({"a": 1, "b": None, "c": 2})), ["a", 1, "c", 2])
        self.assertEqual(list(parameters.flat([1, 2])), [1, 2])
        self.assertEqual(list(parameters.flat("ab")), ["ab"])


OBJECT = {"a": "x,y.", "b=": 1, "c": None}


class Styles(Case):
    def test_parts_are_told_apart_in_urls(self) -> None:
        for value, style, explode, text in [
            ("a,b", ",", False, "a%2Cb"),
            (["a,b", 1, None], ",", False, "a%2Cb,1"),
            (OBJECT, ",", False, "a,x%2Cy.,b%3D,1"),
            (OBJECT, ",", True, "a=x%2Cy.,b%3D=1"),
            (["a", "b"], "|", False, "a%7Cb"),
            (Page(size=1), " ", False, "page-size%201"),
        ]:
            self.assertEqual(parameters.styled("p", value, style, explode), text)
            self.assertEqual(parameters.styled_query("p", value, style, explode), [f"p={text}"])
        self.assertEqual(parameters.styled_query("p", None, ",", False), [])
        impossible: list[tuple[Any, str]] = [([""], ","), (["a|b"], "|"), ([[1]], ","), ({"a": {}}, ",")]
        for value, style in impossible:
            self.refused(parameters.styled, "a", value, style, False)

    def test_labels_and_matrices_begin_with_what_they_are(self) -> None:
        for value, explode, label, matrix in [
            ("a.b;", False, ".a%2Eb%3B", ";p=a.b%3B"),
            ("a.b;", True, ".a%2Eb%3B", ";p=a.b%3B"),
            (["a.", "b;"], False, ".a%2E,b%3B", ";p=a.,b%3B"),
            (["a.", "b;"], True, ".a%2E.b%3B", ";p=a.;p=b%3B"),
            (OBJECT, False, ".a,x%2Cy%2E,b%3D,1", ";p=a,x%2Cy.,b%3D,1"),
            (OBJECT, True, ".a=x%2Cy%2E.b%3D=1", ";a=x%2Cy.;b%3D=1"),
        ]:
            self.assertEqual(parameters.styled("p", value, "label", explode), label)
            self.assertEqual(parameters.styled("p", value, "matrix", explode), matrix)
        self.assertEqual(parameters.segment("a", ".x"), ".x")
        self.assertEqual(parameters.part("a", ".x.", "."), "%2Ex%2E")
        for text in ["", ".", ".."]:
            self.refused(parameters.segment, "a", text)
        self.refused(parameters.part, "a", "", "")

    def test_headers_and_cookies_keep_their_parts_apart(self) -> None:
        for value, header, cookie in [
            ("a, b", "a%2C b", "a%2C%20b"),
            ([" a", "b=", "%20"], "%20a,b=,%2520", "%20a,b%3D,%2520"),
            (OBJECT, "a,x%2Cy.,b=,1", "a,x%2Cy.,b%3D,1"),
        ]:
            self.assertEqual(parameters.styled_header("p", value, ",", False), [("p", header)])
            self.assertEqual(parameters.styled_cookie("p", value, ",", False), [f"p={cookie}"])
        self.assertEqual(parameters.styled_header("p", OBJECT, ",", True), [("p", "a=x%2Cy.,b%3D=1")])
        self.assertEqual(parameters.styled_header("p", True, "plain", False), [("p", "true")])
        self.assertEqual(parameters.styled_header("p", None, ",", False), [])
        self.assertEqual(parameters.styled_cookie("p", True, "plain", False), ["p=true"])
        self.assertEqual(parameters.styled_cookie("p", ["a;", "b"], "cookies", True), ["p=a%3B", "p=b"])
        self.assertEqual(parameters.styled_cookie("p", {"a": "x;", "b": 1}, "cookies", True), ["a=x%3B", "b=1"])
        self.assertEqual(parameters.styled_cookie("p", None, ",", False), [])
        self.refused(parameters.styled_header, "a", "ü", "plain", False)

    def test_json_is_written_in_ascii(self) -> None:
        value = {"a": "ü📖, b", "page": Page(size=1)}
        text = '{"a":"\\u00fc\\ud83d\\udcd6, b","page":{"page-size":1}}'
        self.assertEqual(parameters.styled_header("p", value, "json", False), [("p", text)])
        encoded = parameters.styled("p", value, "json", False)
        self.assertEqual(unquote(encoded), text)
        self.assertEqual(parameters.styled_cookie("p", value, "json", False), [f"p={encoded}"])

    def test_reserved_characters_of_a_query_may_stay(self) -> None:
        found = parameters.query("p", ["a/b?c:@!$()*,;=&#[]+%", 1], reserved=True)
        self.assertEqual(found, ["p=a/b?c:@!$()*,;=%26%23%5B%5D%2B%25", "p=1"])


class Paths(Case):
    def test_a_segment_is_encoded(self) -> None:
        self.assertEqual(parameters.path("a", "b/c ?"), "b%2Fc%20%3F")
        self.assertEqual(parameters.path("a", ["x,y", "z"]), "x%2Cy,z")

    def test_a_part_of_a_segment_holds_nothing_that_ends_it(self) -> None:
        for value, end, written in [
            ("a.b", ".", "a%2Eb"),
            ("a.b", "", "a.b"),
            ("2/2", "2", "%32%2F%32"),
            (".", "", "."),
            (["a", "b-"], "-", "a,b%2D"),
        ]:
            self.assertEqual(parameters.path_part("a", value, end), written)
        self.refused(parameters.path_part, "a", "", "")

    def test_what_would_make_another_path_is_refused(self) -> None:
        for value in ["", ".", "..", [], [""]]:
            self.refused(parameters.path, "a", value)


class Queries(Case):
    def test_items_repeat_the_name_or_stand_in_one_text(self) -> None:
        self.assertEqual(parameters.query("a", ["x", "y&"]), ["a=x", "a=y%26"])
        self.assertEqual(parameters.query("a", ["x", "y"], ","), ["a=x,y"])
        self.assertEqual(parameters.query("a", ["x", "y"], "|"), ["a=x%7Cy"])
        self.assertEqual(parameters.query("a", None), [])
        self.refused(parameters.query, "a", ["x|y"], "|")
        self.refused(parameters.query, "a", [""], ",")

    def test_objects_are_spread_or_stand_in_brackets(self) -> None:
        self.assertEqual(parameters.query("a", Page(size=1, sort="up"), spread=True), ["page-size=1", "sort=up"])
        self.assertEqual(parameters.query("a", {"b": [1, 2]}), ["a%5Bb%5D=1", "a%5Bb%5D=2"])
        self.assertEqual(parameters.query("a", {"b": [1, 2]}, deep=True), ["a%5Bb%5D%5B0%5D=1", "a%5Bb%5D%5B1%5D=2"])
        self.assertEqual(parameters.query("a", [{"b": 1}]), ["a%5B0%5D%5Bb%5D=1"])
        self.assertEqual(parameters.query("a", {"b": {"c": None, "d": 1}}), ["a%5Bb%5D%5Bd%5D=1"])
        self.assertEqual(parameters.query("a", [None, 1], deep=True), ["a%5B1%5D=1"])


class Headers(Case):
    def test_items_are_separated_by_commas(self) -> None:
        self.assertEqual(parameters.header("a", ["x,y", " z", "50%25"]), [("a", "x%2Cy,%20z,50%2525")])
        self.assertEqual(parameters.header("a", {"b": 1, "c": 2}), [("a", "b,1,c,2")])
        self.assertEqual(parameters.header("a", {"b": 1, "c": 2}, explode=True), [("a", "b=1,c=2")])
        self.assertEqual(parameters.header("a", None), [])

    def test_what_no_header_keeps_is_refused(self) -> None:
        for value in ["", ["x", ""], "\u00e9", "x\ny"]:
            self.refused(parameters.header, "a", value)


class Cookies(Case):
    def test_a_cookie_is_one_plain_value(self) -> None:
        self.assertEqual(parameters.cookie("a", True), ["a=true"])
        self.assertEqual(parameters.cookie("a", None), [])
        for value in ["x y", "x;y", '"x"', "\u00e9"]:
            self.refused(parameters.cookie, "a", value)


class Forms(Case):
    def test_properties_have_styles(self) -> None:
        value = {"a": [1, 2], "b": {"c": 1}, "d": "x y", "e": None}
        self.assertEqual(parameters.form(value), b"a=1&a=2&b=%7B%22c%22%3A1%7D&d=x%20y")
        self.assertEqual(
            parameters.form(value, {"a": ",", "b": "deepObject", "d": "json"}), b"a=1,2&b%5Bc%5D=1&d=%22x%20y%22"
        )
        self.assertEqual(parameters.form(Page(size=1)), b"page-size=1")
        self.assertEqual(parameters.form({"a": [None, {"b": 1}]}), b"a=null&a=%7B%22b%22%3A1%7D")
