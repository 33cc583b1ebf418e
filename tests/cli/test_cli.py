import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

from bot.cli.main import main
from bot.faq.template import with_template
from bot.safety.triage import DangerDetector
from bot.sandbox.running import bound_socket
from tests.conftest import FAQ_FILE
from tests.sandbox.waiting import eventually
from tests.shipped import shipped
from tests.small_faq import line_of, small, spanish


def run(*arguments: str, typed: str | None = None, env: dict[str, str] | None = None) -> Result:
    nothing_set = dict.fromkeys(["TELEGRAM_BOT_TOKEN", "TELEGRAM_BOT_TOKEN_FILE", "LOG_LEVEL"])
    environment = {**nothing_set, "FAQ_FILE": str(FAQ_FILE), **(env or {})}
    result = CliRunner().invoke(main, arguments, input=typed, env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def file_with(tmp_path: Path, content: str, name: str = "faq.yaml") -> str:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def test_ask_prints_the_reply_and_its_buttons() -> None:
    result = run("ask", "is", "wine", "ok")
    assert result.exit_code == 0
    assert result.stdout.startswith(shipped("answers.alcohol"))
    assert "[1] Can I use LDN with other medicines?" in result.stdout


def test_ask_json_answers_line_by_line_by_the_contract() -> None:
    typed = "is wine ok on ldn\nwhat's the weather tomorrow\ni want to die\nwhat if i stop\n\n"
    lines = [json.loads(line) for line in run("ask", "--json", typed=typed).stdout.splitlines()]
    assert [line["query"] for line in lines] == typed.split("\n")[:5]
    keys = ["query", "outcome", "entries", "suggestions", "ranking", "confidence", "urgent", "cautions", "reply"]
    keys.append("language")
    assert all(list(line) == keys for line in lines)
    answer, no_match, urgent, suggestions, empty = lines
    assert (answer["outcome"], answer["entries"], answer["urgent"]) == ("answer", ["alcohol"], None)
    assert answer["ranking"][0] == ["alcohol", answer["confidence"]]
    assert len(answer["ranking"]) <= 5
    assert (no_match["outcome"], no_match["entries"]) == ("no_match", [])
    assert (urgent["outcome"], urgent["urgent"], urgent["ranking"]) == ("urgent", "self_harm", [])
    assert "988" in urgent["reply"]
    assert (suggestions["outcome"], suggestions["entries"]) == ("suggestions", [])
    assert 1 <= len(suggestions["suggestions"]) <= 3
    assert empty["outcome"] == "no_match"


def test_ask_json_tells_the_language_and_has_the_same_ids_in_each() -> None:
    typed = "is wine ok on ldn\n¿puedo tomar vino con la LDN?\nya no quiero vivir\n"
    english, spanish, urgent = (json.loads(line) for line in run("ask", "--json", typed=typed).stdout.splitlines())
    assert [line["language"] for line in (english, spanish, urgent)] == ["en", "es", "es"]
    assert english["entries"] == spanish["entries"] == ["alcohol"]
    chosen = json.loads(run("ask", "--json", "--language", "es", "is wine ok on ldn").stdout)
    assert (chosen["language"], chosen["entries"]) == ("es", ["alcohol"])
    assert chosen["ranking"] == english["ranking"]


def test_ask_json_takes_bytes_that_are_no_text() -> None:
    result = CliRunner().invoke(main, ["ask", "--json"], input=b"is wine \xff ok\n", env={"FAQ_FILE": str(FAQ_FILE)})
    assert json.loads(result.stdout)["entries"] == ["alcohol"]


def test_ask_why_shows_what_counted() -> None:
    stdout = run("ask", "--why", "zebra wyne").stdout
    assert "zebra" in stdout
    assert "not in the FAQ" in stdout
    assert "read as 'alcohol', 75% alike" in stdout
    assert "alcohol " in stdout


@pytest.mark.parametrize(
    ("question", "said"),
    [("is wine ok", "Answered with alcohol:"), ("kms", "Urgent (self_harm)"), ("???", "Nothing was looked up"),
     ("zyzzyva", "No match"), ("what if i stop", "Suggestions:")],
)  # fmt: skip
def test_ask_why_tells_what_decided(question: str, said: str) -> None:
    assert said in run("ask", "--why", question).stdout


def test_a_faq_that_cannot_be_used_is_explained_and_danger_is_still_heard(tmp_path: Path) -> None:
    faq = file_with(tmp_path, small("Please call and ask.", "call desk #1"))
    result = run("ask", "--faq", faq, "i want to die")
    assert result.exit_code == 1
    assert "988" in result.stdout
    assert f"{faq}:{line_of('Please call and ask.')}:27" in result.stderr


IN_ORDER = small("Welcome to {name}.", "Welcome to {name}. In danger call 911, or 988 to talk.")


def test_check_of_the_shipped_faq() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "75 of 79 entries wait for a pharmacist's review: what-is-ldn, what-is-naltrexone, "
    )
    assert "\nNo problems.\n" in result.stdout


def test_check_lists_errors_and_warnings_and_fails_on_errors_alone(tmp_path: Path) -> None:
    result = run("check", file_with(tmp_path, IN_ORDER.replace("Please call and ask.", "LDN cures you.")))
    assert result.exit_code == 1
    assert 'it says "cures"' in result.stdout
    assert "warning: " in result.stdout
    assert "1 error, " in result.stdout
    assert run("check", file_with(tmp_path, IN_ORDER)).exit_code == 0


def test_check_explains_a_broken_file_without_a_traceback(tmp_path: Path) -> None:
    result = run("check", file_with(tmp_path, small("title: Basics", "titel: Basics")))
    assert result.exit_code == 1
    assert 'did you mean "title"?' in result.stderr


def test_check_ends_with_the_drafts_that_wait(tmp_path: Path) -> None:
    one = small("        small_talk: yes\n", "        small_talk: yes\n        draft: yes\n")
    result = run("check", file_with(tmp_path, one))
    assert result.stdout.splitlines()[-1] == f"1 draft waits: greeting (line {line_of('- id: greeting')})"
    assert "2 of 2 entries wait for a pharmacist's review: what-is-ldn, price" in result.stdout
    two = with_template(one, "travel")
    result = run("check", file_with(tmp_path, two.text))
    assert f"2 drafts wait: travel (line {two.line}), greeting (line " in result.stdout
    assert not re.search("drafts? waits?", run("check", file_with(tmp_path, small())).stdout)


def test_check_counts_the_answers_of_the_pharmacist(tmp_path: Path) -> None:
    text = small("        related: [what-is-ldn]\n").replace("source: [guide]", "source: [pharmacist]")
    result = run("check", file_with(tmp_path, text))
    line = line_of("- id: what-is-ldn")
    assert result.stdout.splitlines()[-1] == (
        f"1 answer of the pharmacist waits for a signature: what-is-ldn (line {line})"
    )
    assert "rests on the pharmacist" not in result.stdout
    assert "1 of 2 entries wait for a pharmacist's review: price" in result.stdout
    signed = run("check", file_with(tmp_path, text.replace("{by: null, on: null}", "{by: Dr. Ada, on: 2026-11-02}")))
    assert "1 answer rests on the pharmacist.\n" in signed.stdout
    assert "waits for a signature" not in signed.stdout


def test_check_compares_with_what_is_live(tmp_path: Path) -> None:
    live, edited = file_with(tmp_path, small()), tmp_path / "edited.yaml"
    edited.write_text(small("Please call and ask.", "Please call.").replace("id: greeting", "id: hello"), "utf-8")
    there = {"FAQ_FILE": live, "STATE_DIR": str(tmp_path)}
    said = "Beside what is live: 1 new (hello), 1 changed (price), 1 removed (greeting).\n"
    assert said in run("check", str(edited), env=there).stdout
    assert "Beside" not in run("check", live, env=there).stdout
    (tmp_path / "last-good-faq.yaml").write_text(small(), "utf-8")
    Path(live).write_bytes(edited.read_bytes())
    assert said in run("check", live, env=there).stdout
    (tmp_path / "last-good-faq.yaml").write_text("no: faq", "utf-8")
    assert "Beside" not in run("check", live, env=there).stdout


def test_new_puts_a_draft_into_the_file(tmp_path: Path) -> None:
    faq = file_with(tmp_path, small())
    Path(faq).chmod(0o640)
    result = run("new", "travel", "--topic", "talk", "--faq", faq)
    assert result.exit_code == 0
    line = Path(faq).read_text("utf-8").splitlines().index("      - id: travel") + 1
    assert f'{faq}:{line}, in the topic "Talk"' in result.stdout
    assert f"python -m bot check {faq}" in result.stdout
    assert Path(faq).stat().st_mode & 0o777 == 0o640
    assert run("check", faq).stdout.splitlines()[-1] == f"1 draft waits: travel (line {line})"
    asked = json.loads(run("ask", "--json", "--faq", faq, "question about travel").stdout)
    assert "travel" not in [id for id, _ in asked["ranking"]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["price"], 'the id "price" is taken'),
        (["good day"], "can't be used in a link"),
        (["travel", "--topic", "tlak"], 'there is no topic "tlak"; did you mean "talk"?'),
    ],
)
def test_new_explains_what_can_not_be_put_in_and_leaves_the_file(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    faq = file_with(tmp_path, small())
    result = run("new", *arguments, "--faq", faq)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert Path(faq).read_text("utf-8") == small()


def test_new_explains_a_file_that_is_broken_or_not_there(tmp_path: Path) -> None:
    broken = file_with(tmp_path, small("title: Basics", "titel: Basics"))
    assert f"{broken}:{line_of('title: Basics')}:" in run("new", "travel", "--faq", broken).stderr
    assert "can't read" in run("new", "travel", "--faq", str(tmp_path / "none.yaml")).stderr
    assert run("new").exit_code == 2


def test_new_keeps_the_bytes_of_a_file_from_windows(tmp_path: Path) -> None:
    path = tmp_path / "faq.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + small().replace("\n", "\r\n").encode())
    assert run("new", "travel", "--faq", str(path)).exit_code == 0
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfpharmacy:\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") > small().count("\n")


def test_a_missing_file_is_explained() -> None:
    result = run("check", "nowhere.yaml")
    assert result.exit_code == 1
    assert "can't read nowhere.yaml: No such file" in result.stderr


QUESTIONS = """\
{"q": "is wine ok on ldn", "ok": ["alcohol"]}
{"q": "is wine ok on ldn", "ok": ["cost"]}
{"q": "best pizza in town", "ok": []}
{"q": "i want to die", "topic": "self_harm"}
{"q": "this wait is killing me", "topic": "not_crisis"}

{"q": "sometimes i wonder", "topic": "debatable"}
"""


def test_eval_prints_the_figures(tmp_path: Path) -> None:
    stdout = run("eval", file_with(tmp_path, QUESTIONS, "questions.jsonl")).stdout
    assert "top 1                    0.500" in stdout
    assert "wrong among direct       0.500  (1 of 2)" in stdout
    assert "off-topic answered         0 of 1" in stdout
    assert "crises missed              0 of 1" in stdout
    assert "false alarms               0 of 1" in stdout


def test_eval_json_and_verbose(tmp_path: Path) -> None:
    result = run("eval", "--json", "-v", file_with(tmp_path, QUESTIONS, "questions.jsonl"))
    figures = json.loads(result.stdout)
    assert figures["top1"] == figures["answered_right"] == figures["helped"] == 0.5
    assert figures["counts"]["questions"] == 2
    assert [failure["kind"] for failure in figures["failures"]] == ["answered wrongly"]
    assert "answered wrongly: is wine ok" in run("eval", "-v", file_with(tmp_path, QUESTIONS, "q.jsonl")).stdout


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[]",
        '{"ok": []}',
        '{"q": 1}',
        '{"q": "x", "ok": "alcohol"}',
        '{"q": "x"}',
        '{"q": "x", "topic": "selfharm"}',
    ],
)
def test_eval_names_the_line_that_is_no_labelled_message(tmp_path: Path, line: str) -> None:
    result = run("eval", file_with(tmp_path, f"{QUESTIONS}{line}\n", "q.jsonl"))
    assert result.exit_code == 1
    assert "q.jsonl:8  this is no labelled message" in result.stderr


def test_run_in_the_terminal() -> None:
    result = run("run", "--terminal", typed="is wine ok\n1\n")
    assert result.exit_code == 0
    assert shipped("answers.alcohol") in result.stdout
    assert shipped("answers.interactions") in result.stdout  # the first button of that answer
    assert result.stdout.endswith("Goodbye.\n")


def test_the_terminal_knows_the_commands_too() -> None:
    stdout = run("run", "--terminal", typed="/contact\n/topics\n4\n/nonsense\n").stdout
    assert "Skypark Bldg. 10" in stdout
    assert "[1] About LDN" in stdout
    assert "What is the usual dose of LDN?" in stdout
    assert run("ask", "/topics", "dose").stdout.startswith("Dose and use")
    assert run("ask", "/search", "wine").stdout.startswith(shipped("answers.alcohol"))
    assert run("ask", "/privacy").stdout.startswith(shipped("messages.privacy"))


def test_run_with_a_broken_faq_says_so_and_still_hears_danger(tmp_path: Path) -> None:
    result = run("run", "--terminal", typed="i want to die\n", env={"FAQ_FILE": file_with(tmp_path, "topics:")})
    assert "988" in result.stdout
    assert "emergency replies" in result.stderr


def program(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "DISPLAY", "WAYLAND"))
    }
    command = [sys.executable, "-u", "-m", "bot", *arguments]
    return subprocess.Popen(
        command,
        env={**env, "FAQ_FILE": str(FAQ_FILE), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def address_in(process: subprocess.Popen[str]) -> str:
    """The address that a program prints in its first line."""
    assert process.stdout
    found = re.search(r"http://[\w.:]+", process.stdout.readline())
    assert found
    return found[0]


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """The exit code of a program after Ctrl-C, and what else it has printed."""
    assert process.stdout
    assert process.stderr
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=60)
        return process.returncode, process.stdout.read(), process.stderr.read()
    finally:
        process.kill()
        process.stdout.close()
        process.stderr.close()


def test_run_without_a_token_brings_a_local_telegram_that_no_proxy_gets_in_the_way_of() -> None:
    process = program("run", "--port", "0", HTTP_PROXY="http://127.0.0.1:9", HTTPS_PROXY="http://127.0.0.1:9")
    with httpx.Client(base_url=address_in(process), trust_env=False) as person:
        person.post("/control/message", json={"chat_id": 1001, "text": "is wine ok"})
        seen = lambda: person.get("/control/transcript?chat_id=1001").json()["result"]["messages"]  # noqa: E731
        eventually(lambda: len(seen()) == 2)
        assert seen()[1]["text"].startswith(shipped("answers.alcohol"))
        assert seen()[1]["from"]["first_name"] == "American Integrative Pharmacy"
    code, out, err = ended(process)
    assert code == 0
    assert "@BotFather" in out
    assert "Traceback" not in err


def test_where_there_is_a_display_the_page_is_opened(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    process = program("run", "--port", "0", DISPLAY=":0", BROWSER=f"sh -c 'echo %s > {opened}'")
    url = address_in(process)
    eventually(lambda: opened.exists() and opened.read_text())
    polled = f"{url}/control/calls?method=getUpdates"
    eventually(lambda: httpx.get(polled, trust_env=False).json()["result"])
    with httpx.stream("GET", f"{url}/control/events", trust_env=False):  # a page that is open keeps nobody from ending
        assert ended(process)[0] == 0
    assert opened.read_text().strip() == url


def test_the_sandbox_alone_is_for_any_bot() -> None:
    process = program("sandbox", "--port", "0", "--token", f"5:{'x' * 35}")
    url = address_in(process)
    assert httpx.get(f"{url}/bot5:{'x' * 35}/getMe", trust_env=False).json()["result"]["id"] == 5
    assert httpx.get(f"{url}/bot6:{'x' * 35}/getMe", trust_env=False).status_code == 401
    code, out, err = ended(process)
    assert (code, err) == (0, "")
    assert f"5:{'x' * 35}" in out


def test_a_taken_port_is_explained_and_the_usual_one_gives_way() -> None:
    with bound_socket("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        result = run("sandbox", "--port", port)
    assert result.exit_code == 1
    assert f"can't listen on 127.0.0.1 port {port}: Address already in use; choose another with --port" in result.stderr
    first, second = program("sandbox"), program("sandbox")
    try:
        assert address_in(first) != address_in(second)
    finally:
        assert (ended(first)[0], ended(second)[0]) == (0, 0)


def test_run_explains_settings_that_cannot_be_used() -> None:
    result = run("run", env={"TELEGRAM_BOT_TOKEN": "nonsense"})
    assert result.exit_code == 1
    assert "does not look like one" in result.stderr


def test_wrong_usage_exits_with_2() -> None:
    assert run("ask", "--nonsense").exit_code == 2
    assert run("eval").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_safety_needs_nothing_but_itself() -> None:
    assert DangerDetector().triage("kms").urgency == "self_harm"


def test_the_difference_of_two_files(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(small(), "utf-8")
    (tmp_path / "new.yaml").write_text(small("A *small* dose.", "A tiny dose."), "utf-8")
    result = CliRunner().invoke(main, ["diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")])
    assert result.exit_code == 0
    assert result.output == ("Changed: “What is LDN?”\n0 of 8 ways to ask in the file get another answer.\n")
    same = CliRunner().invoke(main, ["diff", str(tmp_path / "old.yaml"), str(tmp_path / "old.yaml")])
    assert same.output == "No answer changes.\n"


def test_the_difference_names_the_file_that_can_not_be_used(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(small(), "utf-8")
    (tmp_path / "new.yaml").write_text(small("answer: A *small* dose.", "anwser: x"), "utf-8")
    result = CliRunner().invoke(main, ["diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")])
    assert result.exit_code == 1
    assert f"new.yaml:{line_of('answer: A *small*')}:" in result.output


def test_check_reads_the_translation_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "faq.yaml").write_text(small(), "utf-8")
    (tmp_path / "faq.es.yaml").write_text(spanish("id: greeting", "id: greting"), "utf-8")
    for checked in ("faq.yaml", "faq.es.yaml"):
        result = run("check", str(tmp_path / checked))
        assert result.exit_code == 1
        assert f'{tmp_path}/faq.es.yaml:25:9  there is no entry "greting" in the English file' in result.stdout
        assert "warning: 2 of 3 entries are not translated: price, greeting" in result.stdout


def test_check_tells_what_english_has_changed_since(tmp_path: Path) -> None:
    (tmp_path / "faq.yaml").write_text(small("A *small* dose.", "A *tiny* dose."), "utf-8")
    (tmp_path / "faq.es.yaml").write_text(spanish(), "utf-8")
    assert (
        'entry "what-is-ldn": its English answer has changed since' in run("check", str(tmp_path / "faq.yaml")).stdout
    )


def test_check_names_a_translation_that_can_not_be_used(tmp_path: Path) -> None:
    (tmp_path / "faq.yaml").write_text(small(), "utf-8")
    (tmp_path / "faq.es.yaml").write_text("mesages: {}", "utf-8")
    result = run("check", str(tmp_path / "faq.yaml"))
    assert result.exit_code == 1
    assert 'faq.es.yaml:1:1  the file: unknown key "mesages" (did you mean "messages"?)' in result.stdout


def test_the_shipped_translation_is_in_order() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "75 of 79 translated entries wait for a pharmacist's review. No problems." in result.stdout
