"""What opens a vault, in the one shape that unlocking, proving and changing all take."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.vault import Kind, keys, sharing
from app.workbook.passphrase import typed


@dataclass(frozen=True)
class Secret:
    """A secret and its kind. It never shows itself in a message or a log."""

    kind: Kind
    value: str | bytes = field(repr=False)

    @classmethod
    def passphrase(cls, text: str) -> "Secret":
        return cls("passphrase", typed(text))

    @classmethod
    def code(cls, text: str) -> "Secret":
        """The recovery code as it was typed."""
        return cls("recovery", text)

    @classmethod
    def sheets(cls, sheets: Sequence[str]) -> "Secret":
        """Two of the three sheets as they were typed. Raises ``BadSheet``."""
        return cls("shares", sharing.join(sheets))

    @classmethod
    def device(cls, stored: bytes, code: str = "") -> "Secret":
        """What the device keeps (32 bytes), and the six digits if there are any."""
        return cls("device", keys.device_secret(stored, code))

    @property
    def named(self) -> dict[str, Any]:
        """The one argument that says it to ``Vault.unlock`` and ``salvage``."""
        name = "sheets" if self.kind == "shares" else self.kind
        return {name: self.value}

    def spend(self) -> None:
        """Takes as long as trying the secret on a vault does, and opens nothing."""
        keys.spend(self.kind, self.value)
