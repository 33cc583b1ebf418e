"""The page for staff tells the truth, and fits one sheet of paper."""

import base64
import re
from html import unescape
from pathlib import Path

import pytest

from bot.errors import FaqError
from bot.faq.reading.loader import load
from bot.safety.triage import DangerDetector
from bot.telegram_app.staff_menu import COMMANDS
from tests.browser import chromium
from tests.conftest import FAQ_FILE
from tests.staff.office import Office

FILE = FAQ_FILE.parent / "docs" / "staff-guide.html"
GUIDE = FILE.read_text("utf-8")
LETTER = {"paperWidth": 8.5, "paperHeight": 11, "preferCSSPageSize": True}


def block(kind: str) -> str:
    (found,) = re.findall(rf'<pre data-kind="{kind}">\n(.*?)</pre>', GUIDE, re.DOTALL)
    return unescape(found)


def test_the_block_can_be_pasted_below_another() -> None:
    shipped = FAQ_FILE.read_text("utf-8")
    faq = load(shipped.replace("      - id: what-is-ldn\n", f"{block('entry')}\n      - id: what-is-ldn\n", 1))
    entry = faq.entries["travel"]
    assert entry.referral
    assert entry.answer.endswith("before your trip.")
    assert len(entry.ask) == 2


def test_a_problem_looks_as_it_is_shown() -> None:
    shipped = FAQ_FILE.read_text("utf-8")
    before, after = shipped.split("      - id: opioids\n")
    with pytest.raises(FaqError) as found:
        load(f"{before}      - id: opioids\n{after.replace('        answer: |', '        anwser: |', 1)}")
    (told, *_) = str(found.value).splitlines()
    assert re.sub(r":\d+:", ":41:", told) == re.sub(r":\d+:", ":41:", block("problem").strip())


def test_each_command_is_one_that_staff_have() -> None:
    named = set(re.findall(r"<code>/(\w+)", GUIDE))
    assert named == set(COMMANDS)


def test_the_answer_that_is_named_as_an_example_is_there() -> None:
    (id,) = re.findall(r"/reviewed (\S+) Dr", GUIDE)
    assert id in load(FAQ_FILE.read_bytes()).entries


def test_it_fits_one_sheet(tmp_path: Path) -> None:
    with chromium(tmp_path / "profile") as browser:
        browser.get(FILE.as_uri())
        pdf = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", LETTER)["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


async def test_each_command_does_what_it_says(tmp_path: Path, safety: DangerDetector) -> None:
    office = Office(tmp_path / "faq.yaml", safety, FAQ_FILE.read_text("utf-8"))
    for command in re.findall(r"<tr><td><code>(/[^<]+)</code>", GUIDE):
        reply = await office.say(command)
        assert reply.text
        assert "That did not work" not in reply.text, command
        assert "no answer named" not in reply.text, command
