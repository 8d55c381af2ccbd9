"""How the page looks, and its script: a small one, for what is shown is made on the other side."""

STYLE = """
:root { color-scheme: light dark; --ground: #FBF7F0; --ink: #2B2620; --soft: #4D463C;
  --pine: #1F5B4E; --line: #7D7264; --card: #FFFDF8; --clay: #8A4323 }
@media (prefers-color-scheme: dark) { :root { --ground: #1B1815; --ink: #F1E9DD; --soft: #DACFBF;
  --pine: #8FD0BC; --line: #968B7C; --card: #25211D; --clay: #E6AC8C } }
* { box-sizing: border-box }
body { margin: 0; padding: .6em 1em 2em; background: var(--ground); color: var(--ink);
  font: 1.06rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.3em; line-height: 1.25; margin: 0 }
h2 { font-size: 1.1em; line-height: 1.25; margin: 1.2em 0 .4em }
p { margin: .2em 0 }
a { color: var(--pine) }
ul { margin: 0; padding-left: 1.2em }
form { display: flex; flex-wrap: wrap; gap: .2em 1.2em; align-items: center }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; align-items: center }
legend { float: left; padding: 0; margin-right: .6em; color: var(--soft) }
label, button, .button { min-height: 48px; display: inline-flex; align-items: center; gap: .3em;
  margin-right: .8em }
label { cursor: pointer }
input { width: 1.2em; height: 1.2em; accent-color: var(--pine) }
button, .button { font: inherit; color: var(--pine); background: none; padding: 0 1em;
  border: 1.5px solid var(--pine); border-radius: 24px; margin: 0; text-decoration: none }
:focus-visible { outline: 3px solid var(--clay); outline-offset: 2px }
[hidden] { display: none !important }
#trouble { color: var(--clay); font-weight: bold }
#list ul { columns: 20em; column-gap: 2em }
#list li { margin: 0; break-inside: avoid }
#list a { display: inline-flex; min-height: 48px; min-width: 48px; align-items: center }
#frames { display: grid; grid-template-columns: 39fr 66fr 46fr; gap: 1em; align-items: start }
#one { display: none }
figure { margin: 0; min-width: 0 }
figcaption { color: var(--soft) }
.hold { overflow: hidden; border: 1px solid var(--line); border-radius: 10px }
iframe { border: 0; display: block; transform-origin: 0 0; background: var(--card) }
#papper iframe { background: white }
#said li { margin-bottom: .5em }
#said .fel strong { color: var(--clay) }
.quiet { color: var(--soft); font-size: .9em }
@media (max-width: 899px) {
  #one { display: flex }
  #frames { display: block; position: relative }
  figure.aside { position: absolute; left: -9999px; top: 0; visibility: hidden; width: 100% }
}
"""

SCRIPT = """
const at = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 899px)");
const sizes = { telefon: [390, 844], dator: [1200, 900], papper: [794, Infinity] };
const frame = (name) => at(name).querySelector("iframe");
const page = document.body.dataset.page;
let seen = "", open = true, last = {};

function wish() {
  const asked = new URLSearchParams(new FormData(at("wish")));
  asked.set("avsnitt", location.hash.slice(1));
  asked.set("sida", page);
  return asked;
}

async function ask(version) {
  const asked = wish();
  asked.set("sett", version);
  const answer = await fetch("nu?" + asked);
  if (!answer.ok) throw new Error(answer.status);
  show(await answer.json(), asked);
}

const turn = () => ask("").catch(() => {});  // whoever follows says it

function stop(words) {
  open = false;
  at("trouble").textContent = words;
}

function show(now, asked) {
  if (!open || asked.get("avsnitt") !== location.hash.slice(1)) return;
  if (now.older) return stop("Förhandsvisningen är öppen i en nyare flik.");
  seen = now.version;
  const inside = !("list" in now);
  for (const one of document.querySelectorAll(".inside")) one.hidden = !inside;
  at("list").hidden = inside;
  at("easy").hidden = !now.easy;
  at("title").textContent = document.title = inside ? now.title : "Välj ett avsnitt";
  put("list", now.list);
  put("said", now.said);
  if (!inside) return;
  for (const name of ["telefon", "dator"])
    if (!frame(name).src) frame(name).src = name + "/";
  if (now.paper !== last.paper) {
    const sheet = frame("papper"), place = sheet.contentWindow.scrollY;
    sheet.onload = () => sheet.contentWindow.scrollTo(0, place);
    sheet.srcdoc = last.paper = now.paper;
  }
  fit();
}

function put(id, html) {
  if (html === undefined || html === last[id]) return;
  at(id).innerHTML = last[id] = html;
}

function fit() {
  const height = Math.min(844, Math.max(440, innerHeight - 270));
  const one = at("one").elements.vy.value;
  for (const [name, [width, most]] of Object.entries(sizes)) {
    const figure = at(name), hold = figure.querySelector(".hold");
    figure.classList.toggle("aside", narrow.matches && name !== one);
    const scale = Math.min(1, figure.clientWidth / width);
    const tall = Math.min(most, Math.round(height / scale));
    Object.assign(hold.style, { width: width * scale + "px", height: tall * scale + "px" });
    Object.assign(frame(name).style,
      { width: width + "px", height: tall + "px", transform: `scale(${scale})` });
  }
}

async function follow() {
  for (let lost = 0; open;) {
    try {
      await ask(seen);
      lost = 0;
    } catch {  // a computer that wakes up may fail once
      if (++lost > 3) stop("Förhandsvisningen är avslutad. Starta den igen i terminalen.");
      await new Promise((later) => setTimeout(later, 500));
    }
  }
}

if (!location.hash && document.body.dataset.section)
  history.replaceState(null, "", "#" + document.body.dataset.section);
at("wish").addEventListener("submit", (event) => event.preventDefault());
at("one").addEventListener("submit", (event) => event.preventDefault());
at("wish").addEventListener("change", turn);
at("one").addEventListener("change", fit);
at("anew").addEventListener("click", () => {
  for (const name of ["telefon", "dator"]) frame(name).src = name + "/";
});
at("print").addEventListener("click", () => frame("papper").contentWindow.print());
addEventListener("hashchange", turn);
addEventListener("resize", fit);
follow();
"""
