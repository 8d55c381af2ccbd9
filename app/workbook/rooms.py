"""The vaults of one data folder: the person's own, and rooms of their own beside it.

All are files of the same kind, and all are opened from the same lock screen: the secret decides
which. Nothing in the app tells how many there are. A wrong secret takes at least as long as trying
two, so that the time it takes does not tell either. Whoever looks in the folder sees the files.
"""

import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.vault import Vault, copies, mark
from app.workbook.failures import Busy, NoVault, VaultError, WrongSecret
from app.workbook.secret import Secret
from app.workbook.workbook import Workbook

T = TypeVar("T")


class Rooms:
    """The vaults in the folder of ``first``, which is where the first of them is made."""

    def __init__(self, first: Path) -> None:
        self.first = first

    @property
    def paths(self) -> tuple[Path, ...]:
        """The vaults that are there, the first one first, the others by name.

        One whose file is gone counts as long as it has safety copies.
        """
        return tuple(path for path in self._named() if Vault.exists(path) or copies.kept(path))

    @property
    def tries(self) -> Path:
        """The file that counts wrong tries, for all rooms together."""
        return self.first.with_name(f"{self.first.name}-tries")

    def new(self) -> Path:
        """Where the next vault is made."""
        if not self.paths:
            return self.first
        return self.first.with_stem(f"{self.first.stem}-{secrets.token_hex(4)}")

    def open(self, secret: Secret, opener: Callable[[Path], T]) -> T:
        """What ``opener`` gives for the vault that the secret fits.

        A vault that fails otherwise, say because it is busy, does not keep another from opening.
        Where none opens, the failure of the first vault is raised, else that of a damaged one, else
        ``WrongSecret``, or ``NoVault`` where there is no vault at all. That a room of one's own is
        busy is not told: it would tell that there is one.
        """
        paths = self.paths
        if not paths:
            raise NoVault("no vault there")
        failed: VaultError | None = None
        for path in paths:
            try:
                return opener(path)
            except WrongSecret:
                continue
            except VaultError as error:
                if path == self.first or not isinstance(error, Busy):
                    failed = failed or error
        if len(paths) == 1 and failed is None:
            secret.spend()
        raise failed or WrongSecret("it opens no vault")

    def fits(self, secret: Secret, opened: Workbook | None) -> None:
        """Raises ``WrongSecret`` unless the secret opens a vault that is here already.

        A vault that cannot be tried, say because it is damaged, counts as one it does not open.
        """

        def try_it(path: Path) -> None:
            if opened and opened.path == path:
                opened.verify(secret)
            else:
                Vault.unlock(path, **secret.named).lock()

        try:
            self.open(secret, try_it)
        except VaultError:
            raise WrongSecret("it opens no vault that can be tried") from None

    def erase(self) -> None:
        """Removes every vault and all that belongs to one.

        One that cannot be removed does not save the others; its failure, a ``VaultError``, is
        raised afterwards.
        """
        failed: VaultError | None = None
        for path in self._named():
            try:
                erase(path)
            except VaultError as error:
                failed = failed or error
        for count in self.first.parent.glob(f"{self.tries.name}*"):
            count.unlink(missing_ok=True)
        if failed:
            raise failed

    def _named(self) -> list[Path]:
        """Where there is a vault, or anything that belonged to one."""
        stem, suffix = re.escape(self.first.stem), re.escape(self.first.suffix)
        name = re.compile(rf"{stem}(-[0-9a-f]{{8}})?{suffix}(?![^.-])")
        found = (name.match(one.name) for one in self.first.parent.glob("*"))
        others = {match[0] for match in found if match} - {self.first.name}
        return [self.first, *(self.first.with_name(other) for other in sorted(others))]


def erase(path: Path) -> None:
    """Removes one vault and all that belongs to it. Raises a ``VaultError``."""
    Vault.erase(path)
    copies.erase_all(path)
    mark.forget(path)
    path.with_name(f"{path.name}-device").unlink(missing_ok=True)
