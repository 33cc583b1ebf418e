from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.conversation.reply import Situation
from bot.conversation.responder import Responder
from bot.language.markup import plain
from bot.matching.outcome import Suggestions, answered

HERE = Path(__file__).parent.parent
DIALOGUES: list[dict[str, Any]] = [
    dialogue
    for file in ("dialogues.yaml", "dialogues.es.yaml")
    for dialogue in yaml.safe_load((HERE / file).read_text("utf-8"))
]


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=[dialogue["say"] for dialogue in DIALOGUES])
def test_dialogue(responder: Responder, dialogue: dict[str, Any]) -> None:
    response = responder.respond(dialogue["say"])
    outcome = response.match.outcome if response.match else None
    assert response.triage.urgency == dialogue.get("urgent")
    if "answer" in dialogue:
        assert outcome is not None
        expected = dialogue["answer"] if isinstance(dialogue["answer"], list) else [dialogue["answer"]]
        assert [candidate.entry.id for candidate in answered(outcome)] == expected, outcome
    if "offer" in dialogue:
        assert isinstance(outcome, Suggestions), outcome
        assert set(dialogue["offer"]) <= {candidate.entry.id for candidate in outcome.candidates}
    if "message" in dialogue:
        message = responder.fixed(dialogue["message"], Situation(language=dialogue.get("language")))
        assert response.reply.plain.startswith(message.plain)
    if "language" in dialogue:
        assert response.language == dialogue["language"]
    if "care" in dialogue:
        faq = next(faq for faq in responder.faqs if faq.language == response.language)
        assert plain(getattr(faq.safety, dialogue["care"])) in response.reply.plain
    assert dialogue.get("reads", "") in response.reply.plain
    assert "never" not in dialogue or dialogue["never"] not in response.reply.plain


def test_each_dialogue_expects_something() -> None:
    known = {"say", "answer", "offer", "urgent", "message", "language", "care", "reads", "never"}
    assert all(set(dialogue) <= known and len(dialogue) > 1 for dialogue in DIALOGUES)
