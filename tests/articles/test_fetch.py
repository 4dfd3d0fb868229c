"""Links: what is fetched, what is refused. No network is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from dateline.articles import fetch
from dateline.errors import RefusedError, SkipItem, SourceError, UnreadableError

HOSTS = {
    "herald.example": ["93.184.216.34"],
    "inside.example": ["10.0.0.7"],
    "both.example": ["93.184.216.34", "127.0.0.1"],
}
Handler = Callable[[httpx.Request], httpx.Response]


def resolver(host: str, port: int) -> list[str]:
    return HOSTS.get(host, [host])


def get(url: str, handler: Handler, allow_private: bool = False) -> fetch.Page:
    return fetch.fetch(
        url,
        allow_private=allow_private,
        transport=httpx.MockTransport(handler),
        resolver=resolver,
    )


def page(request: httpx.Request) -> httpx.Response:
    return httpx.Response(
        200, content=b"<p>x</p>", headers={"content-type": "text/html; charset=x"}
    )


def test_the_checked_address_is_the_one_that_is_asked() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return page(request)

    got = get("https://herald.example/a?b=1#c", handler)
    assert got == fetch.Page(b"<p>x</p>", "https://herald.example/a?b=1", "x", "text/html")
    assert seen[0].url.host == "93.184.216.34"
    assert seen[0].headers["host"] == "herald.example"
    assert seen[0].extensions["sni_hostname"] == "herald.example"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://herald.example/a", "scheme"),
        ("file:///etc/hosts", "scheme"),
        ("https://user:secret@herald.example/", "credentials"),
        ("http://inside.example/", "private-network"),
        ("http://both.example/", "private-network"),
        ("http://127.0.0.1/", "private-network"),
        ("http://169.254.169.254/latest/meta-data", "private-network"),
        ("http://[::1]/", "private-network"),
        ("http://[::ffff:10.0.0.1]/", "private-network"),
        ("http://[64:ff9b::a00:1]/", "private-network"),
        ("http://[fd00:ec2::254]/", "private-network"),
        ("http://100.100.100.200/", "private-network"),
        ("http://0.0.0.0/", "private-network"),
    ],
)
def test_refused(url: str, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        get(url, page)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)


def test_a_redirect_into_a_private_network_is_refused() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": "http://inside.example/"})

    with pytest.raises(RefusedError, match="private network"):
        get("http://herald.example/", handler)
    with pytest.raises(RefusedError, match="redirected more than 5 times"):
        get("http://herald.example/", handler, allow_private=True)


def test_redirects_are_followed_and_the_last_address_is_kept() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/old":
            return httpx.Response(301, headers={"location": "/new"})
        return page(request)

    assert get("http://herald.example/old", handler).url == "http://herald.example/new"


def test_private_networks_can_be_allowed() -> None:
    assert get("http://inside.example/", page, allow_private=True).data


def test_a_page_that_never_ends_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MAX_BYTES", "1000")
    sent: list[int] = []

    def stream() -> Iterator[bytes]:
        while True:
            sent.append(1)
            yield b"x" * 100

    with pytest.raises(UnreadableError, match="larger than 1000 bytes"):
        get("http://herald.example/", lambda request: httpx.Response(200, content=stream()))
    assert len(sent) < 20


def test_a_server_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter(range(0, 10_000, 30))
    monkeypatch.setattr(fetch.time, "monotonic", lambda: next(now))

    def stream() -> Iterator[bytes]:
        while True:
            yield b"x"

    with pytest.raises(SourceError, match="did not answer"):
        get("http://herald.example/", lambda request: httpx.Response(200, content=stream()))


@pytest.mark.parametrize("status", [403, 404, 500])
def test_errors_of_the_server(status: int) -> None:
    with pytest.raises(SourceError, match=str(status)):
        get("http://herald.example/", lambda request: httpx.Response(status))


def raising(error: Exception) -> Handler:
    def handler(request: httpx.Request) -> httpx.Response:
        raise error

    return handler


@pytest.mark.parametrize(
    ("url", "handler"),
    [
        ("http://herald.example/", raising(httpx.ReadTimeout("slow"))),
        ("http://herald.example/", raising(httpx.ConnectError("refused"))),
        ("http://herald.example/", raising(httpx.RemoteProtocolError("odd"))),
        ("http://herald.example:99999/", page),
        ("http://", page),
        ("http://[::", page),
        ("http://herald.example/", lambda r: httpx.Response(302, headers={"location": "http://["})),
    ],
)
def test_what_goes_wrong_is_one_kind_of_error(url: str, handler: Handler) -> None:
    with pytest.raises(SkipItem):
        get(url, handler)


def test_the_second_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HOSTS, "herald.example", ["2606:2800:220:1::1", "93.184.216.34"])

    def handler(request: httpx.Request) -> httpx.Response:
        if ":" in request.url.host:
            raise httpx.ConnectError("no IPv6 here")
        return page(request)

    assert get("http://herald.example/", handler).data == b"<p>x</p>"
