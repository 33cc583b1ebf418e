"""The documents tell the truth: what they name exists, what they link to is there, and what they show loads."""

import re
import shlex
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from bot.cli.main import main
from bot.faq.reading.loader import load
from bot.faq.texts import Commands
from bot.sandbox.control import Control
from bot.sandbox.server import BotApi
from bot.sandbox.views import Views
from bot.sandbox.world import World
from bot.settings import Settings
from bot.telegram_app.observability.health import Health
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.staff_menu import COMMANDS as STAFF_COMMANDS
from tests.conftest import FAQ_FILE

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS]
README = PAGES[0].read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
MOST_BYTES = 9_000
# Variables that hold for other programs too.
OF_THE_SYSTEM = {"ALL_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_DIR", "SSL_CERT_FILE"}
# What only stands beside a running bot.
MADE = {".env", ".venv", "faq.yaml.previous"}
FILE = re.compile(
    r"\.?[\w-]+(?:[./][\w.-]+)*\.(?:editorconfig|html|json|jsonl|lock|md|png|py|svg|toml|txt|yaml|previous)"
)

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def prose_of(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)


def spans_of(page: Path) -> list[str]:
    return re.findall(r"`([^`\n]+)`", prose_of(page))


def blocks_of(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text_of(page), re.DOTALL)


def commands_of(page: Path) -> list[str]:
    """Each line that can be typed, from blocks and from the text, without its remark."""
    typed = [line for block in blocks_of(page, "sh") for line in block.splitlines()]
    return [re.sub(r"\s{2,}#.*", "", line) for line in [*typed, *spans_of(page)]]


@cache
def source() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "bot").rglob("*.py")))


def settings() -> set[str]:
    return set(re.findall(r'\w\("([A-Z_]+)"', text_of(ROOT / "bot" / "settings.py")))


def test_the_readme_is_short_and_leads_to_each_page() -> None:
    assert len(README.encode()) <= MOST_BYTES
    linked = {link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", README)}
    assert {str(page.relative_to(ROOT)) for page in PAGES[1:]} <= linked


@every_page
def test_each_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text_of(page)):
        address = "".join(link)
        if address.startswith("https://"):
            continue
        path, _, heading = address.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), address
        assert target.is_relative_to(ROOT), address
        assert not heading or heading in headings_of(target), address


def headings_of(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    titles = re.findall(r"^#+ (.+)$", prose_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.casefold()).strip().replace(" ", "-") for title in titles}


@every_page
def test_each_file_exists(page: Path) -> None:
    for name in spans_of(page):
        if name in MADE or not (FILE.fullmatch(name) or re.fullmatch(r"[\w.]+(/[\w.]+)*/", name)):
            continue
        found = (ROOT / name).exists() if "/" in name else list(ROOT.glob(name)) or list(ROOT.glob(f"*/**/{name}"))
        assert found, name


def test_each_name_from_the_code_exists() -> None:
    for name in spans_of(ROOT / "docs" / "architecture.md"):
        part = re.fullmatch(r"([A-Z][a-z]\w*)(?:\.(\w+))?", name)
        if part:
            assert re.search(rf"^(class {part[1]}\b|{part[1]} = )", source(), re.MULTILINE), name
            assert part[2] is None or re.search(rf"def {part[2]}\(", source()), name


@every_page
def test_each_command_of_make_exists(page: Path) -> None:
    for line in commands_of(page):
        for target in re.findall(r"^(?:\w+=\S+ )*make ([a-z]+)", line):
            assert re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE), line


@every_page
def test_each_command_of_the_bot_exists_with_its_options(page: Path) -> None:
    for line in commands_of(page):
        named = re.search(r"python -m bot (\w+)(.*)", line)
        if named:
            command = main.get_command(None, named[1])
            assert command, line
            known = {name for option in command.params if isinstance(option, click.Option) for name in option.opts}
            assert {word for word in shlex.split(named[2]) if word.startswith("-")} <= known, line


@every_page
def test_each_setting_exists(page: Path) -> None:
    known = settings() | set(re.findall(r"REQUIRE_[A-Z]+", text_of(ROOT / ".ci" / "run"))) | OF_THE_SYSTEM
    assert set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", text_of(page))) <= known


@every_page
def test_each_address_and_order_exists(page: Path) -> None:
    routes = [*Health(Metrics(lambda: 0.0), True, True).app().routes, *Views(World()).routes(), *control().routes()]
    paths = {str(getattr(route, "path", "")) for route in routes} | {"/control/<order>"}
    in_chat = {f"/{name}" for name in [*STAFF_COMMANDS, *(field.name for field in fields(Commands))]}
    for name in spans_of(page):
        if re.match(r"/[a-z]", name):
            assert name.split("?")[0].split()[0] in paths | in_chat, name


def control() -> Control:
    api = BotApi(World())
    return Control(api.world, api.webhook, api.faults)


def test_the_table_of_orders_is_complete() -> None:
    table = text_of(ROOT / "docs" / "sandbox.md").split("| order | |")[1].split("\n\n")[0]
    listed = {name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split(" | ")[0])}
    assert listed == set(control().orders())


def test_the_table_of_settings_is_complete() -> None:
    table = dict(re.findall(r"^\| `([A-Z_]+)` \|.*\| ([^|]+) \|$", README, re.MULTILINE))
    assert table.keys() == settings()
    assert {name.removeprefix("TELEGRAM_BOT_").lower() for name in table} == {
        *(field.name for field in fields(Settings)),
        "token_file",
    }
    defaults = {name: words.strip("`").split("`")[0] for name, words in table.items() if "`" in words}
    for name, default in defaults.items():
        assert str(getattr(Settings(), name.lower())) == default, name


def test_the_table_of_metrics_is_complete() -> None:
    listed = re.findall(r"^\| `(faqbot_\w+)` \|", text_of(ROOT / "docs" / "deploy.md"), re.MULTILINE)
    assert set(listed) == set(re.findall(r'"(faqbot_\w+)"', source()))


def test_the_rooms_are_those_that_the_contracts_keep_apart() -> None:
    page = ROOT / "docs" / "architecture.md"
    (listed,) = [block.strip().splitlines() for block in blocks_of(page, "text") if "cli\n" in block]
    (contract,) = [each for each in PYPROJECT["tool"]["importlinter"]["contracts"] if each["type"] == "layers"]
    assert listed == contract["layers"]


def test_each_file_of_a_drawing_exists() -> None:
    drawings = blocks_of(ROOT / "docs" / "architecture.md", "mermaid")
    for name in re.findall(r"[\w/]+\.py", "".join(drawings)):
        assert list((ROOT / "bot").rglob(name)), name


def test_the_map_has_each_room_and_names_files_that_are_there() -> None:
    bot, tests = README.split("Where everything lives")[1].split("```")[1].split("\ntests/")
    rooms, room = set(), ""
    for line in bot.split("\nbot/\n")[1].splitlines():
        if named := re.match(r"  (\w+)([/.])", line):
            room = named[1] if named[2] == "/" else ""
            rooms.add(room)
        for name in re.findall(r"\w+\.(?:py|yaml|html)|\w+/", line):
            places = [ROOT / name, ROOT / "bot" / name, *(ROOT / "bot" / room).rglob(name)]
            assert any(place.exists() for place in places), name
    assert {path.parent.name for path in (ROOT / "bot").glob("*/__init__.py")} <= rooms
    for name in re.findall(r"\w+\.yaml|\w+/", tests):
        assert (ROOT / "tests" / name).exists(), name


def test_the_block_for_staff_can_be_copied_into_the_faq_as_it_stands() -> None:
    (block,) = (each for each in blocks_of(ROOT / "docs" / "editing.md", "yaml") if "question:" in each)
    shipped = FAQ_FILE.read_text("utf-8")
    faq = load(shipped.replace("      - id: what-is-ldn\n", f"{block}\n      - id: what-is-ldn\n", 1))
    assert faq.entries["travel"].referral
    assert "starts a paragraph" in faq.entries["travel"].answer


@every_page
def test_each_block_of_yaml_loads(page: Path) -> None:
    for block in blocks_of(page, "yaml"):
        loaded: Any = yaml.safe_load(block)
        assert loaded
        if isinstance(loaded, dict):
            assert set(loaded.get("environment", ())) <= settings()


def test_the_head_of_the_faq_names_the_command_that_checks_it() -> None:
    head = FAQ_FILE.read_text("utf-8").split("\npharmacy:")[0].strip().splitlines()
    assert len(head) <= 10
    assert all(line.startswith("#") for line in head)
    assert any("python -m bot check" in line for line in head)


def test_the_hooks_call_what_make_check_calls() -> None:
    hooks = yaml.safe_load(text_of(ROOT / ".pre-commit-config.yaml"))["repos"][0]["hooks"]
    recipe = MAKEFILE.split("\ncheck:")[1].split("\n\n")[0].splitlines()[1:]
    assert [hook["entry"] for hook in hooks] == [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe]


def test_each_module_that_make_runs_exists() -> None:
    for module in re.findall(r"python -m (tests\.[\w.]+)", MAKEFILE):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_the_newest_version_in_the_changelog_is_that_of_the_package() -> None:
    versions = re.findall(r"^## \[(\d[\d.]+)\]", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == PYPROJECT["project"]["version"]


@every_page
def test_no_page_names_a_machine(page: Path) -> None:
    assert not re.search(r"/(?:tmp|root|home|work)\b|file:", text_of(page))
