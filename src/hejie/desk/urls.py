"""Which page is where? Pages are nouns; what a person does is a noun too, added to a case."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.generic import RedirectView

from hejie.desk.api.root import api
from hejie.desk.pages import (
    actions,
    attachments,
    case,
    complaint,
    drafts,
    imports,
    many,
    pack,
    queue,
    recovery,
    saved,
    sign_in,
    wall,
)

handler404 = "hejie.desk.pages.refused.not_found"
handler403 = "hejie.desk.pages.refused.not_allowed"
handler500 = "hejie.desk.pages.refused.broken"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="queue"), name="home"),
    path("sign-in", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out", LogoutView.as_view(), name="sign-out"),
    path("language", sign_in.language, name="language"),
    path("theme", sign_in.theme, name="theme"),
    path("queue", queue.show, name="queue"),
    path("queue/news", queue.news, name="news"),
    path("queue/given", many.give, name="given"),
    path("views", saved.keep, name="views"),
    path("views/<int:number>/removal", saved.drop, name="view-removal"),
    path("wall", wall.show, name="wall"),
    path("complaints/new", complaint.show, name="complaint"),
    path("imports", imports.show, name="imports"),
    path("imports/<int:number>", imports.one, name="import"),
    path("imports/<int:number>/bad-rows", imports.bad, name="bad-rows"),
    path("imports/<int:number>/columns", imports.columns, name="import-columns"),
    path("cases/<int:number>", case.show, name="case"),
    path("cases/<int:number>/presence", case.presence, name="presence"),
    path("cases/<int:number>/facts/new", case.fact_form, name="fact-form"),
    path("cases/<int:number>/facts", actions.page("fact"), name="facts"),
    path("cases/<int:number>/notes", actions.page("note"), name="notes"),
    path("cases/<int:number>/taking", actions.page("taking"), name="taking"),
    path("cases/<int:number>/draft-check", drafts.check, name="draft-check"),
    path("cases/<int:number>/proposal", drafts.proposal, name="proposal"),
    path("cases/<int:number>/similar", drafts.precedents, name="similar"),
    path("cases/<int:number>/messages", actions.page("message"), name="messages"),
    path("cases/<int:number>/buyer-messages", actions.page("heard"), name="buyer-messages"),
    path("cases/<int:number>/offers", actions.page("offer"), name="offers"),
    path("cases/<int:number>/answers", actions.page("answer"), name="answers"),
    path("cases/<int:number>/approvals", actions.page("approval"), name="approvals"),
    path("cases/<int:number>/steps", actions.page("step"), name="steps"),
    path("cases/<int:number>/stepping-in", actions.page("stepping_in"), name="stepping-in"),
    path("cases/<int:number>/closing", actions.page("closing"), name="closing"),
    path("cases/<int:number>/reopening", actions.page("reopening"), name="reopening"),
    path("cases/<int:number>/promises", actions.page("promise"), name="promises"),
    path("cases/<int:number>/kept-promises", actions.page("kept"), name="kept-promises"),
    path("cases/<int:number>/stages", actions.page("stage"), name="stages"),
    path("cases/<int:number>/rulings", actions.page("ruling"), name="rulings"),
    path("cases/<int:number>/hand-ins", actions.page("handed_in"), name="hand-ins"),
    path("cases/<int:number>/carrier-claims", actions.page("carrier_claim"), name="carrier-claims"),
    path("cases/<int:number>/carrier-answers", actions.page("carrier_answer"), name="carrier-answers"),
    path("cases/<int:number>/escalations", actions.page("escalation"), name="escalations"),
    path("cases/<int:number>/corrections", actions.page("correction"), name="corrections"),
    path("cases/<int:number>/corrections/new", case.correction_form, name="correction-form"),
    path("cases/<int:number>/attachments", attachments.add, name="attachments"),
    path("cases/<int:number>/attachments/<slug:digest>", attachments.show, name="attachment"),
    *pack.urlpatterns,
    *recovery.urlpatterns,
    path("api/v1/", api.urls),
]
