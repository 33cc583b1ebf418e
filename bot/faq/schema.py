"""What faq.yaml may hold as a JSON Schema, with which an editor completes and marks while someone types."""

from collections.abc import Iterator
from dataclasses import Field, is_dataclass
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from bot.faq.declaring import Declared, declared, keys_of, may_be_left_out
from bot.faq.model import Faq, Review
from bot.faq.reading.entries import DATE, FINGERPRINT, MAX_BUTTON, MAX_TOPIC_ID
from bot.faq.reading.nodes import ID, MAX_ID

Schema = dict[str, Any]
# Everything is read as text, so what YAML takes for a number ("988") or for yes or no is as good.
SCALAR = ["string", "number", "boolean"]
TEXT: Schema = {"type": SCALAR, "pattern": r"\S"}
TEXT_OR_NULL: Schema = {"type": [*SCALAR, "null"], "pattern": r"\S"}
YES_OR_NO = "|".join(
    "".join(f"[{letter.upper()}{letter}]" for letter in word) for word in ("yes", "no", "true", "false")
)
FLAG: Schema = {"anyOf": [{"enum": ["yes", "no", True, False]}, {"type": "string", "pattern": f"^({YES_OR_NO})$"}]}
HOURS: Schema = {"type": ["object", "null"], "minProperties": 1, "additionalProperties": TEXT}
GROUP: Schema = {"type": "array", "minItems": 2, "items": TEXT}


def schema() -> Schema:
    """The schema of the whole file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Everything the bot says",
        **_block(Faq),
    }


def _block(model: type[Any]) -> Schema:
    hints = get_type_hints(model, include_extras=True)
    shown = keys_of(model)
    required = [key.name for key in shown if _is_required(model, key)]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {
            key.name: {
                "description": " ".join(_description(declared(key), hints[key.name])),
                **(_special(model.__name__, key) or _value(_kind(hints[key.name]), key.name in required)),
                **({"default": key.default} if declared(key).description else {}),
            }
            for key in shown
        },
    }


def _is_required(model: type[Any], key: Field[Any]) -> bool:
    return (model is Review and key.name != "of") or not may_be_left_out(key)


def _description(text: Declared, hint: Any) -> Iterator[str]:
    """What a key is for: as its text declares it, or what stands beside its kind, or else what its kind is."""
    yield text.description or (get_args(hint)[1] if get_origin(hint) is Annotated else hint.__doc__)
    if text.fills:
        yield f"It may hold {', '.join(f'{{{name}}}' for name in text.fills)}."
    if text.numbers:
        yield f"It must name {' and '.join(filter(None, [', '.join(text.numbers[:-1]), text.numbers[-1]]))}."
    if text.limit:
        yield f"At most {text.limit} characters."


def _kind(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _special(model: str, key: Field[Any]) -> Schema | None:
    """What the kind of a value alone does not tell."""
    limit = declared(key).limit
    match model, key.name:
        case "Faq", "synonyms":
            return {"type": "array", "minItems": 1, "items": GROUP}
        case "Pharmacy", "hours":
            return HOURS
        case _, "id":
            longest = MAX_TOPIC_ID if model == "Topic" else MAX_ID
            return {"type": SCALAR, "pattern": f"^{ID.pattern}$", "maxLength": longest}
        case "Entry", "question":
            return {**TEXT, "maxLength": MAX_BUTTON}
        case "Review", "on":
            return {"type": ["string", "null"], "pattern": f"^{DATE.pattern}$"}
        case "Review", "of":
            return {"type": SCALAR, "pattern": f"^{FINGERPRINT.pattern}$"}
    return {**TEXT, "maxLength": limit} if limit else None


def _value(kind: Any, is_required: bool) -> Schema:
    if kind is bool:
        return FLAG
    if is_dataclass(kind) and isinstance(kind, type):
        return _block(kind)
    if get_origin(kind) is tuple:
        return {"type": "array", "minItems": 1, "items": _value(get_args(kind)[0], is_required)}
    return TEXT_OR_NULL if isinstance(kind, UnionType) and is_required else TEXT  # what need not be there can't be null
