"""Methods about the bot itself and about chats."""

import re
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.errors import bad_request, too_many_requests
from bot.sandbox.formatting import utf16_length
from bot.sandbox.world import Json, World

MAX_NAME, MAX_DESCRIPTION, MAX_SHORT_DESCRIPTION = 64, 512, 120
MAX_COMMANDS, MAX_COMMAND_DESCRIPTION = 100, 256
# How long a bot that has logged out stays out, in seconds.
LOGGED_OUT_SECONDS = 600
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def get_me(world: World, _: Arguments) -> Json:
    """https://core.telegram.org/bots/api#getme"""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": world.hears_all,
        "supports_inline_queries": True,
    }
    return {**world.bot, **abilities, "can_connect_to_business": False, "has_main_web_app": False}


def set_my_commands(world: World, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#setmycommands"""
    commands = arguments.json("commands", "can't parse commands JSON object")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(arguments)] = [_command(command) for command in commands]
    world.events.add("profile", None, "bot")
    return True


def get_my_commands(world: World, arguments: Arguments) -> list[Json]:
    """https://core.telegram.org/bots/api#getmycommands"""
    return world.commands.get(_scope(arguments), [])


def delete_my_commands(world: World, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#deletemycommands"""
    world.commands.pop(_scope(arguments), None)
    world.events.add("profile", None, "bot")
    return True


def set_my_name(world: World, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#setmyname"""
    return _set(world, arguments, "name", MAX_NAME)


def get_my_name(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#getmyname"""
    return {"name": _get(world, arguments, "name") or world.bot["first_name"]}


def set_my_description(world: World, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#setmydescription"""
    return _set(world, arguments, "description", MAX_DESCRIPTION)


def get_my_description(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#getmydescription"""
    return {"description": _get(world, arguments, "description")}


def set_my_short_description(world: World, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#setmyshortdescription"""
    return _set(world, arguments, "short_description", MAX_SHORT_DESCRIPTION)


def get_my_short_description(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#getmyshortdescription"""
    return {"short_description": _get(world, arguments, "short_description")}


def get_chat(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#getchat"""
    return {
        **world.find_chat(arguments.text("chat_id")).json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }


def get_chat_member(world: World, arguments: Arguments) -> Json:
    """https://core.telegram.org/bots/api#getchatmember"""
    chat = world.find_chat(arguments.text("chat_id"))
    user_id = arguments.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    if user_id == world.bot["id"]:
        return {"user": world.bot, "status": "left" if chat.blocked else "member"}
    if user_id not in world.users:
        raise bad_request("member not found")
    return {"user": world.users[user_id], "status": "member" if user_id in chat.members else "left"}


def log_out(world: World, _: Arguments) -> bool:
    """https://core.telegram.org/bots/api#logout"""
    world.logged_out_until = world.now() + LOGGED_OUT_SECONDS
    return True


def close(world: World, _: Arguments) -> bool:
    """https://core.telegram.org/bots/api#close"""
    left = world.started + LOGGED_OUT_SECONDS - world.now()
    if left > 0:
        raise too_many_requests(int(left) + 1)
    return True


def _get(world: World, arguments: Arguments, name: str) -> str:
    """A text in a language, else that for all languages."""
    return world.profile.get((name, arguments.text("language_code"))) or world.profile.get((name, ""), "")


def _set(world: World, arguments: Arguments, name: str, most: int) -> bool:
    text = arguments.text(name).strip()
    if utf16_length(text) > most:
        raise bad_request(f"bot's {name.replace('_', ' ')} is too long")
    world.profile[name, arguments.text("language_code")] = text
    world.events.add("profile", None, "bot")
    return True


def _scope(arguments: Arguments) -> tuple[str, str]:
    """Whom a list of commands is for: the scope and the language."""
    scope = arguments.json("scope", "can't parse BotCommandScope JSON object") or {"type": "default"}
    if not isinstance(scope, dict) or "type" not in scope:
        raise bad_request("can't parse BotCommandScope: Can't find field \"type\"")
    return " ".join(str(scope.get(part, "")) for part in ("type", "chat_id", "user_id")).strip(), arguments.text(
        "language_code"
    )


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("expected an Array of BotCommand")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= utf16_length(description) <= MAX_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
