"""Photos of the bot: what is taken, what is kept of it, and for how long."""

from typing import Any

import httpx
import pytest

from bot.sandbox.photos import LARGEST, MOST_KEPT
from bot.sandbox.running import Sandbox
from tests.sandbox.pictures import GIF, JPEG, WEBP_LARGER, WEBP_LOSSLESS, WEBP_LOSSY, png

SAM = 1001
SMALL = png(40, 30)


def upload(sandbox: Sandbox, content: bytes, part: str = "photo", **fields: Any) -> dict[str, Any]:
    """What the Bot API answers to a picture in a form, as libraries send it."""
    data = {"chat_id": str(SAM), **fields}
    address = f"{sandbox.url}/bot{sandbox.token}/sendPhoto"
    answer: dict[str, Any] = httpx.post(address, data=data, files={part: ("a.png", content, "image/png")}).json()
    return answer


def fetch(sandbox: Sandbox, file_id: str) -> httpx.Response:
    return httpx.get(f"{sandbox.url}/control/photo", params={"file_id": file_id})


def test_a_picture_is_sent_with_its_caption_and_can_be_looked_at(sandbox: Sandbox) -> None:
    content = png(1080, 1620)
    markup = '{"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}'
    sandbox.do("message", chat_id=SAM, text="hi")
    answer = upload(
        sandbox,
        content,
        caption="<b>Hi</b>",
        parse_mode="HTML",
        reply_markup=markup,
        reply_parameters='{"message_id": 1}',
    )
    message = answer["result"]
    assert (message["caption"], message["caption_entities"][0]["type"]) == ("Hi", "bold")
    assert message["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "a"
    assert message["reply_to_message"]["text"] == "hi"
    small, large = message["photo"]
    assert (small["width"], small["height"], "file_size" in small) == (60, 90, False)
    assert (large["width"], large["height"], large["file_size"]) == (853, 1280, len(content))
    assert small["file_id"] != large["file_id"]
    shown = fetch(sandbox, large["file_id"])
    assert (shown.content, shown.headers["content-type"]) == (content, "image/png")
    assert (shown.headers["x-content-type-options"], shown.headers["cache-control"]) == ("nosniff", "no-store")


def test_a_picture_is_sent_again_by_its_id(sandbox: Sandbox) -> None:
    first = upload(sandbox, SMALL, part="a", photo="attach://a")["result"]["photo"]
    again = sandbox.call("sendPhoto", chat_id=SAM, photo=first[0]["file_id"], caption="again")["result"]
    assert (again["photo"], again["caption"]) == (first, "again")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (JPEG, "image/jpeg"),
        (GIF, "image/gif"),
        (WEBP_LOSSY, "image/webp"),
        (WEBP_LOSSLESS, "image/webp"),
        (WEBP_LARGER, "image/webp"),
    ],
)
def test_the_sides_of_each_format_are_known(sandbox: Sandbox, content: bytes, media_type: str) -> None:
    size = upload(sandbox, content)["result"]["photo"][-1]
    assert (size["width"], size["height"]) == (400, 300)
    assert fetch(sandbox, size["file_id"]).headers["content-type"] == media_type


def test_a_tiny_picture_has_one_size(sandbox: Sandbox) -> None:
    (size,) = upload(sandbox, SMALL)["result"]["photo"]
    assert (size["width"], size["height"], size["file_size"]) == (40, 30, len(SMALL))


@pytest.mark.parametrize(
    ("content", "fields", "description"),
    [
        (b"", {}, "file must be non-empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}, "IMAGE_PROCESS_FAILED"),
        (SMALL[:20], {}, "IMAGE_PROCESS_FAILED"),
        (b"\xff\xd8\xff" + b"\xff" * 50, {}, "IMAGE_PROCESS_FAILED"),
        (b"\xff\xd8\xff\xe0\x00\x00", {}, "IMAGE_PROCESS_FAILED"),
        (b"RIFF\0\0\0\0WEBPVP8?", {}, "IMAGE_PROCESS_FAILED"),
        (png(9999, 2), {}, "PHOTO_INVALID_DIMENSIONS"),
        (png(41, 2), {}, "PHOTO_INVALID_DIMENSIONS"),
        (
            SMALL + bytes(LARGEST),
            {},
            f"file of size {len(SMALL) + LARGEST} bytes is too big for a photo; the maximum size is {LARGEST} bytes",
        ),
        (SMALL, {"chat_id": "77"}, "chat not found"),
        (SMALL, {"caption": "x" * 1025}, "message caption is too long"),
        (SMALL, {"caption": "🚀" * 512 + "x"}, "message caption is too long"),
        (SMALL, {"caption": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
        (SMALL, {"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        (SMALL, {"reply_parameters": '{"message_id": 9}'}, "message to be replied not found"),
    ],
    ids=range(15),
)
def test_what_is_no_photo_is_refused_and_nothing_is_sent(
    sandbox: Sandbox, content: bytes, fields: dict[str, str], description: str
) -> None:
    answer = upload(sandbox, content, **fields)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert answer["description"].startswith(f"Bad Request: {description}")
    assert sandbox.see("transcript", chat_id=SAM)["messages"] == []


def test_a_caption_is_measured_without_its_markup(sandbox: Sandbox) -> None:
    caption = upload(sandbox, SMALL, caption=f"<b>{'🚀' * 512}</b>", parse_mode="HTML")["result"]["caption"]
    assert caption == "🚀" * 512


def test_only_the_latest_are_kept(sandbox: Sandbox) -> None:
    ids = [upload(sandbox, SMALL)["result"]["photo"][0]["file_id"] for _ in range(MOST_KEPT + 1)]
    assert [fetch(sandbox, id).status_code for id in ids] == [404, *[200] * MOST_KEPT]
    assert sandbox.call("sendPhoto", chat_id=SAM, photo=ids[0])["ok"]
    sandbox.do("reset", chats_only=True)
    assert fetch(sandbox, ids[-1]).status_code == 404


@pytest.mark.parametrize("file_id", ["", "photo-00000099", "../page.html"])
def test_there_is_no_such_photo(sandbox: Sandbox, file_id: str) -> None:
    answer = fetch(sandbox, file_id)
    assert (answer.status_code, answer.json()["ok"]) == (404, False)


def test_another_site_sees_none(sandbox: Sandbox) -> None:
    id = upload(sandbox, SMALL)["result"]["photo"][0]["file_id"]
    headers = {"sec-fetch-site": "cross-site"}
    answer = httpx.get(f"{sandbox.url}/control/photo", params={"file_id": id}, headers=headers)
    assert answer.status_code == 403
