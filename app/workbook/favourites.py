"""What the person has put a star on: answers and sections, to find them soon again."""

from collections.abc import Iterable

from app.vault import Vault

FAVOURITE = "favourite/"  # before the key of a question, or the id of a section, in the vault


class Favourites:
    """Of an open vault. ``put`` is durable when it returns, and for a thread."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self) -> tuple[str, ...]:
        """The keys of questions and ids of sections that have a star, the newest star first."""
        names = [name for name, on in self._vault.items(FAVOURITE) if on is True]
        names.sort(key=lambda name: -self._vault.history(name)[-1].time_ms)
        return tuple(name.removeprefix(FAVOURITE) for name in names)

    def has(self, key: str) -> bool:
        """Whether a question or a section has a star."""
        return self._vault.get(FAVOURITE + key) is True

    def put(self, key: str, on: bool) -> None:
        """Gives it a star, or takes it away. Raises a ``VaultError``."""
        self._vault.append([(FAVOURITE + key, True if on else None)])

    def keys(self, sections: Iterable[str]) -> list[str]:
        """The vault's keys of every star on these sections and their questions."""
        every = self._vault.keys(FAVOURITE)
        starts = tuple(f"{FAVOURITE}{section}." for section in sections)
        whole = {start[:-1] for start in starts}
        return [key for key in every if key.startswith(starts) or key in whole]
