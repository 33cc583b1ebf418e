"""The methods of the Bot API, by their names: https://core.telegram.org/bots/api#available-methods."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.methods import editing, profile, queries, receiving, sending
from bot.sandbox.webhooks import Webhook
from bot.sandbox.world import World

Method = Callable[[World, Arguments], Any]
# Those that know the webhook, or wait.
ReceivingMethod = Callable[[World, Webhook, Arguments], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendContact": sending.send_contact,
    "sendVenue": sending.send_venue,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "getChat": profile.get_chat,
    "getChatMember": profile.get_chat_member,
    "logOut": profile.log_out,
    "close": profile.close,
}
RECEIVING: dict[str, ReceivingMethod] = {
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
}
# The real server doesn't mind how a method's name is written.
NAMES = {name.lower(): name for name in (*METHODS, *RECEIVING)}
