"""The chat in a browser, as a reader sees it: headless Chromium, where there is one."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

from tests.chat.browser import CHROMIUM, Page, browser
from tests.chat.served import served, until

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian: apt install chromium)"),
    pytest.mark.skipif(sys.platform != "linux", reason="processes are counted in /proc"),
]

QUESTION = "ใบแจ้งหนี้ครบกำหนดวันที่ 1 ตุลาคม แต่เรายังไม่ได้ชำระเงิน จะเกิดอะไรขึ้น"
ENTER, F8, F10 = ("Enter", 13), ("F8", 119), ("F10", 121)

# How many points of the row of a picture are green, amber and pink: the phases.
_COLOURS = """
(async () => {
  const picture = new Image();
  picture.src = "data:image/png;base64,%s";
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const terminal = window.taken.terminal;
  const height = terminal.element.querySelector(".xterm-screen").clientHeight / terminal.rows;
  const points = context.getImageData(0, %d * height, picture.width, height).data;
  const count = [0, 0, 0];
  for (let i = 0; i < points.length; i += 4) {
    const [r, g, b] = points.slice(i, i + 3);
    if (g > r + 30 && g > b + 30) count[0]++;
    if (r > b + 60 && g > b + 30) count[1]++;
    if (r > g + 30 && b > g) count[2]++;
  }
  return count;
})()
"""


async def _colours(page: Page, bar: str) -> list[int]:
    """Return how many points of the bar are green, amber and pink, once it is painted."""
    count = [0]
    for _ in range(50):
        if min(count) > 0:
            break
        picture = await page.picture()
        lines = (await page.terminal()).splitlines()
        # Beside it may be an end of the scroll bar; it is not there while the screen is redrawn.
        for row in (row for row, line in enumerate(lines) if bar in line):
            count = await page.run(_COLOURS % (picture, row))
    return count


# What the browser has taken for its clipboard, with the permissions that every page has.
_WATCH_CLIPBOARD = """
(() => {
  const write = navigator.clipboard.writeText.bind(navigator.clipboard);
  window.copied = new Promise(done => {
    navigator.clipboard.writeText = async text => { await write(text); done(text); };
  });
})()
"""


async def test_a_thai_question_in_a_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed at once, answered with a bar of time in colours, copied; nobody else is asked."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    options = ("--language", "th", "--today", "2026-11-21")
    with served(*options, folder=tmp_path) as chat:
        async with browser(tmp_path / "browser") as page:
            await page.open(chat.url)
            await page.until(lambda shown: "พิมพ์คำถาม" in shown)
            await page.type(QUESTION)
            await page.until(lambda shown: "พิมพ์คำถาม" not in shown)
            await page.press(*ENTER)
            shown = await page.until(lambda shown: "29 มกราคม 2570" in shown)
            lines = [line.strip() for line in shown.splitlines()]
            assert f"█ {QUESTION}" in lines
            assert any("ปิดใช้งานตั้งแต่วันที่ 31 ตุลาคม 2569" in line for line in lines)
            row = next(row for row, line in enumerate(lines) if line.startswith("━━━"))
            bar = lines[row].split()[0]
            assert bar.strip("━░▓╳") == ""
            assert "▲ วันนี้ 21 พฤศจิกายน 2569" in lines[row + 1]
            assert min(await _colours(page, bar)) > 100

            await page.run(_WATCH_CLIPBOARD)
            await page.press(*F8)
            await page.until(lambda shown: "ส่งคำตอบไปยังคลิปบอร์ดของเบราว์เซอร์แล้ว" in shown)
            assert "29 มกราคม 2570" in await page.run("copied")

            await page.press(*F10)
            assert await until(lambda: len(chat.pages()) == 0)
            over = await page.run("document.querySelector('.over').innerText")
            assert over.split() == ["การสนทนาจบแล้ว", "เริ่มใหม่"]
            await page.press(*ENTER)
            await page.until(lambda shown: "พิมพ์คำถาม" in shown)
            assert len(chat.pages()) == 1

            # A page that was left is kept by the browser, but not the chat behind it; and what
            # the terminal's script is asked to fetch from elsewhere, it does not get.
            await page.call("Page.navigate", url=f"{chat.url}?ping=http://evil.example/")
            assert await until(lambda: len(chat.pages()) == 0)
        hosts = {urlsplit(address).netloc for address in page.requested if "data:" not in address}
        assert hosts == {urlsplit(chat.url).netloc}
        assert chat.interrupted() == (0, "")
