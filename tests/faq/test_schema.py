import json
import re
from collections.abc import Iterator
from copy import deepcopy
from importlib import resources
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.errors import FaqError
from bot.faq.reading.loader import load
from bot.faq.schema import schema
from bot.faq.texts import StaffTexts
from tests.conftest import FAQ_FILE
from tests.small_faq import SMALL, small

SCHEMA = schema()
FILES = {
    "faq.yaml": FAQ_FILE.read_text("utf-8"),
    "fallback.yaml": resources.files("bot.faq").joinpath("fallback.yaml").read_text("utf-8"),
    "the small one": SMALL,
}


class OldYaml(yaml.SafeLoader):
    """YAML 1.1, but for dates, which JSON has not, and "on": "no" is false, and 9:30 a number."""


class NewYaml(yaml.SafeLoader):
    """YAML 1.2, as editors read it: nothing but "true" and "false" is yes or no."""


def resolvers(*left_out: str) -> dict[str, list[Any]]:
    known = yaml.SafeLoader.yaml_implicit_resolvers.items()
    return {first: [pair for pair in pairs if pair[0].split(":")[-1] not in left_out] for first, pairs in known}


OldYaml.yaml_implicit_resolvers = resolvers("timestamp", "bool")
OldYaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:yes|no|true|false)$"), list("yntf"))
NewYaml.yaml_implicit_resolvers = resolvers("timestamp", "bool")
NewYaml.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|false)$"), list("tf"))
READERS = [OldYaml, NewYaml]


def marked(text: str, reader: Any = NewYaml) -> list[str]:
    """What an editor marks in a file."""
    errors = Draft7Validator(SCHEMA).iter_errors(yaml.load(text, reader))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]


def test_the_shipped_schema_is_in_step() -> None:
    assert json.loads((FAQ_FILE.parent / "faq.schema.json").read_text("utf-8")) == SCHEMA, "run  make schema"


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)


def test_the_faq_names_its_schema_where_editors_look_for_it() -> None:
    first = FAQ_FILE.read_text("utf-8").splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert name != first
    assert (FAQ_FILE.parent / name).exists()


def keys(part: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in part.get("properties", {}).items():
        yield f"{path}/{name}", value
        yield from keys(value, f"{path}/{name}")
    for inner in ("items", "additionalProperties"):
        if isinstance(part.get(inner), dict):
            yield from keys(part[inner], path)


def test_each_key_is_described_in_a_sentence() -> None:
    found = dict(keys(SCHEMA))
    assert "/topics/entries/reviewed/on" in found
    assert found["/safety/emergency"]["description"].endswith(" It must name 911, 1-800-222-1222 and 988.")
    assert found["/labels/checked"]["description"].endswith(" It may hold {by}, {month}.")
    assert found["/profile/short_description"]["description"].endswith(" At most 120 characters.")
    assert [path for path, value in found.items() if not re.fullmatch(r".+[.})]", value["description"])] == []


def test_an_editor_offers_what_a_text_says_by_itself() -> None:
    found = dict(keys(SCHEMA))
    assert found["/staff/cancel"]["default"] == StaffTexts().cancel


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_what_ships_is_not_marked(text: str, reader: Any) -> None:
    assert marked(text, reader) == []


# What the loader takes must not be marked, however YAML reads it.
FINE = [
    ("The Guide", "no"), ("The Guide", "9:30"), ("The Guide", "2026-01-31"), ("The Guide", "4.5"),
    ("The Guide", "true"),
    ("- monthly price", "- 988"), ("referral: yes", "referral: no"), ("referral: yes", "referral: true"),
    ("referral: yes", "referral: 'Yes'"), ("source: [guide]", "source: [guide, guide]"),
    ("{by: null, on: null}", "{by: Dr. Ada, on: 2026-01-31}"), ("{by: null, on: null}", "{by: , on: ~}"),
    ("hours: null", "hours: {Monday to Friday: 9 am to 6 pm, Saturday: closed, Sunday: closed}"),
    ("website: null", "website: ourpharmacy.org"), ("title: Talk", "title: 100"), ("small_talk: yes", "draft: yes"),
    ("question: Hello!", f"question: {'x' * 64}"), ("- id: greeting", f"- id: {'x' * 60}"),
]  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("old", "new"), FINE, ids=[new[:40] for _, new in FINE])
def test_what_the_loader_takes_is_not_marked(old: str, new: str, reader: Any) -> None:
    assert load(small(old, new))
    assert marked(small(old, new), reader) == []


WRONG = [
    ("title: Basics", "titel: Basics", "'titel' was unexpected"),
    ("        answer: Hello to you.\n", "", "'answer' is a required"),
    ("answer: Hello to you.", "answer:", "topics/1/entries/0/answer: None is not of type"),
    ("answer: Hello to you.", "answer: [a, b]", "is not of type 'string', 'number', 'boolean'"),
    ("answer: Hello to you.", "answer: ''", "does not match"),
    ("answer: Hello to you.", "answer: Hi.\n        answer_with_hours: null", "None is not of type"),
    ("        ask:\n          - good morning\n", "        ask: good morning\n", "is not of type 'array'"),
    ("ask:\n          - good morning", "ask: []", "topics/1/entries/0/ask: "),
    ("ask:\n          - good morning", "ask: [null]", "None is not of type"),
    ("ask:\n          - good morning", "ask: [{a: b}]", "is not of type"),
    ("  - {id: guide, title: The Guide, publisher: The Press}", "  - guide", "is not of type 'object'"),
    ("referral: yes", "referral: maybe", "is not valid under any"),
    ("referral: yes", "referral: null", "is not valid under any"),
    ("website: null", "website: {a: b}", "pharmacy/website: "),
    ("  website: null\n", "", "'website' is a required"),
    ("phone: 1-800-555-0100", "phone: null", "pharmacy/phone: None"),
    ("subject:\n  ours: [ldn]\n  others: [another medicine]\n", "", "'subject' is a required"),
    ("- id: greeting", "- id: good day", "does not match"),
    ("- id: greeting", f"- id: {'x' * 61}", "is too long"),
    ("  - id: talk", f"  - id: {'x' * 54}", "is too long"),
    ("question: Hello!", f"question: {'x' * 65}", "is too long"),
    ("  - [cost, price, how much money]", "  - [cost]", "synonyms/1: "),
    ("  - [cost, price, how much money]", "  - cost", "synonyms/1: "),
    ("reviewed: {by: null, on: null}", "reviewed: Dr. Ada", "is not of type 'object'"),
    ("reviewed: {by: null, on: null}", "reviewed: {by: Dr. Ada, on: soon}", "does not match"),
    ("reviewed: {by: null, on: null}", "reviewed: {by: null}", "'on' is a required"),
    ("reviewed: {by: null, on: null}", "reviewed: {by: Dr. Ada, on: 2026-01-05, of: it}", "does not match"),
    ("subject:\n", f"profile: {{short_description: {'x' * 121}}}\nsubject:\n", "is too long"),
    ("hours: null", "hours: all day", "is not of type 'object', 'null'"),
    ("hours: null", "hours: {Monday: [9 am]}", "pharmacy/hours/Monday"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[new[:40] for _, new, _ in WRONG])
def test_what_the_loader_refuses_is_marked(old: str, new: str, said: str) -> None:
    with pytest.raises(FaqError):
        load(small(old, new))
    assert said in "\n".join(marked(small(old, new)))


def changed() -> Iterator[tuple[str, Any]]:
    """The small FAQ with one part of it after the other taken out, doubled, or put in the wrong shape."""
    whole = yaml.load(SMALL, NewYaml)
    for path in paths(whole):
        for name, value in [("gone", ...), ("null", None), ("a list", ["x"]), ("a block", {"x": "y"}), ("a text", "x")]:
            copy = deepcopy(whole)
            parent = copy
            for step in path[:-1]:
                parent = parent[step]
            if value is ...:
                del parent[path[-1]]
            else:
                parent[path[-1]] = value
            yield f"{path} {name}", copy


def paths(part: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, value in steps:
        yield (*at, step)
        yield from paths(value, (*at, step))


STRUCTURE = re.compile("must be|is missing|is empty|unknown key|one word only|need a line|must hold a name")


@pytest.mark.slow
def test_schema_and_loader_agree_on_the_shape_of_each_part() -> None:
    validator = Draft7Validator(SCHEMA)
    for name, whole in changed():
        is_marked = not validator.is_valid(whole)
        try:
            load(json.dumps(whole, ensure_ascii=False))
        except FaqError as error:
            assert is_marked or not STRUCTURE.search(str(error)), f"{name}: {error}"
        else:
            assert not is_marked, name
