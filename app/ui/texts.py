"""Every sentence of the interface that is not in ``content/``. Calm, plain, du-tilltal.

A failure says what happened, that the text is safe (only if it is), and what to do.
"""

from app.guide import Language
from app.workbook import failures

APP = "Guiden"
HELP_NOW = "Få hjälp nu"
LOCK_NOW = "Lås nu"
UNLOCK = "Lås upp"
CLOSE_NOW = "Stäng snabbt"
BACK = "Tillbaka"
NEXT = "Nästa"
PREVIOUS = "Föregående"
GO_ON = "Fortsätt"

MY_GUIDE = "Min guide"
MY_PLAN = "Min plan"
MY_SECTIONS = "Mina avsnitt"
SETTINGS = "Inställningar"
FIND = "Hitta igen"
HELPED = "Vad hjälpte förra gången?"

NOT_READ = (
    "Den här delen gick inte att läsa. Det du har skrivit är kvar. Resten av guiden fungerar."
)
SECTION_NOT_READ = (
    "Det här avsnittet gick inte att läsa. Det du har skrivit är kvar. "
    "Du kan läsa dina svar under Tidigare svar."
)
NOT_SHOWN = (
    "Den här delen gick inte att visa. Det du har skrivit är kvar. Gå tillbaka och försök igen."
)
NOT_SHOWN_AT_ALL = (
    "Guiden kan inte visas just nu. Det du har sparat är kvar. Stäng och öppna igen. "
    "Ring 112 vid fara för liv, eller Självmordslinjen på 90101."
)
SOMETHING_WRONG = (
    "Något gick fel. Det du har sparat är kvar. Försök igen, eller lås och öppna Guiden på nytt."
)

OPENING = {
    failures.Damaged: (
        "En fil med sådant du har skrivit är skadad och gick inte att läsa. "
        "Guiden har inte ändrat något i den. Skrev du rätt? Försök igen, "
        "eller välj Visa säkerhetskopior på låsskärmen."
    ),
    failures.UnknownFormat: (
        "Filen är sparad av en annan version av Guiden. Den är oförändrad. "
        "Uppdatera appen och försök igen."
    ),
    failures.Busy: (
        "Din guide är redan öppen i ett annat fönster. Det du har skrivit är kvar. "
        "Stäng det andra fönstret och försök igen."
    ),
    failures.NoRoom: (
        "Enheten är full. Det du har sparat är kvar. Ta bort något annat och försök igen."
    ),
    failures.NoVault: (
        "Filen med det du har skrivit finns inte där den brukar. "
        "Har mappen flyttats? Är USB-minnet urdraget? Titta efter och försök igen."
    ),
    failures.AlreadyExists: (
        "Det finns redan något sparat här. Det är oförändrat. Starta Guiden igen och lås upp."
    ),
    failures.ReadOnly: (
        "Guiden får inte skriva i sin mapp just nu. Det du har sparat är kvar. "
        "Kontrollera att mappen inte är skrivskyddad."
    ),
}
OPENING_FAILED = (
    "Guiden kunde inte läsa eller skriva i sin mapp. Ingenting är ändrat. "
    "Använder du ett USB-minne? Titta efter om det sitter i, och försök igen."
)
BAD_CODE = "Koden verkar inte vara rätt skriven."
BAD_CODE_GROUP = "Titta en gång till på grupp {groups}."
BAD_CODE_LENGTH = "Koden ska ha sju grupper med fyra tecken i varje."
WAIT = (
    "Det har blivit fel flera gånger. Det du har skrivit är kvar. Vänta {seconds} och försök igen."
)
WRONG: dict[str, str] = {
    "passphrase": "Lösenfrasen stämde inte. Det du har skrivit är kvar. Försök igen.",
    "recovery": (
        "Återställningskoden öppnar inte. Kanske finns det ett nyare ark. "
        "Det du har skrivit är kvar. Försök igen."
    ),
    "shares": (
        "De två arken öppnar inte. Kanske finns det nyare ark. Det du har skrivit är kvar. "
        "Försök igen."
    ),
    "device": "Sifferkoden stämde inte. Det du har skrivit är kvar. Försök igen.",
}

SAVING = {
    failures.NoRoom: (
        "Det senaste är inte sparat än, för enheten är full. Det du sparade tidigare är kvar. "
        "Ta bort något annat från enheten. Guiden försöker igen av sig själv."
    ),
    failures.ReadOnly: (
        "Det senaste är inte sparat än, för Guiden får inte skriva i sin mapp. "
        "Det du sparade tidigare är kvar. Guiden försöker igen av sig själv."
    ),
}
SAVING_FAILED = (
    "Det senaste är inte sparat än. Det du sparade tidigare är kvar. "
    "Låt Guiden vara öppen. Den försöker igen av sig själv."
)
CHANGING_FAILED = (
    "Ändringen kunde inte sparas. Inget annat är ändrat, och det du har skrivit är kvar. "
    "Försök igen."
)
OLDER = (
    "Det här är en äldre kopia av din guide än den du hade öppen sist på den här enheten. "
    "Det du skrev sist kan saknas."
)
NO_FOLDER = (
    "Mappen gick inte att använda. Ingenting är ändrat. Sitter minnet i? Går det att spara på det?"
)
NO_COPY = "Säkerhetskopian finns inte längre. Ingenting är ändrat. Välj en annan."
COPY_PUT_BACK = (
    "Säkerhetskopian ligger på plats. Öppna den med lösenfrasen du hade då. "
    "Fanns det en fil där förut är den kvar bredvid."
)
ERASING_FAILED = (
    "Allt kunde inte raderas. Något kan finnas kvar. Är Guiden öppen i ett annat fönster? "
    "Stäng det och försök igen."
)
ERASED = "Det är raderat. Har du kopior på andra ställen är de kvar där."
LOCKED_UNSAVED = (
    "Guiden är låst, men det senaste kunde inte sparas än. Stäng inte appen, för då försvinner "
    "det senaste. Orden finns kvar när du låser upp."
)
# Beneath the title of a section with words that nobody has read through.
MACHINE_WRITTEN = {
    Language.ENGLISH: (
        "Engelskan är skriven av en maskin och inte granskad.",
        "The English is written by a machine and not reviewed.",
    ),
    Language.ARABIC: (
        "Arabiskan är skriven av en maskin och inte granskad.",
        "النص العربي كتبته آلة ولم يراجعه أحد.",
    ),
}
# The same where somebody has read through the words of the section, but not those of the program.
PARTLY_REVIEWED = {
    Language.ENGLISH: (
        "Någon har läst igenom rubriker och frågor på engelska här. Resten av engelskan är "
        "skriven av en maskin och inte granskad.",
        "The English headings and questions of this section are reviewed. The rest of the English "
        "here is written by a machine and not reviewed.",
    ),
    Language.ARABIC: (
        "Någon har läst igenom rubriker och frågor på arabiska här. Resten av arabiskan är "
        "skriven av en maskin och inte granskad.",
        "تمت مراجعة العناوين والأسئلة العربية في هذا القسم. أما بقية النص العربي هنا فقد كتبته آلة "
        "ولم يراجعه أحد.",
    ),
}
# Running text is Swedish alone. So where help is, and whom the first numbers reach, is said here. A
# machine wrote these, and nobody has reviewed them.
HELP_IS_HERE = {
    Language.ENGLISH: (
        "“Få hjälp nu” at the top of every page means “Get help now”. "
        "If a life is in danger, call 112."
    ),
    Language.ARABIC: (
        "الزر Få hjälp nu في أعلى كل صفحة معناه «المساعدة الآن». عند وجود خطر على الحياة، "
        "اتصل بالرقم 112."
    ),
}
WHOM_TO_CALL = {
    Language.ENGLISH: (
        "112: someone’s life is in danger. 90101: thoughts of taking one’s life. "
        "1177: advice about health care."
    ),
    Language.ARABIC: (
        "112: خطر على حياة شخص. 90101: أفكار عن إنهاء الحياة. 1177: نصائح عن الرعاية الصحية."
    ),
}
NO_CALL = "Det går inte att ringa härifrån. Ring {number} från en telefon."
NO_TEXT = "Det går inte att skicka sms härifrån. Numret är {number}."


def opening(error: Exception, kind: str = "passphrase") -> str:
    """The sentence for a failure to create or open, or to open with a secret of ``kind``."""
    if isinstance(error, failures.WrongSecret):
        return WRONG[kind]
    if isinstance(error, failures.BadSheet):
        return sheets(error)
    if isinstance(error, failures.BadCode):
        groups = " och ".join(str(group + 1) for group in error.groups)
        hint = BAD_CODE_GROUP.format(groups=groups) if groups else BAD_CODE_LENGTH
        return f"{BAD_CODE} {hint}"
    return _sentence(OPENING, error, OPENING_FAILED)


def sheets(error: failures.BadSheet) -> str:
    """What is wrong with two sheets as they were typed, and where to look."""
    if error.reason == "again":
        return "Det är samma ark i båda fälten. Det behövs två olika ark."
    if error.reason == "apart":
        return "Arken hör inte ihop. Ett av dem kan vara äldre. Det ska stå samma dag på båda."
    field = "det andra fältet" if error.sheet else "det första fältet"
    if error.groups:
        groups = " och ".join(str(group + 1) for group in error.groups)
        hint = f"Titta en gång till på grupp {groups}."
    elif error.reason == "length":
        hint = "Det ska vara tio grupper med fyra tecken i varje."
    else:
        hint = "Jämför det med pappret, en grupp i taget."
    return f"Arket i {field} verkar inte vara rätt skrivet. {hint}"


def saving(error: Exception) -> str:
    """The sentence for a failure to save."""
    return _sentence(SAVING, error, SAVING_FAILED)


def _sentence(
    sentences: dict[type[failures.VaultError], str], error: Exception, otherwise: str
) -> str:
    return next((text for kind, text in sentences.items() if isinstance(error, kind)), otherwise)
