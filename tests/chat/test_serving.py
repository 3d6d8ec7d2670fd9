"""The chat served to browsers: who may open it, what the page is, and what becomes of processes."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

from aiohttp import ClientSession, ClientWebSocketResponse, WSServerHandshakeError  # noqa: E402 - if there is one
from textual_serve.download_manager import DownloadManager  # noqa: E402

from assistant.chat import serving  # noqa: E402
from assistant.chat.serving import PageProcess  # noqa: E402
from tests.chat.served import PATIENCE, Served, served, until  # noqa: E402

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are counted in /proc")


@pytest.fixture(scope="module", autouse=True)
def _checkout() -> Iterator[None]:
    """Find the program from any folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a chat that is served in Greek."""
    with served("--language", "el", folder=tmp_path_factory.mktemp("served")) as chat:
        yield chat


async def test_the_page_is_in_the_readers_language_and_loads_nothing_from_elsewhere(
    chat: Served,
) -> None:
    """Its texts are Greek, no address in it names another host, and the browser is told so."""
    assert chat.said.startswith("Ανοίξτε τη διεύθυνση http://127.0.0.1:")
    async with ClientSession() as session, session.get(chat.url) as page:
        text = await page.text()
        policy = page.headers["Content-Security-Policy"]
    for said in ('lang="el"', "<title>Βοηθός</title>", "Η συνομιλία τελείωσε.", "Νέα έναρξη"):
        assert said in text
    assert "//" not in text.replace(chat.socket.partition("?")[0], "")
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("path", ["", "page.js", "static/js/textual.js", "ws"])
async def test_another_name_of_this_machine_is_refused(chat: Served, path: str) -> None:
    """A site that resolves its name to loopback reads nothing (DNS rebinding)."""
    for host in ("evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "localhost"):
        headers = {"Host": host, "Origin": f"http://{host}"}
        async with ClientSession() as session, session.get(chat.url + path, headers=headers) as got:
            assert got.status == 403
            assert await got.text() == f"Η συνομιλία ανοίγει μόνο στη διεύθυνση {chat.url}"


async def test_localhost_is_this_machine(chat: Served) -> None:
    """The page opens by that name, too, and its socket is one of the same host."""
    headers = {"Host": chat.url.removeprefix("http://127.0.0.1").strip("/").join(("localhost", ""))}
    async with ClientSession() as session, session.get(chat.url, headers=headers) as got:
        assert got.status == 200
        assert f"ws://{headers['Host']}/ws" in await got.text()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", None])
async def test_a_socket_is_opened_by_the_page_alone(chat: Served, origin: str | None) -> None:
    """Browsers let any site open a socket to this machine: it is refused by where it came from."""
    headers = {} if origin is None else {"Origin": origin}
    async with ClientSession() as session:
        with pytest.raises(WSServerHandshakeError) as refused:
            await session.ws_connect(chat.socket, headers=headers)
    assert refused.value.status == 403


@on_linux
async def test_a_page_has_a_process_of_its_own_and_takes_it_along(chat: Served) -> None:
    """Two pages are two processes; one that closes, or breaks off while it is drawn, ends its."""
    origin = {"Origin": chat.url.rstrip("/")}
    async with ClientSession() as session:
        first = await session.ws_connect(chat.socket, headers=origin)
        second = await session.ws_connect(chat.socket, headers=origin)
        assert await until(lambda: len(chat.pages()) == 2)
        await first.receive_bytes()
        await first.close()
        assert await until(lambda: len(chat.pages()) == 1)
        await second.receive_bytes()
        for width in range(100, 110):
            await second.send_json(["resize", {"width": width, "height": 60}])
    assert await until(lambda: len(chat.pages()) == 0)


@on_linux
async def test_leaving_the_chat_closes_the_page(chat: Served) -> None:
    """F10 ends the process, and the page is told."""
    async with ClientSession() as session:
        page = await session.ws_connect(chat.socket, headers={"Origin": chat.url.rstrip("/")})
        await page.receive_bytes()
        await page.send_json(["stdin", "\x1b[21~"])
        await _read_all(page)
    assert page.close_code == 1000
    assert await until(lambda: len(chat.pages()) == 0)


@on_linux
@pytest.mark.parametrize("killed", [False, True])
async def test_no_process_outlives_the_server(tmp_path: Path, *, killed: bool) -> None:
    """Ctrl+C ends the pages, then the server, with status 0 and no word; so does a kill."""
    with served("--language", "en", folder=tmp_path) as chat:
        async with ClientSession() as session:
            page = await session.ws_connect(chat.socket, headers={"Origin": chat.url.rstrip("/")})
            await page.receive_bytes()
            (child,) = chat.pages()
            if killed:
                chat.process.kill()
                chat.process.wait()
            else:
                ended = asyncio.to_thread(chat.interrupted)
                assert (await asyncio.gather(ended, _read_all(page)))[0] == (0, "")
            assert await until(lambda: not _is_there(child))


async def test_what_a_page_does_not_take_holds_no_process_up(tmp_path: Path) -> None:
    """A process that draws a megabyte for a page that has gone comes to its end."""
    ended = tmp_path / "ended"
    draw = "[os.write(1, b'D' + (10_000).to_bytes(4, 'big') + b'x' * 10_000) for _ in range(100)]"
    process = _page_process(f"{draw}; pathlib.Path(sys.argv[1]).touch()", ended)
    await process.start(80, 24)
    assert await until(ended.exists)
    await process.stop()


async def test_a_process_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that hears nothing has its time, no more."""
    monkeypatch.setattr(serving, "_LAST_MOMENTS", 0.1)
    process = _page_process("pathlib.Path(sys.argv[1]).touch(); time.sleep(600)", tmp_path / "on")
    await process.start(80, 24)
    assert await until((tmp_path / "on").exists)
    await asyncio.wait_for(process.stop(), PATIENCE)


def _page_process(does: str, file: Path) -> PageProcess:
    """Return a process for a page that has gone; it can name the file."""

    async def gone(_: object = None) -> None:
        raise ConnectionResetError

    async def closed() -> None:
        pass

    start = "import os, pathlib, sys, time; os.write(1, b'__GANGLION__\\n')"
    return PageProcess(
        "exec " + shlex.join([sys.executable, "-c", f"{start}; {does}", str(file)]),
        write_bytes=gone,
        write_str=gone,
        close=closed,
        download_manager=DownloadManager(),
    )


async def test_a_chat_that_cannot_start_closes_its_page(tmp_path: Path) -> None:
    """What was in order when the server began may be gone: one line says so, where it runs."""
    folder = tmp_path / "kept"
    folder.mkdir()
    with served("--log", str(folder / "log"), folder=tmp_path) as chat:
        shutil.rmtree(folder)
        async with ClientSession() as session:
            page = await session.ws_connect(chat.socket, headers={"Origin": chat.url.rstrip("/")})
            await asyncio.wait_for(_read_all(page), PATIENCE)
        assert page.close_code == 1000
        status, said = chat.interrupted()
    assert status == 0
    # Textual Serve says it twice.
    (line,) = set(said.splitlines())
    assert line.startswith(f"assistant: {folder / 'log'}: ")


async def _read_all(page: ClientWebSocketResponse) -> None:
    async for _ in page:
        pass


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # One that has ended and that nobody has asked for is no longer there.
    return ") Z " not in Path(f"/proc/{process}/stat").read_text()
