"""A start reads the FAQ in a process beside the one that connects."""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.beside import beside
from bot.conversation.faqs import read_faqs
from bot.errors import FaqError, Problem
from tests.conftest import FAQ_FILE
from tests.sandbox.waiting import eventually


def fault() -> None:
    raise FaqError("faq.yaml", [Problem(3, 1, "unknown key"), Problem(1, 2, "no id", "add one")])


def problems_of(result: Callable[[], object]) -> list[tuple[int, str]]:
    try:
        result()
    except FaqError as error:
        return [(problem.line, problem.message) for problem in error.problems]
    return []


def beside_a_thread(work: Callable[[], int]) -> int:
    waits = threading.Event()
    thread = threading.Thread(target=waits.wait)
    thread.start()
    try:
        return beside(work)()
    finally:
        waits.set()
        thread.join()


def end_if_elsewhere(here: int) -> int:
    if os.getpid() != here:
        os._exit(9)
    return here


def kill_if_elsewhere(here: int) -> int:
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return here


def printed(expression: str) -> str:
    """What an expression gives in a process without threads, which those that run tests have."""
    code = f"import os\nfrom functools import partial\nfrom tests.cli.test_beside import *\nprint({expression})"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=FAQ_FILE.parent, capture_output=True, text=True, check=True, timeout=60
    ).stdout.strip()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("beside(os.getpid)() == os.getpid()", "False"),  # done elsewhere
        ("beside_a_thread(os.getpid) == os.getpid()", "True"),  # done here
        ("beside(partial(end_if_elsewhere, os.getpid()))() == os.getpid()", "True"),  # ended there, so done here
        ("beside(partial(kill_if_elsewhere, os.getpid()))() == os.getpid()", "True"),
        ("beside(lambda: 'x' * 10**6)() == 'x' * 10**6", "True"),  # more than a pipe holds
        ("problems_of(beside(fault))", "[(1, 'no id'), (3, 'unknown key')]"),
    ],
)
def test_work_is_done_elsewhere_where_that_is_safe(expression: str, expected: str) -> None:
    assert printed(expression) == expected


def test_what_was_read_elsewhere_is_what_is_read_here() -> None:
    translations = {"es": FAQ_FILE.with_name("faq.es.yaml").read_bytes(), "fr": b"topics: []"}
    here = read_faqs(FAQ_FILE.read_bytes(), "faq.yaml", translations=translations)
    elsewhere = pickle.loads(pickle.dumps(here))
    assert (elsewhere.english, elsewhere.translations.faqs) == (here.english, here.translations.faqs)
    assert elsewhere.version == here.version
    assert [str(fault) for fault in elsewhere.translations.faults] == [str(each) for each in here.translations.faults]
    assert len(here.translations.faults) == 1


def test_the_copy_ends_where_the_one_who_began_it_is_killed() -> None:
    code = (
        "import os, signal, time\nfrom bot.cli.beside import beside\n"
        "def work():\n    print(os.getpid(), flush=True)\n    return b'x' * 10**7\n"
        "beside(work)\ntime.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=FAQ_FILE.parent, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout
        copy = int(first.stdout.readline())
        first.kill()
        first.stdout.read()  # until the copy too has closed it
    eventually(lambda: not Path(f"/proc/{copy}").exists())
