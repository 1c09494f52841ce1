"""Which addresses are told what happens here, did they hear it, and by which secret do they know us?"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.desk.access import limits, noting, people
from hejie.desk.models import Delivery, Shop, Webhook
from hejie.desk.pages.gates import done, for_administrators, objecting, shown
from hejie.desk.webhooks import delivering, hooks, sending

SHOWN = 100
State = Delivery.State


@for_administrators
def everything(request: HttpRequest) -> HttpResponse:
    """List the webhooks, and make one; its secret is shown this once."""
    form, made, secret = request.POST, None, ""
    with objecting(request) as objection:
        if request.method == "POST":
            by = people.signed_in(request).get_username()
            made, secret = hooks.add(
                form.get("url", "").strip(),
                form.getlist("kind"),
                form.getlist("shop"),
                by=by,
                whole=form.get("whole") == "yes",
            )
    told = {
        "hooks": Webhook.objects.order_by("id").annotate(
            waiting=Count("deliveries", Q(deliveries__state=State.WAITING)),
            given_up=Count("deliveries", Q(deliveries__state=State.GIVEN_UP)),
        ),
        "kinds": hooks.KINDS,
        "shops": Shop.objects.order_by("platform", "name"),
        "made": made,
        "secret": secret,
        "form": form,
        "trouble": objection.words,
    }
    return shown(request, "admin/webhooks.html", told, status=422 if objection else 200)


@for_administrators
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a webhook with what it was told last."""
    return _shown(request, _hook(number), {})


@for_administrators
@require_POST
def test(request: HttpRequest, number: int) -> HttpResponse:
    """Send a message that tells of nothing, now, and show what was answered."""
    hook, person = _hook(number), people.signed_in(request)
    with objecting(request) as objection:
        limits.asked_of_elsewhere(person.pk)
        heard = sending.send(sending.trial(hook, timezone.now()))
        noting.note("webhook tested", person.get_username(), f"{number}: {heard.status or heard.trouble}")
        return _shown(request, hook, {"heard": heard})
    return _shown(request, hook, {"trouble": objection.words})


@for_administrators
@require_POST
def renew(request: HttpRequest, number: int) -> HttpResponse:
    """Make a new secret and show it this once; the old one signs too for a day."""
    hook = _hook(number)
    secret = hooks.renew(hook, now=timezone.now(), by=people.signed_in(request).get_username())
    return _shown(request, hook, {"secret": secret})


@for_administrators
@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a webhook with what waits for it."""
    hooks.remove(_hook(number).pk, by=people.signed_in(request).get_username())
    done(request, _("This address hears nothing any more."))
    return HttpResponseRedirect(reverse("webhooks"))


@for_administrators
@require_POST
def again(request: HttpRequest, number: int, delivery: int) -> HttpResponse:
    """Send one message again, as if it had never been tried."""
    row = Delivery.objects.filter(pk=delivery, webhook=_hook(number)).first()
    if row is None:
        raise Http404
    delivering.send_again(row, timezone.now())
    noting.note("message sent again", people.signed_in(request).get_username(), f"{number}: {delivery}")
    done(request, _("It is sent again within a second."))
    return HttpResponseRedirect(reverse("webhook", args=[number]))


def _hook(number: int) -> Webhook:
    found = Webhook.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, hook: Webhook, told: dict[str, Any]) -> HttpResponse:
    frame = {
        "hook": hook,
        "deliveries": hook.deliveries.order_by("-id")[:SHOWN],
        "secret": "",
        "heard": None,
        "trouble": "",
        "now": timezone.now(),
    }
    return shown(request, "admin/webhook.html", frame | told, status=422 if told.get("trouble") else 200)


urlpatterns = [
    path("webhooks", everything, name="webhooks"),
    path("webhooks/<int:number>", one, name="webhook"),
    path("webhooks/<int:number>/test", test, name="webhook-test"),
    path("webhooks/<int:number>/secret", renew, name="webhook-secret"),
    path("webhooks/<int:number>/removal", remove, name="webhook-removal"),
    path("webhooks/<int:number>/deliveries/<int:delivery>/again", again, name="delivery-again"),
]
