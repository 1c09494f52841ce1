"""Which promotions does the shop promise, and how does another system publish, change and end one? For leads."""

# No postponed annotations here: the framework reads those of the functions below, aliases included.

from datetime import datetime
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Path, Router, Schema

from hejie.desk import house
from hejie.desk.access.tokens import READ, WRITE, Caller
from hejie.desk.acts import changing
from hejie.desk.api.door import Bearer, lead_of
from hejie.desk.api.reading import WORDS, only
from hejie.desk.api.refusing import REFUSALS, Refusal
from hejie.desk.api.repeating import Answer, Key, once
from hejie.desk.api.said import Said, Sum, Text, Time
from hejie.desk.habits import keeping, promotions
from hejie.desk.habits.orders import Form
from hejie.desk.insights.launching import Launch, is_for, published
from hejie.desk.models import Shop
from hejie.rulebook.promotions import Promotion

promising = Router(auth=Bearer(WRITE), tags=["Promotions"])
Slug = Annotated[str, Path(max_length=60, pattern=r"^[a-z][a-z0-9_]*$", description="The id in the list.")]
Words = Annotated[str, Field(max_length=promotions.MOST_LETTERS, pattern=WORDS)]
Names = Annotated[list[Words], Field(max_length=promotions.MOST_GOODS)]
Count = Annotated[int, Field(ge=0, le=promotions.MOST_DAYS)]


class BeyondShops(PermissionError):
    """A promotion that holds in shops that a token does not see."""

    def __init__(self) -> None:
        super().__init__(
            "This promotion holds in shops that the token does not see, so nothing was changed. "
            "Name only shops and platforms of the token."
        )


class PromotionSaid(Said):
    """What is promised; `id` is empty for a new one. A flaw that only a supervisor may pass needs `agreed`."""

    id: Annotated[str, Field(max_length=60, pattern=r"^([a-z][a-z0-9_]*)?$")] = ""
    gives: Literal["price", "coupon", "reduction", "gift", "lottery"]
    name: Annotated[
        str, Field(min_length=1, max_length=promotions.MOST_LETTERS, pattern=r"^[^\x00-\x1f\x7f]*\S")
    ]
    name_en: Words = ""
    starts: Time
    ends: Time
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    was: Sum = ""
    price: Sum = ""
    cost: Sum = ""
    off: Sum = ""
    least_spend: Sum = ""
    prize: Sum = ""
    gift: Words = ""
    gift_en: Words = ""
    conditions: Words = ""
    conditions_en: Words = ""
    per_buyer: Count = 0
    protect: Count | None = None
    platforms: Names = []
    shops: Names = []
    goods: Names = []
    stacks: bool = False
    stacks_with: Names = []
    agreed: bool = False
    because: Text

    def as_form(self) -> Form:
        """Return the form of the page on which a person writes one."""
        said = self.model_dump(mode="json", exclude={"because"}, exclude_none=True)
        form = Form({"zone": ["UTC"]})
        for name, value in said.items():
            listed = value if isinstance(value, list) else [_typed(value)]
            form[name.replace("_en", ".en")] = [str(one) for one in listed]
        return form


class EndSaid(Said):
    """Why it ends."""

    because: Text


class PromotionTold(Schema):
    """A promotion that `runs`, is `to_come` or `over`; sums are whole minor units of `currency`.

    `ours` may be changed here; any other is written by hand on the machine of the desk.
    """

    id: str
    state: str
    ours: bool
    kind: str
    name: dict[str, str]
    starts_at: datetime
    ends_at: datetime
    platforms: list[str]
    shops: list[str]
    goods: list[str]
    currency: str
    sums: dict[str, int]
    per_buyer: int
    protect: int | None
    stacks: bool
    stacks_with: list[str]
    gift: dict[str, str]
    conditions: dict[str, str]


class PromotionKept(Schema):
    """The version of the team's rules that a change made, and the promotion in it; null where it was taken back."""

    version: int
    promotion: PromotionTold | None


@promising.get(
    "/promotions",
    auth=Bearer(READ),
    response={200: list[PromotionTold], REFUSALS: Refusal},
    summary="List promotions",
)
def listed(request: HttpRequest) -> list[PromotionTold]:
    """Return those that run, then those to come and those that are over."""
    only(request)
    caller = lead_of(request)
    bars = promotions.bars(house.rules(), keeping.files_now(), at=timezone.now())
    mine = [bar for bar in bars if any(is_for(bar.promotion, shop) for shop in caller.shops)]
    return [_told(bar) for bar in (mine if caller.token.shops else bars)]


@promising.post(
    "/promotions", response={201: PromotionKept, REFUSALS: Refusal}, summary="Publish or change a promotion"
)
def publish(request: HttpRequest, said: PromotionSaid, key: Key = None) -> HttpResponse:
    """Publish a promotion or change one, as a supervisor does on the page, after the same check."""
    caller, form, now = lead_of(request), said.as_form(), timezone.now()

    def kept() -> Answer:
        rules = house.rules()
        drafted = promotions.drafted(rules, form)
        _check_shops(caller, drafted, *(one for one in rules.promotions if one.id == drafted.id))
        launch = Launch(caller.shops, "en", now)
        return _changed(caller, published(rules, keeping.files_now(), form, launch), said.because, drafted.id)

    return once(request, key, kept)


@promising.post(
    "/promotions/{slug}/end", response={201: PromotionKept, REFUSALS: Refusal}, summary="End a promotion"
)
def end(request: HttpRequest, slug: Slug, said: EndSaid, key: Key = None) -> HttpResponse:
    """End a promotion now; one that is still to come is taken back."""
    caller = lead_of(request)

    def ended() -> Answer:
        rules = house.rules()
        edits = promotions.ended(rules, keeping.files_now(), slug, at=timezone.now())
        _check_shops(caller, *(one for one in rules.promotions if one.id == slug))
        return _changed(caller, edits, said.because, slug)

    return once(request, key, ended)


def _changed(caller: Caller, edits: promotions.Edits, why: str, key: str) -> Answer:
    now = timezone.now()
    row = changing.change(changing.Wanted(edits, why), by=caller.person, at=now)
    bars = promotions.bars(house.rules(), keeping.files_now(), at=now)
    found = next((_told(bar) for bar in bars if bar.promotion.id == key), None)
    return 201, PromotionKept(version=row.pk, promotion=found)


def _check_shops(caller: Caller, *those: Promotion) -> None:
    """Raise BeyondShops where a token that sees some shops alone would promise something in another."""
    if caller.token.shops:
        seen = {shop.key for shop in caller.shops}
        others = [shop for shop in Shop.objects.all() if shop.key not in seen]
        if any(is_for(one, shop) for one in those for shop in others):
            raise BeyondShops


def _told(bar: promotions.Bar) -> PromotionTold:
    one = bar.promotion
    sums = {name: money for name in promotions.SUMS if (money := getattr(one, name))}
    reckoned = {"state", "ours", "currency", "sums"}
    return PromotionTold(
        state=bar.state,
        ours=bar.ours,
        currency=next((money.currency for money in sums.values()), ""),
        sums={name: money.minor for name, money in sums.items()},
        **{name: getattr(one, name) for name in PromotionTold.model_fields if name not in reckoned},
    )


def _typed(value: object) -> object:
    return ("yes" if value else "") if isinstance(value, bool) else value
