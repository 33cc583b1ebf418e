import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.errors import FormatError
from bot.sandbox.parse_html import checked_emoji, parse_html

_EMOJI = "5368324170671202286"
# Pieces of tags in any order, and any other characters.
_MARKUP = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(
    st.sampled_from(
        [
            "<",
            ">",
            "</",
            "b",
            "i",
            "a",
            " href",
            "=",
            '"',
            "'",
            "pre",
            "code",
            " class",
            "language-x",
            "span",
            "tg-spoiler",
            "<b>",
            "</b>",
            "<a href='x.org'>",
            "</a>",
            "</>",
            "&",
            "&lt;",
            "&#128138;",
            "&#x0;",
            " ",
            "\0",
            "💊",
            "é",
            "/",
        ]
    )
).map("".join)


def _parsed(text: str) -> tuple[str, list[tuple[str, str]]]:
    plain, spans = parse_html(text)
    return plain, [(span.type, plain[span.begin : span.end]) for span in spans]


def _error(text: str) -> str:
    with pytest.raises(FormatError) as error:
        parse_html(text)
    return str(error.value)


@pytest.mark.parametrize(
    ("tag", "type_"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_each_tag(tag: str, type_: str) -> None:
    assert _parsed(f"💊 <{tag}>dose</{tag}> é") == ("💊 dose é", [(type_, "dose")])
    assert _parsed(f"<{tag.upper()} x=1 y>dose</{tag.upper()} >") == ("dose", [(type_, "dose")])


@pytest.mark.parametrize(
    ("text", "plain", "expected"),
    [
        ("", "", []),
        ("plain 💊", "plain 💊", []),
        ("<b></b>", "", []),
        ("<b>bold</>", "bold", [("bold", "bold")]),
        ("<b>one</b><b>two</b>", "onetwo", [("bold", "one"), ("bold", "two")]),
        ("<b>out <i>in</i></b>", "out in", [("italic", "in"), ("bold", "out in")]),
        ("<b\n>x</b\t>", "x", [("bold", "x")]),
        ('<span class="tg-spoiler">end</span>', "end", [("spoiler", "end")]),
        ("<span class='tg-x' class='tg-spoiler'>end</span>", "end", [("spoiler", "end")]),
        ("<span class=tg-spoiler>end</span>", "end", [("spoiler", "end")]),
        ("<blockquote expandable>a\nb</blockquote>", "a\nb", [("expandable_blockquote", "a\nb")]),
        ('<blockquote expandable="">a</blockquote>', "a", [("expandable_blockquote", "a")]),
        ("a > b", "a > b", []),
        ("no\0thing", "no\0thing", []),
    ],
)
def test_nesting_and_spaces(text: str, plain: str, expected: list[tuple[str, str]]) -> None:
    assert _parsed(text) == (plain, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&lt;b&gt;", "<b>"),
        ("&amp;lt;", "&lt;"),
        ("&quot;", '"'),
        ("&lt", "<"),
        ("a&ltb", "a&ltb"),
        ("&lt b", "< b"),
        ("&nbsp;", "&nbsp;"),
        ("&apos;", "&apos;"),
        ("&LT;", "&LT;"),
        ("R&D", "R&D"),
        ("&", "&"),
        ("&;", "&;"),
        ("&#65;", "A"),
        ("&#65", "A"),
        ("&#x41;", "A"),
        ("&#X41;", "&#X41;"),
        ("&#128138;", "💊"),
        ("&#x1f48a;", "💊"),
        ("&#0;", "&#0;"),
        ("&#;", "&#;"),
        ("&#x;", "&#x;"),
        ("&#x10ffff;", "&#x10ffff;"),
        ("&#0000065;", "A"),
        ("&#00000065;", "&#00000065;"),
        ("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";"),
    ],
)
def test_character_references(text: str, expected: str) -> None:
    assert parse_html(text) == (expected, [])


def test_a_reference_counts_as_one_character() -> None:
    plain, [span] = parse_html("&#128138;&amp; <b>&lt;x&gt;</b>")
    assert (plain, span.begin, span.end) == ("💊& <x>", 3, 6)


@pytest.mark.parametrize("text", ["&#xd83d;", "&#55357;&#56832;", '<a href="&#xd83d;">x</a>'])
def test_halves_of_characters(text: str) -> None:
    error = _error(text)
    assert error.startswith("Text contains invalid Unicode characters after decoding HTML entities, ")
    assert error.endswith(", check for unmatched surrogate code units")


@pytest.mark.parametrize(
    ("text", "plain", "url"),
    [
        ('<a href="https://telegram.org/a">x</a>', "x", "https://telegram.org/a"),
        ("<a href='telegram.org'>x</a>", "x", "http://telegram.org/"),
        ("<a href=Telegram.Org>x</a>", "x", "http://telegram.org/"),
        ('<a title="b" href = "telegram.org" x>y</a>', "y", "http://telegram.org/"),
        ('<a href="telegram.org/?a=1&amp;b=2">x</a>', "x", "http://telegram.org/?a=1&b=2"),
        ('<a href="telegram.org/?a=1&b=2">x</a>', "x", "http://telegram.org/?a=1&b=2"),
        ('<a href="tg://user?id=42">x</a>', "x", "tg://user?id=42"),
        ("<a>telegram.org</a>", "telegram.org", "http://telegram.org/"),
        ("<a href>telegram.org</a>", "telegram.org", "http://telegram.org/"),
        ('<a href="">💊.org</a>', "💊.org", "http://💊.org/"),
        ('<a href="a.org" href="b.org">x</a>', "x", "http://b.org/"),
    ],
)
def test_links(text: str, plain: str, url: str) -> None:
    parsed, [link] = parse_html(text)
    assert (parsed, link.type, link.extra) == (plain, "text_link", {"url": url})


@pytest.mark.parametrize("href", ["", "nowhere", "tel:18552477948", "javascript:alert(1)", "ftp://a.org", "HREF"])
def test_a_link_that_telegram_does_not_take_is_plain_text(href: str) -> None:
    assert parse_html(f'<a href="{href}">call us</a>') == ("call us", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<pre><code class="language-python">x</code></pre>', [("pre", "python")]),
        ('<code class="language-python"><pre>x</pre></code>', [("pre", "python")]),
        ("<pre><code class=language-C>x</code></pre>", [("pre", "c")]),
        ('<pre><code class="python">x</code></pre>', [("code", ""), ("pre", "")]),
        ("<pre><code>x</code></pre>", [("code", ""), ("pre", "")]),
        ('<pre> <code class="language-python">x</code></pre>', [("code", ""), ("pre", "")]),
        ('<code class="language-python">x</code>', [("code", "")]),
        ('<pre class="language-python">x</pre>', [("pre", "")]),
    ],
)
def test_languages(text: str, expected: list[tuple[str, str]]) -> None:
    _, spans = parse_html(text)
    assert [(span.type, span.extra.get("language", "")) for span in spans] == expected


def test_custom_emoji() -> None:
    plain, [emoji] = parse_html(f'<tg-emoji emoji-id="{_EMOJI}">👍</tg-emoji>')
    assert (plain, emoji.type, emoji.extra) == ("👍", "custom_emoji", {"custom_emoji_id": _EMOJI})


@pytest.mark.parametrize("identifier", [None, "", "0", "x", "1.5", "9" * 19, "9" * 5000, " 1", "٣"])
def test_bad_custom_emoji(identifier: str | None) -> None:
    with pytest.raises(FormatError, match=r"^Invalid custom emoji identifier specified$"):
        checked_emoji(identifier)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("<b>dose", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>dose</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><STRONG>dose", 'Can\'t find end tag corresponding to start tag "strong"'),
        ("dose < 4 > 1", 'Unsupported start tag "" at byte offset 5'),
        ("💊<p>dose</p>", 'Unsupported start tag "p" at byte offset 4'),
        ("é<BR/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<İ>", 'Unsupported start tag "İ" at byte offset 0'),
        ("<h1 x", 'Unsupported start tag "h1" at byte offset 0'),
        ("1 <", "Unclosed start tag at byte offset 2"),
        ("💊 <b", "Unclosed start tag at byte offset 5"),
        ("<b\0>", "Unclosed start tag at byte offset 0"),
        ('<a href="telegram.org', "Unclosed start tag at byte offset 0"),
        ('<a href="telegram.org"', "Unclosed start tag at byte offset 0"),
        ("💊<a href", 'Unclosed start tag "a" at byte offset 4'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href= ", 'Unclosed start tag "a" at byte offset 0'),
        ("<a ", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("💊<a =x>", 'Empty attribute name in the tag "a" at byte offset 4'),
        ('<a "x">', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<b />", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<a href=t.me/x>", "Unexpected end of name token at byte offset 8"),
        ("💊<a href=é>", "Unexpected end of name token at byte offset 12"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('💊<span class="x">', 'Tag "span" must have class "tg-spoiler" at byte offset 4'),
        ('<span class="tg-spoil">', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>x</b></b>", "Unexpected end tag at byte offset 8"),
        ("<b>💊</b", "Unclosed end tag at byte offset 7"),
        ("<b>x</b b>", "Unclosed end tag at byte offset 4"),
        ("<b>💊</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("<b><i>x</B></I>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<tg-emoji>👍</tg-emoji>", "Invalid custom emoji identifier specified"),
        ('<tg-emoji emoji-id="x">👍</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_errors(text: str, error: str) -> None:
    assert _error(text) == error


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_escaped_text_comes_back(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, [])


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_escaped_text_can_be_bold(text: str) -> None:
    plain, [span] = parse_html(f"<b>{html.escape(text, quote=False)}</b>")
    assert (plain, span.type, span.begin, span.end) == (text, "bold", 0, len(text))


@given(_MARKUP)
def test_nothing_but_a_format_error_comes_of_any_text(text: str) -> None:
    try:
        plain, spans = parse_html(text)
    except FormatError as error:
        assert str(error)
    else:
        assert all(0 <= span.begin < span.end <= len(plain) for span in spans)
