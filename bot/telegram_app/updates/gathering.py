"""What somebody writes in pieces: held until nothing more comes for a while, then answered as one message."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from cachetools import LRUCache

# Returns, in time, whether an update that was set aside is to be worked on again; else it is finished with another.
Later = Callable[[], Awaitable[bool]]
# A chat, and a person in it.
Who = tuple[int, int]

# Of so many people something is held.
PEOPLE = 1_000


class Kind(NamedTuple):
    """How pieces are held: so many at most, what stands between them, and how long the newest waits, in seconds."""

    most: int
    between: str
    seconds: float


@dataclass(eq=False)
class Piece:
    """One message, by the number of its update and its own; `over` when it is answered, or will not be."""

    id: int
    message_id: int
    words: str
    is_small_talk: bool = False
    followed: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Pieces:
    """The latest messages of one person, the newest last: its update is answered for all."""

    def __init__(self, kind: Kind) -> None:
        self.kind, self.is_open = kind, True
        self._pieces: list[Piece] = []
        self._in_a_hurry = False

    @property
    def is_almost_full(self) -> bool:
        """Whether there is room for one more only."""
        return len(self._pieces) + 1 >= self.kind.most

    @property
    def newest(self) -> Piece:
        """What came last."""
        return self._pieces[-1]

    @property
    def all_words(self) -> str:
        """All that was written."""
        return self.kind.between.join(piece.words for piece in self._pieces)

    @property
    def telling_words(self) -> str:
        """The same without small talk, unless there is nothing else."""
        telling = [piece.words for piece in self._pieces if not piece.is_small_talk]
        return self.kind.between.join(telling) or self.all_words

    def add(self, piece: Piece) -> None:
        """Adds what came next; what is too much goes unanswered, the oldest first."""
        if self._pieces:
            self.newest.followed.set()
        self._pieces.append(piece)
        if len(self._pieces) > self.kind.most:
            self._pieces.pop(0).over.set()

    def correct(self, message_id: int, words: str) -> Piece | None:
        """The piece of a message whose words are others now, if it is among these."""
        piece = next((piece for piece in self._pieces if piece.message_id == message_id), None)
        if piece:
            piece.words = words
        return piece

    async def due(self, piece: Piece) -> bool:
        """Returns when nothing has followed a piece for so long: True; or when another was answered for it: False."""
        try:
            async with asyncio.timeout(0 if self._in_a_hurry else self.kind.seconds):
                await piece.followed.wait()
        except TimeoutError:
            pass
        if piece is self.newest and self.is_open:
            self.is_open = False
            return True
        await piece.over.wait()
        return False

    def answered(self) -> None:
        """A reply to all of it is out."""
        self.is_open = False
        for piece in self._pieces:
            piece.over.set()

    def hurry(self) -> None:
        """Waits for nothing more."""
        self._in_a_hurry = True
        self.newest.followed.set()


class Gathering:
    """The pieces of all people, and the updates that are answered for others too."""

    def __init__(self) -> None:
        self._held: LRUCache[tuple[Who, Kind], Pieces] = LRUCache(PEOPLE)
        self._carried: dict[int, Pieces] = {}

    def of(self, who: Who, kind: Kind) -> Pieces | None:
        """What waits for more of somebody."""
        pieces = self._held.get((who, kind))
        return pieces if pieces and pieces.is_open else None

    def hold(self, who: Who, kind: Kind, piece: Piece) -> Later:
        """Has a piece wait for the next."""
        pieces = self._held[who, kind] = self.of(who, kind) or Pieces(kind)
        pieces.add(piece)
        return partial(self._until_due, pieces, piece)

    def carry(self, pieces: Pieces, piece: Piece) -> Pieces:
        """Has what came next be answered for all before it, at once."""
        pieces.is_open = False
        pieces.add(piece)
        self._carried[piece.id] = pieces
        return pieces

    def carried(self, id: int) -> Pieces | None:
        """What an update is to be answered for, if not for itself alone."""
        return self._carried.get(id)

    def finished(self, id: int) -> None:
        """An update was answered."""
        if pieces := self._carried.pop(id, None):
            pieces.answered()

    def hurry(self) -> None:
        """Has all that waits for more be answered now."""
        for pieces in self._held.values():
            pieces.hurry()

    async def _until_due(self, pieces: Pieces, piece: Piece) -> bool:
        if is_due := await pieces.due(piece):
            self._carried[piece.id] = pieces
        return is_due


async def finished_with(piece: Piece) -> bool:
    """Returns when a piece is over; what belongs to it is finished then."""
    await piece.over.wait()
    return False
