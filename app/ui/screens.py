"""Which page each screen is."""

from typing import assert_never

import flet as ft

from app.ui import trial
from app.ui.desk import Desk
from app.ui.pages import (
    accessibility,
    agreement,
    appearance,
    begin,
    beside,
    calendar,
    card,
    card_edit,
    choose,
    copy_in,
    copy_out,
    device,
    erase,
    find,
    folder,
    helped,
    history,
    home,
    keys,
    lock,
    others,
    paper,
    printing,
    protection,
    reply,
    rescue,
    room,
    section,
    sending,
    settings,
    share,
    shared,
    shares,
    sheet,
    shortcuts,
    showing,
    strike,
    take_all,
    tour,
    welcome,
)
from app.ui.state import Place, Screen, Shown


def screen(desk: Desk, shown: Shown, place: Place) -> ft.Control:
    """The page of ``place``."""
    key = str(place)
    if desk.trial and place.screen in trial.LATER:
        return trial.later(desk, key=key)
    match place.screen:
        case Screen.WELCOME:
            return welcome.welcome(desk, shown.changes, key=key)
        case Screen.LOCK:
            return lock.lock(desk, key=key)
        case Screen.LOCKING:
            return lock.locking(desk, key=key)
        case Screen.CODE:
            return lock.code(desk, key=key)
        case Screen.TWO_SHEETS:
            return shares.two_sheets(desk, key=key)
        case Screen.START_OVER:
            return erase.start_over(desk, key=key)
        case Screen.FOLDER:
            return folder.folder(desk, key=key)
        case Screen.DAMAGED:
            return rescue.damaged(desk, key=key)
        case Screen.UNREAD:
            return rescue.unread(desk, key=key)
        case Screen.KEYS:
            return keys.keys(desk, shown.changes, key=key)
        case Screen.SHARES:
            return shares.shares(desk, key=key)
        case Screen.NEW_KEY:
            return keys.new_key(desk, key=key)
        case Screen.DEVICE:
            return device.device(desk, key=key)
        case Screen.OTHERS:
            return others.others(desk, shown.changes, key=key)
        case Screen.SHARED:
            return shared.shared(desk, shown.changes, key=key)
        case Screen.RECEIPT:
            return shared.receipt(desk, place.arg, shown.changes, key=key)
        case Screen.REPLY:
            return reply.reply(desk, key=key)
        case Screen.ROOM:
            return room.room(desk, key=key)
        case Screen.COPIES:
            return rescue.copies(desk, key=key)
        case Screen.COPY_OUT:
            return copy_out.copy_out(desk, key=key)
        case Screen.COPY_IN:
            return copy_in.copy_in(desk, key=key)
        case Screen.TAKE_ALL:
            return take_all.take_all(desk, key=key)
        case Screen.CALENDAR:
            return calendar.calendar(desk, key=key)
        case Screen.PAPER:
            return paper.paper(desk, key=key)
        case Screen.BOOKLET:
            return printing.booklet(desk, key=key)
        case Screen.BLANKS:
            return printing.blanks(desk, key=key)
        case Screen.ERASE:
            return erase.erase(desk, key=key)
        case Screen.TRACES:
            return folder.traces(desk, key=key)
        case Screen.HISTORY:
            return history.history(desk, place.arg, shown.changes, key=key)
        case Screen.AGREEMENT:
            return agreement.agreement(desk, place.arg, shown.changes, key=key)
        case Screen.BESIDE:
            return beside.beside(desk, key=key)
        case Screen.NEW_PASSPHRASE:
            return keys.new_passphrase(desk, key=key)
        case Screen.NEW_SHEET:
            return keys.new_sheet(desk, key=key)
        case Screen.SHEET:
            return sheet.recovery_sheet(desk, desk.sheet, key=key)
        case Screen.HELP:
            return choose.help_now(desk, key=key)
        case Screen.CARD:
            return card.card(desk, place.arg, key=key)
        case Screen.CARD_EDIT:
            return card_edit.card_edit(desk, shown.changes, key=key)
        case Screen.CARD_LOOK:
            return card_edit.look(desk, key=key)
        case Screen.ABOUT:
            return settings.about(desk, key=key)
        case Screen.PROTECTION:
            return protection.protection(desk, key=key)
        case Screen.ACCESSIBILITY:
            return accessibility.accessibility(desk, key=key)
        case Screen.SHORTCUTS:
            return shortcuts.shortcuts(desk, key=key)
        case Screen.TOUR:
            return tour.tour(desk, key=key)
        case Screen.BEGIN:
            return begin.begin(desk, key=key)
        case Screen.HOME:
            return home.home(desk, shown.changes, key=key)
        case Screen.GUIDES:
            return choose.guides(desk, shown.changes, key=key)
        case Screen.INTRO:
            return choose.intro(desk, place.arg, key=key)
        case Screen.CHOOSE:
            return choose.choose(desk, place.arg, key=key)
        case Screen.SECTION:
            return section.section(desk, place.arg, key=key)
        case Screen.EARLIER:
            return choose.earlier(desk, key=key)
        case Screen.SHARE:
            return share.share(desk, key=key)
        case Screen.SHARE_ANSWERS:
            return share.answers(desk, place.arg, key=key)
        case Screen.SHARE_LOOK:
            return share.look(desk, key=key)
        case Screen.SHARE_STRIKE:
            return strike.strike(desk, place.arg, key=key)
        case Screen.SHARE_TO:
            return sending.to_whom(desk, key=key)
        case Screen.SHARE_FILE:
            return sending.file(desk, key=key)
        case Screen.SHARE_PDF:
            return sending.pdf(desk, key=key)
        case Screen.SHOW:
            return showing.show(desk, place.arg, key=key)
        case Screen.SHOWING:
            return showing.showing(desk, shown.percent, key=key)
        case Screen.APPEARANCE:
            return appearance.appearance(desk, shown.changes, key=key)
        case Screen.FIND:
            return find.find(desk, shown.changes, key=key)
        case Screen.HELPED:
            return helped.helped(desk, key=key)
        case Screen.SETTINGS:
            return settings.settings(desk, shown.changes, key=key)
        case _:
            assert_never(place.screen)
