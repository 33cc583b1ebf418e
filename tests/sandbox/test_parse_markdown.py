import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.detection import FormatError
from bot.sandbox.parse_markdown import parse_markdown, parse_markdown_v2

_EMOJI = "5368324170671202286"
# Pieces of marks in any order, and any other characters.
_MARKUP = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(
    st.sampled_from(
        [
            "*",
            "_",
            "__",
            "~",
            "||",
            "`",
            "```",
            "[",
            "]",
            "(",
            ")",
            "](",
            "![",
            ">",
            "**>",
            "\n",
            "\r",
            "\\",
            "\0",
            ".",
            "a",
            " ",
            "💊",
            "é",
            "x.org",
            "tg://emoji?id=1",
            "py\n",
            "|",
            "!",
        ]
    )
).map("".join)


def _parsed(text: str) -> tuple[str, list[tuple[str, str]]]:
    plain, spans = parse_markdown_v2(text)
    return plain, [(span.type, plain[span.begin : span.end]) for span in spans]


def _parsed_old(text: str) -> tuple[str, list[tuple[str, str]]]:
    plain, spans = parse_markdown(text)
    return plain, [(span.type, plain[span.begin : span.end]) for span in spans]


def _error(text: str) -> str:
    with pytest.raises(FormatError) as error:
        parse_markdown_v2(text)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "plain", "expected"),
    [
        ("", "", []),
        ("plain 💊, é", "plain 💊, é", []),
        ("💊 *dose* é", "💊 dose é", [("bold", "dose")]),
        ("_dose_", "dose", [("italic", "dose")]),
        ("__dose__", "dose", [("underline", "dose")]),
        ("~dose~", "dose", [("strikethrough", "dose")]),
        ("||dose||", "dose", [("spoiler", "dose")]),
        ("`dose`", "dose", [("code", "dose")]),
        ("```dose```", "dose", [("pre", "dose")]),
        ("**", "", []),
        ("*a**b*", "ab", [("bold", "a"), ("bold", "b")]),
        ("*a _b_ c*", "a b c", [("italic", "b"), ("bold", "a b c")]),
        ("*a _b __c___ d*", "a b c d", [("underline", "c"), ("italic", "b c"), ("bold", "a b c d")]),
        ("__a_b_c__", "abc", [("italic", "b"), ("underline", "abc")]),
        ("~*||x||*~", "x", [("spoiler", "x"), ("bold", "x"), ("strikethrough", "x")]),
        ("*a\nb*", "a\nb", [("bold", "a\nb")]),
        ("`*_[.!`", "*_[.!", [("code", "*_[.!")]),
        ("```\n*_[.!\n```", "*_[.!\n", [("pre", "*_[.!\n")]),
    ],
)
def test_entities(text: str, plain: str, expected: list[tuple[str, str]]) -> None:
    assert _parsed(text) == (plain, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"4\.5 mg\!", "4.5 mg!"),
        (r"\_\*\[\]\(\)\~\`\>\#\+\-\=\|\{\}\.\!", "_*[]()~`>#+-=|{}.!"),
        (r"\a\b", "ab"),
        (r"a\\b", r"a\b"),
        ("\\💊", "\\💊"),
        ("\\é", "\\é"),
        ("end\\", "end\\"),
        ("a\\\nb", "a\nb"),
    ],
)
def test_escapes(text: str, expected: str) -> None:
    assert parse_markdown_v2(text) == (expected, [])


def test_escapes_in_code() -> None:
    assert _parsed(r"`a\`b\\c`") == (r"a`b\c", [("code", r"a`b\c")])


@pytest.mark.parametrize("char", "()]#+-=|{}.!>")
def test_reserved_characters(char: str) -> None:
    assert _error(f"💊 {char}") == f"Character '{char}' is reserved and must be escaped with the preceding '\\'"


@pytest.mark.parametrize(
    ("text", "plain", "language"),
    [
        ("```python\nx = 1```", "x = 1", "python"),
        ("```python x```", " x", "python"),
        ("```c\r\nx```", "x", "c"),
        ("```c\n\nx```", "\nx", "c"),
        ("```\nx```", "x", ""),
        ("```x```", "x", ""),
        ("```лдн\n💊```", "💊", "лдн"),
    ],
)
def test_languages(text: str, plain: str, language: str) -> None:
    parsed, [code] = parse_markdown_v2(text)
    assert (parsed, code.type, code.extra.get("language", "")) == (plain, "pre", language)
    assert parse_markdown(text) == (parsed, [code])


@pytest.mark.parametrize(
    ("text", "plain", "url"),
    [
        ("[x](telegram.org)", "x", "http://telegram.org/"),
        ("💊 [x y](https://telegram.org/a_b.c?d=e#f)", "💊 x y", "https://telegram.org/a_b.c?d=e#f"),
        (r"[x](telegram.org/\(a\)\\)", "x", "http://telegram.org/(a)\\"),
        ("[telegram\\.org]", "telegram.org", "http://telegram.org/"),
        ("[x](tg://user?id=42)", "x", "tg://user?id=42"),
    ],
)
def test_links(text: str, plain: str, url: str) -> None:
    parsed, [link] = parse_markdown_v2(text)
    assert (parsed, link.type, link.extra) == (plain, "text_link", {"url": url})


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[x](nowhere)", "x"),
        ("[x]()", "x"),
        ("[x]", "x"),
        ("[x](tel:18552477948)", "x"),
        ("[](telegram.org)", ""),
    ],
)
def test_a_link_that_telegram_does_not_take_is_plain_text(text: str, plain: str) -> None:
    assert parse_markdown_v2(text) == (plain, [])


def test_entities_in_a_link() -> None:
    assert _parsed("[*x* y](a.org)") == ("x y", [("bold", "x"), ("text_link", "x y")])


def test_custom_emoji() -> None:
    for link in (f"tg://emoji?id={_EMOJI}", f"tg:emoji?id={_EMOJI}", f"tg://emoji/?a=b&id={_EMOJI}#c"):
        plain, [emoji] = parse_markdown_v2(f"![👍]({link})")
        assert (plain, emoji.type, emoji.extra) == ("👍", "custom_emoji", {"custom_emoji_id": _EMOJI})


@pytest.mark.parametrize(
    ("text", "plain", "expected"),
    [
        (">one", "one", [("blockquote", "one")]),
        (">one\n>two", "one\ntwo", [("blockquote", "one\ntwo")]),
        (">one\ntwo", "one\ntwo", [("blockquote", "one\n")]),
        (">one\n\n>two", "one\n\ntwo", [("blockquote", "one\n"), ("blockquote", "two")]),
        ("💊\n>one", "💊\none", [("blockquote", "one")]),
        (">*one*\n>_two_", "one\ntwo", [("bold", "one"), ("italic", "two"), ("blockquote", "one\ntwo")]),
        (">one\n**>two", "one\ntwo", [("blockquote", "one\n"), ("blockquote", "two")]),
        ("**>one\n>two||", "one\ntwo", [("expandable_blockquote", "one\ntwo")]),
        (">one||\ntwo", "one\ntwo", [("expandable_blockquote", "one\n")]),
        (">one||\r\ntwo", "one\r\ntwo", [("expandable_blockquote", "one\r\n")]),
        (">||one||\n>two", "one\ntwo", [("spoiler", "one"), ("blockquote", "one\ntwo")]),
        (">||one||", "one", [("spoiler", "one"), ("blockquote", "one")]),
        (">```\none\ntwo```", "one\ntwo", [("pre", "one\ntwo"), ("blockquote", "one\ntwo")]),
        ("\r>one", "\rone", [("blockquote", "one")]),
        ("a\\\n>one", "a\none", [("blockquote", "one")]),
        (">>one", "one", [("blockquote", "one")]),
        (">", "", []),
    ],
)
def test_quotations(text: str, plain: str, expected: list[tuple[str, str]]) -> None:
    assert _parsed(text) == (plain, expected)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("*dose", "Can't find end of Bold entity at byte offset 0"),
        ("💊 *dose", "Can't find end of Bold entity at byte offset 5"),
        ("é_dose", "Can't find end of Italic entity at byte offset 2"),
        ("__dose_", "Can't find end of Italic entity at byte offset 6"),
        ("__dose", "Can't find end of Underline entity at byte offset 0"),
        ("~dose", "Can't find end of Strikethrough entity at byte offset 0"),
        ("||dose", "Can't find end of Spoiler entity at byte offset 0"),
        ("||dose|", "Character '|' is reserved and must be escaped with the preceding '\\'"),
        ("`dose", "Can't find end of Code entity at byte offset 0"),
        ("```dose", "Can't find end of Pre entity at byte offset 0"),
        ("```dose`", "Can't find end of Code entity at byte offset 7"),
        ("```py\ndose", "Can't find end of PreCode entity at byte offset 0"),
        ("[dose", "Can't find end of TextUrl entity at byte offset 0"),
        ("💊![dose", "Can't find end of CustomEmoji entity at byte offset 4"),
        ("*a _b* c_", "Can't find end of Italic entity at byte offset 8"),
        (">*one\ntwo*", "Can't find end of Bold entity at byte offset 1"),
        (">*one||\ntwo", "Can't find end of Bold entity at byte offset 1"),
        (">||one\ntwo", "Can't find end of Spoiler entity at byte offset 1"),
        (">*one||", "Can't find end of Bold entity at byte offset 1"),
        ("💊[x](a.org", "Can't find end of a URL at byte offset 8"),
        ("![x](tg://emoji", "Can't find end of a custom emoji URL at byte offset 5"),
        ("![x]", "Custom emoji entity must contain a tg://emoji URL"),
        ("![x](https://emoji?id=1)", "Custom emoji URL must have scheme tg"),
        ("![x](tg://user?id=1)", 'Custom emoji URL must have host "emoji"'),
        ("![x](tg://emoji)", "Custom emoji URL must have an emoji identifier"),
        ("![x](tg://emoji?a=1)", "Custom emoji URL must have an emoji identifier"),
        ("![x](tg://emoji?id=0)", "Invalid custom emoji identifier specified"),
    ],
)
def test_errors(text: str, error: str) -> None:
    assert _error(text) == error


@pytest.mark.parametrize(
    ("text", "plain", "expected"),
    [
        ("", "", []),
        ("4.5 mg! (#1) ~ > |", "4.5 mg! (#1) ~ > |", []),
        ("💊 *dose* é", "💊 dose é", [("bold", "dose")]),
        ("_dose_", "dose", [("italic", "dose")]),
        ("`dose`", "dose", [("code", "dose")]),
        ("```dose```", "dose", [("pre", "dose")]),
        ("``````", "", []),
        ("**", "", []),
        ("*a _b_ c*", "a _b_ c", [("bold", "a _b_ c")]),
        ("__a__", "a", []),
        (r"a\_b \* \` \[ \a \.", r"a_b * ` [ \a \.", []),
        (r"*a\*", "a\\", [("bold", "a\\")]),
        ("end\\", "end\\", []),
        ("[x](a.org)", "x", [("text_link", "x")]),
        ("[x](a.org", "x", [("text_link", "x")]),
        ("[a.org]", "a.org", [("text_link", "a.org")]),
        ("[x](nowhere)", "x", []),
        ("[](a.org)", "(a.org)", []),
        ("[*x*](a.org)", "*x*", [("text_link", "*x*")]),
        ("]", "]", []),
    ],
)
def test_old_markdown(text: str, plain: str, expected: list[tuple[str, str]]) -> None:
    assert _parsed_old(text) == (plain, expected)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("snake_case", 5),
        ("💊 *dose", 5),
        ("é`dose", 2),
        ("```dose``", 0),
        ("[x", 0),
        ("*a* _b", 4),
    ],
)
def test_old_markdown_without_an_end(text: str, offset: int) -> None:
    with pytest.raises(FormatError) as error:
        parse_markdown(text)
    assert str(error.value) == f"Can't find end of the entity starting at byte offset {offset}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_escaped_text_comes_back(text: str) -> None:
    assert parse_markdown_v2(re.sub(r"[_*\[\]()~`>#+\-=|{}.!\\]", r"\\\g<0>", text)) == (text, [])
    assert parse_markdown(re.sub(r"[_*\[`]", r"\\\g<0>", text.replace("\\", ""))) == (text.replace("\\", ""), [])


@given(_MARKUP)
def test_nothing_but_a_format_error_comes_of_any_text(text: str) -> None:
    for parse in (parse_markdown, parse_markdown_v2):
        try:
            plain, spans = parse(text)
        except FormatError as error:
            assert str(error)
        else:
            assert all(0 <= span.begin < span.end <= len(plain) for span in spans)
