"""Runs the app with no client at all: fast tests of screens and handlers.

It takes the place of the Flutter side of the protocol: ``Session`` thinks a client is connected,
service calls are answered from ``answers``, and ``fire()`` sends the events a client would send.
What it cannot show: layout, focus, semantics, real services. Leans on Flet's internals, so Flet is
pinned exactly.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import flet as ft
import msgpack
from flet.components.component import Component
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.controls.value_types import Prop
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    configure_encode_object_for_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

Answer = Any | Callable[[Any], Any]


def encode(message: Any) -> None:
    """Not for show: encoding takes the snapshots that the next diff is made from."""
    msgpack.packb(message, default=configure_encode_object_for_msgpack(BaseControl))


@cache
def _public(kind: type) -> tuple[tuple[str, bool], ...]:
    """The names of what a kind of control may hold, and whether Flet keeps them only if set."""
    names = getattr(kind, "__dataclass_fields__", {})
    inner = ("parent", "page", "data", "ref")
    return tuple(
        (name, isinstance(inspect.getattr_static(kind, name, None), Prop))
        for name in names
        if name[0] != "_" and name not in inner
    )


class FakeClient(Connection):
    """Answers what the Flutter client would answer; keeps every message sent to it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.loop = loop
        self.executor = ThreadPoolExecutor(2)
        self.pubsubhub = PubSubHub(loop=loop, executor=self.executor)
        self.page_url = "http://127.0.0.1"
        self.sent: list[Message] = []
        self.calls: list[tuple[str, Any]] = []
        self.crashes: list[str] = []
        self.answers: dict[str, Answer] = {}
        self.session: Session | None = None

    def send_message(self, message: Message) -> None:
        encode([message.action, message.body])
        self.sent.append(message)
        body = message.body
        if message.action is MessageAction.SESSION_CRASHED:
            self.crashes.append(body.message)
        elif message.action is MessageAction.INVOKE_METHOD:
            self.calls.append((body.name, body.args))
            answer = self.answers.get(body.name)
            result = answer(body.args) if callable(answer) else answer
            self.loop.call_soon(
                self.session.handle_invoke_method_results,
                body.control_id,
                body.call_id,
                result,
                None,
            )


class Headless:
    def __init__(self, client: FakeClient, session: Session) -> None:
        self.client, self.session, self.page = client, session, session.page

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)
        await asyncio.sleep(0.05)  # the declarative scheduler batches for a moment
        if self.client.crashes:
            raise AssertionError(self.client.crashes[0])

    async def fire(self, control: BaseControl, event: str, data: Any = None, **props: Any) -> None:
        """Sets `props` on the control as the client would, then sends it the event."""
        if props:
            self.session.apply_patch(control._i, props)
        await self.session.dispatch_event(control._i, event, data)
        await self.settle()

    async def type(self, field: ft.TextField, value: str) -> None:
        await self.fire(field, "change", value, value=value)

    def texts(self) -> list[str]:
        """Every text on the screen, in order."""
        return [c.value for c in self.walk() if isinstance(c, ft.Text) and c.value]

    async def press(self, name: str) -> None:
        """Presses the button with these words, or with this name for screen readers."""
        buttons = (ft.FilledButton, ft.OutlinedButton, ft.TextButton, ft.IconButton)
        for c in self.walk():
            if isinstance(c, buttons):
                words = [t.value for t in self.walk(c) if isinstance(t, ft.Text)]
                names = [getattr(i, "semantics_label", None) for i in self.walk(c)]
                if name in [*words, *names]:
                    await self.click(c)
                    return
        raise AssertionError(f"no button {name!r} on a screen that says {self.texts()}")

    async def click(self, control: BaseControl) -> None:
        await self.fire(control, "click")

    async def go(self, route: str) -> None:
        await self.fire(self.page, "route_change", {"route": route}, route=route)

    def walk(self, root: Any = None) -> Iterator[BaseControl]:
        """The controls in ``root``, itself first, in order; of the whole screen without one."""
        if isinstance(root, BaseControl) and not isinstance(root, Component):
            yield root
        for part in self.parts(root):
            yield from self.walk(part)

    def parts(self, root: Any = None) -> list[Any]:
        """What stands directly in a control, a component or a list; the screen without one."""
        if root is None:
            views = ft.unwrap_component(self.page.views)
            return [views[-1] if isinstance(views, list) else views]
        if isinstance(root, Component):
            return [ft.unwrap_component(root) or []]
        if isinstance(root, (list, tuple)):
            return list(root)
        if not isinstance(root, BaseControl):
            return []
        held = root._values  # looking only here is four times as quick as asking for every name
        values = [
            held.get(name) if sparse else getattr(root, name, None)
            for name, sparse in _public(type(root))
        ]
        return [one for one in values if isinstance(one, (BaseControl, Component, list, tuple))]

    def find(self, kind: type, text: str | None = None, key: str | None = None) -> Any:
        found = [
            c
            for c in self.walk()
            if isinstance(c, kind)
            and (key is None or c.key == key)
            and (
                text is None
                or text
                in (
                    getattr(c, "value", None),
                    getattr(getattr(c, "content", None), "value", None),
                    getattr(c, "label", None),
                    getattr(getattr(c, "label", None), "value", None),
                    getattr(getattr(c, "label", None), "semantics_label", None),
                )
            )
        ]
        assert found, f"no {kind.__name__} with text={text!r} key={key!r}"
        return found[0]


async def start(
    main: Callable[[ft.Page], Any | Awaitable[Any]],
    *,
    route: str = "/",
    platform: ft.PagePlatform = ft.PagePlatform.ANDROID,
    web: bool = False,
    width: float = 420,
    height: float = 800,
    answers: dict[str, Answer] | None = None,
) -> Headless:
    client = FakeClient(asyncio.get_running_loop())
    client.answers = dict(answers or {})
    client.session = session = Session(client)
    session.apply_page_patch(
        {"route": route, "platform": platform.value, "web": web, "width": width, "height": height}
    )
    encode(session.get_page_patch())
    _context_page.set(session.page)
    context.reset_auto_update()
    # push_route: the client answers by sending route_change back
    client.answers.setdefault("push_route", None)
    if inspect.iscoroutinefunction(main):
        await main(session.page)
    else:
        main(session.page)
    await session.after_event(session.page)
    h = Headless(client, session)
    await h.settle()
    return h
