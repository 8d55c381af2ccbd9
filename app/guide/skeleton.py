"""`guiden new`: a section to begin from, which already has everything the check asks for."""

from pathlib import Path

from app.guide import fences
from app.guide.files import Files
from app.guide.finding import did_you_mean
from app.guide.library import GUIDE_FILE

_TEXT = """---
kort: Skriv i en mening vad avsnittet är till för.
tid: 5–15 minuter
---

# {title}

Skriv vad avsnittet är till för. Det viktigaste först, högst tre meningar.

## Vill jag göra det här?

Skriv vad som kan kännas svårt, och att det går bra att låta bli.
**Få hjälp nu** finns på varje sida.

## Första övningen

Skriv kort om övningen. Avsnittet får ha en till åtta frågor.

```fråga byt-mitt-id
typ: flerval
djup: lite
hjälp: Välj det som stämmer. Det får vara flera.
Skriv en fråga som går att svara på med ett tryck?
- Ett alternativ {{#byt-mitt-id}}
- Jag vet inte {{#vet-inte}}
```

```fråga byt-mitt-id-ocksa
typ: text
djup: lagom
hjälp: Några ord räcker.
Skriv en fråga som läsaren svarar på med egna ord?
```

## När du är klar för nu

Skriv något lugnt att göra nu. Svaren finns kvar.
"""


def main(folder: Path, name: str) -> int:
    """Writes ``<folder>/<name>.md``, where ``name`` is ``folder/id``. Never overwrites."""
    where, slash, id_ = name.partition("/")
    if not slash or not fences.ID.fullmatch(id_) or f"{id_}.md" == GUIDE_FILE:
        print(
            f"”{name}” går inte. Skriv mapp/id med små bokstäver a–z, siffror och bindestreck: "
            "guiden new heldygnsvard/min-sida"
        )
        return 1
    if not folder.is_dir():
        print(f"Mappen {folder} finns inte. Skriv var innehållet ligger: guiden new {name} MAPP")
        return 1
    folders = [path.name for path in folder.iterdir() if path.is_dir()]
    if where not in folders:
        print(f"Mappen ”{where}” finns inte i {folder}. {did_you_mean(where, folders)}".rstrip())
        return 1
    files = Files(folder)
    if id_ in files.by_id:
        print(f"Avsnittet finns redan: {files.by_id[id_].path}. Inget är ändrat.")
        return 1
    path = folder / where / f"{id_}.md"
    title = id_.replace("-", " ").capitalize()
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(_TEXT.format(title=title))
    except OSError:
        print(f"{path} går inte att skriva. Inget är ändrat.")
        return 1
    print(
        f"{path} är skriven. Gör så här sedan:\n"
        "1. Byt texterna, och frågornas id:n. De gäller för alltid när de är låsta.\n"
        f"2. Länka till {id_}.md från en guide.md.\n"
        "3. Kör guiden check, och guiden check --lock när allt stämmer."
    )
    return 0
