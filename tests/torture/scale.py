"""How much torture: a little with every run of the tests, all of it with `make torture`."""

import os

LONG = os.environ.get("TORTURE") == "long"


def scaled(short: int, long: int) -> int:
    """The number for this run."""
    return long if LONG else short
