"""A real Chromium without a screen, as wide as a phone or a desktop."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

PHONE, DESKTOP = (360, 740), (1280, 800)
# Chromium would call its maker at every start, and keep connections that no test asked for.
SWITCHES = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium(profile: Path) -> Iterator[Chrome]:
    """A browser with a new profile; where there is none, the test is skipped, or fails if REQUIRE_BROWSER is set."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        reason = "no browser: install chromium and chromedriver (Debian: chromium and chromium-driver)"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip)(reason)
    options = ChromeOptions()
    options.binary_location = binary
    for switch in [*SWITCHES, f"--user-data-dir={profile}"]:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = Chrome(options=options, service=Service(driver))
    try:
        yield browser
    finally:
        browser.quit()


def show_as(browser: Chrome, size: tuple[int, int], scale: float = 1) -> None:
    """Makes the page as wide and high as a screen, in CSS pixels."""
    width, height = size
    if browser.execute_script("return [innerWidth, innerHeight, devicePixelRatio]") == [width, height, scale]:
        return
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
