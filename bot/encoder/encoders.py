"""The encoders in use: none, one or both; loaded beside the answering, and asked once for each text."""

import logging
import os
import threading
from collections.abc import Callable, Container, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from cachetools import LRUCache

from bot.encoder.windows import tidy
from bot.errors import EncoderError

# NumPy takes a tenth of a second and 20 MB, which a bot without encoders need not spend.
if TYPE_CHECKING:
    from bot.encoder.kept import KeptVectors

log = logging.getLogger(__name__)

# Rows of numbers, or one row, as 32-bit floats of NumPy.
Vector = Any
# One text as each encoder reads it, by the encoder's name; empty while none is loaded.
Reading = Mapping[str, Vector]

# How many texts are remembered: those that are in work, and the parts that a message is read in.
REMEMBERED = 512
# How many texts are read before others may have their turn.
AT_ONCE = 4


class Encoder(Protocol):
    """Reads texts as unit vectors."""

    name: str

    def vectors(self, texts: Sequence[str]) -> Vector:
        """A unit vector for each text, as rows."""


class Encoders:
    """Reads texts with all encoders that are loaded; nothing until `load` has been called. Threads may share it."""

    def __init__(self, loaders: Sequence[Callable[[], Encoder]] = ()) -> None:
        self._loaders = loaders
        self._loaded: tuple[Encoder, ...] = ()
        self._read: LRUCache[str, Reading] = LRUCache(REMEMBERED)
        self._alone = threading.Lock()
        self._closed = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those that are loaded."""
        return tuple(each.name for each in self._loaded)

    def load(self) -> None:
        """Loads them; one that can't be used here is named in the log and left out."""
        # Both are looked at when the libraries are loaded. A product of so few numbers is slower on several cores than
        # on one, and threads of an encoder that wait for each other would keep the cores from those who answer.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        loaded = []
        for loader in self._loaders:
            try:
                loaded.append(loader())
            except EncoderError as error:
                log.warning("an encoder is left out: %s", error)
        with self._alone:
            self._read.clear()
            self._loaded = tuple(loaded)

    def close(self) -> None:
        """Has nothing more read of many texts, so that the bot can end."""
        self._closed = True

    def read(self, text: str) -> Reading:
        """A text as each encoder reads it."""
        if not self._loaded:
            return {}
        text = tidy(text)
        with self._alone:
            known = self._read.get(text)
        if known is None:
            known = {each.name: each.vectors([text or " "])[0] for each in self._loaded}
            with self._alone:
                self._read[text] = known
        return known

    def read_ahead(self, texts: Sequence[str]) -> None:
        """Reads in one go, which is faster, what will be asked for soon."""
        with self._alone:
            new = [text for text in dict.fromkeys(map(tidy, texts)) if text not in self._read]
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            rows = {each.name: each.vectors([text or " " for text in some]) for each in self._loaded}
            with self._alone:
                for place, text in enumerate(some):
                    self._read[text] = {name: vectors[place] for name, vectors in rows.items()}

    def read_all(
        self, texts: Sequence[str], kept: "KeptVectors | None" = None, names: Container[str] | None = None
    ) -> dict[str, Vector]:
        """Many texts as each encoder, or those of some names, reads them, a row a text.

        What was read before is taken from what is kept. Raises EncoderError where the bot ends meanwhile.
        """
        import numpy as np

        from bot.encoder.kept import key_of

        tidied = [tidy(text) or " " for text in texts]
        found = {}
        for encoder in (each for each in self._loaded if names is None or each.name in names):
            known = kept.of(encoder.name) if kept else {}
            new = [text for text in dict.fromkeys(tidied) if key_of(text) not in known]
            for start in range(0, len(new), AT_ONCE):
                if self._closed:
                    raise EncoderError("the bot ends, so nothing more is read")
                some = new[start : start + AT_ONCE]
                known.update(zip(map(key_of, some), encoder.vectors(some).astype(np.float16), strict=True))
            if kept and new:
                kept.save(encoder.name)
            rows = [known[key_of(text)] for text in tidied]
            found[encoder.name] = np.array(rows, dtype=np.float32).reshape(len(rows), -1)
        return found


def minilm() -> Encoder:
    """all-MiniLM-L6-v2; raises EncoderError where it can't be used."""
    from bot.encoder.minilm import MiniLm  # takes half a second, in which people can be answered already

    return MiniLm()


def e5() -> Encoder:
    """multilingual-e5-small; raises EncoderError where it can't be used."""
    from bot.encoder.e5 import E5  # as above

    return E5()


# Those that read a hundred languages; the others read English alone.
MULTILINGUAL = ("e5",)

# What the setting ENCODER can be.
CHOICES: Mapping[str, Sequence[Callable[[], Encoder]]] = {
    "both": (minilm, e5),
    "minilm": (minilm,),
    "e5": (e5,),
    "off": (),
}
