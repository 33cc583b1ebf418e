"""Pictures for tests, as small as a format allows."""

from struct import pack
from zlib import compress, crc32


def png(width: int, height: int) -> bytes:
    """A PNG all in blue."""
    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = compress((b"\0" + b"\x20\x60\xc0" * width) * height, 9)
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + kind + body + pack(">I", crc32(kind + body)) for kind, body in parts
    )


# Of the others only the beginning, where their sides stand.
JPEG = b"\xff\xd8\xff\xe0\x00\x04JF\xff\xff\xc4\x00\x03x\xff\xc2\x00\x11\x08\x01\x2c\x01\x90" + bytes(14)
GIF = b"GIF89a\x90\x01\x2c\x01" + bytes(4)
WEBP = b"RIFF\0\0\0\0WEBP"
WEBP_LOSSY = WEBP + b"VP8 \0\0\0\0" + b"\x30\x01\x00\x9d\x01\x2a" + b"\x90\x01\x2c\x01"
WEBP_LOSSLESS = WEBP + b"VP8L\0\0\0\0" + b"\x2f" + ((300 - 1) << 14 | (400 - 1)).to_bytes(4, "little")
WEBP_LARGER = WEBP + b"VP8X\0\0\0\0" + bytes(4) + b"\x8f\x01\x00" + b"\x2b\x01\x00"
