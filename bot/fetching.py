"""Fetching a file from an address that came in a message: never from inside our own network, never without end."""

import asyncio
import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from messages.channel import DeliveryError

LARGEST = 20_000_000  # bytes
LONGEST = 60.0  # seconds
HOPS = 3  # redirects that are followed
_PORTS = {"http": 80, "https": 443}
_GONE = (400, 401, 403, 404, 410)
_BEHIND_NAT = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Place:
    """Where to connect: the address with its host looked up already, so that no second look finds another one."""

    url: str
    host: str  # with the port, where one is given
    name: str  # that the server's certificate must bear


async def fetch(url: str, trusted: Collection[str] = (), most: int = LARGEST) -> bytes:
    """The bytes at an http(s) address; hosts of `trusted` ("host:port" as in addresses) may be anywhere.

    Raises DeliveryError: refused for an address that must not be asked, for a file that is gone or is too big.
    """
    try:
        async with asyncio.timeout(LONGEST), httpx.AsyncClient(timeout=20) as client:
            for _ in range(HOPS + 1):
                found = await _get(client, await _place(url, trusted), most)
                if isinstance(found, bytes):
                    return found
                url = urljoin(url, found)
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
        reason = type(error).__name__  # its words hold the address
    else:
        raise DeliveryError("too many redirects", refused=True)
    raise DeliveryError(f"file not fetched: {reason}")


async def _get(client: httpx.AsyncClient, place: Place, most: int) -> bytes | str:
    """The bytes, or the address that the server sends on to."""
    headers, extensions = {"Host": place.host}, {"sni_hostname": place.name}
    async with client.stream("GET", place.url, headers=headers, extensions=extensions) as answer:
        if answer.has_redirect_location:
            return answer.headers["Location"]
        if answer.status_code != httpx.codes.OK:
            raise DeliveryError(f"file not given: {answer.status_code}", refused=answer.status_code in _GONE)
        data = bytearray()
        async for piece in answer.aiter_bytes():
            data += piece
            if len(data) > most:
                raise DeliveryError("file is too big", refused=True)
    return bytes(data)


async def _place(url: str, trusted: Collection[str]) -> Place:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise DeliveryError("not a web address", refused=True) from None
    if not host or parts.username is not None:
        raise DeliveryError("not a web address", refused=True)
    if parts.netloc in trusted:
        return Place(url, parts.netloc, host)
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(map(is_public, addresses)):
        raise DeliveryError("an address inside a network", refused=True)
    there = f"[{addresses[0]}]" if ":" in addresses[0] else addresses[0]
    return Place(parts._replace(netloc=f"{there}:{port}").geturl(), parts.netloc, host)


def is_public(address: str) -> bool:
    """Whether anybody on the internet has this IP address, and not some machine beside ours."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip.sixtofour or ip.teredo or ip in _BEHIND_NAT:  # each may lead to any IPv4 address
            return False
    return ip.is_global and not ip.is_multicast
