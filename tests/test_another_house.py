"""A dentist's bot, made by `init` and a few changes: matching, danger, staff, and the page, with no word of ours."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.conversation.faqs import fallback_for
from bot.conversation.responder import Responder
from bot.faq.editing import NewEntry, add_entry
from bot.faq.reading.loader import load
from bot.faq.texts import Commands, Labels, Messages, SafetyTexts
from bot.safety.triage import DangerDetector
from bot.sandbox.running import Sandbox
from tests.conftest import FAQ_FILE
from tests.running_bot import running_bot
from tests.sandbox.waiting import eventually
from tests.staff.office import Office

OURS = re.compile(r"LDN|naltrexone|depression|American Integrative|Yazdanpanah|247-7948|\bpharmacy\b", re.IGNORECASE)
BUSINESS = {
    "Our Practice": "Bright Teeth",
    "1-800-555-0100": "(310) 555-0142",
    "Dr. Robin Example": "Dr. Ada Molar",
    "ours: [visit]": "ours: [tooth]",
    "- [visit, appointment, booking]": "- [visit, appointment, booking]\n  - [tooth, teeth, molar]",
}
IMPLANTS = NewEntry(
    id="implants",
    question="Do you place implants?",
    ask=(
        "can I get a new tooth",
        "I lost a tooth",
        "tooth implant",
        "do you do implants",
        "replace a missing tooth",
        "titanium screws",
        "false teeth that stay in",
        "is an implant possible for me",
    ),
    answer=(
        "Yes, we place implants. First we look at your teeth and take a picture, so that we can tell whether there is "
        "room. Then you get a plan in plain words, and you decide at home. Please call {name} at {phone} to find a day."
    ),
    source=("leaflet",),
)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments, env={"FAQ_FILE": "", "STATE_DIR": "/nowhere"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file as the dentist leaves it."""
    path = tmp_path_factory.mktemp("dentist") / "dentist.yaml"
    assert run("init", str(path)).exit_code == 0
    text = path.read_text("utf-8")
    for old, new in BUSINESS.items():
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(add_entry(text, "visit", IMPLANTS), "utf-8")
    return path


@pytest.fixture(scope="module")
def dentist(file: Path, safety: DangerDetector) -> Responder:
    return Responder.from_text(file.read_bytes(), "dentist.yaml", safety)


def test_init_writes_a_file_that_passes_check_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    made = run("init", str(path))
    assert f"python -m bot check {path}" in made.stdout
    for next_step in (f"python -m bot check {path}\n", f"FAQ_FILE={path} python -m bot run\n"):
        assert next_step in path.read_text("utf-8")
    assert run("check", str(path)).stdout.splitlines()[-1] == "No problems."
    faq = load(path.read_bytes())
    assert (len(faq.entries), len(faq.articles)) == (5, 2)


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", "utf-8")
    refused = run("init", str(path))
    assert (refused.exit_code, refused.stderr) == (1, f"{path} is there already, and stays as it is; name a new file\n")
    assert path.read_text("utf-8") == "mine"
    assert "name a file in a folder where you may write" in run("init", str(tmp_path / "no" / "new.yaml")).stderr


def test_the_dentists_file_passes_check(file: Path) -> None:
    checked = run("check", str(file))
    assert checked.stdout.splitlines()[-1] == "No problems."


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("do you do tooth implants", "implants"),
        ("i lost a molar can you replace it", "implants"),
        ("how much does it cost", "cost"),
        ("i cant come tomorow, need to move my appointment", "cancel-a-visit"),
        ("can i book an apointment", "make-a-visit"),
        ("good morning", "greeting"),
    ],
)
def test_questions_find_their_answers(dentist: Responder, typed: str, entry: str) -> None:
    assert dentist.respond(typed).answered == (entry,)


def test_an_answer_has_the_dentists_source_and_number(dentist: Responder) -> None:
    reply = dentist.respond("do you do tooth implants").reply
    assert "Please call Bright Teeth at (310) 555-0142" in reply.text
    assert reply.quiet.endswith("Source: “Your First Visit”, Bright Teeth")
    assert reply.contact == "Our desk: (310) 555-0142"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("i want to die", "988"),
        ("my toddler swallowed the whole bottle of fluoride pills", "1-800-222-1222"),
        ("he collapsed in your chair and cant breathe", "911"),
    ],
)
def test_danger_comes_first(dentist: Responder, typed: str, number: str) -> None:
    response = dentist.respond(typed)
    assert number in response.reply.text
    assert response.answered == ()
    assert "Bright Teeth" not in response.reply.plain


def everything_said(dentist: Responder) -> Iterator[str]:
    for command in [key.name for key in fields(Commands)]:
        reply = dentist.command(command)
        yield reply.plain if reply else ""
    for name in [key.name for key in fields(Messages)]:
        yield dentist.fixed(name).plain  # type: ignore[arg-type]  # a loop over what may be fixed
    for section, kind in (("labels", Labels), ("safety", SafetyTexts), ("commands", Commands)):
        yield from (getattr(getattr(dentist.faq, section), key.name) for key in fields(kind))
    yield from vars(dentist.faq.profile).values()
    yield from (
        dentist.respond(typed).reply.plain for typed in ("what is the moon", "asdf", "hola como estas", "implants?")
    )


def test_no_word_of_ours_is_ever_read(dentist: Responder) -> None:
    said = list(everything_said(dentist))
    assert len(said) > 60
    assert [text for text in said if OURS.search(text)] == []


def test_a_file_that_breaks_names_the_dentist(file: Path, safety: DangerDetector) -> None:
    fallback = Responder(fallback_for(file.read_bytes().replace(b"topics:", b"tropics:")), safety)
    said = fallback.respond("do you do implants").reply.plain
    assert "Bright Teeth at (310) 555-0142" in said
    assert not OURS.search(said)


@pytest.fixture
def office(file: Path, safety: DangerDetector, tmp_path: Path) -> Office:
    return Office(tmp_path / "faq.yaml", safety, file.read_text("utf-8"))


async def test_staff_add_a_way_to_ask(office: Office) -> None:
    shown = await office.say("/add can you put in a fake tooth")
    await office.press(await office.press(shown, "Same as: Do you place implants?"), "✅ Save")
    assert "          - can you put in a fake tooth\n" in office.file.read_text("utf-8")
    assert office.leads_to("can you put in a fake tooth?") == "implants"


def test_the_page_talks_as_the_dentist(file: Path) -> None:
    with Sandbox() as sandbox, running_bot(sandbox, FAQ_FILE=str(file)):
        person = sandbox.do("chat", id=5000, first_name="Kim")["id"]
        sandbox.do("message", chat_id=person, text="do you do tooth implants")
        said = lambda: sandbox.see("transcript", chat_id=person)["messages"]  # noqa: E731
        eventually(lambda: len(said()) == 2)
        assert "Yes, we place implants." in said()[-1]["text"]
        described = lambda: sandbox.see("state")["bot"]["description"]  # noqa: E731
        eventually(lambda: described().startswith("Ask in your own words."))
        bot = sandbox.see("state")["bot"]
        assert not OURS.search(str([said(), bot["description"], bot["short_description"], bot["commands"]]))


def test_no_word_of_ours_stands_in_the_code() -> None:
    code = sorted(path for path in (FAQ_FILE.parent / "bot").rglob("*") if path.suffix in (".py", ".html", ".yaml"))
    found = [
        f"{path.name}: {line.strip()}"
        for path in code
        if path.name != "phrases.yaml"  # which knows what people name in danger
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\bLDN|naltrexone|\bdepression|American Integrative|Yazdanpanah|247-7948", line, re.IGNORECASE)
    ]
    assert found == []
