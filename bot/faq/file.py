"""The file that staff edit: read as a whole, replaced as a whole, with the version before kept beside it."""

import errno
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from pathlib import Path
from types import MappingProxyType

from bot.errors import BotError
from bot.faq.model import ENGLISH
from bot.faq.reading.loader import MAX_BYTES
from bot.faq.reading.translation import name_of_translation

if sys.platform != "win32":
    import fcntl

LAST_GOOD = "last-good-faq.yaml"
# What the names of files have that the bot is about to put in the place of others.
OURS = ".written-by-the-bot."


# The code of a language in the name of a translation: "faq.es.yaml" beside "faq.yaml".
_CODE = re.compile(r"[a-z]{2,3}")


def translation_path(path: Path, code: str) -> Path:
    """Where the translation of a FAQ file is."""
    return Path(name_of_translation(str(path), code))


def original_of(path: Path) -> Path:
    """The FAQ file that a file is a translation of; itself where it is none."""
    name, _, code = path.stem.rpartition(".")
    original = path.with_name(f"{name}{path.suffix}")
    return original if name and _CODE.fullmatch(code) and original.is_file() else path


def translation_paths(path: Path) -> dict[str, Path]:
    """The translations beside a FAQ file, by the codes of their languages."""
    found = {}
    for each in sorted(path.parent.glob(f"{escape(path.stem)}.*{escape(path.suffix)}")):
        code = each.name.removeprefix(f"{path.stem}.").removesuffix(path.suffix)
        if _CODE.fullmatch(code) and code != ENGLISH:
            found[code] = each
    return found


class FileChangedError(BotError):
    """The file is not what it was when an edit began."""


class FaqFile:
    """A FAQ file at a path, which may be a link to it.

    With a folder for what is kept, a copy of the last content that could be used stays there, for a start with a bad
    file.
    """

    def __init__(self, path: Path, state_dir: Path | None = None) -> None:
        self.path = path
        self._last_good = state_dir / LAST_GOOD if state_dir else None

    @property
    def previous(self) -> Path:
        """Where the version before the last edit is kept."""
        real = self._real()
        return real.with_name(f"{real.name}.previous")

    def stamp(self) -> tuple[int, ...] | None:
        """Numbers that differ after each change of the file or of its translations; None while there is none."""
        try:
            stamp = _stamp(self.path)
            for translation in translation_paths(self.path).values():
                stamp += _stamp(translation)
        except OSError:
            return None
        return stamp

    def read(self) -> bytes:
        """The content, of a file that is too large no more than shows that it is.

        Raises BotError where it can't be read.
        """
        return _content(self.path)

    def translations(self) -> dict[str, bytes]:
        """The contents of the translations beside it, by the codes of their languages.

        Raises BotError where one can't be read.
        """
        return {code: _content(path) for code, path in translation_paths(self.path).items()}

    def replace(self, new: bytes, expected: bytes) -> None:
        """Puts a new content in the place of the one that was read; a crash leaves the one or the other.

        Raises FileChangedError where somebody else changed it meanwhile, BotError where it can't be written.
        """
        real = self._real()
        with _alone_in(real.parent):
            if self.read() != expected:
                raise FileChangedError(f"{self.path} was changed meanwhile")
            _write({self.previous: expected, real: new}, like=real)

    def before(self) -> bytes:
        """The content of the version before.

        Raises BotError where there is none, or it can't be read.
        """
        return _content(self.previous)

    def keep_good(self, content: bytes, translations: Mapping[str, bytes] = MappingProxyType({})) -> None:
        """Keeps a copy of a content that can be used, and of its translations.

        Raises BotError where it can't be written.
        """
        if self._last_good:
            try:
                self._last_good.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise BotError(f"can't make {self._last_good.parent}: {error.strerror}") from None
            contents = {translation_path(self._last_good, code): text for code, text in translations.items()}
            _write({self._last_good: content, **contents}, like=self._real())

    def last_good(self) -> bytes | None:
        """The last content that could be used, if it was kept."""
        if self._last_good and self._last_good.is_file():
            with suppress(BotError):
                return _content(self._last_good)
        return None

    def last_good_translations(self) -> dict[str, bytes]:
        """The translations that were kept with it."""
        kept = {}
        for code, path in (translation_paths(self._last_good) if self._last_good else {}).items():
            with suppress(BotError):
                kept[code] = _content(path)
        return kept

    def _real(self) -> Path:
        return Path(os.path.realpath(self.path))  # which, unlike resolve(), takes a link to itself


def _stamp(path: Path) -> tuple[int, ...]:
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BotError(f"can't read {path}: it is no file; put the file back")
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BotError(f"can't read {path}: {error.strerror}; put the file back, readable for the bot") from None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Has other copies of the bot wait with their writing there."""
    with ExitStack() as stack:
        if sys.platform != "win32":
            with suppress(OSError):  # a file system without locks
                handle = os.open(folder, os.O_RDONLY)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def write_beside(file: Path, content: bytes) -> None:
    """Writes a file of our own as a whole; raises BotError where it can't be written."""
    _write({file: content}, like=file.parent, rights=False)


def _write(contents: Mapping[Path, bytes], like: Path, rights: bool = True) -> None:
    """Writes whole files or none, with the rights that another file has."""
    path, ready = like, dict[Path, Path]()
    with ExitStack() as stack:
        try:
            for path, content in contents.items():
                _clear_up(path)
                handle, name = tempfile.mkstemp(prefix=f".{path.name}{OURS}", dir=path.parent)
                ready[path] = Path(name)
                stack.callback(ready[path].unlink, missing_ok=True)
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                if rights:
                    _give_rights(ready[path], like.stat())
            for path, temporary in ready.items():
                temporary.replace(path)
        except OSError as error:
            raise BotError(f"can't write {path}: {error.strerror}; {way_out(error)}") from None


def _clear_up(path: Path) -> None:
    """Takes away what a bot left behind that was killed as it wrote; an editor's hidden files are not ours."""
    for left in path.parent.glob(f".{escape(path.name)}{OURS}????????"):
        left.unlink(missing_ok=True)


def _give_rights(file: Path, owner: os.stat_result) -> None:
    file.chmod(stat.S_IMODE(owner.st_mode))
    with suppress(PermissionError):  # only root may give a file away
        os.chown(file, owner.st_uid, owner.st_gid)


def way_out(error: OSError) -> str:
    """What lets a file be written that could not."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "make room on that disk"
    return "the bot needs the right to write in that folder"
