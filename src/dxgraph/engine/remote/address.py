"""Where an endpoint is, and who asks there."""

from __future__ import annotations

from collections.abc import Generator

import httpx2 as httpx

from dxgraph.errors import UsageError
from dxgraph.messages import message


class EitherAuth(httpx.Auth):
    """A user and a password, in the way that the server asks for: Basic or Digest."""

    def __init__(self, user: str, password: str) -> None:
        self._kinds = (httpx.BasicAuth(user, password), httpx.DigestAuth(user, password))

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        response = yield request
        if response.status_code == httpx.codes.UNAUTHORIZED:
            asked = response.headers.get("www-authenticate", "").lower()
            yield from self._kinds["digest" in asked].auth_flow(request)


def address(url: str) -> tuple[str, httpx.Auth | None]:
    """An endpoint's URL without its user and password, and these.

    Raises UsageError for what is no address of HTTP.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise UsageError(message("no-address", url=url, reason=error)) from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise UsageError(message("no-endpoint-address", url=url))
    auth = EitherAuth(parsed.username, parsed.password) if parsed.username else None
    return str(parsed.copy_with(username=None, password=None)), auth
