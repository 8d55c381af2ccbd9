"""A section and its answers become a page outside the screen: to print, to keep, to give somebody.

``page`` joins the text of a section with what is written, once, as frozen nodes. ``document``,
``plain`` and ``pdf`` walk them, and so can any output to come. ``only`` and ``without`` are for
choosing what of the pages leaves this time. ``work_file`` is the document locked, for a browser to
open, and ``read_reply`` reads what somebody answers in it. ``booklet`` lays pages on paper that is
folded for the pocket, and ``calendar`` makes a reminder. ``agreement`` makes and reads the two
files of people who compare what both show. ``copy`` seals all that a workbook holds as one file and
reads it again, and ``export`` makes all of it open to any program.

May import ``guide``, ``workbook`` and ``envelope``, the standard library, for paper fontTools and
pypdf, and for a calendar icalendar. Opens no file but the fonts it is shown, and no socket: what to
do with the result is the caller's matter.

Promises: every word that fits a question that could be read is in every output, but those of a
closed letter, which are not even in the nodes. What a person wrote is text in every output, never
markup. Where the guide has words in another language too, those that belong to what is shown stand
after the Swedish ones, marked with their language and direction. What is taken out is in no output.
"""

from app.share.choose import Removed, only, without, words_of
from app.share.html import document
from app.share.labels import notice
from app.share.locked import work_file
from app.share.page import Answered, Block, Group, Page, page
from app.share.pdf import pdf, unprintable
from app.share.pdf_sheets import A4, A6, Paper
from app.share.reply import BadReply, Line, Reply, read_reply
from app.share.text import plain

__all__ = [
    "A4",
    "A6",
    "Answered",
    "BadReply",
    "Block",
    "Group",
    "Line",
    "Page",
    "Paper",
    "Removed",
    "Reply",
    "document",
    "notice",
    "only",
    "page",
    "pdf",
    "plain",
    "read_reply",
    "unprintable",
    "without",
    "words_of",
    "work_file",
]
