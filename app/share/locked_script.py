"""The script of a locked file: it opens the pages in the reader's browser, and seals a reply.

It is text in the file, and the file's policy lets nothing else run. What it makes elements of is
our own HTML out of a seal that held, and still it takes only elements and attributes it knows: it
parses into a document that runs and fetches nothing, and copies from there.

The key is derived as `app.envelope.web` says. Only material for keys is kept while the pages are
shown, and nothing is kept when they are hidden.
"""

# Bytes of text in a reply, before it is sealed: what is written then fits in what is read.
REPLY_BYTES = 128 * 1024

SCRIPT = """
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const known = (words) => new Set(words.split(" "));
  const ELEMENTS = known("a article blockquote br circle dd div dl dt em h1 h2 h3 h4 header hr " +
    "li line main ol p polyline span strong svg table tbody td text th thead tr ul");
  const ATTRIBUTES = known("aria-hidden aria-label class cx cy data-label dir href lang points " +
    "r rel role scope viewBox x x1 x2 y y1 y2");
  const SAFE = /^(https?|tel):/;

  const closed = at("closed"), opened = at("opened"), field = at("passphrase");
  let material = null;  // what keys are derived from
  let share = "";
  let unsaved = false, warned = false, busy = false;

  const encoded = (text) => new TextEncoder().encode(text);
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const base64 = (data) => btoa(Array.from(data, (b) => String.fromCharCode(b)).join(""));
  const random = (length) => crypto.getRandomValues(new Uint8Array(length));
  const bound = (purpose) => encoded("guiden/1/" + purpose);

  const imported = (typed) => {
    const secret = typed.normalize("NFKC").toLowerCase().replace(/[^\\p{L}\\p{M}\\p{N}]/gu, "");
    return secret
      && crypto.subtle.importKey("raw", encoded(secret), "PBKDF2", false, ["deriveKey"]);
  };
  const key = (from, salt, iterations, use) => crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations },
    from, { name: "AES-GCM", length: 256 }, false, [use]);

  const padded = (data) => {
    const marked = data.length + 1, exponent = 31 - Math.clz32(marked);
    const step = marked <= 4096 ? 256 : 1 << (exponent - 32 + Math.clz32(exponent));
    const made = new Uint8Array(Math.ceil(marked / step) * step);
    made.set(data);
    made[data.length] = 0x80;
    return made;
  };

  const open = async (from, sealed, purpose) => {
    const under = await key(from, bytes(sealed.salt), sealed.iterations, "decrypt");
    const iv = bytes(sealed.nonce), additionalData = bound(purpose);
    const how = { name: "AES-GCM", iv, additionalData };
    const whole = new Uint8Array(await crypto.subtle.decrypt(how, under, bytes(sealed.sealed)));
    return new TextDecoder().decode(whole.subarray(0, whole.lastIndexOf(0x80)));
  };

  const seal = async (from, iterations, text, purpose) => {
    const salt = random(16), iv = random(12);
    const under = await key(from, salt, iterations, "encrypt");
    const how = { name: "AES-GCM", iv, additionalData: bound(purpose) };
    const made = new Uint8Array(await crypto.subtle.encrypt(how, under, padded(encoded(text))));
    return JSON.stringify(
      { v: 1, iterations, salt: base64(salt), nonce: base64(iv), sealed: base64(made) });
  };

  const copied = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    if (!ELEMENTS.has(node.localName)) return "";
    const made = document.createElementNS(node.namespaceURI, node.localName);
    for (const { name, value } of Array.from(node.attributes)) {
      if (ATTRIBUTES.has(name) && (name !== "href" || SAFE.test(value))) {
        made.setAttribute(name, value);
      }
    }
    for (const child of node.childNodes) made.append(copied(child));
    return made;
  };

  const hide = () => {
    material = null;
    share = "";
    unsaved = warned = false;
    opened.textContent = at("trouble").textContent = at("kept").textContent = "";
    at("around").hidden = true;
    closed.hidden = false;
    field.value = "";
    at("show").checked = false;
    field.type = "password";
    field.removeAttribute("aria-invalid");
  };

  const show = (content) => {
    const parsed = new DOMParser().parseFromString(content.html, "text/html").body;
    for (const child of parsed.childNodes) opened.append(copied(child));
    opened.lang = content.language;
    opened.querySelectorAll("article").forEach((article, page) => {
      const reply = at("reply").content.cloneNode(true);
      const box = reply.querySelector("textarea"), label = reply.querySelector("label");
      box.id = label.htmlFor = "reply-" + page;
      box.setAttribute("aria-label", label.textContent + ": " + content.titles[page]);
      article.append(reply);
    });
    closed.hidden = true;
    at("around").hidden = false;
    const title = opened.querySelector("h1");
    title.tabIndex = -1;
    title.focus();
    scrollTo(0, 0);
  };

  const refused = (sentence) => {
    at("trouble").textContent = sentence;
    field.setAttribute("aria-invalid", "true");
    field.focus();
    field.select();
  };

  const tried = async () => {
    let sealed;
    try {
      sealed = JSON.parse(at("sealed").textContent);
    } catch (error) {
      return refused("Dokumentet är inte helt. Be den du fick det av om det en gång till.");
    }
    const from = await imported(field.value);
    if (!from) return refused("Skriv lösenfrasen först.");
    at("trouble").textContent = "Öppnar …";
    try {
      const content = JSON.parse(await open(from, sealed, "work-file/1"));
      hide();
      material = from;
      share = content.share;
      show(content);
    } catch (error) {
      refused("Det gick inte att öppna. Stämmer lösenfrasen? Titta efter och försök igen.");
    }
  };

  const saved = async () => {
    const now = new Date(), day = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    const lines = [];
    opened.querySelectorAll("textarea").forEach((box, page) => {
      if (box.value.trim()) lines.push({ page, text: box.value });
    });
    const text = JSON.stringify({
      v: 1,
      share,
      reply: Array.from(random(16), (b) => b.toString(16).padStart(2, "0")).join(""),
      date: day.map((part) => String(part).padStart(2, "0")).join("-"),
      lines,
    });
    if (!lines.length) return "Skriv ett svar i någon av rutorna först.";
    if (encoded(text).length > REPLY_BYTES) {
      return "Svaret är för långt för en fil. Det är kvar här. Korta det och spara igen.";
    }
    const { iterations } = JSON.parse(at("sealed").textContent);
    const made = await seal(material, iterations, text, "reply/1");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([made], { type: "application/octet-stream" }));
    link.download = "svar.guidensvar";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = warned = false;
    at("warning").textContent = "";
    return "Filen svar.guidensvar är sparad bland dina hämtade filer. " +
      "Ge den till den du fick dokumentet av.";
  };

  const once = (work) => async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    try { await work(); } finally { busy = false; }
  };

  at("opener").addEventListener("submit", once(tried));
  at("show").addEventListener("change", () => {
    field.type = at("show").checked ? "text" : "password";
  });
  at("save").addEventListener("click", once(async () => {
    at("kept").textContent = "";
    at("kept").textContent = await saved();
  }));
  at("hide").addEventListener("click", () => {
    if (unsaved && !warned) {
      warned = true;
      at("warning").textContent =
        "Ditt svar är inte sparat. Tryck en gång till om du vill gömma ändå.";
      return;
    }
    at("warning").textContent = "";
    hide();
    at("title").focus();
  });
  opened.addEventListener("input", () => {
    unsaved = true;
    warned = false;
    at("warning").textContent = "";
  });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  addEventListener("pagehide", hide);

  if (window.crypto && crypto.subtle) {
    at("unable").hidden = true;
    at("opener").hidden = false;
  }
})();
""".replace("REPLY_BYTES", str(REPLY_BYTES))
