"""What Telegram finds in a text by itself, and what it takes for a link.

Positions are code points here; formatting.py turns them into UTF-16 units.
"""

import re
from collections.abc import Iterable, Iterator

from bot.sandbox.spans import Span, apart

_ENDINGS = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc cd
cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge
gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki
km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my
mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se
sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz
va vc ve vg vi vn vu wf ws ye yt za zm zw agency app art bank best bio biz blog book business cafe care center chat
church city clinic cloud club coffee com community company contact date design dev digital direct docs doctor dog edu
education email energy events expert express family farm fit fitness food forum foundation free fun fund game games
global gov green group guide health healthcare help here home hospital host house how info institute insurance int law
legal life link live love ltd market med media men mil mobi money name net network news now one online open org page
party pay pet pharmacy phd photo place plus press pro pub red rehab rest review run sale school science services shop
site social software space store studio style support surgery systems tax team tech tips today tools top travel
university vet video watch website wiki win work world xyz yoga you онлайн орг рус рф сайт укр ком дети мон срб бел
"""
_COMMON_ENDINGS = frozenset(_ENDINGS.split())

_TAG_LETTER = r"\w\u200c\u00b7\u0d80-\u0dff"
_MENTION = re.compile(r"(?<!\w)@(?:[A-Za-z0-9_]{4,32}|(?i:gif|vid|pic))(?!\w)")
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32}|(?!@))(?![\w/<>])")
_HASHTAG = re.compile(rf"(?<![{_TAG_LETTER}])(#[{_TAG_LETTER}]{{1,256}}+)[{_TAG_LETTER}]*+(?!#)")
_LETTER = re.compile(r"[^\W\d_]")
_CASHTAG = re.compile(rf"(?<![{_TAG_LETTER}$])\$(?:1INCH|[A-Z]{{1,8}})(?![{_TAG_LETTER}$])")
# Telegram's servers find these and their rule is not public: a number written with its country code.
_PHONE = re.compile(
    r"""(?<![\w+.,/@#$-])(?: \+ \d (?:[ .-]? \(? \d \)? ){6,14} (?<=\d)
    | 1 [ .-]? \(? [2-9]\d{2} \)? [ .-]? \d{3} [ .-]? \d{4} )(?![\w+@/-] | [.,:]\d)""",
    re.VERBOSE,
)
_SIMPLE = {"mention": _MENTION, "bot_command": _COMMAND, "cashtag": _CASHTAG, "phone_number": _PHONE}

_NO_LINK = r"\s<>\"«»\u2000-\u200b\u200e\u200f\u2016-\u206f"
_HOST_LETTER = r"A-Za-z0-9._~\-\u00c0-\u167f\u1681-\u1fff\u200c\u200d\u2010-\u2015\u2070-\u2fff\u3001-\U0010ffff"
_TG_LINK = re.compile(rf"(?i:tg|ton)://[A-Za-z0-9_-]{{1,253}}(?P<path>[/?#][^{_NO_LINK}]*)?")
_HOST = re.compile(rf"[{_HOST_LETTER}@]+")
_LOGIN_END = re.compile(rf"[^{_NO_LINK}/\[\]{{}}()'`@]*\Z")
_PORT_AND_PATH = re.compile(rf"(?::(?P<port>\d+))?(?P<path>[/?#][^{_NO_LINK}]*)?")
_SCHEME_END = re.compile(r"(?i:(?<!s)http|https|(?<![ts])ftp)://\Z")
_BARRED_BEFORE = re.compile(r"[\w/#@]\Z")
_EMAIL = re.compile(
    r"(?:[a-z0-9_-]{0,26}[.+]){0,10}[a-z0-9_-]{1,35}@(?:[a-z0-9](?:[a-z0-9_-]{0,28}[a-z0-9])?\.){1,6}[a-z]{2,8}",
    re.IGNORECASE,
)
_BYTE = re.compile(r"0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5]", re.ASCII)
_SENTENCE_ENDS = ".:;,('?!`"
_BRACKETS = {")": "(", "]": "[", "}": "{"}

_LINK = re.compile(r"(?:(?P<scheme>[^:/?#@\[\]]*)://)?(?P<authority>[^/?#]*)(?P<rest>.*)", re.DOTALL)
_AUTHORITY = re.compile(r"(?:(?P<login>.*)@)?(?P<host>\[[^@]*\]|[^@]*?)(?::(?P<port>[^:\]@]*))?", re.DOTALL)
_PLAIN_HOST = re.compile(r"(?:[a-z0-9._!$,~*'();&+=-]|%[0-9a-f]{2}|[^\x00-\x7f])+")
_ADDRESS_6 = re.compile(r"\[[0-9a-f:.]*:[0-9a-f:.]*\]")
_APP_LINK = re.compile(r"(?P<scheme>tg|ton|tonsite):(?://)?", re.IGNORECASE)


class LinkError(Exception):
    """A link that Telegram does not take; the message is Telegram's."""


def detect(text: str) -> list[Span]:
    """The entities that Telegram finds by itself, in order; where two meet, the earlier, then the longer one stays."""
    found = [Span(name, *match.span()) for name, pattern in _SIMPLE.items() for match in pattern.finditer(text)]
    found += [Span("hashtag", *match.span(1)) for match in _HASHTAG.finditer(text) if _LETTER.search(match[1])]
    found += [Span("url", match.start(), _end_of_path(match)) for match in _TG_LINK.finditer(text)]
    found += _links(text)
    return apart(sorted(found, key=lambda span: (span.begin, -span.end)))


def checked_link(link: str) -> str:
    """The link as Telegram keeps it ("telegram.org" is "http://telegram.org/"); LinkError says why it takes it not."""
    if app := _APP_LINK.match(link):
        return _checked_app_link(app["scheme"].lower(), link[app.end() :])
    scheme, login, host, port, path = _link_parts(link)
    if "." not in host and not host.startswith("["):
        raise LinkError("Wrong HTTP URL")
    return f"{scheme}://{login and login + '@'}{host}{port and ':' + port}{path}"


def _checked_app_link(app: str, link: str) -> str:
    scheme, login, host, port, path = _link_parts(link)
    if link.lower().startswith("http://") or scheme == "https" or login or port or host.startswith("["):
        raise LinkError("Wrong tg URL" if app == "tg" else "Wrong ton URL")
    if not re.fullmatch(r"[a-z0-9_.-]+" if app == "tonsite" else r"[a-z0-9_-]+", host):
        raise LinkError("Unallowed characters in URL host")
    return f"{app}://{host}{path.removeprefix('/') if path.startswith('/?') else path}"


def _link_parts(link: str) -> tuple[str, str, str, str, str]:
    """Scheme, login, host, port and path; login and port may be empty, the path begins with a slash."""
    parts = _LINK.fullmatch(link)
    authority = parts and _AUTHORITY.fullmatch(parts["authority"])
    if parts is None or authority is None:
        raise LinkError("Wrong URL host")
    scheme = "http" if parts["scheme"] is None else parts["scheme"].lower()
    if scheme not in ("http", "https"):
        raise LinkError("Unsupported URL protocol")
    port = _checked_port(authority["port"])
    host = _checked_host(authority["host"].lower())
    path = "".join(f"%{ord(char):02X}" if char <= " " else char for char in parts["rest"].rstrip(" \t\r\n\0\v"))
    return scheme, authority["login"] or "", host, port, path if path.startswith("/") else "/" + path


def _checked_port(port: str | None) -> str:
    if port is None:
        return ""
    if not re.fullmatch(r"0*[1-9]\d{0,4}", port, re.ASCII) or int(port) > 65535:
        raise LinkError("Wrong port number specified in the URL")
    return str(int(port))


def _checked_host(host: str) -> str:
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    if host.startswith("[") and host.endswith("]"):
        if not _ADDRESS_6.fullmatch(host):
            raise LinkError("Wrong IPv6 address specified in the URL")
    elif not _PLAIN_HOST.fullmatch(host):
        raise LinkError("Wrong percent-encoded symbol in URL host" if "%" in host else "Wrong URL host")
    return host


def _links(text: str) -> Iterator[Span]:
    position = 0
    while match := _HOST.search(text, position):
        position = match.end()
        if "." in match[0]:
            span, position = _link_at(text, match)
            yield from span


def _link_at(text: str, host: re.Match[str]) -> tuple[Iterable[Span], int]:
    """The link or address around a host, if it is one, and where to go on."""
    tail = _PORT_AND_PATH.match(text, host.end())
    end = host.end()
    if tail and (tail["port"] is None or 0 < int(tail["port"][:9]) <= 65535):
        end = _end_of_path(tail)
    end -= len(text[host.start() : end]) - len(text[host.start() : end].rstrip("."))
    begin = host.start()
    if "@" in host[0] and (login := _LOGIN_END.search(text, max(0, begin - 300), begin)):
        begin = login.start()
    before = text[max(0, begin - 8) : begin]
    if scheme := _SCHEME_END.search(before):
        begin -= len(scheme[0])
    elif before.endswith("://") or _BARRED_BEFORE.search(before):
        return [], host.end()
    return _link_or_email(text, begin, end), max(end, host.end())


def _link_or_email(text: str, begin: int, end: int) -> Iterator[Span]:
    if text.startswith("mailto:", begin) and _EMAIL.fullmatch(text, begin + 7, end):
        begin += 7
    if _EMAIL.fullmatch(text, begin, end):
        yield Span("email", begin, end)
    elif link := _real_link(text[begin:end]):
        yield Span("url", begin, begin + len(link))


def _end_of_path(link: re.Match[str]) -> int:
    """Where a link ends without the punctuation of its sentence; a path of nothing but "?" or "#" is none."""
    path = link["path"] or ""
    kept = path[:1] + path[1:].rstrip(_SENTENCE_ENDS)
    return link.end() - len(path) + (0 if kept in ("?", "#") else len(kept))


def _real_link(link: str) -> str:
    """The part of a link up to a closing bracket too many; empty if it is no link."""
    scheme = re.match(r"(?i:https?|ftp)://", link)
    begin = scheme.end() if scheme else 0
    authority = re.split(r"[/?#]", link[begin:], maxsplit=1)[0]
    path = link[begin + len(authority) :]
    host = re.sub(r":\d+\Z", "", authority.rpartition("@")[2])
    good = authority.count("@") <= 1 and _is_host(host, any_ending=bool(scheme))
    return link[: begin + len(authority)] + _balanced(path) if good else ""


def _balanced(path: str) -> str:
    open_: list[str] = []
    for position, char in enumerate(path):
        if char in "([{":
            open_.append(char)
        elif char in _BRACKETS and _BRACKETS[char] not in open_:
            path = path[:position]
            break
        elif char in _BRACKETS:
            open_.remove(_BRACKETS[char])
    return path.rstrip(_SENTENCE_ENDS)


def _is_host(host: str, any_ending: bool) -> bool:
    *names, ending = host.split(".")
    if not names or any(not 0 < len(name.encode()) < 64 or name.endswith("-") for name in (*names, ending)):
        return False
    if len(names) == 3 and all(_BYTE.fullmatch(name) for name in (*names, ending)):
        return True
    if len(ending) < 2 or re.fullmatch(r"[\d.]+", host, re.ASCII) or "_" in names[-1]:
        return False
    if ending.startswith("xn--"):
        return len(ending) > 5 and ending[4:].isascii() and ending[4:].isalnum()
    return not re.search("[_-]", ending) and (any_ending or _is_common_ending(ending))


def _is_common_ending(ending: str) -> bool:
    """Whether people know it as the end of an address; "Com" is none, as a new sentence may begin there."""
    lower = ending.lower()
    return lower in _COMMON_ENDINGS and (lower == ending or lower[1:] != ending[1:])
