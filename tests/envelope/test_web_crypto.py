"""WebCrypto, run with the manual's own lines, opens what we seal, and we what it seals."""

import json
import subprocess
import textwrap
import unicodedata
from random import Random
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from app.envelope import web
from tests.envelope.sealing import PASSPHRASE

NODE = str(compute_driver_executable()[0])  # it has the same WebCrypto as browsers
BROWSER = """
const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
async function opened(typed, {salt, iterations, nonce, sealed}, purpose) {
    [salt, nonce, sealed] = [salt, nonce, sealed].map(bytes);
    DOCUMENTED
    return opened;
}
async function again(typed, data, length, purpose) {
    const [salt, nonce] = [16, 12].map(n => crypto.getRandomValues(new Uint8Array(n)));
    const iterations = 600000;
    const secret = new TextEncoder().encode(
        typed.normalize("NFKC").toLowerCase().replace(/[^\\p{L}\\p{M}\\p{N}]/gu, ""));
    const whole = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
    const key = await crypto.subtle.deriveKey({name: "PBKDF2", hash: "SHA-256", salt, iterations},
        whole, {name: "AES-GCM", length: 256}, false, ["encrypt"]);
    const padded = new Uint8Array(length);
    padded.set([...data, 0x80]);
    const additionalData = new TextEncoder().encode("guiden/1/" + purpose);
    const sealed = await crypto.subtle.encrypt(
        {name: "AES-GCM", iv: nonce, additionalData}, key, padded);
    const [s, n, c] = [salt, nonce, new Uint8Array(sealed)].map(
        b => btoa(String.fromCharCode(...b)));
    return JSON.stringify({v: 1, iterations, salt: s, nonce: n, sealed: c});
}
function secret(typed) {
    return typed.normalize("NFKC").toLowerCase().replace(/[^\\p{L}\\p{M}\\p{N}]/gu, "");
}
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
(async () => {
    const told = {secrets: (asked.texts ?? []).map(secret)};
    if (asked.sealed) {
        try {
            const data = await opened(asked.typed, asked.sealed, asked.purpose);
            told.opened = new TextDecoder().decode(data);
            told.again = await again(asked.typed, data, asked.length, asked.purpose);
        } catch (error) {
            told.failure = error.name;
        }
    }
    console.log(JSON.stringify(told));
})();
"""


def browser(**asked: Any) -> dict[str, Any]:
    """What a browser would do, with the lines that the manual gives for it."""
    manual = web.__doc__ or ""
    documented = manual[manual.index("    const secret") :]
    script = BROWSER.replace("DOCUMENTED", textwrap.dedent(documented))
    process = subprocess.run(
        [NODE, "--input-type=commonjs", "-e", script],
        input=json.dumps(asked).encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    said: dict[str, Any] = json.loads(process.stdout)
    return said


def test_a_browser_opens_what_we_seal_and_we_what_a_browser_seals() -> None:
    text = "Åse: 😀 مرحبا\n" * 300
    sealed = web.seal(text.encode(), PASSPHRASE, "sida/1")
    said = browser(
        typed="ÅSKA-myra,  östan kviga\u00a0TÄLT.",
        sealed=json.loads(sealed.json()),
        purpose="sida/1",
        length=web.padded_length(len(text.encode())),
    )
    assert said["opened"] == text
    reply = web.read(said["again"].encode())
    assert reply.salt != sealed.salt
    assert web.open_(reply, PASSPHRASE, "sida/1") == text.encode()


@pytest.mark.parametrize(
    ("typed", "purpose"), [("åska myra östan kviga tält a", "sida/1"), (PASSPHRASE, "sida/2")]
)
def test_a_browser_opens_nothing_under_another_passphrase_or_purpose(
    typed: str, purpose: str
) -> None:
    sealed = web.seal(b"x", PASSPHRASE, "sida/1")
    said = browser(typed=typed, sealed=json.loads(sealed.json()), purpose=purpose)
    assert said["failure"] == "OperationError"
    assert "opened" not in said


def test_a_browser_reads_a_passphrase_just_as_we_do() -> None:
    chance = Random(7)
    signs = [chr(n) for n in range(0x110000) if unicodedata.category(chr(n)) not in ("Cn", "Cs")]
    common = "aåäöÅÄÖAeé  -.,\u00ad\u200b\u00a0\u0308ﬁßİΣσς½²Ⅷ"
    texts = [
        "".join(chance.choice(common if chance.random() < 0.5 else signs) for _ in range(12))
        for _ in range(5000)
    ]
    assert browser(texts=texts)["secrets"] == [web.secret(text).decode() for text in texts]
