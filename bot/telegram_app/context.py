"""The library's application, with one thing more: what an update's words call for travels with it."""

from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, BaseHandler, CallbackContext, CommandHandler, ContextTypes

from bot.safety.triage import Triage
from bot.telegram_app.addressing import by_a_person

Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]


class Context(CallbackContext[Any, Any, Any, Any]):
    """The library's context; `triage` is that of the update's words, None where nobody has judged them yet."""

    triage: Triage | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """The handler that takes an update, and what its filters found."""

    handler: BaseHandler[Any, Any, Any]
    check: object

    @property
    def is_command(self) -> bool:
        """Whether the words begin with one of the commands."""
        return isinstance(self.handler, CommandHandler)


class App(Application[Any, Any, Any, Any, Any, Any]):
    """Asks its filters once for each update; what goes wrong in a handler is raised, not put aside."""

    def heard(self, update: Update) -> Heard | None:
        """The first handler that takes an update; None where it is not for the bot."""
        if not by_a_person(update):
            return None
        for handler in self.handlers[0]:
            check = handler.check_update(update)
            if check is not None and check is not False:
                return Heard(handler, check)
        return None

    async def handle(self, update: Update, heard: Heard, triage: Triage | None = None) -> None:
        """Has a handler deal with an update."""
        context = Context.from_update(update, self)
        context.triage = triage
        await heard.handler.handle_update(update, self, heard.check, context)

    async def process_update(self, update: object) -> None:
        """Deals with an update of which nothing is known yet."""
        assert isinstance(update, Update)
        if heard := self.heard(update):
            await self.handle(update, heard)


def app_of(builder: Builder) -> App:
    """The application that a builder makes."""
    app = builder.application_class(App).context_types(ContextTypes(context=Context)).build()
    assert isinstance(app, App)
    return app
