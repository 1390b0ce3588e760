"""A file is fetched from where it lies and from nowhere inside."""

import asyncio

import pytest

from bot import fetching
from bot.fetching import fetch, is_public
from loopback import Handle, Server, answer, serving
from messages.channel import DeliveryError


def got(
    handle: Handle, path: str = "/a.jpg", trusted: bool = True, most: int = 100
) -> tuple[bytes | DeliveryError, Server]:
    async def play() -> tuple[bytes | DeliveryError, Server]:
        async with serving(handle) as server:
            hosts = [server.url.partition("//")[2]] if trusted else []
            try:
                return await fetch(server.url + path, hosts, most), server
            except DeliveryError as error:
                return error, server

    return asyncio.run(play())


def redirect(to: str) -> Handle:
    return answer(b"", f"302 Found\r\nLocation: {to}")


def test_a_file_is_fetched():
    assert got(answer(b"jpeg"))[0] == b"jpeg"


@pytest.mark.parametrize("status", ["403 Forbidden", "404 Not Found", "410 Gone"])
def test_a_file_that_is_gone_is_not_asked_for_again(status: str):
    assert got(answer(b"", status))[0].refused


def test_a_server_in_trouble_is_asked_again_later():
    assert not got(answer(b"", "503 Busy"))[0].refused


def test_a_file_that_is_too_big_is_let_go_before_it_ends():
    assert got(answer(b"x" * 101, length=10**12))[0].refused


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"])
def test_nothing_is_asked_of_our_own_machine(host: str):
    async def play() -> int:
        async with serving(answer(b"secret")) as server:
            with pytest.raises(DeliveryError) as caught:
                await fetch(f"http://{host}:{server.port}/")
            assert caught.value.refused or "gaierror" in caught.value.reason
            return server.connections

    assert asyncio.run(play()) == 0


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1:1/", "http://169.254.169.254/latest", "//10.0.0.1/", "file:///etc/passwd", "http://u@1.1.1.1/"],
)
def test_no_redirect_leads_inside(to: str):
    error, server = got(redirect(to))
    assert error.refused
    assert server.connections == 1


def test_redirects_end():
    error, server = got(redirect("/again"))
    assert error.refused
    assert len(server.asked) == fetching.HOPS + 1


@pytest.mark.parametrize("url", ["", "a.jpg", "ftp://a.test/a", "http://", "http://[::1", "http://a:x/", "data:,a"])
def test_what_is_no_web_address_is_refused(url: str):
    with pytest.raises(DeliveryError) as caught:
        asyncio.run(fetch(url))
    assert caught.value.refused


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:1.1.1.1", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
    ],
)
def test_a_machine_beside_ours_is_told_from_the_internet(address: str, public: bool):
    assert is_public(address) is public
