"""Methods by which a bot gets its updates."""

import re
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.sandbox.arguments import Arguments
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.webhooks import Target, Webhook
from bot.sandbox.world import Json, World

MAX_POLL_SECONDS = 50
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


async def get_updates(world: World, webhook: Webhook, arguments: Arguments) -> list[Json]:
    """https://core.telegram.org/bots/api#getupdates"""
    if webhook.target:
        await world.updates.conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    world.updates.allow(_kinds(arguments))
    return await world.updates.poll(
        arguments.integer("offset"),
        arguments.integer("limit", 100, 1, 100),
        arguments.integer("timeout", 0, 0, MAX_POLL_SECONDS),
    )


async def set_webhook(world: World, webhook: Webhook, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#setwebhook

    An address on this computer may be http, as with a self-hosted server.
    """
    url = arguments.text("url").strip()
    if not url:
        return await delete_webhook(world, webhook, arguments)
    scheme, host = _target(url)
    if scheme not in ("http", "https") or not host:
        raise bad_request("invalid webhook URL specified")
    if scheme == "http" and host not in ("127.0.0.1", "localhost", "::1"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = arguments.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if arguments.yes("drop_pending_updates"):
        world.updates.clear()
    world.updates.allow(_kinds(arguments))
    world.updates.stop_polling("terminated by setWebhook request")
    await webhook.start(Target(url, secret, arguments.integer("max_connections", 40, 1, 100)))
    return True


async def delete_webhook(world: World, webhook: Webhook, arguments: Arguments) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook"""
    await webhook.stop()
    if arguments.yes("drop_pending_updates"):
        world.updates.clear()
    return True


async def get_webhook_info(world: World, webhook: Webhook, _: Arguments) -> Json:
    """https://core.telegram.org/bots/api#getwebhookinfo"""
    world.updates.forget_old()
    info: Json = {
        "url": webhook.target.url if webhook.target else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting),
    }
    if webhook.target:
        info |= {"max_connections": webhook.target.max_connections, "ip_address": "127.0.0.1"}
        info |= webhook.last_error
    if not world.updates.is_default:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def _target(url: str) -> tuple[str, str]:
    """Scheme and host of an address, both empty where it is none."""
    try:
        httpx.URL(url)
        parts = urlsplit(url)
        return (parts.scheme, parts.hostname or "") if parts.port != 0 else ("", "")
    except (ValueError, httpx.InvalidURL):
        return "", ""


def _kinds(arguments: Arguments) -> list[Any] | None:
    """The kinds of updates that are asked for; what is no list of kinds is passed over, as on Telegram."""
    try:
        kinds = arguments.json("allowed_updates", "")
    except ApiError:
        return None
    return kinds if isinstance(kinds, list) else None
