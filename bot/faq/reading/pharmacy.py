"""Who the pharmacy is and when it is open, read from its part of the file."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

import yaml

from bot.faq.hours import DAY, DAYS, Exceptional, Hours, HoursError, Line, days_in, special_in, times_in
from bot.faq.model import Pharmacy, Place
from bot.faq.reading.nodes import NodeReader, place_of
from bot.faq.reading.syntax import compose, position
from bot.faq.special_days import SpecialDay

T = TypeVar("T")

# Where it does not matter what time it is.
ANY_ZONE = "UTC"
# The short names of time zones that people know, and the places whose clocks they mean.
WITHOUT_SUMMER_TIME = {
    **dict.fromkeys(("EST", "EDT", "ET"), "America/New_York"),
    **dict.fromkeys(("CST", "CDT", "CT"), "America/Chicago"),
    **dict.fromkeys(("MST", "MDT", "MT"), "America/Denver, or America/Phoenix in Arizona"),
    **dict.fromkeys(("PST", "PDT", "PT"), "America/Los_Angeles"),
    **dict.fromkeys(("AKST", "AKDT"), "America/Anchorage"),
    **dict.fromkeys(("CET", "CEST", "MET"), "Europe/Berlin"),
}


# The part of a file that says who stands behind it, up to the next part.
_PART = re.compile(r"^pharmacy:.*\n?(?:(?:[ \t#].*)?\n)*(?:[ \t].*)?", re.MULTILINE)


def pharmacy_in(text: str) -> Pharmacy | None:
    """Who stands behind a file that can't be used otherwise; None where even name and phone can't be read."""
    part = _PART.search(text)
    root, problems = compose(part[0]) if part else (None, [])
    if not isinstance(root, yaml.MappingNode) or not root.value:
        return None
    found = PharmacyReader(problems).pharmacy(root.value[0][1], {})
    if not (found.name and found.phone):
        return None
    return replace(found, hours=None, timezone=ANY_ZONE) if problems else found


class PharmacyReader(NodeReader):
    """Reads the pharmacy with its opening hours."""

    def pharmacy(self, node: yaml.Node | None, places: dict[str, Place]) -> Pharmacy:
        """The pharmacy; where its texts stand is added to `places`."""
        keys = [field.name for field in fields(Pharmacy)]
        nodes = self.block(node, "pharmacy", keys)
        places.update({f"pharmacy.{key}": place_of(value) for key, value in nodes.items() if value is not None})
        nullable, other = ("website", "email"), ("address", "hours")
        plain = {key: self.text(nodes[key], f'pharmacy: "{key}"') for key in keys if key not in (*nullable, *other)}
        known = {key: self.optional_text(nodes[key], f'pharmacy: "{key}"') for key in nullable}
        self.check_time_zone(nodes["timezone"], plain["timezone"])
        address, hours = self.texts(nodes["address"], "pharmacy: address"), self.hours(nodes["hours"])
        return Pharmacy(**plain, **known, address=address, hours=hours)  # type: ignore[arg-type]  # the keys are the fields

    def hours(self, node: yaml.Node | None) -> Hours | None:
        """The opening hours, one line for each day or days; None where they are not known."""
        if node is None or self.is_null(node):
            return None
        if isinstance(node, yaml.SequenceNode):
            hint = 'take the "- " or the brackets away; each day has a line of its own:  Monday to Friday: 9 am to 6 pm'
            self.fault(node, "pharmacy: hours are written as a list", hint)
            return None
        if not isinstance(node, yaml.MappingNode):
            hint = 'write them below "hours:", such as  Monday to Friday: 9 am to 6 pm'
            self.fault(node, "pharmacy: hours need a line for each day", hint)
            return None
        faults = len(self.problems)
        lines, openings, seen, special = [], [], dict[int, int](), list[Exceptional]()
        for key, value in node.value:
            times = self.of_hours(times_in, value)
            lines.append(Line(str(key.value).strip(), str(value.value).strip()))
            if other := self.special(key):
                special.append(Exceptional(other, tuple(times)))
                continue
            days = self.of_hours(days_in, key)
            for day in days:
                if day in seen:
                    self.fault(key, f"pharmacy: hours: duplicate day {DAYS[day]}", f"keep one; see line {seen[day]}")
                seen.setdefault(day, position(key)[0])
            openings += [(day * DAY + opens, day * DAY + closes) for day in days for opens, closes in times]
        if len(self.problems) == faults:
            self.check_week(node, seen, bool(openings))
        return Hours(tuple(lines), tuple(sorted(openings)), tuple(special))

    def special(self, node: yaml.Node) -> SpecialDay | None:
        """The special day that a line is for; a date that no calendar has is a fault, and none."""
        found = self.of_hours(lambda text: [special_in(text)], node)
        return found[0] if found else SpecialDay("", 0)

    def of_hours(self, read: Callable[[str], list[T]], node: yaml.Node) -> list[T]:
        try:
            return read(str(node.value) if isinstance(node, yaml.ScalarNode) else "")
        except HoursError as error:
            self.fault(node, f"pharmacy: hours: {error.message}", error.hint)
            return []

    def check_week(self, node: yaml.Node, seen: Iterable[int], is_ever_open: bool) -> None:
        missing = [day for number, day in enumerate(DAYS) if number not in seen]
        if missing:
            hint = f'add a line "{", ".join(missing)}: closed", or with the times'
            self.fault(node, f"pharmacy: hours: nothing says when it is open on {', '.join(missing)}", hint)
        elif not is_ever_open:
            self.fault(node, "pharmacy: hours: every day is closed", "write  hours: null  while they are not known")

    def check_time_zone(self, node: yaml.Node | None, name: str) -> None:
        if node is None or not name:
            return
        if name.upper() in WITHOUT_SUMMER_TIME:
            hint = f"write {WITHOUT_SUMMER_TIME[name.upper()]}; its clock follows it"
            self.fault(node, f'pharmacy: the timezone "{name}" knows no summer time', hint)
            return
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            close = get_close_matches(name, sorted(available_timezones()), n=1)
            hint = f'did you mean "{close[0]}"?' if close else 'write "America/Los_Angeles" for Pacific time'
            self.fault(node, f'pharmacy: there is no timezone "{name}"', hint)
