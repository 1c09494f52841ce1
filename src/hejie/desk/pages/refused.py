"""What does a person see where there is nothing for them, or where something broke?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that there is no such page, or none that this person may see: which of the two is not said."""
    return _told(
        request,
        404,
        _("Nothing here for you"),
        _("There is no such case or page, or it belongs to another shop."),
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Tell that this was refused."""
    return _told(request, 403, _("Not allowed"), _("Your role may not do this."))


def broken(request: HttpRequest) -> HttpResponse:
    """Tell that the desk made a mistake; nothing of the action was kept, and the log says why."""
    return _told(
        request,
        500,
        _("Something broke"),
        _("Nothing of what you did was kept. Try again; the log says why."),
    )


def _told(request: HttpRequest, status: int, title: str, says: str) -> HttpResponse:
    return render(request, "refused.html", {"title": title, "says": says}, status=status)
