r"""Sealing what a browser can open by itself: PBKDF2-SHA256 and AES-256-GCM, as WebCrypto has them.

    sealed = seal(page, "fem ord ur appens lista", "sida/1")
    text = sealed.json()                              # goes into the HTML file
    open_(read(text), "fem ord ur appens lista", "sida/1")

Written as one line of JSON: these names in this order, without spaces; the bytes are in base64 with
its padding. This is what `JSON.stringify({v: 1, iterations, salt, nonce, sealed})` gives:

    {"v":1,"iterations":600000,"salt":"(16 bytes)","nonce":"(12 bytes)","sealed":"(the rest)"}

key     PBKDF2 with HMAC-SHA-256 over `secret(passphrase)` and the salt, to 32 bytes.
sealed  AES-256-GCM over the padded bytes, ending in its tag of 16 bytes. The associated data is
        "guiden/1/" and the purpose, in ASCII.
padded  The bytes, 0x80, and zeros (ISO/IEC 7816-4) up to `padded_length`.

A passphrase is read as a person may have heard it over the phone: capitals, spaces, hyphens and
other signs make no difference, nor whether a compound word is written as one. In a browser:

    const secret = new TextEncoder().encode(
        typed.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, ""));
    const whole = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
    const key = await crypto.subtle.deriveKey(
        {name: "PBKDF2", hash: "SHA-256", salt, iterations},
        whole, {name: "AES-GCM", length: 256}, false, ["encrypt", "decrypt"]);
    const additionalData = new TextEncoder().encode("guiden/1/" + purpose);
    const padded = new Uint8Array(await crypto.subtle.decrypt(
        {name: "AES-GCM", iv: nonce, additionalData}, key, sealed));
    const opened = padded.subarray(0, padded.lastIndexOf(0x80));
"""

from __future__ import annotations

import os
import re
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from .errors import Damaged, NotSealed, TooBig, TooDear, WrongPassphrase

ITERATIONS = 600_000  # OWASP Password Storage Cheat Sheet, for PBKDF2-HMAC-SHA256
MOST_ITERATIONS = 2_000_000  # some 0.5 s of a desktop processor
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
LONGEST = 4 * 1024 * 1024  # bytes; what `read` takes unless it is told otherwise

_FORM = re.compile(
    rb'\{"v":1,"iterations":([1-9][0-9]{0,9}),"salt":"([A-Za-z0-9+/=]{24})",'
    rb'"nonce":"([A-Za-z0-9+/]{16})","sealed":"([A-Za-z0-9+/]++={0,2})"\}'
)
_PURPOSE = re.compile(r"[0-9a-z/-]+")


@dataclass(frozen=True)
class Sealed:
    """Sealed bytes, and what besides the passphrase is needed to open them."""

    salt: bytes
    iterations: int
    nonce: bytes
    ciphertext: bytes

    def json(self) -> str:
        """The one line that `read` takes."""
        salt, nonce, sealed = (
            b64encode(part).decode() for part in (self.salt, self.nonce, self.ciphertext)
        )
        return (
            f'{{"v":1,"iterations":{self.iterations},"salt":"{salt}","nonce":"{nonce}",'
            f'"sealed":"{sealed}"}}'
        )


def seal(data: bytes, passphrase: str, purpose: str) -> Sealed:
    """Seal the data for one purpose: it opens under the same passphrase and purpose only.

    purpose: lower-case letters a to z, digits, hyphens and slashes; ends in a version of the data's
    own. It is not kept in what is sealed. Takes some 0.3 s, whatever the length.
    """
    if not secret(passphrase):
        raise ValueError("the passphrase has no letters or digits")
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    key = derive(passphrase, salt, ITERATIONS)
    ciphertext = AESGCM(key).encrypt(nonce, pad(data), _bound(purpose))
    return Sealed(salt, ITERATIONS, nonce, ciphertext)


def open_(sealed: Sealed, passphrase: str, purpose: str) -> bytes:
    """What `seal` was given. Raises TooDear, WrongPassphrase and Damaged.

    A wrong passphrase, another purpose and changed bytes look the same: WrongPassphrase.
    """
    return open_under(derive(passphrase, sealed.salt, sealed.iterations), sealed, purpose)


def open_under(key: bytes, sealed: Sealed, purpose: str) -> bytes:
    """As `open_`, with the key that `derive` gave for the same passphrase, salt and iterations."""
    try:
        padded = AESGCM(key).decrypt(sealed.nonce, sealed.ciphertext, _bound(purpose))
    except InvalidTag:
        raise WrongPassphrase("neither the passphrase nor the purpose can be trusted") from None
    return unpad(padded)


def derive(passphrase: str, salt: bytes, iterations: int) -> bytes:
    """The 32-byte key. Raises TooDear outside 600,000 to 2,000,000 iterations."""
    if not ITERATIONS <= iterations <= MOST_ITERATIONS:
        raise TooDear("the number of iterations is out of bounds")
    return PBKDF2HMAC(SHA256(), 32, salt, iterations).derive(secret(passphrase))


def read(data: bytes | str, longest: int = LONGEST) -> Sealed:
    """What `Sealed.json` wrote, checked before anything dear is done.

    longest: the most bytes it may have; memory is at most four times that.
    Raises TooBig, NotSealed and TooDear.
    """
    if len(data) > longest:
        raise TooBig("longer than it may be")
    form = _FORM.fullmatch(data.encode("utf-8", "replace") if isinstance(data, str) else data)
    if form is None:
        raise NotSealed("not the one line of JSON that it must be")
    iterations = int(form[1])
    if not ITERATIONS <= iterations <= MOST_ITERATIONS:
        raise TooDear("the number of iterations is out of bounds")
    salt, nonce, ciphertext = (_decoded(form[n]) for n in (2, 3, 4))
    if len(salt) != SALT_BYTES or len(ciphertext) <= TAG_BYTES:
        raise NotSealed("a part is too short")
    return Sealed(salt, iterations, nonce, ciphertext)


def secret(passphrase: str) -> bytes:
    """The passphrase as the key derivation takes it: NFKC, lower case, letters and digits only.

    Letters, digits and the marks on them are the characters of Unicode's categories L, M and N.
    """
    plain = unicodedata.normalize("NFKC", passphrase).lower()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LMN").encode()


def padded_length(length: int) -> int:
    """The length in bytes that `length` bytes get: up to 4 KiB in steps of 256, then Padmé.

    The mark that ends the data takes one byte. Padmé adds at most 12 % and leaks O(log log n) bits
    (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", PETS 2019, section 4.3).
    """
    marked = length + 1
    if marked <= 4096:
        step = 256
    else:
        exponent = marked.bit_length() - 1
        step = 1 << (exponent - exponent.bit_length())
    return -(-marked // step) * step


def pad(data: bytes) -> bytes:
    """The data, 0x80, and zeros up to `padded_length`."""
    return (data + b"\x80").ljust(padded_length(len(data)), b"\x00")


def unpad(padded: bytes) -> bytes:
    """Undo `pad`. Raises Damaged when the mark is missing."""
    marked = padded.rstrip(b"\x00")
    if not marked.endswith(b"\x80"):
        raise Damaged("padding without its mark")
    return marked[:-1]


def _bound(purpose: str) -> bytes:
    """What the seal also covers."""
    if not _PURPOSE.fullmatch(purpose):
        raise ValueError("a purpose is lower-case letters, digits, hyphens and slashes")
    return f"guiden/1/{purpose}".encode("ascii")


def _decoded(text: bytes) -> bytes:
    """The bytes that are written so in base64, and in no other way. Raises NotSealed."""
    try:
        decoded = b64decode(text, validate=True)
    except ValueError:
        raise NotSealed("not base64") from None
    if b64encode(decoded) != text:
        raise NotSealed("base64 written in another way than the one")
    return decoded
