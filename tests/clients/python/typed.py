"""What type checkers have to say of the client: every comment that silences one is needed."""

from __future__ import annotations

from accounts_client import (
    AsyncClient,
    Client,
    CreateSubscriptionPortalError,
    CreateSubscriptionPortalError400,
    CreateSubscriptionPortalRequest,
    CreateSubscriptionPortalResponse,
    SubscriptionPortalErrorResponse,
)
from typing_extensions import assert_type


def blocking() -> None:
    request = CreateSubscriptionPortalRequest(return_url="https://example.com/")
    with Client(api_key="a", base_url="https://example.com", timeout=1.5, retries=0) as client:
        try:
            answer = client.create_subscription_portal(request)
        except CreateSubscriptionPortalError400 as error:
            assert_type(error.body, SubscriptionPortalErrorResponse)
            assert_type(error.retry_after, "float | None")
        except CreateSubscriptionPortalError as error:
            assert_type(error.status, int)
        else:
            assert_type(answer, CreateSubscriptionPortalResponse)
            assert_type(answer.url, str)
        client.create_subscription_portal({})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Client("a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Client(api_key=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    CreateSubscriptionPortalRequest()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    CreateSubscriptionPortalRequest(return_url=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


async def non_blocking() -> None:
    async with AsyncClient() as client:
        request = CreateSubscriptionPortalRequest(return_url="https://example.com/")
        assert_type(await client.create_subscription_portal(request), CreateSubscriptionPortalResponse)
