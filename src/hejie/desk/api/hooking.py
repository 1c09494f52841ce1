"""Who is told when something happens, and what became of each telling? For administrators of all shops."""

# No postponed annotations here: the framework reads those of the functions below, aliases included.

from datetime import datetime
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Path, Query, Router, Schema
from pydantic import ConfigDict

from hejie.desk.access.tokens import ADMIN, Caller
from hejie.desk.api.door import Bearer, OutOfScope, caller_of
from hejie.desk.api.reading import MOST_NUMBER, only
from hejie.desk.api.refusing import REFUSALS, Refusal
from hejie.desk.api.repeating import Answer, Key, once
from hejie.desk.models import Delivery, Webhook
from hejie.desk.webhooks import delivering, hooks

hooking = Router(auth=Bearer(ADMIN), tags=["Webhooks"])
Number = Annotated[int, Path(ge=1, le=MOST_NUMBER)]
Names = Annotated[list[Annotated[str, Field(max_length=120)]], Field(max_length=100)]
SHOWN = 200


class HookSaid(Schema):
    """An address, and what it hears of: no kinds or shops means all. `whole` sends the entries themselves."""

    model_config = ConfigDict(extra="forbid")
    url: Annotated[str, Field(min_length=8, max_length=500)]
    kinds: Names = []
    shops: Names = []
    whole: bool = False


class HookTold(Schema):
    """A webhook."""

    id: int
    url: str
    kinds: list[str]
    shops: list[str]
    whole: bool
    active: bool
    made_by: str
    made_at: datetime


class HookMade(HookTold):
    """A new webhook with the secret that signs; it is shown this once."""

    secret: str


class DeliveryTold(Schema):
    """One message: what it tells, how often it was tried, and what was answered."""

    id: int
    kind: str
    case_id: str
    state: str
    tries: int
    status: int | None
    trouble: str
    made_at: datetime
    sent_at: datetime | None
    next_at: datetime


class Done(Schema):
    """It is done."""

    done: bool = True


@hooking.get("/webhooks", response={200: list[HookTold], REFUSALS: Refusal}, summary="List webhooks")
def listed(request: HttpRequest) -> list[HookTold]:
    """Return every webhook."""
    _of_all_shops(request)
    return [_told(hook) for hook in Webhook.objects.order_by("id")]


@hooking.post("/webhooks", response={201: HookMade, REFUSALS: Refusal}, summary="Make a webhook")
def make(request: HttpRequest, said: HookSaid, key: Key = None) -> HttpResponse:
    """Tell an address of what happens from now on."""
    caller = _of_all_shops(request)

    def made() -> Answer:
        hook, secret = hooks.add(
            said.url, said.kinds, said.shops, by=caller.person.get_username(), whole=said.whole
        )
        return 201, HookMade(secret=secret, **_told(hook).model_dump())

    return once(request, key, made)


@hooking.delete("/webhooks/{number}", response={200: Done, REFUSALS: Refusal}, summary="Remove a webhook")
def remove(request: HttpRequest, number: Number) -> Done:
    """Remove a webhook with all that waits for it."""
    hooks.remove(number, by=_of_all_shops(request).person.get_username())
    return Done()


@hooking.get(
    "/webhooks/{number}/deliveries",
    response={200: list[DeliveryTold], REFUSALS: Refusal},
    summary="Read the log",
)
def deliveries(
    request: HttpRequest,
    number: Number,
    state: Annotated[str, Query(pattern="^(waiting|sent|given_up|)$")] = "",
) -> list[DeliveryTold]:
    """Return the newest messages of a webhook, the newest first."""
    only(request, "state")
    _of_all_shops(request)
    if not Webhook.objects.filter(pk=number).exists():
        raise hooks.NoSuchWebhook(number)
    rows = Delivery.objects.filter(webhook=number, **({"state": state} if state else {})).order_by("-id")
    return [DeliveryTold.model_validate(row) for row in rows[:SHOWN]]


@hooking.post(
    "/webhooks/{number}/deliveries/{delivery}/again",
    response={201: Done, REFUSALS: Refusal},
    summary="Send a message again",
)
def again(request: HttpRequest, number: Number, delivery: Number, key: Key = None) -> HttpResponse:
    """Send a message again now, as if it had never been tried."""
    _of_all_shops(request)
    row = Delivery.objects.filter(pk=delivery, webhook=number).first()
    if row is None:
        raise Http404

    def send() -> Answer:
        delivering.send_again(row, timezone.now())
        return 201, Done()

    return once(request, key, send)


def _of_all_shops(request: HttpRequest) -> Caller:
    caller = caller_of(request)
    if not caller.sees_all:
        raise OutOfScope(f"{ADMIN} of all shops")
    return caller


def _told(hook: Webhook) -> HookTold:
    return HookTold.model_validate(hook)
