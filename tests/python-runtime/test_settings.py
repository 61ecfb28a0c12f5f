"""Options, the environment, and which credentials a call sends."""

from __future__ import annotations

import os
import unittest
from collections.abc import Mapping
from unittest.mock import patch

from runtime._exceptions import OptionError
from runtime._settings import Credentials, Scheme, Service, Settings

KEY = Scheme(option="api_key", variable="SHOP_API_KEY", kind="key", place="header", wire="x-api-key")
TOKEN = Scheme(option="token", variable="SHOP_TOKEN", kind="bearer", place="header", wire="authorization")
BASIC = Scheme(option="basic", variable="SHOP_BASIC", kind="basic", place="header", wire="authorization")
SHOP = Service(
    agent="shop/1",
    base_url_variable="SHOP_BASE_URL",
    base_url="https://shop.example",
    schemes=[KEY, TOKEN, BASIC],
    exclusive=[("api_key", "token")],
)


def settings(
    credentials: Credentials | None = None,
    base_url: str | None = None,
    timeout: float = 30.0,
    retries: int = 2,
    environment: Mapping[str, str] | None = None,
    service: Service = SHOP,
) -> Settings:
    with patch.dict(os.environ, environment or {}, clear=True):
        return Settings.of(service, credentials or {}, base_url, timeout, retries)


class BaseUrl(unittest.TestCase):
    def test_the_caller_goes_before_the_environment_and_that_before_the_document(self) -> None:
        environment = {"SHOP_BASE_URL": "https://two.example/v1/"}
        self.assertEqual(settings().base_url, "https://shop.example")
        self.assertEqual(settings(environment=environment).base_url, "https://two.example/v1")
        self.assertEqual(settings(base_url="http://[::1]:80/a/", environment=environment).base_url, "http://[::1]/a")

    def test_without_any_the_error_names_the_variable(self) -> None:
        with self.assertRaisesRegex(OptionError, "SHOP_BASE_URL"):
            settings(service=Service(agent="shop/1", base_url_variable="SHOP_BASE_URL"))

    def test_what_is_no_address_of_a_service_is_refused(self) -> None:
        for text in ["shop", "ftp://a", "https:///a", "https://a?b=c", "https://a#b", "https://u:p@a", "https://a:x"]:
            with self.subTest(text), self.assertRaises(OptionError):
                settings(base_url=text)


class Servers(unittest.TestCase):
    def test_a_server_of_its_own_counts_where_no_base_url_is_given(self) -> None:
        for server, url in [
            (None, "https://shop.example"),
            ("https://files.example/a/", "https://files.example/a"),
            ("/v2", "https://shop.example/v2"),
        ]:
            self.assertEqual(settings().base_url_for("a", server, True), url)
            self.assertEqual(settings(base_url="https://b").base_url_for("a", server, True), "https://b")
            environment = {"SHOP_BASE_URL": "https://c"}
            self.assertEqual(settings(environment=environment).base_url_for("a", server, True), "https://c")

    def test_another_origin_gets_no_credentials(self) -> None:
        secret = settings({"api_key": "k"})
        self.assertEqual(secret.base_url_for("a", "https://shop.example:443/v2", True), "https://shop.example/v2")
        self.assertEqual(secret.base_url_for("a", "https://files.example", False), "https://files.example")
        for server in ["https://files.example", "http://shop.example", "//shop.example:8443"]:
            with self.subTest(server), self.assertRaisesRegex(OptionError, "credentials are for https://shop.example:"):
                secret.base_url_for("a", server, True)


class Limits(unittest.TestCase):
    def test_a_timeout_is_more_than_nothing(self) -> None:
        for timeout in [0.0, -1.0, float("nan"), float("inf")]:
            with self.subTest(timeout), self.assertRaisesRegex(OptionError, "timeout"):
                settings(timeout=timeout)
        self.assertEqual(settings(timeout=0.1).timeout, 0.1)

    def test_retries_are_counted_from_none(self) -> None:
        with self.assertRaisesRegex(OptionError, "retries"):
            settings(retries=-1)
        self.assertEqual(settings(retries=0).retries, 0)


class Secrets(unittest.TestCase):
    def test_they_are_ready_to_be_sent(self) -> None:
        found = settings({"token": "t", "basic": ("me", "a:b")})
        self.assertEqual(found.secrets, {"token": "Bearer t", "basic": "Basic bWU6YTpi"})
        self.assertNotIn("bWU6YTpi", repr(found))

    def test_those_of_the_environment_count_when_none_is_given(self) -> None:
        environment = {"SHOP_TOKEN": "t", "SHOP_BASIC": "me:a:b"}
        self.assertEqual(settings(environment=environment).secrets, {"token": "Bearer t", "basic": "Basic bWU6YTpi"})
        self.assertEqual(settings({"api_key": "k"}, environment=environment).secrets, {"api_key": "k"})

    def test_of_two_that_exclude_each_other_the_environment_gives_the_first(self) -> None:
        environment = {"SHOP_TOKEN": "t", "SHOP_API_KEY": "k", "SHOP_BASIC": ""}
        self.assertEqual(settings(environment=environment).secrets, {"api_key": "k"})

    def test_a_caller_gives_one_of_them_only(self) -> None:
        with self.assertRaisesRegex(OptionError, "api_key or token"):
            settings({"api_key": "k", "token": "t"})

    def test_what_no_header_holds_is_refused_and_not_shown(self) -> None:
        for secret in ["", "a b", "a\n", "gehe\u00efm"]:
            with self.subTest(secret), self.assertRaises(OptionError) as caught:
                settings({"api_key": secret})
            self.assertNotIn(secret or " ", str(caught.exception).replace("api_key", "").replace(" ", "\0"))


class CredentialsFor(unittest.TestCase):
    def test_the_first_alternative_that_is_given_in_full(self) -> None:
        found = settings({"token": "t", "basic": ("a", "b")})
        self.assertEqual(found.credentials_for("call", [[0], [1, 2]]), [(TOKEN, "Bearer t"), (BASIC, "Basic YTpi")])
        self.assertEqual(found.credentials_for("call", [[], [1]]), [])
        self.assertEqual(found.credentials_for("call", []), [])

    def test_an_error_names_the_options_and_their_variables(self) -> None:
        with self.assertRaises(OptionError) as caught:
            settings({"token": "t"}).credentials_for("buy", [[0], [1, 2]])
        text = str(caught.exception)
        for word in ["buy", "api_key, or token with basic", "SHOP_API_KEY, SHOP_TOKEN, SHOP_BASIC"]:
            self.assertIn(word, text)
