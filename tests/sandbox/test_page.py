"""The page in a real browser, with the real bot behind it."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx
import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from bot.faq.model import Faq
from bot.sandbox.running import Sandbox
from tests.browser import DESKTOP, PHONE, chromium, show_as
from tests.running_bot import running_bot
from tests.sandbox.pictures import png
from tests.sandbox.waiting import eventually

FRIENDS = -2001
PEOPLE = count(5000)


class Page:
    """What a person sees and does on the page."""

    def __init__(self, browser: Chrome, sandbox: Sandbox) -> None:
        self.browser, self.sandbox = browser, sandbox
        # Someone new each time: who writes much in a short time is asked to slow down.
        self.sam: int = sandbox.do("chat", id=next(PEOPLE), first_name="Sam")["id"]

    def open(self, query: str = "", size: tuple[int, int] = PHONE, chat_list: bool = False) -> "Page":
        """The page with Sam's chat open, or with the list of chats."""
        self.browser.get("about:blank")
        show_as(self.browser, size)
        self.browser.get(f"{self.sandbox.url}/?{query}" + ("" if chat_list else f"&chat={self.sam}"))
        eventually(lambda: self.all("composer") or self.all("start-button"))
        if chat_list and not self.all("chat-item"):
            self.one("back").click()
            eventually(lambda: self.all("chat-item"))
        return self

    def begin(self, query: str = "", size: tuple[int, int] = PHONE) -> "Page":
        """The page with Sam's chat open, after Sam has greeted the bot."""
        self.sandbox.do("message", chat_id=self.sam, text="hi")
        eventually(lambda: len(self.sandbox.see("transcript", chat_id=self.sam)["messages"]) == 2)
        return self.open(query, size)

    def all(self, name: str) -> list[WebElement]:
        """What is shown under a name."""
        found = self.browser.find_elements(By.CSS_SELECTOR, f'[data-testid="{name}"]')
        return [element for element in found if element.is_displayed()]

    def one(self, name: str) -> WebElement:
        eventually(lambda: self.all(name))
        return self.all(name)[0]

    def bubbles(self, by: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, f"[data-testid=message][data-by={by}]")

    def texts(self, by: str) -> list[str]:
        """What the bubbles say, read in one go, so that none can change meanwhile."""
        bubbles = f"document.querySelectorAll('[data-testid=message][data-by={by}]')"
        texts: list[str] = self.js(f"[...{bubbles}].map(bubble => bubble.innerText)")
        return texts

    def reads(self, by: str, text: str) -> bool:
        return any(text in said for said in self.texts(by))

    def say(self, text: str) -> WebElement:
        """Types and sends a text, and returns the bot's next message."""
        before = len(self.bubbles("bot"))
        self.one("composer").send_keys(text, Keys.ENTER)
        return self.reply_after(before)

    def reply_after(self, before: int) -> WebElement:
        # A new bubble fades in; what can't be seen yet can't be read.
        eventually(lambda: len(self.texts("bot")) > before and self.bubbles("bot")[-1].is_displayed())
        return self.bubbles("bot")[-1]

    def press(self, label: str) -> WebElement:
        """Presses the newest button of that label, and returns the bot's next message."""
        before = len(self.bubbles("bot"))
        self.touch(label)
        return self.reply_after(before)

    def touch(self, label: str) -> None:
        button = [button for button in self.all("inline-button") if label in button.text][-1]
        self.js("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()

    def js(self, script: str, *arguments: Any) -> Any:
        return self.browser.execute_script(f"return {script}", *arguments)


@pytest.fixture(scope="module")
def telegram() -> Iterator[Sandbox]:
    with Sandbox(name="LDN bot") as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(scope="module", autouse=True)
def bot(telegram: Sandbox, browser: Chrome) -> Iterator[None]:
    with running_bot(telegram):
        yield


@pytest.fixture
def page(telegram: Sandbox, browser: Chrome) -> Iterator[Page]:
    """The page on a phone, all chats empty; at the end nothing may be in the browser's log of errors."""
    telegram.do("reset", chats_only=True)
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    yield Page(browser, telegram)
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []  # type: ignore[no-untyped-call]


def test_start_then_a_question_then_a_related_one(page: Page) -> None:
    page.open().one("start-button").click()
    assert "Hello, and welcome." in page.reply_after(0).text
    assert "don't say whether you can drink" in page.say("cna i drnk wine on ldn?").text
    assert "General information" in page.press("What is naltrexone?").text
    assert [text.split("\n")[0] for text in page.texts("user")] == ["/start", "cna i drnk wine on ldn?"]


# From the top of the question to the last button, beside the room for messages.
HEIGHTS = """(() => {
    const [question, answer] = document.querySelectorAll('[data-testid=message] .stack');
    if (!answer) return null;
    const [top, bottom] = [question.getBoundingClientRect().top, answer.getBoundingClientRect().bottom];
    return [bottom - top, document.getElementById('messages').clientHeight];
})()"""


def test_nine_of_ten_answers_fit_a_small_phone_with_question_and_buttons(page: Page, faq: Faq) -> None:
    asked = {next(PEOPLE): entry.question for entry in faq.entries.values()}
    for id, question in asked.items():
        page.sandbox.do("chat", id=id, first_name="Sam")
        page.sandbox.do("message", chat_id=id, text=question)
    page.open()
    fitting = 0
    for id in asked:
        eventually(lambda id=id: len(page.sandbox.see("transcript", chat_id=id)["messages"]) == 2)
        page.js("openChat(arguments[0])", id)
        eventually(lambda: page.js(HEIGHTS))
        needed, room = page.js(HEIGHTS)
        fitting += needed <= room
    assert fitting >= 0.9 * len(asked)


def test_a_suggestion(page: Page) -> None:
    page.begin().say("what if i stop")
    label = page.all("inline-button")[0].text
    assert page.press(label).text
    assert "Then I don't have it" in page.press("None of these").text


def test_topics_by_the_menu(page: Page) -> None:
    page.begin().one("menu-button").click()
    before = len(page.bubbles("bot"))
    next(line for line in page.all("suggestion") if "/topics" in line.text).click()
    assert "What would you like to know about?" in page.reply_after(before).text
    page.touch("Dose and use")
    eventually(lambda: page.texts("bot")[-1].startswith("Dose and use"))
    assert len(page.bubbles("bot")) == before + 1
    assert "1 to 5 mg" in page.press("What is the usual dose of LDN?").text


def test_a_crisis_shows_the_number_big_and_first_and_nothing_to_press(page: Page) -> None:
    reply = page.begin().say("i dont want to be here anymore")
    bold = [element.text for element in reply.find_elements(By.CSS_SELECTOR, "strong, b")]
    assert any("988" in text for text in bold)
    assert reply.find_elements(By.CSS_SELECTOR, "[data-testid=inline-button]") == []


def test_an_edit_of_ones_own_message(page: Page) -> None:
    page.begin().say("is wine ok")
    page.one("composer").send_keys(Keys.ARROW_UP)
    assert page.one("edit-bar")
    page.one("composer").send_keys(Keys.CONTROL, "a")
    page.one("composer").send_keys("is beer ok", Keys.ENTER)
    eventually(lambda: "is beer ok" in page.texts("user")[-1] and "edited" in page.texts("user")[-1])
    assert page.all("edit-bar") == []


def test_what_others_do_appears_by_itself(page: Page) -> None:
    page.open()
    page.sandbox.do("message", chat_id=page.sam, text="from elsewhere")
    eventually(lambda: page.bubbles("user"))
    sent = page.sandbox.call("sendMessage", chat_id=page.sam, text="one")["result"]
    eventually(lambda: page.reads("bot", "one"))
    page.sandbox.call("editMessageText", chat_id=page.sam, message_id=sent["message_id"], text="two")
    eventually(lambda: page.reads("bot", "two"))
    page.sandbox.call("deleteMessage", chat_id=page.sam, message_id=sent["message_id"])
    eventually(lambda: not page.reads("bot", "two"))


def test_hostile_text_is_only_text(page: Page) -> None:
    hostile = "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>"
    page.begin().say(hostile)
    assert hostile in page.bubbles("user")[-1].text
    assert page.js("document.title") == "LDN bot"
    assert page.js("document.querySelectorAll('img').length") == 0


def test_each_kind_of_markup(page: Page) -> None:
    page.sandbox.do("message", chat_id=page.sam, text="hi")
    page.sandbox.call(
        "sendMessage",
        chat_id=page.sam,
        parse_mode="HTML",
        text='<b>bold <i>both</i></b> 🙂 <u>u</u> <s>s</s> <code>c</code> <a href="https://example.org/x">link</a> '
        "<tg-spoiler>hidden</tg-spoiler> 1-855-247-7948 /topics<blockquote>quote</blockquote><pre>pre</pre>",
    )
    page.open()
    eventually(lambda: page.reads("bot", "bold both 🙂"))
    (shown,) = [bubble for bubble in page.bubbles("bot") if "bold both 🙂" in bubble.text]  # the other says hello
    bubble = page.js("arguments[0].innerHTML", shown)
    links = [link.get_attribute("href") for link in shown.find_elements(By.TAG_NAME, "a")]
    assert "https://example.org/x" in links
    assert "tel:18552477948" in [link.replace("-", "").replace("+", "") for link in links if link]
    for tag in ("<u", "<s", "<code", "<blockquote", "<pre"):
        assert tag in bubble


def test_a_full_stop_stays_with_the_command_before_it(page: Page) -> None:
    for length in range(20, 36):
        page.sandbox.call("sendMessage", chat_id=page.sam, text=f"{'w ' * (length // 2)}{'i' * (length % 2)} /topics.")
    page.open()
    eventually(lambda: len(page.bubbles("bot")) == 16)
    torn = page.js(
        """[...document.querySelectorAll('[data-by=bot] .link')].filter(link => {
            const stop = document.createRange();
            stop.selectNodeContents(link.nextSibling);
            return stop.getBoundingClientRect().top > link.getBoundingClientRect().bottom;
        }).length"""
    )
    assert torn == 0
    before = len(page.bubbles("user"))
    page.browser.find_elements(By.CSS_SELECTOR, "[data-by=bot] .link")[-1].send_keys(Keys.ENTER)
    eventually(lambda: len(page.bubbles("user")) == before + 1)


def test_a_reply_of_the_bot_is_not_marked_as_edited(page: Page) -> None:
    page.begin().say("is wine ok")
    page.touch("That helped")
    eventually(lambda: "That helped" not in page.js("document.querySelector('[data-testid=messages]').innerText"))
    assert not page.reads("bot", "edited")


def test_a_deep_link_starts_with_what_it_carries(page: Page) -> None:
    page.open("start=alcohol").one("start-button").click()
    assert "don't say whether you can drink" in page.reply_after(0).text


def test_photo_and_voice_placeholders(page: Page) -> None:
    page.begin()
    for kind, said in (("photo", "I can't see pictures."), ("voice", "I can't listen to voice")):
        before = len(page.bubbles("bot"))
        page.one("attach-button").click()
        page.one(f"attach-{kind}").click()
        assert said in page.reply_after(before).text


def photo_sent(page: Page, content: bytes, **fields: str) -> WebElement:
    """A photo that the bot has sent, once it is loaded."""
    address = f"{page.sandbox.url}/bot{page.sandbox.token}/sendPhoto"
    httpx.post(address, data={"chat_id": str(page.sam), **fields}, files={"photo": ("a.png", content, "image/png")})
    eventually(lambda: page.js("document.querySelector('[data-testid=photo] img')?.naturalWidth > 0"))
    return page.one("photo")


@pytest.mark.parametrize("sides", [(1080, 1620), (1200, 300), (40, 30)])
def test_a_photo_of_the_bot_is_seen_with_its_caption_below(page: Page, sides: tuple[int, int]) -> None:
    page.begin()
    photo = photo_sent(page, png(*sides), caption="<b>Questions</b> this week", parse_mode="HTML")
    bubble = page.bubbles("bot")[-1]
    caption = bubble.find_element(By.CSS_SELECTOR, ".text")
    assert photo.find_element(By.CSS_SELECTOR, "img").get_attribute("alt") == "Questions this week"
    assert caption.text.startswith("Questions this week")
    assert caption.rect["y"] >= photo.rect["y"] + photo.rect["height"]
    assert photo.rect["width"] > 200
    assert page.js("document.documentElement.scrollWidth") <= PHONE[0]
    assert page.js("document.querySelector('[data-testid=messages]').scrollWidth") <= PHONE[0]


def test_a_photo_without_words_is_called_so_and_what_is_gone_is_a_drawing(page: Page) -> None:
    page.begin()
    photo = photo_sent(page, png(300, 200))
    assert photo.find_element(By.CSS_SELECTOR, "img").get_attribute("alt") == "Photo"
    page.js("document.querySelector('[data-testid=photo] img').dispatchEvent(new Event('error'))")
    eventually(lambda: not page.all("photo"))
    assert page.bubbles("bot")[-1].find_element(By.CSS_SELECTOR, "[role=img]").accessible_name == "Photo"


def test_several_chats(page: Page) -> None:
    page.open("", DESKTOP, chat_list=True)
    eventually(lambda: len(page.all("chat-item")) == 4)
    page.sandbox.do("message", chat_id=FRIENDS, user_id=1002, text="hello all")
    item = next(item for item in page.all("chat-item") if item.get_attribute("data-chat-id") == str(FRIENDS))
    eventually(lambda: "hello all" in item.text)
    item.click()
    eventually(lambda: "hello all" in page.one("messages").text)
    assert "Alex" in page.one("messages").text


def test_a_phone_opens_on_the_bots_chat_with_the_list_one_tap_back(page: Page) -> None:
    page.browser.get("about:blank")
    show_as(page.browser, PHONE)
    page.browser.get(page.sandbox.url)
    eventually(lambda: page.all("composer") or page.all("start-button"))
    first = page.sandbox.see("state")["chats"][0]["id"]
    assert page.js("location.hash") == f"#chat={first}"
    assert page.all("chat-item") == []
    page.one("back").click()
    eventually(lambda: page.all("chat-item"))
    assert not page.all("composer") and not page.all("start-button")
    page.browser.forward()
    eventually(lambda: page.all("composer") or page.all("start-button"))
    page.browser.back()
    eventually(lambda: page.all("chat-item"))


@pytest.mark.parametrize(("size", "chat_list"), [(PHONE, False), ((320, 568), False), (PHONE, True), (DESKTOP, False)])
def test_nothing_is_wider_than_the_screen(page: Page, size: tuple[int, int], chat_list: bool) -> None:
    page.begin("", size).say("/topics")
    page.sandbox.do("message", chat_id=page.sam, text="x" * 300 + " https://example.org/" + "y" * 200)
    page.open("", size, chat_list)
    assert page.js("document.documentElement.scrollWidth") <= size[0]
    assert page.js("document.querySelector('[data-testid=messages]').scrollWidth") <= size[0]


@pytest.mark.parametrize(("theme", "light"), [("dark", False), ("light", True)])
def test_light_and_dark(page: Page, theme: str, light: bool) -> None:
    page.begin(f"theme={theme}").say("is wine ok")
    text = page.bubbles("bot")[-1].find_element(By.CSS_SELECTOR, ".text").value_of_css_property("color")
    red, green, blue = map(float, re.findall(r"[\d.]+", text)[:3])
    assert (red + green + blue < 3 * 255 / 2) == light


def test_by_keyboard_alone(page: Page) -> None:
    page.begin().say("is wine ok")
    keys = ActionChains(page.browser)
    before = len(page.bubbles("bot"))
    for _ in range(40):
        keys.send_keys(Keys.SHIFT + Keys.TAB + Keys.NULL).perform()
        focused = page.browser.switch_to.active_element
        if focused.get_attribute("data-testid") == "inline-button":
            break
    else:
        pytest.fail("no button of the answer can be reached by Tab")
    focused.send_keys(Keys.ENTER)
    assert page.reply_after(before).text


def test_everything_that_can_be_pressed_has_a_name(page: Page) -> None:
    page.begin("", DESKTOP).say("is wine ok")
    pressable = page.browser.find_elements(By.CSS_SELECTOR, "button, a[href], textarea, select, input, [role=button]")
    assert [
        element.get_attribute("outerHTML")
        for element in pressable
        if element.is_displayed() and not element.accessible_name.strip()
    ] == []
    assert page.js("document.documentElement.lang") == "en"
    assert page.browser.find_elements(By.CSS_SELECTOR, "[role=log][aria-live=polite]")


def test_going_away_and_coming_back(page: Page) -> None:
    page.begin().say("is wine ok")
    for _ in range(8):  # as many open streams would be more than a browser allows
        page.browser.get("about:blank")
        page.browser.back()
    page.sandbox.do("message", chat_id=page.sam, text="still there?")
    eventually(lambda: page.reads("user", "still there?"))
    assert "don't say" in page.say("is beer ok").text


def test_a_lost_connection_comes_back_without_loss(page: Page) -> None:
    page.begin()
    page.js("window.dispatchEvent(new Event('offline')) && 0")
    page.browser.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    page.browser.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    page.sandbox.do("message", chat_id=page.sam, text="while you were away")
    page.browser.execute_cdp_cmd("Network.emulateNetworkConditions", {**offline, "offline": False})
    eventually(lambda: page.reads("user", "while you were away"), seconds=15)
    page.browser.get_log("browser")  # type: ignore[no-untyped-call]  # the break is told there
