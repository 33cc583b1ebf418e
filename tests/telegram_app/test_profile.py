"""Menus and descriptions, which nobody waits for."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.ext import ExtBot

from bot.conversation.responder import Responder
from bot.telegram_app.observability.metrics import Metrics
from bot.telegram_app.profile import Profile
from bot.telegram_app.replies.retrying import Retrying
from bot.telegram_app.staff_menu import MENU
from tests.telegram_app.wire import TOKEN, Wire

# The library warns of a later version in which `retry_after` is a timedelta; either will do.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def bot(wire: Wire) -> AsyncIterator[Bot]:
    async with ExtBot(
        TOKEN, request=wire, get_updates_request=wire, rate_limiter=Retrying(Metrics(lambda: 0.0))
    ) as bot:
        wire.calls.clear()
        yield bot


async def run(profile: Profile, seconds: float = 0.05) -> None:
    task = asyncio.create_task(profile.run())
    await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_the_menu_and_the_descriptions_are_set_at_start(responder: Responder, wire: Wire, bot: Bot) -> None:
    profile = Profile(bot, lambda: responder.faqs[:1])
    await run(profile)
    calls = dict(wire.calls)
    commands = [command["command"] for command in calls["setMyCommands"]["commands"]]
    assert commands == ["start", "help", "topics", "search", "contact", "disclaimer", "privacy"]
    assert calls["setMyDescription"]["description"] == responder.faq.profile.description
    assert calls["setMyShortDescription"]["short_description"] == responder.faq.profile.short_description
    assert len(wire.calls) == 3
    assert profile.faults() == []


async def test_each_language_has_its_own_menu_and_descriptions(responder: Responder, wire: Wire, bot: Bot) -> None:
    await run(Profile(bot, lambda: responder.faqs))
    _, spanish = responder.faqs
    theirs = {name: sent for name, sent in wire.calls if sent.get("language_code") == "es"}
    assert theirs["setMyDescription"]["description"] == spanish.profile.description
    assert theirs["setMyShortDescription"]["short_description"] == spanish.profile.short_description
    menu = {command["command"]: command["description"] for command in theirs["setMyCommands"]["commands"]}
    assert menu == vars(spanish.commands)
    assert len(wire.calls) == 6


async def test_staff_have_their_commands_in_their_own_menu(responder: Responder, wire: Wire, bot: Bot) -> None:
    wire.refuse = lambda method, sent: (400, "Bad Request: chat not found") if "-5" in str(sent.get("scope")) else None
    profile = Profile(bot, lambda: responder.faqs[:1], lambda: [-5, 7])
    await run(profile)
    menus = {json.dumps(sent.get("scope")): sent["commands"] for name, sent in wire.calls if name == "setMyCommands"}
    (public, *_, own) = menus.values()
    assert [command["command"] for command in own] == [*MENU, *(command["command"] for command in public)]
    assert '"chat_id": 7' in list(menus)[-1]
    assert profile.faults() == []  # somebody who has not written to the bot yet


async def test_a_wait_is_kept_and_told_and_what_is_set_stays(
    responder: Responder, wire: Wire, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    wire.refuse = lambda method, _: (429, "Too Many Requests: retry after 600") if method == "setMyCommands" else None
    wire.retry_after = 600
    profile = Profile(bot, lambda: responder.faqs[:1], lambda: [7])
    await run(profile)
    assert [name for name, _ in wire.calls] == ["setMyCommands", "setMyDescription", "setMyShortDescription"]
    (told,) = profile.faults()
    assert told.startswith("menus and descriptions are not up to date (RetryAfter); next try in 60")
    assert caplog.text.count("menus and descriptions") == 1
    await profile.set_missing()
    assert len(wire.calls) == 3


async def test_what_failed_is_tried_again_alone(responder: Responder, wire: Wire, bot: Bot) -> None:
    wire.refuse = lambda method, _: (429, "Too Many Requests") if method == "setMyDescription" else None
    wire.retry_after = 1
    profile = Profile(bot, lambda: responder.faqs[:1])
    task = asyncio.create_task(profile.run())
    await asyncio.sleep(0.05)
    assert profile.faults()
    wire.refuse = lambda *_: None
    await asyncio.sleep(1.3)
    task.cancel()
    assert [name for name, _ in wire.calls][3:] == ["setMyDescription"]
    assert profile.faults() == []


async def test_a_refusal_for_good_is_told_and_not_repeated(responder: Responder, wire: Wire, bot: Bot) -> None:
    wire.refuse = lambda method, _: (400, "Bad Request: too long") if method == "setMyDescription" else None
    profile = Profile(bot, lambda: responder.faqs[:1])
    await run(profile)
    assert len(wire.calls) == 3
    assert profile.faults() == ["menus and descriptions are not up to date (BadRequest)"]


async def test_another_faq_is_set_at_once(responder: Responder, wire: Wire, bot: Bot) -> None:
    profile = Profile(bot, lambda: responder.faqs[:1])
    task = asyncio.create_task(profile.run())
    await asyncio.sleep(0.05)
    profile.changed()
    await asyncio.sleep(0.05)
    task.cancel()
    assert len(wire.calls) == 6
