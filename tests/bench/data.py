"""What the matchers are measured with: labelled messages, and public data that the user has copied to a folder."""

import csv
import json
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from bot.cli.evaluate import Labelled, read_labelled
from bot.errors import QuestionsError

MESSAGES = Path(__file__).parent.parent / "messages"
# As their authors call them, and as copies in one folder may be called.
CLINC_FILES = ("data_full.json", "clinc150_data_full.json")
BANKING_TRAIN = ("train.csv", "banking77_train.csv")
BANKING_TEST = ("test.csv", "banking77_test.csv")

SHORTEST_SLIPPED = 4

Entries = Mapping[str, tuple[str, ...]]
Pairs = tuple[tuple[str, str], ...]


class DataError(Exception):
    """What is wrong with a file or folder that the user named, in one line."""


@dataclass(frozen=True)
class Intents:
    """A public data set: texts with their intents, and texts that belong to none."""

    name: str
    train: Pairs
    test: Pairs
    validation: Pairs = ()
    outside: tuple[str, ...] = ()

    def sample(self, phrasings: int, seed: int) -> Entries:
        """So many phrasings of each intent, drawn from the training part."""
        drawn = random.Random(seed)
        return {
            intent: tuple(drawn.sample(texts, min(phrasings, len(texts))))
            for intent, texts in sorted(by_intent(self.train).items())
        }

    def questions(self) -> list[Labelled]:
        """The test part as labelled messages; what belongs to no intent has no right answer."""
        inside = [Labelled(text, frozenset([intent]), "") for text, intent in self.test]
        return inside + [Labelled(text, frozenset(), "") for text in self.outside]


def by_intent(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Texts under their intents, both in the order of the data."""
    grouped: dict[str, list[str]] = {}
    for text, intent in pairs:
        grouped.setdefault(intent, []).append(text)
    return grouped


def labelled_in(folder: Path) -> list[Labelled]:
    """The questions and off-topic messages in the .jsonl files of a folder; messages about danger are left out.

    Raises DataError where there are none.
    """
    messages: list[Labelled] = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            messages += read_labelled(path.read_text("utf-8").splitlines(), str(path))
        except QuestionsError as error:
            raise DataError(str(error)) from None
        except ValueError:
            raise DataError(f"{path}: this is no text in UTF-8") from None
    messages = [message for message in messages if message.ok is not None]
    if not any(message.ok for message in messages):
        raise DataError(f"{folder}: there is no .jsonl file with labelled questions in it")
    return messages


def mistyped(text: str, slips: random.Random) -> str:
    """The text with a slip in every fourth word: a letter missing, added, wrong, or changed with the next."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) >= SHORTEST_SLIPPED and word.isalpha()]
    for place in slips.sample(long, min(len(long), round(len(words) / 4))):
        words[place] = _slipped(words[place], slips)
    return " ".join(words)


def _slipped(word: str, slips: random.Random) -> str:
    at, letter = slips.randrange(1, len(word) - 1), slips.choice(ascii_lowercase)
    missing, added = word[:at] + word[at + 1 :], word[:at] + letter + word[at:]
    wrong, changed = word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return slips.choice((missing, added, wrong, changed))


def public_data(folder: Path) -> list[Intents]:
    """CLINC150 and BANKING77, as far as they are in a folder.

    Raises DataError where neither is, or a file is not what its name says.
    """
    if not folder.is_dir():
        raise DataError(f"{folder}: there is no such folder")
    clinc = _find(folder, CLINC_FILES)
    train, test = _find(folder, BANKING_TRAIN), _find(folder, BANKING_TEST)
    found = [read_clinc(clinc)] if clinc else []
    if train and test:
        found.append(Intents("BANKING77", read_banking(train), read_banking(test)))
    if not found:
        banking = f"{BANKING_TRAIN[0]} and {BANKING_TEST[0]}"
        raise DataError(f"{folder}: neither CLINC150 ({CLINC_FILES[0]}) nor BANKING77 ({banking}) is in it")
    return found


def read_clinc(path: Path) -> Intents:
    """CLINC150 (Larson et al., 2019) from its full file."""
    try:
        data: Any = json.loads(path.read_text("utf-8"))
        parts = {part: _pairs(data[part]) for part in ("train", "val", "test", "oos_test")}
    except (OSError, ValueError, TypeError, LookupError, RecursionError) as error:
        raise DataError(f"{path}: this is not CLINC150's data_full.json ({_told(error)})") from None
    outside = tuple(text for text, _ in parts["oos_test"])
    return Intents("CLINC150", parts["train"], parts["test"], parts["val"], outside)


def read_banking(path: Path) -> Pairs:
    """One part of BANKING77 (Casanueva et al., 2020)."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return _pairs([(row["text"].strip(), row["category"]) for row in csv.DictReader(file)])
    except (OSError, ValueError, TypeError, LookupError, AttributeError, csv.Error) as error:
        raise DataError(f"{path}: this is no table of BANKING77, with text and category ({_told(error)})") from None


def _find(folder: Path, names: Iterable[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _pairs(rows: Iterable[Any]) -> Pairs:
    pairs = tuple((text, intent) for text, intent in rows)
    if not pairs or not all(isinstance(part, str) for pair in pairs for part in pair):
        raise ValueError("no texts with their intents")
    return pairs


def _told(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else " ".join(str(error).split())
