"""Vectors of texts that were read before, kept in a folder by the texts' content: what did not change costs nothing."""

import hashlib
import logging
from contextlib import suppress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

Known = dict[bytes, NDArray[np.float16]]


class KeptVectors:
    """One file for each encoder, read when it is first asked for; a file that can't be used is written anew.

    Those in the folder `shipped` are known too, and never written; without a `folder` nothing else is kept.
    """

    def __init__(self, folder: Path | None, shipped: Path | None = None) -> None:
        self._folder, self._shipped = folder, shipped
        self._known: dict[str, Known] = {}

    def of(self, encoder: str) -> Known:
        """The vectors of an encoder by the keys of their texts; the caller adds new ones."""
        if encoder not in self._known:
            self._known[encoder] = {}
            for folder in (self._shipped, self._folder):
                if folder:
                    self._known[encoder].update(_read(folder / _name(encoder)))
        return self._known[encoder]

    def save(self, encoder: str) -> None:
        """Writes what is known of an encoder; where that can't be done it is computed again at the next start."""
        if self._folder is None:
            return
        known, file = self._known[encoder], self._folder / _name(encoder)
        keys = sorted(known)
        new = file.with_name(f".{file.name}.new")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with new.open("wb") as handle:
                vectors = np.array([known[key] for key in keys], dtype=np.float16)
                np.savez(handle, keys=np.array(keys), vectors=vectors)
            new.replace(file)
        except OSError as error:
            log.warning("the vectors of %s could not be kept (%s)", encoder, error.strerror)
            with suppress(OSError):
                new.unlink()


def key_of(text: str) -> bytes:
    """What a text is known by: the beginning of its SHA-256, from which nobody gets it back."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def _name(encoder: str) -> str:
    return f"vectors-{encoder}.npz"


def _read(file: Path) -> Known:
    try:
        with file.open("rb") as handle, np.load(handle) as held:
            keys, vectors = held["keys"].astype("S16"), held["vectors"].astype(np.float16)
    except (OSError, ValueError, KeyError, BadZipFile, EOFError):
        return {}
    # NumPy drops zeros at the end of a text of bytes.
    return {key.ljust(16, b"\0"): vector for key, vector in zip(keys.tolist(), vectors, strict=False)}
