"""Firefox and WebKit without a window, each driven by the remote control it has built in.

Both take the commands of W3C WebDriver, Firefox over a socket (Marionette) and WebKit over HTTP.
Whatever either asks the net for goes to a proxy that writes it down and answers nothing.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from abc import ABC, abstractmethod
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, ClassVar, Self

from tests.browser.nowhere import PATIENCE, Nowhere, eventually, unpacked
from tools.programs import find

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Engine(ABC):
    """A browser with one window. ``downloads`` is where it saves files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self.nowhere = Nowhere()
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self._leave()
        for process in reversed(self._processes):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.nowhere.close()

    def open(self, path: Path) -> None:
        self._ask("Navigate", url=path.as_uri())

    def run(self, script: str) -> Any:
        """What a piece of JavaScript returns."""
        return self._ask("ExecuteScript", script=script, args=[])

    def write(self, selector: str, text: str) -> None:
        """Type a text."""
        self._ask("ElementSendKeys", id=self._find(selector), text=text)

    def click(self, selector: str) -> None:
        self._ask("ElementClick", id=self._find(selector))

    def saved(self, name: str) -> bytes:
        """The newest file it has saved under a name."""
        path = self.downloads / name
        return bytes(eventually(lambda: path.exists() and path.read_bytes()))

    def asked(self) -> list[str]:
        """What it has asked the net for."""
        return list(self.nowhere.asked)

    def _find(self, selector: str) -> str:
        found: dict[str, str] = self._ask("FindElement", using="css selector", value=selector)
        return found[ELEMENT]

    def _start(self, *command: str, env: dict[str, str], passed: tuple[int, ...] = ()) -> None:
        self._processes.append(
            subprocess.Popen(
                command,
                env={**os.environ, **env},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                pass_fds=passed,
            )
        )

    @abstractmethod
    def _begin(self) -> None:
        """Start it, with a window."""

    @abstractmethod
    def _ask(self, command: str, **parameters: Any) -> Any:
        """Carry out a command of WebDriver and return its result."""

    @abstractmethod
    def _leave(self) -> None:
        """Ask it to end."""


class Firefox(Engine):
    """Debian's Firefox, or the person's own, with a profile that is thrown away."""

    name = "firefox"

    def _begin(self) -> None:
        self._profile = profile = self.folder / "firefox"
        profile.mkdir()
        (profile / "user.js").write_text(self._preferences(), "utf-8")
        self._start(
            *(find("firefox"), "--headless", "--marionette", "--no-remote"),
            *("--profile", str(profile), "about:blank"),
            env={"HOME": str(self.folder), "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"},
        )
        port = int(eventually(lambda: _read(profile / "MarionetteActivePort")))
        self._socket = eventually(lambda: _connected(port))
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._hear()
        self._ask("NewSession", capabilities={"alwaysMatch": {"unhandledPromptBehavior": "accept"}})

    def noted(self) -> str:
        """What it has written on the disk of what is open, to open it again after a crash."""
        path = self._profile / "sessionstore-backups" / "recovery.jsonlz4"
        return unpacked(path.read_bytes()).decode() if path.exists() else ""

    def _preferences(self) -> str:
        wanted = {
            "marionette.port": 0,
            "services.settings.server": "data:,#none",
            "network.proxy.type": 1,
            "network.proxy.http": "127.0.0.1",
            "network.proxy.http_port": self.nowhere.port,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": self.nowhere.port,
            "network.proxy.allow_hijacking_localhost": True,
            # It notes what is open, and what stands in fields, as it does for its reader.
            "browser.sessionstore.resume_from_crash": True,
            "browser.sessionstore.interval": 500,
            "browser.download.folderList": 2,
            "browser.download.dir": str(self.downloads),
            "browser.download.always_ask_before_handling_new_types": False,
            "browser.download.alwaysOpenPanel": False,
        }
        return "".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in wanted.items()
        )

    def _ask(self, command: str, **parameters: Any) -> Any:
        self._number += 1
        said = json.dumps([0, self._number, f"WebDriver:{command}", parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(said), said))
        _, _, error, result = self._hear()
        assert error is None, error
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def _hear(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._stream.read(1)
            assert length, "it has ended"
        return json.loads(self._stream.read(int(length[:-1])))

    def _leave(self) -> None:
        self._ask("DeleteSession")
        self._socket.close()


class WebKit(Engine):
    """WebKitGTK, the engine nearest to Safari, in its own small browser on a screen of memory."""

    name = "webkit"
    _PATHS: ClassVar = {
        "Navigate": "url",
        "ExecuteScript": "execute/sync",
        "FindElement": "element",
    }

    def _begin(self) -> None:
        folder, driver = self.folder, find("WebKitWebDriver")
        options = {"binary": find("MiniBrowser"), "args": ["--automation"]}
        reading, writing = os.pipe()
        self._start(
            *(find("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1600x1200x24"),
            *("-nolisten", "tcp"),
            env={},
            passed=(writing,),
        )
        os.close(writing)
        with open(reading, "rb") as display:
            screen = f":{display.readline().decode().strip()}"
        port = _free_port()
        (folder / ".config").mkdir()
        (folder / ".config" / "user-dirs.dirs").write_text(
            f'XDG_DOWNLOAD_DIR="{self.downloads}"\n', "utf-8"
        )
        proxy = f"http://127.0.0.1:{self.nowhere.port}"
        self._start(
            *(driver, f"--port={port}"),
            env={
                "HOME": str(folder),
                "XDG_CONFIG_HOME": str(folder / ".config"),
                "DISPLAY": screen,
                "GDK_BACKEND": "x11",
                "http_proxy": proxy,
                "https_proxy": proxy,
                "no_proxy": "127.0.0.1,localhost",  # its remote control
                "LIBGL_ALWAYS_SOFTWARE": "1",
                # Its sandbox does not start for root, as in most build machines.
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            },
        )
        eventually(lambda: _connected(port)).close()
        self._port, self._session = port, ""
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        made = self._send("POST", "/session", {"capabilities": wanted})
        self._session = f"/session/{made['sessionId']}"

    def _ask(self, command: str, **parameters: Any) -> Any:
        path = self._PATHS.get(command, "")
        if command.startswith("Element"):
            name = {"ElementSendKeys": "value", "ElementClick": "click"}[command]
            path = f"element/{parameters.pop('id')}/{name}"
        return self._send("POST", f"{self._session}/{path}", parameters)

    def _send(self, method: str, path: str, parameters: dict[str, Any]) -> Any:
        line = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        body = json.dumps(parameters) if method == "POST" else None
        line.request(method, path, body, {"Content-Type": "application/json"})
        answer = line.getresponse()
        value = json.loads(answer.read())["value"]
        line.close()
        assert answer.status == 200, value
        return value

    def _leave(self) -> None:
        self._send("DELETE", self._session, {})


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _connected(port: int) -> socket.socket | None:
    try:
        return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    except OSError:
        return None


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
