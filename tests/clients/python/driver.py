"""Plays one case through the Python client: see protocol.md."""

from __future__ import annotations

import json
import sys
import traceback
from typing import Any

from accounts_client import (
    Client,
    ConnectionFailedError,
    CreateSubscriptionPortalRequest,
    Error,
    OptionError,
    StatusError,
    TimedOutError,
    UnexpectedResponseError,
)

NAMES = {
    "apiKey": "api_key",
    "bearer": "bearer",
    "baseUrl": "base_url",
    "timeoutSeconds": "timeout",
    "retries": "retries",
}


def play(case: dict[str, Any]) -> dict[str, Any]:
    options: dict[str, Any] = {NAMES[name]: value for name, value in case["options"].items()}
    try:
        client = Client(**options)
    except OptionError as error:
        return told("options", error, "")
    seen = f"{client} {client!r} {vars(client)}"
    try:
        with client:
            body = CreateSubscriptionPortalRequest(return_url=case["request"]["returnUrl"])
            answer = client.create_subscription_portal(body)
    except OptionError as error:
        return told("unsent", error, seen)
    except TimedOutError as error:
        return told("timeout", error, seen)
    except ConnectionFailedError as error:
        return told("connection", error, seen)
    except UnexpectedResponseError as error:
        return told("undocumented", error, seen)
    except StatusError as error:
        return told("status", error, seen)
    return {"kind": "ok", "url": answer.url, "shown": f"{seen} {answer} {answer!r} {answer.model_dump_json()}"}


def told(kind: str, error: Error, seen: str) -> dict[str, Any]:
    shown = f"{seen} {error} {error!r} {error.args} {''.join(traceback.format_exception(error))}"
    outcome: dict[str, Any] = {"kind": kind, "type": type(error).__name__, "shown": shown}
    if isinstance(error, StatusError):
        outcome |= {
            "status": error.status,
            "message": error.message,
            "requestId": error.request_id,
            "retryAfter": error.retry_after,
            "text": error.text,
        }
    return outcome


print(json.dumps(play(json.loads(sys.stdin.readline()))))
