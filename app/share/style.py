"""How the HTML looks: warm paper, ink, pine; black on white when printed.

The colours are those of the screen. Sizes follow the reader's own text size, from 18 up.
"""

STYLE = """
:root {
  --ground: #FBF7F0; --card: #FFFDF8; --ink: #2B2620; --soft: #4D463C; --pine: #1F5B4E;
  --outline: #7D7264; --quiet: #E6DCCB; --outer: #FFFDF8; --middle: #F3ECE0; --inner: #DCEBE4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #1B1815; --card: #25211D; --ink: #F1E9DD; --soft: #DACFBF; --pine: #8FD0BC;
    --outline: #968B7C; --quiet: #3A342D; --outer: #25211D; --middle: #322C26; --inner: #214138;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5em 1em 3em; max-width: 35em;
  background: var(--ground); color: var(--ink);
  font: 1.125rem/1.5 "Atkinson Hyperlegible Next", system-ui, sans-serif;
  overflow-wrap: anywhere; hyphens: auto;
}
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 .5em; hyphens: manual; }
h1 { font-size: 1.6em; margin-top: 0; }
h2 { font-size: 1.4em; }
h3 { font-size: 1.17em; }
h4 { font-size: 1.06em; }
p, ul, ol, dl, table, blockquote { margin: 0 0 .8em; }
p, li, dd, td, th, h1, h2, h3, h4 { unicode-bidi: plaintext; text-align: start; }
ul, ol { padding-left: 1.4em; }
li { margin-bottom: .3em; }
li:dir(rtl) { margin-right: 1.4em; }
a { color: var(--pine); }
.number a, dd a { display: inline-block; padding: .6em 0; }
hr { border: 0; border-top: 1px solid var(--quiet); margin: 2em 0; }
blockquote { border-left: 3px solid var(--pine); padding-left: 1em; }
article + article { border-top: 1px solid var(--quiet); margin-top: 3em; padding-top: 1em; }
.quiet { color: var(--soft); font-size: .9em; }
.other { display: block; color: var(--soft); font-weight: normal; }
.other[dir="rtl"] { line-height: 1.7; }
.ticks strong .other { display: inline; }
.ticks strong .other[dir="ltr"]::before { content: "/ "; }
.own { white-space: pre-wrap; }
.title { margin: .8em 0 .3em; }
.question { margin: 1.6em 0; }
.group { border-left: 3px solid var(--quiet); padding-left: 1em; }
.card {
  background: var(--card); border: 1px solid var(--quiet); border-radius: 12px; padding: .8em 1em;
}
.card h3, .card h4 { margin-top: 0; }
.card + .card { margin-top: .8em; }
.number { font-size: 1.17em; font-weight: bold; }
dl div { display: grid; grid-template-columns: 8em 1fr; gap: 0 1em; }
dt { color: var(--soft); }
dd { margin: 0; }
.line { display: block; min-height: 2.2em; border-bottom: 1px solid var(--outline); }
li.line { display: list-item; min-height: 0; padding-top: .7em; }
.line + p { margin-top: .8em; }
.ticks { list-style: none; padding: 0; }
.ticks li { display: flex; gap: .6em; }
.ticks li > :last-child { flex: 1; min-width: 0; }
.box {
  flex: none; width: 1.1em; height: 1.1em; margin-top: .2em;
  border: 1.5px solid var(--outline); border-radius: 3px;
}
.on .box { border-color: var(--pine); }
.on .box::after {
  content: ""; display: block; width: .3em; height: .6em; margin: .05em auto 0;
  border: solid var(--pine); border-width: 0 .15em .15em 0; transform: rotate(45deg);
}
.scale { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .4em; }
.scale li { min-width: 2.2em; padding: .3em; text-align: center; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
th, td { border: 1px solid var(--outline); padding: .35em .5em; vertical-align: top; }
.room td { height: 3.2em; }
svg { display: block; width: 100%; margin: 0 auto 1em; }
svg text { font-size: 15px; fill: var(--ink); text-anchor: middle; }
svg .label, .chart text { fill: var(--soft); }
svg .me { font-weight: bold; fill: var(--pine); }
svg .from { text-anchor: start; }
svg .to { text-anchor: end; }
.circles { max-width: 420px; }
.chart { max-width: 21em; }
.circle { stroke: var(--outline); stroke-width: 1.5; }
.fill0 { fill: var(--outer); }
.fill1 { fill: var(--middle); }
.fill2 { fill: var(--inner); }
.axis { stroke: var(--outline); stroke-width: 1.5; }
.ink { stroke: var(--pine); stroke-width: 2; }
.dot { fill: var(--pine); }
@media (max-width: 34em) {
  .circles { display: none; }
  dl div { display: block; margin-bottom: .4em; }
  table, thead, tbody, tr, th, td { display: block; border: 0; padding: 0; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border-top: 1px solid var(--quiet); padding: .5em 0; }
  td::before { content: attr(data-label) ": "; color: var(--soft); }
  td:dir(rtl)::before { direction: ltr; display: block; }
  td:empty { display: none; }
  .room td:empty { display: block; border-bottom: 1px solid var(--outline); }
  .room td { height: auto; min-height: 3.2em; }
}
@page { size: A4; margin: 18mm; }
@media print {
  :root {
    --ground: white; --card: white; --ink: black; --soft: #2B2620; --pine: black;
    --outline: #4D463C; --quiet: #7D7264; --outer: white; --middle: white; --inner: white;
  }
  body { font-size: 12pt; max-width: none; padding: 0; orphans: 3; widows: 3; }
  a, .number a, dd a { color: inherit; padding: 0; text-decoration: none; }
  article + article { break-before: page; border: 0; margin: 0; padding: 0; }
  h1, h2, h3, h4, .title, .quiet:has(+ .line) { break-after: avoid; }
  li, tr, dl, svg, blockquote, .card, .line { break-inside: avoid; }
  thead { display: table-header-group; }
  .line, .room td { min-height: 9mm; }
  .room td { height: 14mm; }
}
"""

# What a locked file has beside its pages: a form, boxes to write in and what one presses.
LOCKED = """
[hidden] { display: none; }
html { scroll-padding-top: 5em; }
h1:focus { outline: none; }
label { display: block; margin-bottom: .3em; }
.show { display: flex; align-items: center; gap: .6em; min-height: 48px; margin: .4em 0; }
.show input { width: 1.4em; height: 1.4em; margin: 0; accent-color: var(--pine); }
#passphrase, textarea, button {
  font: inherit; min-height: 48px; padding: .5em .7em; border-radius: 12px;
}
#passphrase, textarea {
  display: block; width: 100%; background: var(--card); color: var(--ink);
  border: 1px solid var(--outline);
}
textarea { resize: vertical; }
button {
  padding: .5em 1.4em; border: 1px solid var(--pine); background: var(--pine);
  color: var(--ground); cursor: pointer;
}
:focus-visible { outline: 3px solid var(--pine); outline-offset: 2px; }
#trouble, #kept, #warning { margin: .8em 0 0; }
#trouble:empty, #kept:empty, #warning:empty { margin: 0; }
section.tool { border-top: 1px solid var(--quiet); margin-top: 3em; }
article .tool { margin-top: 2em; }
section.bar {
  position: sticky; top: 0; margin: 0 0 1em; padding: .4em 0; border: 0; z-index: 1;
  background: var(--ground); text-align: end;
}
.bar button { background: var(--card); color: var(--pine); }
@media print { .tool, section.bar { display: none; } }
"""
