"""The words that the pages have of their own, in other languages. A machine wrote them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.guide import Beside, Language, Wording
from app.guide.pairing import NOTHING
from app.share.words import Both

_WORDS: Mapping[str, tuple[str, str]] = {
    # Swedish: English, Arabic
    "Kryssa för ett.": ("Tick one.", "ضع علامة أمام خيار واحد."),
    "Kryssa för det som passar.": ("Tick what fits.", "ضع علامة أمام ما يناسبك."),
    "Kryssa för det som är klart eller som stämmer.": (
        "Tick what is done, or what is true.",
        "ضع علامة أمام ما تم أو ما ينطبق.",
    ),
    "Ringa in en siffra.": ("Circle a number.", "ضع دائرة حول رقم."),
    "Skriv dag, månad och år.": ("Write day, month and year.", "اكتب اليوم والشهر والسنة."),
    "ikryssat": ("ticked", "عليه علامة"),
    "valt": ("chosen", "تم اختياره"),
    "{} av 10": ("{} of 10", "{} من 10"),
    "Namn": ("Name", "الاسم"),
    "Telefon": ("Phone", "الهاتف"),
    "Vem det är": ("Who it is", "من هو"),
    "När": ("When", "عندما"),
    "När jag märker": ("When I notice", "عندما ألاحظ"),
    "Då gör jag": ("Then I do", "عندها أفعل"),
    "Dag": ("Day", "اليوم"),
    "Förmiddag": ("Morning", "قبل الظهر"),
    "Eftermiddag": ("Afternoon", "بعد الظهر"),
    "Kväll": ("Evening", "المساء"),
    "Måndag": ("Monday", "الاثنين"),
    "Tisdag": ("Tuesday", "الثلاثاء"),
    "Onsdag": ("Wednesday", "الأربعاء"),
    "Torsdag": ("Thursday", "الخميس"),
    "Fredag": ("Friday", "الجمعة"),
    "Lördag": ("Saturday", "السبت"),
    "Söndag": ("Sunday", "الأحد"),
    "Ger kraft": ("Gives strength", "يمنح القوة"),
    "Tar kraft": ("Takes strength", "يستنزف القوة"),
    "Annat": ("Other", "أشياء أخرى"),
    "Närmast": ("Closest", "الأقرب"),
    "Nära": ("Close", "قريبون"),
    "Längre bort": ("Further away", "أبعد"),
    "Fler": ("More people", "آخرون"),
    "Siffra": ("Number", "الرقم"),
    "Ord": ("Words", "كلمات"),
    "Ett brev som är stängt tills jag öppnar det.": (
        "A letter that is closed until I open it.",
        "رسالة مغلقة حتى أفتحها.",
    ),
    "Ett brev som är stängt till {}.": (
        "A letter that is closed until {}.",
        "رسالة مغلقة حتى {}.",
    ),
}
_PLACES = {Language.ENGLISH: 0, Language.ARABIC: 1}
_NOTICES = {
    Language.ENGLISH: (
        "Orden på engelska är skrivna av en maskin. Ingen har granskat dem. "
        "Det är de svenska orden som gäller.",
        "The English words were written by a machine. Nobody has reviewed them. "
        "The Swedish words are the ones that count.",
    ),
    Language.ARABIC: (
        "Orden på arabiska är skrivna av en maskin. Ingen har granskat dem. "
        "Det är de svenska orden som gäller.",
        "الكلمات العربية كتبتها آلة. لم يراجعها أحد. الكلمات السويدية هي المعتمدة.",
    ),
}


@dataclass(frozen=True)
class Voice:
    """How one question is said: in Swedish, and in ``language`` where there is one.

    ``beside``: the question's own words in that language.
    """

    language: Language | None = None
    beside: Beside = NOTHING

    @staticmethod
    def of(wording: Wording | None, beside: Beside = NOTHING) -> "Voice":
        return Voice(wording.language, beside) if wording else Voice()

    def said(self, text: str) -> str:
        """A heading, a question or a title, in Swedish and as ``beside`` has it."""
        return self.both(text, self.beside.text)

    def both(self, text: str, other: str) -> str:
        """``text``, and ``other`` if there is such."""
        return Both(text, other, self.language) if self.language and other else text

    def label(self, text: str, *values: object) -> str:
        """A label of the page's own, with ``values`` where it has ``{}``."""
        if self.language is None:
            return text.format(*values)
        return self.both(text.format(*values), other(text, self.language).format(*values))


def other(text: str, language: Language) -> str:
    """A label in ``language``, "" where nobody has put it in words."""
    return _WORDS[text][_PLACES[language]] if text in _WORDS else ""


def notice(language: Language) -> Both:
    """That a machine wrote the words, and that nobody has read them."""
    return Both(*_NOTICES[language], language)
