"""How a key of faq.yaml is declared: once, on the field of its dataclass. Schema, check and defaults follow from it.

A text is declared by `text`; any other key has what it is for as `Annotated[kind, "what it is for"]`.
"""

from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any

# The pharmacy's data that texts may name in braces; {hours} too, where an answer is for when they are known.
PHARMACY_DATA = ("name", "phone", "address", "pharmacist")


@dataclass(frozen=True)
class Declared:
    """What a text is for, in the words that an editor shows while someone types; and what binds it.

    `fills` are the words in braces that it may hold, `numbers` the help numbers that it must name, and `limit` is the
    most characters that Telegram shows.
    """

    description: str = ""
    fills: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    limit: int | None = None


def text(
    description: str,
    default: str,
    *,
    fills: tuple[str, ...] = (),
    numbers: tuple[str, ...] = (),
    limit: int | None = None,
) -> Any:
    """The declaration of a text: what it is for, and what it says where a FAQ leaves it out."""
    return field(default=default, metadata={"declared": Declared(description, fills, numbers, limit)})


def declared(key: Field[Any]) -> Declared:
    """What is declared of a text; of any other key nothing."""
    found: Declared = key.metadata.get("declared", Declared())
    return found


def keys_of(model: type[Any]) -> list[Field[Any]]:
    """The fields of a part of a FAQ that are keys of its file; those that don't count in a comparison are none."""
    return [key for key in fields(model) if key.compare]


def may_be_left_out(key: Field[Any]) -> bool:
    """Whether something stands for a key that a file leaves out."""
    return key.default is not MISSING or key.default_factory is not MISSING
