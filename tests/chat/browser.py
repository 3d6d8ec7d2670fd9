"""A headless Chromium, driven by its own protocol: the chat's page as a reader sees it."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

# Seconds; a browser starts slowly on a busy machine.
PATIENCE = 20.0

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# It has to reach nobody; what a page asks for is recorded before it is refused.
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    "--remote-debugging-port=0",
)

# The page keeps its terminal to itself: taken as it is made.
_TAKE_TERMINAL = """
Object.defineProperty(Object.prototype, "websocket_url", {
  configurable: true,
  set(value) {
    Object.defineProperty(this, "websocket_url", {value, writable: true});
    window.taken = this;
  },
});
"""
_READ_TERMINAL = """
(() => {
  const buffer = window.taken?.terminal?.buffer.active;
  if (!buffer) return "";
  return Array.from({length: buffer.length},
    (_, row) => buffer.getLine(row).translateToString(true)).join("\\n");
})()
"""


class Page:
    """A page in the browser.

    Args:
        socket: to the page.
    """

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._sent = 0
        self._replies: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._task = asyncio.create_task(self._read())
        self.requested: list[str] = []

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Have the browser do something, and return what comes of it."""
        self._sent += 1
        reply = self._replies[self._sent] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._sent, "method": method, "params": parameters})
        return await asyncio.wait_for(reply, PATIENCE)

    async def open(self, url: str, *, width: int = 1280, height: int = 800) -> None:
        """Go to an address, in a window of a size in pixels."""
        await self.call("Network.enable")
        await self.call("Page.enable")
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        await self.call("Page.addScriptToEvaluateOnNewDocument", source=_TAKE_TERMINAL)
        await self.call("Page.navigate", url=url)

    async def run(self, script: str) -> Any:
        """Return the value of an expression of JavaScript."""
        done = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return done["result"].get("value")

    async def terminal(self) -> str:
        """Return the lines that the terminal shows."""
        return str(await self.run(_READ_TERMINAL))

    async def until(self, holds: Callable[[str], bool]) -> str:
        """Wait until the terminal's text is as wanted, and return it.

        Raises:
            AssertionError: if it does not become so.
        """
        shown = ""
        for _ in range(int(PATIENCE / 0.1)):
            shown = await self.terminal()
            if holds(shown):
                return shown
            await asyncio.sleep(0.1)
        raise AssertionError(shown)

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.call("Input.insertText", text=text)

    async def press(self, key: str, code: int) -> None:
        """Press a key, by its name and the number that Windows gives it."""
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                **(text if kind == "keyDown" else {}),
            )

    async def picture(self) -> str:
        """Return what is seen: PNG in base64."""
        taken = await self.call("Page.captureScreenshot", format="png")
        return str(taken["data"])

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                continue
            said = json.loads(message.data)
            if "id" in said:
                reply = self._replies.pop(said["id"])
                if "error" in said:
                    reply.set_exception(RuntimeError(said["error"]["message"]))
                else:
                    reply.set_result(said["result"])
            elif said["method"] == "Network.requestWillBeSent":
                self.requested.append(said["params"]["request"]["url"])
            elif said["method"] == "Network.webSocketCreated":
                self.requested.append(said["params"]["url"])


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Page]:
    """Open a browser, give its page, and close it.

    Args:
        folder: an empty one, for what the browser keeps.
    """
    assert CHROMIUM is not None
    process = await asyncio.create_subprocess_exec(
        CHROMIUM,
        *_FLAGS,
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        port = await _port(folder / "DevToolsActivePort")
        async with ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as listed:
                targets = await listed.json()
            address = next(one for one in targets if one["type"] == "page")["webSocketDebuggerUrl"]
            async with session.ws_connect(address, max_msg_size=0) as socket:
                page = Page(socket)
                yield page
                await page.call("Browser.close")
        await asyncio.wait_for(process.wait(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _port(place: Path) -> int:
    for _ in range(int(PATIENCE / 0.05)):
        if (port := _written_port(place)) is not None:
            return port
        await asyncio.sleep(0.05)
    raise AssertionError("the browser does not start")


def _written_port(place: Path) -> int | None:
    lines = place.read_text().splitlines() if place.exists() else []
    return int(lines[0]) if lines else None
