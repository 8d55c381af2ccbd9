"""The words that the editors have of their own, in other languages. A machine wrote them.

Those that stand on paper too are in ``share/labels.py``, and are said the same here.
"""

from collections.abc import Mapping

from app.guide import Language
from app.share import labels

_WORDS: Mapping[str, tuple[str, str]] = {
    # Swedish: English, Arabic
    "Hur mycket orkar du nu?": ("How much can you manage now?", "كم تستطيع أن تفعل الآن؟"),
    "Orkar lite": ("A little", "القليل"),
    "Dölj hjälptexter": ("Hide the help texts", "إخفاء نصوص المساعدة"),
    "Visa hjälptexter": ("Show the help texts", "إظهار نصوص المساعدة"),
    "Lagom": ("Some", "قدر معتدل"),
    "Mycket": ("A lot", "الكثير"),
    "När …": ("When …", "عندما …"),
    "När jag märker …": ("When I notice …", "عندما ألاحظ …"),
    "Då gör jag …": ("Then I do …", "عندها أفعل …"),
    "Vem eller vad": ("Who or what", "من أو ماذا"),
    "Hur ni hör ihop": ("How you are connected", "ما الذي يربط بينكما"),
    "Både och": ("Both", "كلاهما"),
    "Jag": ("I", "أنا"),
    "Jag i mitten.": ("I am in the middle.", "أنا في الوسط."),
    "Något eget": ("Something of your own", "شيء خاص بك"),
    "Din vecka": ("Your week", "أسبوعك"),
    "Lägg till": ("Add", "إضافة"),
    "Lägg till en rad": ("Add a row", "إضافة سطر"),
    "Lägg till en till": ("Add one more", "إضافة المزيد"),
    "Lägg till en person": ("Add a person", "إضافة شخص"),
    "Lägg till någon": ("Add someone", "إضافة شخص"),
    "Lägg till något eget": ("Add something of your own", "إضافة شيء خاص بك"),
    "Ångra borttagningen": ("Undo the removal", "التراجع عن الحذف"),
    "Ta bort valet": ("Remove the choice", "إزالة الاختيار"),
    "Välj dag": ("Choose a day", "اختيار يوم"),
    "Ta bort dagen": ("Remove the day", "إزالة اليوم"),
    "Vad jag skrev förut": ("What I wrote before", "ما كتبته سابقًا"),
    "Skriv med egna ord": ("Write in your own words", "الكتابة بكلماتك الخاصة"),
    "Välj bland det du har skrivit": (
        "Choose from what you have written",
        "الاختيار مما كتبته",
    ),
    "Stäng listan": ("Close the list", "إغلاق القائمة"),
    "Du kan följa något över tid, om du vill. Det är inget betyg och appen räknar inte på det.": (
        "You can follow something over time, if you want to. "
        "It is not a grade, and the app works nothing out from it.",
        "يمكنك متابعة شيء ما مع مرور الوقت إذا أردت. هذا ليس تقييمًا، والتطبيق لا يحسب منه شيئًا.",
    ),
    "Börja följa något": ("Start following something", "بدء متابعة شيء ما"),
    "Vad vill du följa? Eget ord": (
        "What do you want to follow? Your own word",
        "ماذا تريد أن تتابع؟ كلمتك الخاصة",
    ),
    "Några ord, om du vill": ("A few words, if you want to", "بضع كلمات، إذا أردت"),
    "I dag": ("Today", "اليوم"),
    "Välj en annan dag": ("Choose another day", "اختيار يوم آخر"),
    "Det du har skrivit": ("What you have written", "ما كتبته"),
    "Visa fler": ("Show more", "عرض المزيد"),
    "Sluta följa": ("Stop following", "إيقاف المتابعة"),
    "Stäng brevet tills jag öppnar det": (
        "Close the letter until I open it",
        "إغلاق الرسالة حتى أفتحها",
    ),
    "Stäng till en dag": ("Close it until a day", "إغلاقها حتى يوم معيّن"),
    "Brevet är stängt tills du öppnar det.": (
        "The letter is closed until you open it.",
        "الرسالة مغلقة حتى تفتحها.",
    ),
    "Brevet är stängt till {}.": (
        "The letter is closed until {}.",
        "الرسالة مغلقة حتى {}.",
    ),
    "Brevet kan öppnas nu.": ("The letter can be opened now.", "يمكن فتح الرسالة الآن."),
    "Det var stängt till {}.": ("It was closed until {}.", "كانت مغلقة حتى {}."),
    "Du stängde det {}.": ("You closed it on {}.", "أغلقتها في {}."),
    "Du bestämde att vänta till {}. Vill du öppna det ändå?": (
        "You decided to wait until {}. Do you want to open it anyway?",
        "قررت الانتظار حتى {}. هل تريد فتحها رغم ذلك؟",
    ),
    "Öppna brevet": ("Open the letter", "فتح الرسالة"),
    "Låt det vara stängt": ("Leave it closed", "إبقاؤها مغلقة"),
    "Öppna ändå": ("Open anyway", "فتحها رغم ذلك"),
}
_PLACES = {Language.ENGLISH: 0, Language.ARABIC: 1}


def other(text: str, language: Language) -> str:
    """A label in ``language``, "" where nobody has put it in words."""
    if text in _WORDS:
        return _WORDS[text][_PLACES[language]]
    return labels.other(text, language)
