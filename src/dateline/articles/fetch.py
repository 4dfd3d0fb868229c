"""Fetch one page over http(s) without being led to where a reader has no business.

Every address of every hop is resolved first and checked; the connection then goes to the checked
address itself, so that a name cannot answer differently the second time. Proxies named in the
environment are not used: behind one, the check would be blind.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message

import httpx

from dateline import settings
from dateline._version import __version__
from dateline.errors import RefusedError, SkipItem, SourceError, UnreadableError

Resolver = Callable[[str, int], list[str]]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# The whole fetch may last this many times the time-out of one answer: a server that sends a byte
# a second keeps each single wait short. Found by nothing but patience: one minute by default.
_WHOLE = 3
# Addresses of one name that are tried in turn (IPv6 first where there is no IPv6).
_TRIES = 4
_HEADERS = {
    "User-Agent": f"dateline/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
}
# IPv6 ranges that carry an IPv4 address in their last 32 bits: NAT64 and IPv4-compatible.
_CARRIERS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))


@dataclass(frozen=True)
class Page:
    """What a server sent: the bytes, the last address, and what it said of them."""

    data: bytes
    url: str
    charset: str | None
    media_type: str | None


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, in the system's order.

    Raises:
        SourceError: when the name has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceError(
            f"the host {host!r} was not found; check the address and the network"
        ) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Return whether an IP address lies in the open internet."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    return all(part.is_global and not part.is_multicast for part in _with_carried(ip))


def _with_carried(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """Yield the address to judge: an IPv4 address carried in IPv6 counts as itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        yield ip
        return
    if ip.ipv4_mapped:
        yield ip.ipv4_mapped
        return
    if any(ip in network for network in _CARRIERS):
        yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.sixtofour:
        yield ip.sixtofour
    if ip.teredo:
        yield from ip.teredo
    if ip not in _CARRIERS[0]:
        yield ip


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    transport: httpx.BaseTransport | None = None,
    resolver: Resolver = resolve,
) -> Page:
    """Return the page at an http(s) address.

    Args:
        url: the address.
        allow_private: also fetch from addresses of private networks.
        transport: another way to send requests (tests give ``httpx.MockTransport``).
        resolver: another way to find the addresses of a host.

    Raises:
        RefusedError: scheme, private network, or too many redirects.
        SourceError: the server could not be reached, was too slow, or answered with an error.
        UnreadableError: the page is larger than the setting ``max_bytes``.
    """
    seconds = settings.get("timeout")
    deadline = time.monotonic() + _WHOLE * seconds
    with httpx.Client(
        transport=transport, timeout=seconds, trust_env=False, follow_redirects=False
    ) as client:
        try:
            return _follow(client, url, allow_private, resolver, deadline)
        except SkipItem:
            raise
        except httpx.TimeoutException:
            raise _too_slow(url) from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            reason = str(error) or type(error).__name__
            raise SourceError(f"{url} could not be fetched: {reason}") from None


def _follow(
    client: httpx.Client, url: str, allow_private: bool, resolver: Resolver, deadline: float
) -> Page:
    limit = settings.get("max_redirects")
    here = httpx.URL(url)
    for _ in range(limit + 1):
        addresses = _allowed(here, allow_private, resolver)
        response = _send(client, here, addresses)
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                here = here.join(response.headers["location"])
                continue
            return _page(response, here, deadline)
        finally:
            response.close()
    raise RefusedError(f"{url} was redirected more than {limit} times", "redirects")


def _allowed(url: httpx.URL, allow_private: bool, resolver: Resolver) -> list[str]:
    """Return the addresses behind a URL, all of them checked."""
    if url.scheme not in {"http", "https"}:
        raise RefusedError(
            f"{url} is not fetched: only http and https are; save it and give the file", "scheme"
        )
    if not url.host:
        raise SourceError(f"{url} names no host; check the address")
    if url.userinfo:
        raise RefusedError("an address with a name or password in it is not fetched", "credentials")
    port = url.port or (443 if url.scheme == "https" else 80)
    if port > 65535:
        raise SourceError(f"{url} names a port that does not exist; check the address")
    addresses = resolver(url.host, port)
    if not addresses:
        raise SourceError(f"the host {url.host!r} was not found; check the address and the network")
    private = [address for address in addresses if not is_public(address)]
    if private and not allow_private:
        raise RefusedError(
            f"{url.host} is {private[0]}, an address of a private network; "
            "allow it with --allow-private if you trust the link",
            "private-network",
        )
    return addresses[:_TRIES]


def _send(client: httpx.Client, url: httpx.URL, addresses: list[str]) -> httpx.Response:
    """Ask the first address that can be reached; the name goes into Host and into TLS."""
    headers = {**_HEADERS, "Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")}
    for last, address in enumerate(addresses, start=1 - len(addresses)):
        target = url.copy_with(host=address.split("%")[0], fragment=None)
        request = client.build_request("GET", target, headers=headers, extensions=extensions)
        try:
            return client.send(request, stream=True)
        except httpx.ConnectError:
            if not last:
                raise
    raise SourceError(f"{url} could not be reached")


def _page(response: httpx.Response, url: httpx.URL, deadline: float) -> Page:
    if response.status_code >= 400 or response.status_code in _REDIRECTS:
        raise SourceError(
            f"{url} answered {response.status_code} {response.reason_phrase}; "
            "open it in a browser, save the page and give the file"
        )
    limit = settings.get("max_bytes")
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > limit:
            raise UnreadableError(f"{url} is larger than {limit} bytes", "too-large")
        if time.monotonic() > deadline:
            raise _too_slow(str(url))
    media_type, charset = _content_type(response.headers.get("content-type", ""))
    return Page(bytes(data), str(url.copy_with(fragment=None)), charset, media_type)


def _content_type(value: str) -> tuple[str | None, str | None]:
    if not value:
        return None, None
    message = Message()
    message["content-type"] = value
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None


def _too_slow(url: str) -> SourceError:
    seconds = settings.get("timeout")
    return SourceError(f"{url} did not answer within {seconds} seconds; try later or save the page")
