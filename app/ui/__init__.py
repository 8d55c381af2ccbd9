"""What a person sees and touches. Flet enters here and nowhere else but at the start.

May import ``share``, ``workbook`` and ``guide``, never ``vault``. State lives in few places:

- ``state.Shown``: a small observable that says which screen is up. Screens re-render from it.
- ``state.SaveStatus``: a small observable that says when words were last saved.
- ``desk.Desk``: everything that happens (unlock, lock, write, move). Plain Python, no controls.
- ``sharing.Sharing``: what is about to be shared, step by step; gone when it is out, or locked.
- ``sitting.Sitting``: what two who sit beside each other take up; gone when it locks.
- Words being typed live in ``workbook.drafts``, never in a control.

Promises: no handler and no render lets an exception out (``kit.act``, ``kit.component``); no
sentence here holds what a person wrote.
"""
