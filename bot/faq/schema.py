"""What faq.yaml may hold as a JSON Schema, with which an editor completes and marks while someone types."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from importlib import resources
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from bot.faq.model import Faq, Review
from bot.faq.reading.entries import DATE, MAX_BUTTON, MAX_TOPIC_ID
from bot.faq.reading.loader import TEXT_LIMITS
from bot.faq.reading.nodes import ID, MAX_ID
from bot.faq.reading.placeholders import may_name
from bot.faq.reading.syntax import compose
from bot.faq.texts import Messages

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
LANGUAGE = "^(?![Ee][Nn](-|$))[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
GROUP: Schema = {"type": "array", "minItems": 2, "items": TEXT}


def schema() -> Schema:
    """The schema of the whole file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Everything the bot says",
        **_block(Faq, _descriptions()),
    }


def _descriptions() -> dict[str, dict[str, str]]:
    """What each key is for, by the name of its model."""
    root, _ = compose(resources.files("bot.faq").joinpath("descriptions.yaml").read_text("utf-8"))
    return (
        {}
        if root is None
        else {model.value: {key.value: text.value for key, text in texts.value} for model, texts in root.value}
    )


def _block(model: type[Any], said: dict[str, dict[str, str]], is_translation: bool = False) -> Schema:
    hints = get_type_hints(model)
    shown = [each for each in fields(model) if each.compare]
    required = [] if is_translation else [each.name for each in shown if _is_required(model, each)]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {
            each.name: {
                "description": " ".join(_description(model, each.name, said)),
                **(_special(model.__name__, each.name, said) or _value(hints[each.name], each.name in required, said)),
            }
            for each in shown
        },
    }


def _is_required(model: type[Any], field: Field[Any]) -> bool:
    return model is Review or (field.default is MISSING and field.default_factory is MISSING)


def _description(model: type[Any], key: str, said: dict[str, dict[str, str]]) -> Iterator[str]:
    yield said.get(model.__name__, {}).get(key, "")
    names = may_name(model.__name__.casefold(), key)
    if names:
        yield f"It may hold {', '.join(f'{{{name}}}' for name in names)}."


def _special(model: str, key: str, said: dict[str, dict[str, str]]) -> Schema | None:
    """What the kind of a value alone does not tell."""
    limit = TEXT_LIMITS.get((model, key)) or TEXT_LIMITS.get((model, ""))
    match model, key:
        case "Faq", "translations":
            messages = _block(Messages, said, is_translation=True)
            return {
                "type": ["object", "null"],
                "propertyNames": {"pattern": LANGUAGE},
                "additionalProperties": messages,
            }
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
    return {**TEXT, "maxLength": limit} if limit else None


def _value(kind: Any, is_required: bool, said: dict[str, dict[str, str]]) -> Schema:
    if kind is bool:
        return FLAG
    if is_dataclass(kind) and isinstance(kind, type):
        return _block(kind, said)
    if get_origin(kind) is tuple:
        return {"type": "array", "minItems": 1, "items": _value(get_args(kind)[0], is_required, said)}
    return TEXT_OR_NULL if isinstance(kind, UnionType) and is_required else TEXT  # what need not be there can't be null
