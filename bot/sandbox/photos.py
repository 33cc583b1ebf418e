"""The pictures that the bot sends: their sizes, and what is in the latest of them."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import bad_request

MOST_KEPT = 20
# https://core.telegram.org/bots/api#sendphoto
LARGEST, MOST_SIDES, MOST_STRETCHED = 10 * 1024 * 1024, 10_000, 20
# The longest sides that Telegram makes of a photo.
SMALL, LARGE = 90, 1280


@dataclass(frozen=True)
class Photo:
    """A picture with its sizes as they stand in messages, the largest last."""

    content: bytes = field(repr=False)
    media_type: str
    sizes: tuple[dict[str, Any], ...]


class Photos:
    """The photos that were sent, by the ids of their sizes; only of the latest is kept what is in them."""

    def __init__(self) -> None:
        self._sizes: dict[str, list[dict[str, Any]]] = {}
        self._latest: deque[Photo] = deque(maxlen=MOST_KEPT)

    def keep(self, photo: Photo) -> None:
        """Notes a photo that was sent, and forgets the content of the oldest where it is one too many."""
        self._latest.append(photo)
        self._sizes.update({size["file_id"]: list(photo.sizes) for size in photo.sizes})

    def sizes(self, file_id: str) -> list[dict[str, Any]] | None:
        """The sizes of a photo that was sent before."""
        return self._sizes.get(file_id)

    def find(self, file_id: str) -> Photo | None:
        """A photo whose content is still kept."""
        sizes = self._sizes.get(file_id)
        return next((photo for photo in self._latest if list(photo.sizes) == sizes), None)


def read_photo(content: bytes, new_id: Callable[[], str]) -> Photo:
    """An uploaded picture.

    Raises ApiError where Telegram would not take it.
    """
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > LARGEST:
        size = f"file of size {len(content)} bytes"
        raise bad_request(f"{size} is too big for a photo; the maximum size is {LARGEST} bytes")
    media_type, width, height = _looked_at(content)
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > MOST_SIDES or max(width, height) > MOST_STRETCHED * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sides = [SMALL, LARGE] if max(width, height) > SMALL else [LARGE]
    sizes = [_size(new_id(), width, height, side) for side in sides]
    sizes[-1]["file_size"] = len(content)
    return Photo(content, media_type, tuple(sizes))


def _size(id: str, width: int, height: int, side: int) -> dict[str, Any]:
    share = min(1.0, side / max(width, height))
    scaled = {"width": max(1, round(width * share)), "height": max(1, round(height * share))}
    return {"file_id": id, "file_unique_id": f"u{id}", **scaled}


def _looked_at(content: bytes) -> tuple[str, int, int]:
    """The media type, width and height of a picture; 0 where it is none."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", _number(content[16:20]), _number(content[20:24])
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif", _little(content[6:8]), _little(content[8:10])
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", *_sides_of_jpeg(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp", *_sides_of_webp(content)
    return "", 0, 0


def _sides_of_jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        # The beginnings of a frame; three of their numbers mean something else.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return _number(content[at + 7 : at + 9]), _number(content[at + 5 : at + 7])
        at += 1 if marker == 0xFF else 2 + _number(content[at + 2 : at + 4])
    return 0, 0


def _sides_of_webp(content: bytes) -> tuple[int, int]:
    """https://developers.google.com/speed/webp/docs/riff_container"""
    match content[12:16]:
        case b"VP8X":
            return _little(content[24:27]) + 1, _little(content[27:30]) + 1
        case b"VP8L":
            bits = _little(content[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return _little(content[26:28]) & 0x3FFF, _little(content[28:30]) & 0x3FFF
    return 0, 0


def _number(content: bytes) -> int:
    return int.from_bytes(content)


def _little(content: bytes) -> int:
    return int.from_bytes(content, "little")
