"""One live connection between a browser window and the app.

It stands between uvicorn and flet-web, for three reasons found in flet-web 1.0.5:

* it must be possible to end the connection from this side, and to know that the app has locked;
* an error while sending to a window that is gone would end flet-web's handler before it has told
  the app, and the app would stay unlocked;
* a window that leaves before it has got an answer makes flet-web's handler wait for ever.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PATIENCE = 5.0
"""Seconds the app gets to save and lock when its window is gone."""

MOMENT = 0.2
"""Seconds for what is already under way."""

log = logging.getLogger(__name__)


class Line:
    """A websocket whose end, from either side, always reaches the app."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive_from_window = receive
        self._send_to_window = send
        self._gone = asyncio.Event()
        self._ended = asyncio.Event()
        self._answered = False  # until the app has answered there is no session to save or lock

    async def run(self, app: App, scope: Scope) -> None:
        """Let `app` talk with the window until one of them leaves. Returns when the app is done."""
        talk = asyncio.ensure_future(app(scope, self._receive, self._send))
        gone = asyncio.ensure_future(self._gone.wait())
        try:
            await asyncio.wait({talk, gone}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({talk}, timeout=MOMENT)
            if self._answered:
                await asyncio.wait({talk}, timeout=PATIENCE)
        finally:
            gone.cancel()
            talk.cancel()
            await asyncio.wait({talk})
            if not talk.cancelled() and (error := talk.exception()):
                log.error("the window's connection broke", exc_info=error)
            self._gone.set()
            self._ended.set()

    async def end(self, code: int) -> None:
        """Close the window's connection with `code` and wait until the app has locked."""
        await self.close(code)
        await self._ended.wait()

    async def close(self, code: int) -> None:
        """Close the window's connection with `code`. The app hears of it a little later."""
        if not self._gone.is_set():
            await self._send({"type": "websocket.close", "code": code})
            self._gone.set()

    async def _receive(self) -> Message:
        if self._gone.is_set():
            return {"type": "websocket.disconnect", "code": 1001}
        word = asyncio.ensure_future(self._receive_from_window())
        gone = asyncio.ensure_future(self._gone.wait())
        try:
            await asyncio.wait({word, gone}, return_when=asyncio.FIRST_COMPLETED)
            if self._gone.is_set() or not word.done():
                return {"type": "websocket.disconnect", "code": 1001}
            message = word.result()
        finally:
            word.cancel()
            gone.cancel()
        if message["type"] == "websocket.disconnect":
            self._gone.set()
        return message

    async def _send(self, message: Message) -> None:
        self._answered |= message["type"] == "websocket.send"
        if self._gone.is_set():
            return
        try:
            await self._send_to_window(message)
        except Exception as error:  # whatever it is: the window cannot be reached
            log.debug("the window left while being sent to: %s", type(error).__name__)
            self._gone.set()
