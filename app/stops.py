"""The signals that ask the program to end. It saves and locks first, however often they come."""

import signal

# A terminal that is closed says so with SIGHUP, which Windows does not have.
STOPS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
