import html
import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError, FormatError
from bot.sandbox.formatting import Entity, EntityError, Formatted, format_text, utf16_length

_PILL = "💊"
_ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_TYPES = ("bold", "italic", "underline", "spoiler", "code", "pre", "blockquote", "expandable_blockquote", "text_link")


def _entity(type_: str, offset: int, length: int, **extra: Any) -> Entity:
    return {"type": type_, "offset": offset, "length": length, **extra}


def _covered(formatted: Formatted) -> list[tuple[str, str]]:
    """The type of each entity and the text under it."""
    units = formatted.text.encode("utf-16-le")
    return [
        (entity["type"], units[2 * entity["offset"] :][: 2 * entity["length"]].decode("utf-16-le"))
        for entity in formatted.entities
    ]


def _error(text: str, *entities: Any) -> FormatError:
    with pytest.raises(FormatError) as error:
        format_text(text, entities=entities)
    return error.value


@pytest.mark.parametrize(("text", "length"), [("", 0), ("dose", 4), ("é", 1), (_PILL, 2), ("a" + _PILL + "\u20ac", 4)])
def test_utf16_length(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize("parse_mode", ["HTML", "html", "Html"])
def test_offsets_are_utf16_units(parse_mode: str) -> None:
    assert format_text("💊 é <b>dose</b>", parse_mode) == Formatted("💊 é dose", (_entity("bold", 5, 4),))


@pytest.mark.parametrize("parse_mode", [None, ""])
def test_no_parse_mode(parse_mode: str | None) -> None:
    assert format_text("<b>*dose*</b>", parse_mode) == Formatted("<b>*dose*</b>", ())


@pytest.mark.parametrize("text", ["dose", "*dose*", "4.5", "a_b", "<b>dose", ""])
@pytest.mark.parametrize(
    "parse_mode",
    ["MarkdownV2", "markdownv2", "MARKDOWNV2", "Markdown", "markdown", "MARKDOWN", "bbcode", " html", "md"],
)
def test_another_parse_mode_is_refused_whatever_the_text(parse_mode: str, text: str) -> None:
    with pytest.raises(ApiError) as refusal:
        format_text(text, parse_mode, [_entity("bold", 0, 1)])
    assert refusal.value.body() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: the local Telegram reads HTML alone: send parse_mode HTML or none",
    }


def test_entities_beside_a_parse_mode_are_ignored() -> None:
    entities = [_entity("italic", 0, 400), _entity("nonsense", -1, 0)]
    assert _covered(format_text("<b>dose</b>", "HTML", entities)) == [("bold", "dose")]


def test_the_description_of_wrong_markup() -> None:
    with pytest.raises(FormatError) as error:
        format_text("<b>dose", "HTML")
    assert error.value.description == "can't parse entities: Can't find end tag corresponding to start tag \"b\""


@pytest.mark.parametrize("parse_mode", [None, "HTML", "nonsense"])
def test_half_characters(parse_mode: str | None) -> None:
    with pytest.raises(EntityError) as error:
        format_text("a\ud83d", parse_mode)
    assert error.value.description == "text must be encoded in UTF-8"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n ", ""),
        ("\t\r\n", ""),
        (" dose ", "dose"),
        ("\n\ndose\n \n", "dose"),
        ("one\n\n two", "one\n\n two"),
        ("one\ttwo\x00three\x1f!", "one two three !"),
        ("one\r\ntwo\r", "one\ntwo"),
        ("one\u2028two\u202ethree", "onetwothree"),
        ("o\u0333n\u033fe\u030a", "one"),
        ("e\u0301", "e\u0301"),
        ("a\u200e\u200f\u200eb", "a\u200c\u200c\u200eb"),
        ("a\x7fb", "a\x7fb"),
        ("\xa0dose\xa0", "\xa0dose\xa0"),
        ("\u200b \u2800\xa0\ufeff", ""),
    ],
)
def test_cleaning(text: str, expected: str) -> None:
    assert format_text(text) == Formatted(expected, ())
    assert format_text(html.escape(text), "HTML") == Formatted(expected, ())


@pytest.mark.parametrize(
    ("text", "plain", "expected"),
    [
        ("  <b>dose</b>  ", "dose", [("bold", "dose")]),
        ("<b>  dose  </b>", "dose", [("bold", "dose")]),
        ("<b>one </b>two", "one two", [("bold", "one ")]),
        ("one<b> two</b>", "one two", [("bold", "two")]),
        ("one<b> \n </b>two", "one \n two", []),
        ("one <b>\r</b>two", "one two", []),
        ("\r\n<b>one\r\ntwo</b>", "one\ntwo", [("bold", "one\ntwo")]),
        ("💊\u202e <i>\u202edose\u202e</i>", "💊 dose", [("italic", "dose")]),
        ("<code> x </code>", " x", [("code", " x")]),
        ("a<code> </code>b", "a b", [("code", " ")]),
        ("a<code> </code>", "a", []),
        ("a<blockquote><code> x</code></blockquote>", "a x", [("blockquote", " x"), ("code", " x")]),
        ("a<blockquote> <code> x</code></blockquote>", "a  x", [("blockquote", " x"), ("code", " x")]),
        ("<code> </code>", "", []),
        ("<b>\u200b</b>", "", []),
        ('one<a href="a.org"> two</a>', "one two", [("text_link", " two")]),
        ("<b></b><i></i>", "", []),
    ],
)
def test_entities_move_with_their_text(text: str, plain: str, expected: list[tuple[str, str]]) -> None:
    formatted = format_text(text, "HTML")
    assert (formatted.text, _covered(formatted)) == (plain, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>one</b><b>two</b>", [("bold", "onetwo")]),
        ("<b>one</b> <b>two</b>", [("bold", "one"), ("bold", "two")]),
        ("<i><b>one</b></i>", [("bold", "one"), ("italic", "one")]),
        ("<b>a <i>b</i> c</b>", [("bold", "a "), ("bold", "b c"), ("italic", "b")]),
        ("<b>a <b>b</b> c</b>", [("bold", "a b c")]),
        ("<b>a <code>b</code> c</b>", [("bold", "a "), ("code", "b"), ("bold", "c")]),
        ("<code><b>x</b></code>", [("code", "x")]),
        ("<code>a <b>b</b> c</code>", [("code", "a b c")]),
        ('<a href="a.org"><code>x</code></a>', [("code", "x")]),
        ('<a href="a.org">a <b>b</b></a>', [("text_link", "a b"), ("bold", "b")]),
        ('<b>a <a href="a.org">b</a></b>', [("bold", "a "), ("text_link", "b"), ("bold", "b")]),
        ("<blockquote>a <b>b</b></blockquote>", [("blockquote", "a b"), ("bold", "b")]),
        ("<b><blockquote>a</blockquote></b>", [("blockquote", "a"), ("bold", "a")]),
        ("<blockquote>a <pre>b</pre></blockquote>", [("blockquote", "a b"), ("pre", "b")]),
        ("<pre>a <blockquote>b</blockquote></pre>", [("blockquote", "b")]),
        ("<blockquote>a <blockquote>b</blockquote></blockquote>", [("blockquote", "a b")]),
        ("<pre>a <code>b</code></pre>", [("pre", "a b")]),
        ("<pre><code>x</code></pre>", [("pre", "x")]),
    ],
)
def test_entities_that_cannot_be_together(text: str, expected: list[tuple[str, str]]) -> None:
    assert _covered(format_text(text, "HTML")) == expected


def test_what_entities_carry() -> None:
    text = '<pre><code class="language-py">x</code></pre><a href="a.org">y</a><tg-emoji emoji-id="1">👍</tg-emoji>'
    assert format_text(text, "HTML").entities == (
        _entity("pre", 0, 1, language="py"),
        _entity("text_link", 1, 1, url="http://a.org/"),
        _entity("custom_emoji", 2, 2, custom_emoji_id="1"),
    )


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        ([], []),
        ([_entity("bold", 3, 4)], [("bold", "dose")]),
        ([_entity("bold", 3, 4), _entity("italic", 0, 2)], [("italic", "💊"), ("bold", "dose")]),
        ([_entity("italic", 3, 4), _entity("bold", 3, 4)], [("bold", "dose"), ("italic", "dose")]),
        ([_entity("bold", 3, 2), _entity("italic", 3, 4)], [("italic", "dose"), ("bold", "do")]),
        ([_entity("bold", 0, 5), _entity("italic", 3, 4)], [("bold", "💊 "), ("italic", "dose"), ("bold", "do")]),
        ([_entity("bold", 0, 0)], []),
        ([_entity("code", 3, 2), _entity("pre", 4, 3)], [("code", "do")]),
        ([{"type": "bold", "offset": "3", "length": "4"}], [("bold", "dose")]),
        ([_entity("mention", 3, 4), _entity("url", 0, 2), _entity("bot_command", 50, 1)], []),
    ],
)
def test_given_entities(entities: list[Entity], expected: list[tuple[str, str]]) -> None:
    assert _covered(format_text("💊 dose", entities=entities)) == expected


@pytest.mark.parametrize(
    "entity",
    [
        _entity("text_link", 0, 4, url="http://telegram.org/"),
        _entity("pre", 0, 4, language="python"),
        _entity("custom_emoji", 0, 4, custom_emoji_id="5368324170671202286"),
        _entity("text_mention", 0, 4, user={"id": 42, "is_bot": False, "first_name": "Ann"}),
        _entity("expandable_blockquote", 0, 4),
    ],
)
def test_given_entities_keep_what_they_carry(entity: Entity) -> None:
    assert format_text("dose", entities=[entity]).entities == (entity,)


def test_what_an_entity_should_not_carry_is_dropped() -> None:
    entity = _entity("bold", 0, 4, url="a.org", language="x")
    assert format_text("dose", entities=[entity]).entities == (_entity("bold", 0, 4),)


def test_the_link_of_a_given_entity_is_completed() -> None:
    [link] = format_text("dose", entities=[_entity("text_link", 0, 4, url="Telegram.org")]).entities
    assert link["url"] == "http://telegram.org/"


@pytest.mark.parametrize(
    ("entity", "description"),
    [
        ("bold", "can't parse MessageEntity: expected an Object"),
        (None, "can't parse MessageEntity: expected an Object"),
        ({}, "can't parse MessageEntity: Can't find field \"offset\""),
        ({"offset": 0}, "can't parse MessageEntity: Can't find field \"length\""),
        ({"offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"type\""),
        (_entity("bold", 0.5, 1), 'can\'t parse MessageEntity: Field "offset" must be a valid Number'),  # type: ignore[arg-type]
        (_entity("bold", True, 1), 'can\'t parse MessageEntity: Field "offset" must be a valid Number'),
        (_entity("bold", 0, None), 'can\'t parse MessageEntity: Field "length" must be a valid Number'),  # type: ignore[arg-type]
        (_entity("strong", 0, 1), "can't parse MessageEntity: Unsupported type specified"),
        (_entity("text_link", 0, 1), "can't parse MessageEntity: Can't find field \"url\""),
        (_entity("text_mention", 0, 1), "can't parse MessageEntity: Can't find field \"user\""),
        (_entity("custom_emoji", 0, 1), "can't parse entities: Invalid custom emoji identifier specified"),
        (_entity("text_link", 0, 1, url=""), "entity URL '' is invalid: URL host is empty"),
        (_entity("text_link", 0, 1, url="nowhere"), "entity URL 'nowhere' is invalid: Wrong HTTP URL"),
        (_entity("text_link", 0, 1, url="a.org/\ud83d"), "text must be encoded in UTF-8"),
        (_entity("bold", -1, 2), "receive an entity with incorrect offset -1"),
        (_entity("bold", 0, -1), "receive an entity with incorrect length -1"),
        (_entity("bold", 1_000_001, 1), "receive an entity with incorrect offset 1000001"),
        (_entity("bold", 9, 1), "entity begins after the end of the text at UTF-16 offset 9"),
        (
            _entity("bold", 3, 6),
            "entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 9",
        ),
        (
            _entity("bold", 8, 1),
            "entity beginning at UTF-16 offset 8 ends after the end of the text at UTF-16 offset 9",
        ),
        (_entity("bold", 2, 1), "entity begins in a middle of a UTF-16 symbol at byte offset 6"),
        (
            _entity("bold", 0, 2),
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 6",
        ),
    ],
)
def test_given_entities_that_telegram_refuses(entity: Any, description: str) -> None:
    assert _error("é💊 dose", entity).description == description


def test_one_bad_entity_spoils_all() -> None:
    assert str(_error("dose", _entity("bold", 0, 4), 42)).endswith("expected an Object")


def test_no_more_than_a_hundred_entities() -> None:
    text = "<b>x</b> " * 120 + "<code>y</code>" + "<i>z</i>"
    kinds = [entity["type"] for entity in format_text(text, "HTML").entities]
    assert kinds == ["bold"] * 99 + ["code"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 1-855-247-7948 or 988", [("phone_number", "1-855-247-7948")]),
        ("💊 telegram.org", [("url", "telegram.org")]),
        (
            "<b>Call 1-855-247-7948</b>",
            [("bold", "Call "), ("phone_number", "1-855-247-7948"), ("bold", "1-855-247-7948")],
        ),
        ("<code>telegram.org</code> a.org", [("code", "telegram.org"), ("url", "a.org")]),
        ("<pre>/start</pre>", [("pre", "/start")]),
        ('<a href="a.org">b.org</a>', [("text_link", "b.org")]),
        ('@ldn<a href="a.org">_bot</a>', [("text_link", "_bot")]),
        ("<blockquote>@ldn_bot</blockquote>", [("blockquote", "@ldn_bot"), ("mention", "@ldn_bot")]),
        ("<blockquote>@ldn</blockquote>_bot", [("blockquote", "@ldn")]),
        ("tele<b>gram.org</b>", [("url", "telegram.org"), ("bold", "gram.org")]),
        ("  /start", [("bot_command", "/start")]),
        ("rx@example.com #ldn $USD", [("email", "rx@example.com"), ("hashtag", "#ldn"), ("cashtag", "$USD")]),
        ("\u202e/sta\u202ert", [("bot_command", "/start")]),
    ],
)
def test_entities_that_telegram_finds_by_itself(text: str, expected: list[tuple[str, str]]) -> None:
    assert _covered(format_text(text, "HTML")) == expected


def test_the_result_is_ready_for_json() -> None:
    text = '<b>a</b> <a href="a.org">b</a> <pre><code class="language-py">c</code></pre> 1-855-247-7948'
    formatted = format_text(text, "HTML")
    assert json.loads(json.dumps(formatted.entities)) == list(formatted.entities)
    assert all(type(entity) is dict for entity in formatted.entities)


def test_a_result_can_be_compared_but_not_changed() -> None:
    formatted = format_text("dose")
    assert formatted == format_text(" dose ")
    with pytest.raises(FrozenInstanceError):
        formatted.text = "x"  # type: ignore[misc]


@given(_ANY_TEXT)
def test_an_escaped_text_is_the_plain_text(text: str) -> None:
    assert format_text(html.escape(text), "HTML") == format_text(text)


@given(_ANY_TEXT)
def test_formatting_again_changes_nothing(text: str) -> None:
    formatted = format_text(text)
    assert format_text(formatted.text, entities=formatted.entities) == formatted


@given(_ANY_TEXT, st.sampled_from(["HTML", None]))
def test_nothing_but_a_format_error_comes_of_any_text(text: str, parse_mode: str | None) -> None:
    try:
        formatted = format_text(text, parse_mode)
    except FormatError as error:
        assert error.description
    else:
        _check(formatted)


@given(
    st.text(st.sampled_from("a é\n💊\r@.b"), min_size=1),
    st.lists(st.tuples(st.sampled_from(_TYPES), st.integers(0, 12), st.integers(0, 8))),
)
def test_given_entities_come_out_in_order_and_in_the_text(text: str, places: list[tuple[str, int, int]]) -> None:
    try:
        formatted = format_text(text, entities=[_entity(*place, url="a.org") for place in places])
    except EntityError:
        return
    _check(formatted)
    assert format_text(formatted.text, entities=formatted.entities).text == formatted.text


def _check(formatted: Formatted) -> None:
    """Fail if an entity is empty, out of order, beyond the text or begins or ends in a character."""
    places = [(entity["offset"], -entity["length"]) for entity in formatted.entities]
    assert places == sorted(places)
    for (_, covered), entity in zip(_covered(formatted), formatted.entities, strict=True):
        assert utf16_length(covered) == entity["length"] > 0
        assert entity["offset"] + entity["length"] <= utf16_length(formatted.text)
