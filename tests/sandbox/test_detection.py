import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.detection import LinkError, checked_link, detect

# Texts without lone surrogates, full of what could begin or end something.
_TEXTS = st.text(st.one_of(st.sampled_from("@/#$.:+-()_ ?\n💊é1aA"), st.characters(exclude_categories=["Cs"])))


def _found(text: str) -> list[tuple[str, str]]:
    return [(span.type, text[span.begin : span.end]) for span in detect(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@ldn_bot", ["@ldn_bot"]),
        ("ask @ldn_bot, please", ["@ldn_bot"]),
        ("(@Some_Pharmacy)", ["@Some_Pharmacy"]),
        ("💊@ldn_bot", ["@ldn_bot"]),
        ("@four @abc", ["@four"]),
        ("@gif @PIC @vid", ["@gif", "@PIC", "@vid"]),
        ("@gifs", ["@gifs"]),
        ("@" + "a" * 32, ["@" + "a" * 32]),
        ("@" + "a" * 33, []),
        ("word@mention", []),
        ("слово@mention", []),
        ("@mentionслово", []),
        ("@first@second", ["@first"]),
        ("@ alone", []),
    ],
)
def test_mentions(text: str, expected: list[str]) -> None:
    assert [found for kind, found in _found(text) if kind == "mention"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start", ["/start"]),
        ("Press /help or /privacy.", ["/help", "/privacy"]),
        ("/start@ldn_bot", ["/start@ldn_bot"]),
        ("/start@ab", []),
        ("/start@", []),
        ("/start 42", ["/start"]),
        ("💊/start", ["/start"]),
        ("either/or", []),
        ("1/2", []),
        ("//twice", []),
        ("/path/to", []),
        ("/tag>", []),
        ("</b", []),
        ("/", []),
        ("/" + "c" * 64, ["/" + "c" * 64]),
        ("/" + "c" * 65, []),
        ("/старт", []),
    ],
)
def test_commands(text: str, expected: list[str]) -> None:
    assert _found(text) == [("bot_command", command) for command in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#ldn", ["#ldn"]),
        ("#ldn #sleep_2", ["#ldn", "#sleep_2"]),
        ("#низкая_доза!", ["#низкая_доза"]),
        ("💊#ldn💊", ["#ldn"]),
        ("#4mg", ["#4mg"]),
        ("#45", []),
        ("#_", []),
        ("#", []),
        ("a#b", []),
        ("#one#two", []),
        ("##two", ["#two"]),
        ("#" + "x" * 300, ["#" + "x" * 256]),
    ],
)
def test_hashtags(text: str, expected: list[str]) -> None:
    assert _found(text) == [("hashtag", tag) for tag in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$USD", ["$USD"]),
        ("in $EUR, or $GBP.", ["$EUR", "$GBP"]),
        ("$1INCH", ["$1INCH"]),
        ("$ABCDEFGH", ["$ABCDEFGH"]),
        ("$ABCDEFGHI", []),
        ("$usd", []),
        ("$USD1", []),
        ("US$AUD", []),
        ("$$USD", []),
        ("$40", []),
    ],
)
def test_cashtags(text: str, expected: list[str]) -> None:
    assert _found(text) == [("cashtag", tag) for tag in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("telegram.org", "telegram.org"),
        ("see telegram.org.", "telegram.org"),
        ("see telegram.org, or not", "telegram.org"),
        ("(telegram.org)", "telegram.org"),
        ("TELEGRAM.ORG", "TELEGRAM.ORG"),
        ("www.example.co.uk/a", "www.example.co.uk/a"),
        ("http://example.test", "http://example.test"),
        ("https://example.com/a/b?c=d&e#f", "https://example.com/a/b?c=d&e#f"),
        ("HTTPS://example.com/", "HTTPS://example.com/"),
        ("ftp://example.com/file", "ftp://example.com/file"),
        ("xhttp://example.com", "http://example.com"),
        ("https://example.com/a.", "https://example.com/a"),
        ("https://example.com/a?!", "https://example.com/a"),
        ("https://example.com/?", "https://example.com/"),
        ("https://example.com?", "https://example.com"),
        ("https://example.com#", "https://example.com"),
        ("https://example.com?a=1", "https://example.com?a=1"),
        ("(https://example.com/a)", "https://example.com/a"),
        ("https://example.com/a_(b)", "https://example.com/a_(b)"),
        ("https://example.com/a_(b))", "https://example.com/a_(b)"),
        ("[https://example.com/a]", "https://example.com/a"),
        ("<https://example.com/a>", "https://example.com/a"),
        ('"https://example.com/a"', "https://example.com/a"),
        ("«https://example.com/a»", "https://example.com/a"),
        ("https://example.com/лекарство", "https://example.com/лекарство"),
        ("example.com:8080/a", "example.com:8080/a"),
        ("example.com:99999/a", "example.com"),
        ("example.com: no", "example.com"),
        ("https://me:secret@example.com/a", "https://me:secret@example.com/a"),
        ("http://10.0.0.1/a", "http://10.0.0.1/a"),
        ("10.0.0.1", "10.0.0.1"),
        ("сайт.рф", "сайт.рф"),
        ("a.xn--p1ai", "a.xn--p1ai"),
        ("tg://resolve?domain=ldn_bot", "tg://resolve?domain=ldn_bot"),
        ("tg://settings.", "tg://settings"),
        ("ton://transfer/abc,", "ton://transfer/abc"),
        ("t.me/ldn_bot?start=x", "t.me/ldn_bot?start=x"),
    ],
)
def test_links(text: str, expected: str) -> None:
    assert _found(text) == [("url", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "4.5 mg",
        "1.5mg",
        "2024.01.02",
        "10.0.0.256",
        "10.0.0.01",
        "1.2.3.4.5",
        "one.Two",
        "the end.It begins",
        "example.Com",
        "example.notanending",
        "e.g. this",
        "a.b.c",
        "wait...telegram.org",
        "-.com",
        "a-.com",
        "under_score.com",
        "https://localhost/",
        "https://example.c",
        "https://example.c_m",
        "https://example.xn--",
        "tftp://example.com",
        "shttp://example.com",
        "tel://example.com",
        "#example.com",
        "/example.com",
        "x@y@example.com",
        "a" * 64 + ".com",
        ".",
        "...",
        "tg://",
    ],
)
def test_no_links(text: str) -> None:
    assert "url" not in dict(_found(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rx@example.com", "rx@example.com"),
        ("Write to rx@example.com.", "rx@example.com"),
        ("<rx@example.com>", "rx@example.com"),
        ("first.last+ldn@mail.example.org", "first.last+ldn@mail.example.org"),
        ("mailto:rx@example.com", "rx@example.com"),
        ("RX_1-2@EXAMPLE.COM", "RX_1-2@EXAMPLE.COM"),
    ],
)
def test_emails(text: str, expected: str) -> None:
    assert _found(text) == [("email", expected)]


@pytest.mark.parametrize("text", ["rx@", "@.com", "rx@example", "rx@example.c", "rx@@example.com"])
def test_no_emails(text: str) -> None:
    assert "email" not in dict(_found(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1-855-247-7948", ["1-855-247-7948"]),
        ("Call +1 855 247 7948.", ["+1 855 247 7948"]),
        ("Call 1-800-222-1222, or come", ["1-800-222-1222"]),
        ("1 (855) 247-7948", ["1 (855) 247-7948"]),
        ("(+1 855 247 7948)", ["+1 855 247 7948"]),
        ("+44 20 7946 0958", ["+44 20 7946 0958"]),
        ("+18552477948", ["+18552477948"]),
        ("💊 1-855-247-7948 or 1-800-222-1222", ["1-855-247-7948", "1-800-222-1222"]),
        ("988", []),
        ("911", []),
        ("2024", []),
        ("2024-01-02", []),
        ("4.5 mg", []),
        ("1.5 - 4.5 mg", []),
        ("+5", []),
        ("order 1-855-247-79480", []),
        ("x1-855-247-7948", []),
        ("1-055-247-7948", []),
    ],
)
def test_phone_numbers(text: str, expected: list[str]) -> None:
    assert _found(text) == [("phone_number", number) for number in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rx@example.com/a", [("url", "rx@example.com/a")]),
        ("https://example.com/#ldn", [("url", "https://example.com/#ldn")]),
        ("https://example.com/@ldn_bot", [("url", "https://example.com/@ldn_bot")]),
        ("@ldn_bot/start", [("mention", "@ldn_bot")]),
        ("/start #ldn @ldn_bot", [("bot_command", "/start"), ("hashtag", "#ldn"), ("mention", "@ldn_bot")]),
        ("a.com b.org", [("url", "a.com"), ("url", "b.org")]),
        ("a.com\nrx@b.org", [("url", "a.com"), ("email", "rx@b.org")]),
    ],
)
def test_the_earlier_and_longer_one_wins(text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("telegram.org", "http://telegram.org/"),
        ("https://Telegram.ORG", "https://telegram.org/"),
        ("HTTP://telegram.org/Path", "http://telegram.org/Path"),
        ("https://telegram.org?a=B", "https://telegram.org/?a=B"),
        ("https://telegram.org#x", "https://telegram.org/#x"),
        ("https://telegram.org:0443/", "https://telegram.org:443/"),
        ("https://me:secret@telegram.org/", "https://me:secret@telegram.org/"),
        ("https://telegram.org/a b\n", "https://telegram.org/a%20b"),
        ("https://telegram.org/лдн", "https://telegram.org/лдн"),
        ("https://сайт.рф", "https://сайт.рф/"),
        ("https://a%2eb.org", "https://a%2eb.org/"),
        ("https://[::1]:80/x", "https://[::1]:80/x"),
        ("mailto:rx@example.com", "http://mailto:rx@example.com/"),
        ("tg://resolve?domain=ldn_bot", "tg://resolve?domain=ldn_bot"),
        ("tg:user?id=42", "tg://user?id=42"),
        ("TG://user?id=42", "tg://user?id=42"),
        ("tg://settings", "tg://settings/"),
        ("ton://transfer/x", "ton://transfer/x"),
        ("tonsite://foundation.ton", "tonsite://foundation.ton/"),
    ],
)
def test_checked_links(link: str, expected: str) -> None:
    assert checked_link(link) == expected


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("", "URL host is empty"),
        ("https://", "URL host is empty"),
        ("word", "Wrong HTTP URL"),
        ("https://localhost", "Wrong HTTP URL"),
        (".", "Host is invalid"),
        ("ftp://example.com", "Unsupported URL protocol"),
        ("javascript://example.com", "Unsupported URL protocol"),
        ("tel:18552477948", "Wrong port number specified in the URL"),
        ("example.com:0", "Wrong port number specified in the URL"),
        ("example.com:65536", "Wrong port number specified in the URL"),
        ("example.com:", "Wrong port number specified in the URL"),
        ("two words.com", "Wrong URL host"),
        ("exam\tple.com", "Wrong URL host"),
        ("a%2.com", "Wrong percent-encoded symbol in URL host"),
        ("[::g]", "Wrong IPv6 address specified in the URL"),
        ("tg://ldn.bot", "Unallowed characters in URL host"),
        ("tg:https://example.com", "Wrong tg URL"),
        ("tg://me@resolve", "Wrong tg URL"),
        ("ton://x:1", "Wrong ton URL"),
    ],
)
def test_links_that_telegram_refuses(link: str, reason: str) -> None:
    with pytest.raises(LinkError) as refusal:
        checked_link(link)
    assert str(refusal.value) == reason


@given(_TEXTS)
def test_what_is_found_is_in_order_and_in_the_text(text: str) -> None:
    end = 0
    for span in detect(text):
        assert end <= span.begin < span.end <= len(text)
        end = span.end


@given(_TEXTS)
def test_a_link_that_is_kept_is_kept_as_it_is(link: str) -> None:
    try:
        kept = checked_link(link)
    except LinkError:
        return
    assert checked_link(kept) == kept


@pytest.mark.parametrize("piece", ["a", ".", "@", "#", "/", "+1", "1 ", "a.", "a@", "(", "://", "a@b.", "http://", "_"])
def test_long_texts_take_no_long_time(piece: str) -> None:
    detect(piece * (4096 // len(piece)))
