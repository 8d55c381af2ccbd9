"""Where things live: the content, the assets, and the person's own folder.

This is the only file that knows. It never looks at the working folder: in a packed app that is
somewhere else altogether, and a person may start the app from anywhere.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

VAULT_NAME = "valv.guiden"


@dataclass(frozen=True)
class Places:
    """The four places of a running app. All are absolute; `content` and `assets` exist."""

    content: Path
    """The guides as Markdown, read only."""
    assets: Path
    """Icons, fonts and pictures, read only."""
    data: Path
    """The person's folder, readable by its owner alone."""
    vault: Path
    """The one file that holds everything written, sealed."""

    def prepare(self) -> None:
        """Make the data folder, for its owner alone.

        A folder that was there already keeps its contents and loses other people's rights to it.

        Raises:
            OSError: the folder cannot be made or is not ours.
        """
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            self.data.chmod(0o700)


def find(data: Path | None = None) -> Places:
    """Find the places of this installation.

    Args:
        data: the person's choice of folder (`--data`); otherwise the platform's own.

    Raises:
        FileNotFoundError: the content did not come along with the program.
    """
    folder = (data or _default_data()).expanduser().absolute()
    return Places(
        content=_shipped("content"),
        assets=_shipped("assets"),
        data=folder,
        vault=folder / VAULT_NAME,
    )


def _shipped(name: str) -> Path:
    """A folder that ships with the program.

    An installed wheel carries it inside the package (see `force-include` in pyproject.toml). In a
    checkout, in a PyInstaller bundle and on a phone it lies beside the package.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name} is missing from this installation")


def _default_data() -> Path:
    """The folder the platform gives an app for its data."""
    # Set by `flet build`, and on phones the only folder an app may write to.
    if given := os.environ.get("FLET_APP_STORAGE_DATA"):
        return Path(given)
    # Imported late so that `--help` stays light.
    from platformdirs import user_data_dir

    return Path(user_data_dir("Guiden", appauthor=False))
