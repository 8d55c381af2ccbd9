"""Why a package was refused: a code for ever, and a sentence for the person."""

from __future__ import annotations

from collections.abc import Sequence

from app.guide.finding import Finding

_UNCHANGED = "Inget i din guide är ändrat."
_ASK = "Be den du fick paketet av om ett nytt."

# What happened, that nothing is changed, and what to do.
SENTENCES = {
    "unreadable": f"Filen gick inte att öppna. {_UNCHANGED} "
    "Finns den kvar, och är det en fil? Titta efter och försök igen.",
    "no_room": "Paketet gick inte att granska. Enheten är full, eller får inte skrivas på. "
    f"{_UNCHANGED} Ta bort något annat och försök igen.",
    "broken": f"Filen är inget guidepaket, eller så är den inte hel. {_UNCHANGED} "
    "Hämta den en gång till och försök igen.",
    "odd": f"Paketet är packat på ett sätt som Guiden inte godtar. {_UNCHANGED} {_ASK}",
    "foreign": f"I paketet ligger något som inte hör hemma där. {_UNCHANGED} {_ASK}",
    "too_big": f"Paketet är större än ett guidepaket får vara. {_UNCHANGED} {_ASK}",
    "newer": "Paketet är gjort för en nyare version av Guiden. "
    f"{_UNCHANGED} Uppdatera Guiden och försök igen.",
    "unsigned": f"Paketet har ingen underskrift. {_UNCHANGED} {_ASK}",
    "signature": "Underskriften stämmer inte. Något i paketet är ändrat efter att det skrevs "
    f"under. {_UNCHANGED} Använd det inte. {_ASK}",
    "description": f"Paketet säger inte rätt vad det är och vem som gett ut det. {_UNCHANGED} "
    f"{_ASK}",
    "text": f"En text i paketet har tecken eller rader som Guiden inte kan visa. {_UNCHANGED} "
    f"{_ASK}",
    "no_guide": f"Det finns ingen guide i paketet. {_UNCHANGED} {_ASK}",
    "help": "Paketet har en egen sida för Få hjälp nu. Den sidan är alltid Guidens egen. "
    f"{_UNCHANGED} {_ASK}",
    "plan": "Paketet har en egen trygghetsplan. Din plan är alltid Guidens egen. "
    f"{_UNCHANGED} {_ASK}",
    "likeness": "Något i paketet heter som en av Guidens egna sidor eller guider. Då går de att "
    f"förväxla. {_UNCHANGED} {_ASK}",
    "number": "En hjälplinje i paketet heter som en av Guidens, men har ett annat nummer. "
    f"{_UNCHANGED} Lita på numren under Få hjälp nu. {_ASK}",
    "content": f"Innehållet i paketet följer inte Guidens regler. {_UNCHANGED} {_ASK}",
    "other_id": f"Det här är ett annat paket än det du har. {_UNCHANGED} "
    "Du kan lägga till det för sig.",
    "other_key": "Paketet är inte underskrivet med samma nyckel som det du har, eller har haft. "
    f"{_UNCHANGED} Fråga utgivaren innan du går vidare.",
    "older": f"Du har, eller har haft, en nyare version av paketet. {_UNCHANGED} "
    "Använd den nyaste du har.",
    "answers": "Du har svar från en annan guide med samma id. De kunde hamna under fel fråga. "
    f"{_UNCHANGED} {_ASK}",
    "ids": "En fråga i den nya versionen har tagit en annan frågas plats. Då kunde dina svar hamna "
    f"fel. {_UNCHANGED} {_ASK}",
    "crowded": f"Här ryms inte fler guider från andra. {_UNCHANGED} Ta bort en av dem först.",
    "key": "Nyckeln gick inte att öppna. Inget är underskrivet. "
    "Stämmer lösenfrasen, och är det rätt fil?",
    "key_exists": "Det finns redan en fil med det namnet. Den är kvar som den var. "
    "Välj ett annat namn för den nya nyckeln.",
    "taken": "Filen finns redan och är inget paket, eller så ligger den bland paketets texter. "
    "Den är kvar som den var. Välj ett annat namn, eller en annan mapp.",
    "unwritable": "Filen gick inte att skriva. Har du plats, och får du skriva i mappen? "
    "Titta efter och försök igen.",
}


class BadPackage(Exception):
    """A package, or an author's key, that is not as it must be. Nothing was changed.

    code: a key of `SENTENCES`; it never changes meaning.
    path: the file in the package that it is about, or "".
    findings: for "content", what does not hold; at most `MOST` of them.
    The exception's text is for a developer and carries nothing from the package.
    """

    MOST = 50

    def __init__(
        self, code: str, why: str = "", path: str = "", findings: Sequence[Finding] = ()
    ) -> None:
        super().__init__(f"{code}: {why}" if why else code)
        self.code = code
        self.path = path
        self.findings = tuple(findings[: self.MOST])

    @property
    def what(self) -> str:
        """For an author: only what happened."""
        return self.sentence.partition(_UNCHANGED)[0].strip()

    @property
    def sentence(self) -> str:
        """For the person: what happened, that nothing is changed, and what to do."""
        return SENTENCES[self.code]
