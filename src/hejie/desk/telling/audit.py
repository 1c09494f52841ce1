"""What is each kind of noted thing called, in the reader's language?"""

from __future__ import annotations

from django.utils.translation import gettext as _


def kinds() -> dict[str, tuple[str, str]]:
    """Return the name of each kind of line with the colour that tells what deserves a look."""
    return {
        "signed in": (_("signed in"), ""),
        "sign-in refused": (_("sign-in refused"), "orange"),
        "signed out": (_("signed out"), ""),
        "file out": (_("file taken away"), "blue"),
        "cases out": (_("cases exported"), "blue"),
        "cases in": (_("cases brought in"), "blue"),
        "token made": (_("token made"), "purple"),
        "token revoked": (_("token revoked"), "purple"),
        "webhook made": (_("webhook made"), "purple"),
        "webhook removed": (_("webhook removed"), "purple"),
        "webhook secret made": (_("webhook secret made"), "purple"),
        "webhook tested": (_("webhook tested"), ""),
        "message sent again": (_("message sent again"), ""),
        "code refused": (_("code refused"), "orange"),
        "codes begun": (_("time codes set up"), "green"),
        "codes ended": (_("time codes removed"), "orange"),
        "recovery code used": (_("recovery code used"), "orange"),
        "recovery codes made": (_("recovery codes made"), ""),
        "password changed": (_("password changed"), "green"),
        "password refused": (_("present password refused"), "orange"),
        "link made": (_("password link made"), "purple"),
        "link refused": (_("password link refused"), "orange"),
        "sessions ended": (_("signed out elsewhere"), ""),
        "person made": (_("person let in"), "purple"),
        "person changed": (_("person changed"), "purple"),
        "person let out": (_("person let out"), "purple"),
        "company sign-in joined": (_("company sign-in joined"), "green"),
        "company sign-in parted": (_("company sign-in parted"), "orange"),
        "company sign-in refused": (_("company sign-in refused"), "orange"),
        "habits changed": (_("team rules changed"), "purple"),
        "habits proposed": (_("team rules proposed"), "purple"),
        "habits refused": (_("team rules refused"), "orange"),
        "connector linked": (_("connector linked"), "purple"),
        "connector unlinked": (_("connector unlinked"), "purple"),
        "connector token renewed": (_("connector token renewed"), ""),
        "connector refused": (_("connector refused by the platform"), "orange"),
        "done on platform": (_("done on the platform"), "green"),
        "not done on platform": (_("not done on the platform"), "orange"),
    }
