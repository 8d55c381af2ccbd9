"""Why something sealed was refused, each reason with a name of its own.

The rest of the app catches these and says what to do in plain Swedish. The message is for a
developer and carries nothing from the file, nor any secret.

A mistake in the calling code (an empty passphrase to seal under, a purpose that is not plain) is a
`ValueError`, not an `EnvelopeError`: it is nothing a person can put right.
"""

from __future__ import annotations

from typing import ClassVar


class EnvelopeError(Exception):
    """What was sealed cannot be opened. Nothing was changed."""

    name: ClassVar[str] = "envelope"


class NotSealed(EnvelopeError):
    """The bytes are not of this format, or not written as it says: another kind of file."""

    name = "not_sealed"


class NoPassphrase(EnvelopeError):
    """It is sealed, but not under a passphrase: perhaps to somebody's key."""

    name = "no_passphrase"


class TooDear(EnvelopeError):
    """Opening it would take more work than is reasonable, or it was sealed with too little."""

    name = "too_dear"


class TooBig(EnvelopeError):
    """It is longer than such a file may be."""

    name = "too_big"


class WrongPassphrase(EnvelopeError):
    """The passphrase does not open it; or it was changed, where the two cannot be told apart."""

    name = "wrong_passphrase"


class Damaged(EnvelopeError):
    """The passphrase is right, but the file was changed, cut or lengthened after it was sealed."""

    name = "damaged"


class NoRoom(EnvelopeError):
    """There is not enough memory to derive the key."""

    name = "no_room"
