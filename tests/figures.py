"""What the shipped FAQ reaches on the messages in tests/messages, and what it reached when it was last judged good.

`make figures` writes figures.json anew, once a change has been looked at and is wanted.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.cli.evaluate import Figures, Labelled, evaluate, read_labelled
from bot.conversation.responder import Responder, Response
from bot.safety.triage import DangerDetector
from tests.conftest import FAQ_FILE

MESSAGES = Path(__file__).parent / "messages"
PINNED = MESSAGES / "figures.json"
# What may become of a message, the best first.
STATES = ("as it should be", "offered", "not found", "answered wrongly", "missed", "false alarm")


@dataclass(frozen=True)
class Standing:
    """The shares that `eval` prints, and what became of each message that was not dealt with as it should be."""

    shares: dict[str, float]
    others: dict[str, str]

    def worse(self, before: "Standing") -> dict[str, tuple[float, float]]:
        """The shares that lost more than a point since, and what they were."""
        return {
            name: (before.shares[name], share)
            for name, share in self.shares.items()
            if (before.shares[name] - share) * (1 if name in MORE_IS_BETTER else -1) > 0.01
        }

    def lost(self, before: "Standing") -> list[str]:
        """A line for each message that came out worse than before."""
        return [
            f"{query!r}: {before.others.get(query, STATES[0])} before, now {state}"
            for query, state in self.others.items()
            if STATES.index(state) > STATES.index(before.others.get(query, STATES[0]))
        ]


MORE_IS_BETTER = ("top1", "top3", "answered_right", "helped")


def measured(responder: Responder) -> Standing:
    """How the bot does now."""
    messages = [
        message
        for path in sorted(MESSAGES.glob("*.jsonl"))
        for message in read_labelled(path.read_text("utf-8").splitlines(), path.name)
    ]
    respond = cache(responder.respond)  # which is asked twice
    figures, _ = evaluate(messages, respond)
    states = {message.query: _state(message, respond) for message in messages}
    return Standing(figures.shares(), {query: state for query, state in states.items() if state != STATES[0]})


def pinned() -> Standing:
    """How it did when the figures were written."""
    read: Any = json.loads(PINNED.read_text("utf-8"))
    return Standing(read["shares"], read["others"])


def _state(message: Labelled, respond: Callable[[str], Response]) -> str:
    figures, _ = evaluate([message], respond)
    match figures:
        case Figures(crises_missed=1):
            return "missed"
        case Figures(false_alarms=1):
            return "false alarm"
        case Figures(off_topic_answered=1) | Figures(answered=1, answered_right=0):
            return "answered wrongly"
        case Figures(questions=1, answered_right=0, helped=1):
            return "offered"
        case Figures(questions=1, helped=0):
            return "not found"
    return STATES[0]


def main() -> None:
    """Write the figures as they are now."""
    now = measured(Responder.from_text(FAQ_FILE.read_bytes(), FAQ_FILE.name, DangerDetector()))
    shares = {name: round(share, 4) for name, share in now.shares.items()}
    text = json.dumps({"shares": shares, "others": dict(sorted(now.others.items()))}, indent=1, ensure_ascii=False)
    PINNED.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
