"""What does each kind of entry look like in practice, told fully and told as briefly as it can be?

FULL and BRIEF hold one instance of every kind of thing that happens, for tests of sentences, pages and stores.
"""

from __future__ import annotations

from datetime import timedelta

from hejie.casefile.entries import (
    AnyHappening,
    ApprovalAnswered,
    ApprovalAsked,
    AttachmentAdded,
    CarrierChased,
    CarrierClaimAnswered,
    CarrierClaimFiled,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseTaken,
    ClockMissed,
    ClockSet,
    ClockStopped,
    ContactPlanned,
    EntryCorrected,
    Escalated,
    EvidenceListed,
    EvidenceSubmitted,
    Exhibit,
    ExhibitMarked,
    FactAsked,
    FactStated,
    Ground,
    LiabilityJudged,
    MessageDrafted,
    MessageReceived,
    MessageSent,
    NoteWritten,
    Offer,
    OfferAnswered,
    OfferMade,
    OffersWeighed,
    ParcelScanned,
    PlatformReported,
    PlatformSteppedIn,
    PromiseKept,
    PromiseMade,
    Region,
    RepaymentAnswered,
    RepaymentAsked,
    RouteRead,
    RulingGiven,
    SettlementAgreed,
    StageMoved,
    StandingOrderUsed,
    Step,
    StepDone,
)
from hejie.casefile.facts import absent, known, unknown
from hejie.casefile.parties import Role
from hejie.casefile.quantities import Weight
from hejie.casefile.stages import Stage, Turn
from tests.cast import NOON, yuan

NAMES = {
    "zh-CN": {
        "taobao": "淘宝",
        "weight_short": "称重不足",
        "reply": "回复买家",
        "coupon": "优惠券",
        "reship": "补发",
        "w_item": "单件重量",
        "w_repacked": "复称重量",
        "signed_at": "签收时间",
        "greet": "首次安抚",
        "inspect": "验收退货",
        "refund": "退款",
        "weight_photo": "称重照片",
        "yto": "圆通",
    },
    "en": {
        "taobao": "Taobao",
        "weight_short": "weight falls short",
        "reply": "answer the buyer",
        "coupon": "a coupon",
        "reship": "send the missing piece",
        "w_item": "weight of one piece",
        "w_repacked": "weight when weighed again",
        "signed_at": "time of signing",
        "greet": "first answer",
        "inspect": "inspect the return",
        "refund": "refund",
        "weight_photo": "photo on the scale",
        "yto": "YTO",
    },
}

LATER = NOON + timedelta(days=2)
GROUND = Ground(
    "missing.weight_short",
    {
        "zh-CN": "复称比发货重量少一件以上的,由卖家补发或退款。",
        "en": "Where the parcel is lighter by a piece, the seller makes good.",
    },
    source="Rules of Taobao on missing items",
    dated="2025-09-01",
    grade="reported",
    because=("w_warehouse - w_repacked >= w_item",),
)
BARE = Ground("missing.other", {})
STEPS = (
    Step("inspect", Role.SELLER, {"zh-CN": "卖家验收退货", "en": "the seller inspects the return"}),
    Step("refund", Role.PLATFORM, {"zh-CN": "平台放款给买家", "en": "the platform pays the buyer"}),
)
PHOTO = Exhibit(
    "weight_photo",
    {"zh-CN": "带面单的称重照片", "en": "photo on the scale with the label"},
    {"zh-CN": "发货时重量", "en": "the weight when it left"},
    Role.WAREHOUSE,
    at_hand="sha256:1",
)
VIDEO = Exhibit("packing_video", {"zh-CN": "打包视频", "en": "packing video"}, {}, Role.WAREHOUSE)
OFFERS = (
    Offer("reship", yuan("18"), yuan("60"), {"goods": 1000, "freight": 800}, GROUND),
    Offer("coupon", yuan("30"), yuan("30"), {}, GROUND, grantable=False, needs="supervisor", why_not="limit"),
)

_FULL: tuple[AnyHappening, ...] = (
    CaseOpened(
        platform="taobao",
        shop="lantern",
        after_sales_id="900001",
        claim="missing_item",
        wants="partial_refund",
        order_id="20261111001",
        buyer="Chen",
        goods="保温杯 500ml",
        amount=yuan("128"),
        channel="platform",
        language="zh-CN",
        facts=(known("w_item", Weight(420)),),
        native={"退款状态": "等待卖家处理"},
    ),
    PlatformReported(
        "等待卖家处理", (known("w_repacked", Weight(850)), absent("signed_at")), {"退款状态": "等待"}
    ),
    StageMoved(Stage.NEGOTIATION, Turn.SELLER, "买家已提交退款申请"),
    MessageReceived(Role.BUYER, "少了一个杯子!", "zh-CN", "旺旺"),
    MessageDrafted("您好,给您添麻烦了。", "zh-CN", "greet", ("order_id",), "首次回复"),
    MessageSent("您好,给您添麻烦了。", "zh-CN", "greet", "旺旺"),
    ContactPlanned("phone", LATER, "unreachable", GROUND),
    AttachmentAdded("scale.jpg", "ab" * 32, 204800, "image/jpeg", "发货时 1270 克"),
    NoteWritten("仓库说当天换过打包员"),
    FactStated(known("w_repacked", Weight(850), said_by="carrier", source="称重记录", at=NOON)),
    FactAsked("w_repacked", Role.CARRIER, LATER, {"850": ("seller",), "1270": ("buyer",)}),
    ParcelScanned("YT123", NOON, "attempt_absent", "yto", "派件异常", "31", "家中无人", "杭州", "forward"),
    RouteRead("YT123", "returning", 2, NOON, LATER, "attempt_absent", "failed_delivery", ("attempts >= 2",)),
    EvidenceListed((PHOTO, VIDEO), LATER, GROUND),
    ExhibitMarked(
        "weight_photo",
        "ab" * 32,
        (Region(1000, 2000, 3000, 1500), Region(0, 9000, 10_000, 1000, hides=True)),
        caption="读数 1270 克，与面单同框",
    ),
    LiabilityJudged("decided", ("seller",), (GROUND,), ("reship",), (), LATER, "f00d"),
    ClockSet(
        "reply",
        LATER,
        Role.SELLER,
        {"zh-CN": "系统自动退款给买家", "en": "the platform refunds the buyer by itself"},
        "platform_field",
        GROUND,
        LATER,
    ),
    ClockStopped("reply", "已回复买家"),
    ClockMissed(
        "reply", LATER, {"zh-CN": "系统自动退款给买家", "en": "the platform refunds the buyer by itself"}
    ),
    OffersWeighed(OFFERS),
    CaseTaken("Ana"),
    StandingOrderUsed("extend_in_time", "extend", "reply", LATER, "bo", GROUND),
    Escalated(Role.SUPERVISOR, GROUND),
    OfferMade("coupon", yuan("10"), "下次下单可用"),
    OfferAnswered("countered", yuan("20"), "至少 20 元"),
    ApprovalAsked("coupon", yuan("30"), Role.SUPERVISOR, GROUND),
    ApprovalAnswered(True, "老客户"),
    SettlementAgreed("reship", yuan("60"), STEPS),
    StepDone("inspect", "入库照片"),
    PromiseMade("今天补发", LATER),
    PromiseKept("今天补发"),
    PlatformSteppedIn("买家申请客服介入"),
    EvidenceSubmitted(("weight_photo", "packing_video"), "cd" * 32, "回执号 77", NOON),
    RulingGiven("seller", yuan("128"), "称重记录完整"),
    CarrierClaimFiled("yto", yuan("60"), "工单号 88", ("weight_photo",)),
    CarrierClaimAnswered("yto", yuan("60"), "已转账"),
    CarrierChased("yto", "工单仍未处理", LATER),
    RepaymentAsked(yuan("128"), "包裹已于今日签收", LATER),
    RepaymentAnswered(yuan("128"), "已重新付款"),
    CaseClosed("reshipped", "打包漏放", "大促前双人复核", yuan("18")),
    CaseReopened("补发仍少一件"),
    EntryCorrected(4, "记错包裹"),
)

_BRIEF: tuple[AnyHappening, ...] = (
    CaseOpened("taobao", "lantern", "900001", "missing_item"),
    PlatformReported("等待卖家处理"),
    StageMoved(Stage.CLOSED, Turn.NOBODY),
    MessageReceived(Role.BUYER, ""),
    MessageDrafted("", "pt-BR", "greet"),
    MessageSent("", "zh-CN"),
    ContactPlanned("phone", LATER),
    AttachmentAdded("scale.jpg", "ab" * 32, 1, "image/jpeg"),
    NoteWritten(""),
    FactStated(unknown("signed_at")),
    FactAsked("signed_at", Role.CARRIER),
    ParcelScanned("YT123", NOON, "in_transit"),
    RouteRead("YT123", "in_transit"),
    EvidenceListed(()),
    ExhibitMarked("weight_photo"),
    LiabilityJudged("pending", (), ()),
    ClockSet("reply", LATER, Role.SELLER, {}, "rule", BARE),
    ClockStopped("reply"),
    ClockMissed("reply", LATER, {}),
    OffersWeighed(()),
    CaseTaken("Ana"),
    StandingOrderUsed("extend_in_time", "extend", "reply", LATER, "bo", BARE),
    Escalated(Role.SUPERVISOR, BARE),
    OfferMade("coupon"),
    OfferAnswered("accepted"),
    ApprovalAsked("coupon", yuan("30"), Role.SUPERVISOR, BARE),
    ApprovalAnswered(False),
    SettlementAgreed("reship"),
    StepDone("inspect"),
    PromiseMade("call back", LATER),
    PromiseKept("call back"),
    PlatformSteppedIn(),
    EvidenceSubmitted(()),
    RulingGiven("buyer"),
    CarrierClaimFiled("yto", yuan("60")),
    CarrierClaimAnswered("yto", yuan("0")),
    CarrierChased("yto"),
    RepaymentAsked(yuan("128")),
    RepaymentAnswered(yuan("0")),
    CaseClosed("withdrawn", "", ""),
    CaseReopened(""),
    EntryCorrected(4, ""),
)

FULL = {type(what): what for what in _FULL}
BRIEF = {type(what): what for what in _BRIEF}
