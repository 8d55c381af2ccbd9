"""One person's workbook: which sections they chose, and what they wrote.

Stands on ``guide`` (what is asked), ``vault`` (what is kept) and ``packages`` (guides from others,
which a workbook keeps in its vault). Knows no screen. Everything here speaks in guides, sections,
fields and answers; the vault below only sees names and sealed values.

Promises: an answer is never dropped. Un-choosing a section keeps its answers, and an answer whose
field is gone from the content stays readable under "Tidigare svar". Workbooks on two devices become
one without losing a word, and what was cleared for good stays away (``backup`` and ``restore``; see
FORMAT.md).
"""
