"""The chat in browsers of this machine: a page, a socket, and a process of its own for each page.

Textual Serve runs the processes and brings the terminal for the page. The page is ours, as theirs
loads a font from another host. It is served on loopback alone, and only to pages that came from
here: a site that the user visits must not talk with the chat, whatever name it has for this
machine (DNS rebinding) and although browsers let every site open a socket anywhere.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp_jinja2
import textual_serve
from aiohttp import web
from aiohttp.typedefs import Handler
from jinja2 import FileSystemLoader
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from assistant.errors import AssistantError, mark

_LOOPBACK = "127.0.0.1"
_HTTP_PORT = 80  # browsers leave it out of what they send

# Seconds for the processes to end before the server goes; they end without it, too.
_PATIENCE = 1.0

# Seconds for the process of a page that has gone to end; then it is ended.
_LAST_MOMENTS = 5.0

# Seconds between two signs of life that a page is asked for.
_HEARTBEAT = 15.0

# What a page says of itself: how many cells it has.
_SIDES = ("width", "height")

# Also against addresses in the page's own query, which the terminal's script would fetch.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src data:; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class PortError(AssistantError):
    """The system does not let the chat be served on a port."""

    code = "web.port"
    message = mark(
        "error.web.port",
        "The chat cannot be opened on port {port}: another program has it, or it is reserved.",
    )
    hint = mark("error.web.port.hint", "Name another one, or 0 for any that is free: --port 0")


class PageTexts(NamedTuple):
    """What the page says beside the chat.

    Args:
        language: tag of their language.
        title: of the page.
        ended: where the chat was.
        again: a link that opens a new one.
        needs_script: where scripts are off.
        elsewhere: to whoever comes by another name of this machine; `{url}` is in it already.
    """

    language: str
    title: str
    ended: str
    again: str
    needs_script: str
    elsewhere: str


class PageProcess(AppService):
    """The process of a page."""

    async def on_data(self, payload: bytes) -> None:
        """Send what it draws; to a page that has gone, nothing."""
        # All that it writes is read, or it would wait for that and never end.
        with suppress(ConnectionResetError):
            await super().on_data(payload)

    async def run(self) -> None:
        """Serve it until it ends, also of itself; then the page is told."""
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        """Ask it to end, and end it if it does not: nobody is there who could."""
        last = asyncio.get_running_loop().call_later(_LAST_MOMENTS, self._kill)
        try:
            await super().stop()
            if self._process is not None:
                await self._process.wait()
        finally:
            last.cancel()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):  # it ended in that moment
            if self._process is not None:
                self._process.kill()


class _Pages(Server):
    """What is served, and which pages are open.

    Args:
        command: what a shell runs for each page.
        port: on which it is served.
        texts: what the page says.
    """

    def __init__(self, command: str, port: int, texts: PageTexts) -> None:
        super().__init__(command, host=_LOOPBACK, port=port)
        self._texts = texts
        names = (_LOOPBACK, "localhost")
        self._hosts = {f"{name}:{port}" for name in names}
        if port == _HTTP_PORT:
            self._hosts.update(names)
        self._open: set[asyncio.Task[Any]] = set()

    def application(self) -> web.Application:
        """Return what answers requests."""
        app = web.Application(middlewares=[self._only_from_here])
        here, theirs = Path(__file__).parent, Path(textual_serve.__file__).parent
        aiohttp_jinja2.setup(app, loader=FileSystemLoader(here))
        app.add_routes(
            [
                web.get("/", self._show_page),
                web.get("/ws", self.handle_websocket),
                web.get("/page.js", partial(_send, here / "page.js")),
                web.static("/static", theirs / "static"),
            ]
        )
        app.on_response_prepare.append(_harden)
        return app

    async def _show_page(self, request: web.Request) -> web.Response:
        context = {"texts": self._texts, "socket": _socket_url(request)}
        return aiohttp_jinja2.render_template("page.html", request, context)

    @web.middleware
    async def _only_from_here(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse other names of this machine, and sockets of other pages."""
        if request.host.lower() not in self._hosts:
            raise web.HTTPForbidden(text=self._texts.elsewhere)
        # A browser names the page that opens a socket; it lets no page change that.
        opens_socket = request.path == "/ws"
        if opens_socket and request.headers.get("Origin") != f"http://{request.host}":
            raise web.HTTPForbidden(text=self._texts.elsewhere)
        return await handler(request)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a process for a page, until one of the two ends."""
        page = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await page.prepare(request)
        process = PageProcess(
            self.command,
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=partial(_close, page),
            download_manager=self.download_manager,
        )
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a handler runs in a task
        self._open.add(task)
        try:
            await process.start(*(to_int(request.query.get(side, ""), 80) for side in _SIDES))
            await self._process_messages(page, process)
        finally:
            await process.stop()
            self._open.discard(task)
        return page

    async def close(self) -> None:
        """End all open pages and their processes."""
        for task in self._open:
            task.cancel()
        if self._open:
            await asyncio.wait(self._open, timeout=_PATIENCE)


def serve(
    command: str, texts: Callable[[str], PageTexts], *, port: int, ready: Callable[[str], None]
) -> None:
    """Serve the chat until the process is told to end (Ctrl+C, SIGTERM, SIGHUP).

    Args:
        command: what a shell runs for each page; a Textual application.
        texts: returns what the page says, given its address.
        port: on which it is served; 0 for any that is free.
        ready: is called with the page's address when it can be opened.

    Raises:
        PortError: it cannot be served there.
    """
    try:
        listening = socket.create_server((_LOOPBACK, port))
    except OSError as error:
        raise PortError(port=str(port)) from error
    port = listening.getsockname()[1]
    url = f"http://{_LOOPBACK}:{port}/"
    # A page that goes while it is drawn is no fault; a process says itself why it does not start.
    for name in ("textual-serve", "aiohttp"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    with suppress(KeyboardInterrupt):  # where signals cannot be handled: Windows
        asyncio.run(_serve(_Pages(command, port, texts(url)), listening, lambda: ready(url)))


async def _serve(pages: _Pages, listening: socket.socket, ready: Callable[[], None]) -> None:
    ended = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with suppress(AttributeError, NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), ended.set)
    runner = web.AppRunner(pages.application(), access_log=None, shutdown_timeout=_PATIENCE)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        ready()
        await ended.wait()
    finally:
        # First, as aiohttp then reads no more, and a page is closed when it has agreed to it.
        await pages.close()
        await runner.cleanup()


async def _close(page: web.WebSocketResponse) -> None:
    await page.close()


async def _send(file: Path, _: web.Request) -> web.FileResponse:
    return web.FileResponse(file)


async def _harden(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in _HEADERS.items():
        response.headers[name] = value.replace("{socket}", _socket_url(request))


def _socket_url(request: web.Request) -> str:
    return f"ws://{request.host}/ws"
