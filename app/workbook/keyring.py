"""What opens an open workbook: its passphrase, sheets and device, listed, replaced and removed.

The safety copies beside the vault open with the secrets of their time. So whatever makes a secret
void drops them, and the next lock makes a new one.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.vault import Kind, Vault, VaultError, copies, recovery, sharing
from app.workbook.passphrase import typed

_SHEETS = "sheets"

new_recovery_code = recovery.generate


@dataclass(frozen=True)
class Holder:
    """Someone who was given a sheet. ``number``: which of the three; ``day``: ISO, when made."""

    number: int
    name: str
    day: str


class Keyring:
    """The keys of an open vault. Each change is durable when the call returns."""

    def __init__(self, vault: Vault, path: Path | None) -> None:
        self._vault, self._path = vault, path

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of secret that open the vault now."""
        return self._vault.kinds

    @property
    def vault_id(self) -> bytes:
        """What tells this vault from every other, 16 bytes, no secret."""
        return self._vault.id

    def change_passphrase(self, passphrase: str) -> None:
        """From now on the vault opens with this passphrase and not with the one before."""
        self._replace("passphrase", typed(passphrase))

    def change_code(self, code: str) -> None:
        """From now on this recovery code opens the vault; the sheet before it is void."""
        self._replace("recovery", code)

    def add_device(self, secret: bytes) -> None:
        """Lets what this device keeps (``Secret.device``) open the vault."""
        self._replace("device", secret)

    def share(self, names: tuple[str, str, str]) -> tuple[str, str, str]:
        """Makes three sheets, one for each name, of which any two open. Older ones are void."""
        secret, sheets = sharing.new()
        self._vault.append([(_SHEETS, None)])  # no names while the sheets change
        self._replace("shares", secret)
        try:
            self._vault.append([(_SHEETS, [date.today().isoformat(), *names])])
        except VaultError:
            with suppress(VaultError):  # nobody gets to see these sheets
                self._vault.remove_slot("shares")
            raise
        return sheets

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Who was given the sheets that hold now; () if there are none."""
        stored = self._vault.get(_SHEETS)
        known = isinstance(stored, list) and len(stored) == 4
        if "shares" not in self.kinds or not known:
            return ()
        day, *names = (str(text) for text in stored)
        return tuple(Holder(number, name, day) for number, name in enumerate(names, 1))

    def remove(self, kind: Kind) -> None:
        """From now on no secret of this kind opens the vault. Not for the passphrase."""
        copies.drop(self._path)
        self._vault.remove_slot(kind)

    def change_everything(self, passphrase: str, code: str) -> None:
        """Draws a new vault key and seals everything again; only these two secrets open it."""
        copies.drop(self._path)
        self._vault.rekey(typed(passphrase), code)

    def _replace(self, kind: Kind, secret: str | bytes) -> None:
        copies.drop(self._path)  # first: if this fails, nothing has changed
        self._vault.replace_slot(kind, secret)
