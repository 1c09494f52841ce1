"""What is each code called? The codes every platform folder maps its own words to.

Chinese and English stand here; the further languages, one file each, in `hejie.casefile.words`.
"""

from __future__ import annotations

from hejie.casefile import words

Labels = dict[str, dict[str, str]]


def _labels(table: str, *rows: tuple[str, str, str]) -> Labels:
    return {
        code: {"zh-CN": chinese, "en": english} | words.labelled(table, code)
        for code, chinese, english in rows
    }


CLAIMS = _labels(
    "CLAIMS",
    ("refund_only", "仅退款", "refund only"),
    ("return_refund", "退货退款", "return and refund"),
    ("not_received", "未收到货", "not received"),
    ("stalled", "物流停滞", "stalled tracking"),
    ("signed_not_received", "显示签收未收到", "signed for, not received"),
    ("missing_item", "漏发少件", "missing item"),
    ("wrong_item", "发错货", "wrong item"),
    ("damaged", "破损", "damaged"),
    ("not_as_described", "描述不符", "not as described"),
    ("quality", "质量问题", "quality"),
    ("size", "尺码问题", "size"),
    ("cod_refused", "货到付款拒签", "COD refused"),
    ("late_shipment", "延迟发货", "late shipment"),
    ("false_shipment", "虚假发货", "false shipment"),
    ("broken_promise", "违背承诺", "broken promise"),
    ("no_reason_return", "七天无理由退货", "7-day no-reason return"),
    ("price_coupon", "价格与优惠", "price or coupon"),
    ("customs", "清关问题", "customs"),
    ("out_of_area", "超区", "out of area"),
    ("address_change", "改地址", "address change"),
    ("exchange", "换货", "exchange"),
    ("reship", "补发", "reshipment"),
    ("repair", "维修", "repair"),
    ("service", "服务态度", "service"),
    ("stock_out", "缺货取消", "out of stock"),
    ("buyer_cancel", "买家取消", "buyer cancels"),
    ("invoice", "发票", "invoice"),
    ("question", "咨询", "question"),
    ("other", "其他", "other"),
)

WANTS = _labels(
    "WANTS",
    ("refund_only", "仅退款", "a refund"),
    ("return_refund", "退货退款", "to return for a refund"),
    ("partial_refund", "部分退款", "a partial refund"),
    ("exchange", "换货", "an exchange"),
    ("reship", "补发", "a reshipment"),
    ("repair", "维修", "a repair"),
    ("receive_product", "收到货", "to receive the goods"),
    ("compensation", "赔偿", "compensation"),
    ("explanation", "解释", "an explanation"),
    ("unstated", "未说明", "not stated"),
)

LIABLE = _labels(
    "LIABLE",
    ("seller", "卖家", "seller"),
    ("carrier", "承运商", "carrier"),
    ("buyer", "买家", "buyer"),
    ("platform", "平台", "platform"),
    ("supplier", "供货方", "supplier"),
    ("none", "无人有责", "nobody"),
)

ROLES = _labels(
    "ROLES",
    ("buyer", "买家", "buyer"),
    ("agent", "客服", "agent"),
    ("supervisor", "主管", "supervisor"),
    ("admin", "管理员", "administrator"),
    ("seller", "卖家", "seller"),
    ("carrier", "承运商", "carrier"),
    ("platform", "平台", "platform"),
    ("supplier", "供货方", "supplier"),
    ("warehouse", "仓库", "warehouse"),
    ("system", "系统", "Hejie"),
    ("nobody", "无", "nobody"),
)

STAGES = _labels(
    "STAGES",
    ("inquiry", "咨询", "inquiry"),
    ("negotiation", "协商中", "negotiation"),
    ("awaiting_return", "待买家退货", "awaiting the return"),
    ("return_inspection", "退货验收", "inspecting the return"),
    ("evidence", "举证中", "evidence phase"),
    ("platform_review", "平台处理中", "platform review"),
    ("appeal", "申诉中", "appeal"),
    ("closed", "已结案", "closed"),
)

FACT_STATES = _labels(
    "FACT_STATES",
    ("known", "已知", "known"),
    ("unknown", "未知", "unknown"),
    ("absent", "不存在", "absent"),
    ("unobtainable", "无法取得", "not obtainable"),
    ("deemed", "依规视为", "deemed"),
)

JUDGMENT_STATES = _labels(
    "JUDGMENT_STATES",
    ("decided", "已判定", "decided"),
    ("pending", "待定", "open"),
    ("conflict", "规则冲突", "rules conflict"),
    ("stale", "规则待复核", "rules due for review"),
)

TROUBLES = _labels(
    "TROUBLES",
    ("refused", "平台没有接受", "the platform refused it"),
    ("unclear", "不知道平台办了没有", "nobody knows whether it was done"),
    ("not_offered", "平台现在不提供这一操作", "the platform does not offer it now"),
    ("part_only", "纠纷只涉及订单的一部分", "the claim is about a part of the order only"),
    ("other_sum", "平台会退的金额与约定不同", "the platform would pay back another sum"),
    ("no_such_share", "平台的退款档里没有约定的金额", "no share that the platform offers is the sum agreed"),
    ("facts_missing", "案卷里缺平台要的信息", "the case lacks what the platform asks for"),
    ("tried_too_often", "试了多次都没能开始", "it was tried several times and could not be begun"),
    ("not_possible", "连接办不了", "the connector cannot do it"),
    ("mistake", "系统自身出错", "a mistake of the desk itself"),
    ("not_reached", "连不上平台", "the platform cannot be reached"),
    ("no_answer", "平台没有答复", "the platform does not answer"),
    ("busy", "平台要求稍候", "the platform wants a pause"),
    ("unreadable", "平台的答复读不懂", "the platform's answer cannot be read"),
    ("keys_refused", "平台不认连接的密钥", "the platform does not take the connector's keys"),
    ("keys_missing", "读不到连接的密钥", "the connector's keys cannot be read"),
)

ANSWERS = _labels(
    "ANSWERS",
    ("accepted", "接受", "accepted"),
    ("refused", "拒绝", "refused"),
    ("countered", "提出还价", "made a counter-offer"),
)

OUTCOMES = _labels(
    "OUTCOMES",
    ("refunded_full", "全额退款", "refunded in full"),
    ("refunded_partial", "部分退款", "refunded in part"),
    ("returned_refunded", "退货退款", "returned and refunded"),
    ("exchanged", "已换货", "exchanged"),
    ("reshipped", "已补发", "reshipped"),
    ("withdrawn", "买家撤销", "withdrawn by the buyer"),
    ("seller_upheld", "支持卖家", "seller upheld"),
    ("expired_buyer", "买家逾期", "buyer was too late"),
    ("expired_seller", "卖家逾期", "seller was too late"),
    ("platform_paid", "平台赔付", "paid by the platform"),
)

# The parcel states of `verification`: one vocabulary for every carrier and tracker.
PARCEL_STATES = _labels(
    "PARCEL_STATES",
    ("info_received", "已下单", "announced"),
    ("picked_up", "已揽收", "picked up"),
    ("in_transit", "运输中", "in transit"),
    ("out_for_delivery", "派送中", "out for delivery"),
    ("delivered", "已签收", "delivered"),
    ("delivered_proxy", "他人代收", "delivered to somebody else"),
    ("attempt_absent", "派送未遇收件人", "attempt failed: absent"),
    ("attempt_closed", "派送时已关门", "attempt failed: closed"),
    ("attempt_other", "派送失败", "attempt failed"),
    ("address_problem", "地址有误", "address problem"),
    ("recipient_moved", "收件人已搬迁", "recipient moved"),
    ("refused", "拒收", "refused"),
    ("out_of_area", "超区", "out of area"),
    ("unsafe_area", "区域不安全", "unsafe area"),
    ("customs_hold", "海关扣留", "held by customs"),
    ("customs_seized", "海关没收", "seized by customs"),
    ("customs_cleared", "已清关", "cleared by customs"),
    ("fee_due", "待缴费", "fee due"),
    ("damaged", "破损", "damaged"),
    ("lost", "丢失", "lost"),
    ("stolen", "被盗", "stolen"),
    ("held", "滞留", "held"),
    ("delayed", "延误", "delayed"),
    ("waiting_pickup", "待自提", "waiting for pick-up"),
    ("unclaimed_pickup", "逾期未取", "not picked up"),
    ("intercepted", "已拦截", "intercepted"),
    ("returning", "退回中", "returning"),
    ("returned", "已退回", "returned"),
    ("destroyed", "已销毁", "destroyed"),
    ("cancelled", "已取消", "cancelled"),
    ("voided", "上一条作废", "the scan before is void"),
    ("unknown", "未识别", "not recognised"),
)


DIRECTIONS = _labels("DIRECTIONS", ("forward", "包裹", "Parcel"), ("return", "退货包裹", "Return parcel"))

# What the scans of a route add up to; the same codes as the fact `refusal` of the rulebook.
FINDINGS = _labels(
    "FINDINGS",
    ("true_refusal", "真实拒签", "a true refusal"),
    ("failed_delivery", "派送不成功", "a failed delivery"),
    ("unclear", "说法矛盾", "signals conflict"),
    ("none", "没有拒收", "no refusal"),
)

LANGUAGES = _labels(
    "LANGUAGES",
    ("zh-CN", "中文", "Chinese"),
    ("en", "英文", "English"),
    ("pt-BR", "葡萄牙文", "Portuguese"),
    ("es", "西班牙文", "Spanish"),
)

# Ways to reach a buyer. Which of them a platform allows is said in its folder.
CHANNELS = _labels(
    "CHANNELS",
    ("platform_chat", "平台聊天窗口", "the platform's chat"),
    ("order_message", "订单留言", "a message on the order"),
    ("phone", "平台虚拟号电话", "a call through the platform's number"),
    ("sms", "平台短信", "a text message through the platform"),
    ("email", "平台转发邮件", "an e-mail through the platform"),
    ("direct", "平台外联系方式", "a way outside the platform"),
)

# Why we want to reach a buyer.
CONTACTS = _labels(
    "CONTACTS",
    ("unreachable", "此前联系未获回复", "no answer so far"),
    ("shipped", "已发货告知", "shipped"),
    ("arrived", "到达买家城市", "reached the buyer's city"),
    ("out_for_delivery", "派送告知", "out for delivery"),
    ("signed", "签收后询问体验", "how it was, after signing"),
    ("at_risk", "包裹停滞提前告知", "a parcel that stalls"),
    ("greeting", "节日问候", "a greeting"),
    ("revisit", "老客户回访", "a visit to an old customer"),
    ("loyalty", "老客户专享", "an offer to a regular customer"),
)

# What each kind of entry is called in a heading or a filter.
KINDS = _labels(
    "KINDS",
    ("CaseOpened", "受理", "opened"),
    ("PlatformReported", "平台更新", "platform update"),
    ("StageMoved", "阶段变更", "stage"),
    ("MessageReceived", "来信", "message received"),
    ("MessageDrafted", "拟回复", "draft"),
    ("MessageSent", "已回复", "answer sent"),
    ("SendingAsked", "请系统代发", "asked to send"),
    ("ContactPlanned", "计划联系", "contact planned"),
    ("AttachmentAdded", "附件", "attachment"),
    ("NoteWritten", "备注", "note"),
    ("FactStated", "事实", "fact"),
    ("FactAsked", "待确认", "question"),
    ("ParcelScanned", "物流记录", "scan"),
    ("RouteRead", "物流核实", "route"),
    ("EvidenceListed", "证据清单", "evidence list"),
    ("ExhibitMarked", "证物标注", "exhibit marked"),
    ("LiabilityJudged", "判责", "liability"),
    ("ClockSet", "时限", "clock"),
    ("ClockStopped", "时限停止", "clock stopped"),
    ("ClockMissed", "超时", "clock missed"),
    ("OffersWeighed", "方案比较", "remedies weighed"),
    ("CaseTaken", "接手", "taken"),
    ("StandingOrderUsed", "常设指令", "standing order"),
    ("Escalated", "升级", "escalation"),
    ("OfferMade", "提出方案", "offer"),
    ("OfferAnswered", "买家答复", "buyer's answer"),
    ("ApprovalAsked", "申请审批", "approval asked"),
    ("ApprovalAnswered", "审批结果", "approval"),
    ("SettlementAgreed", "达成一致", "settlement"),
    ("StepQueued", "步骤已交系统", "step handed over"),
    ("StepFailed", "步骤未成", "step failed"),
    ("StepDone", "步骤完成", "step done"),
    ("PromiseMade", "承诺", "promise"),
    ("PromiseKept", "承诺兑现", "promise kept"),
    ("PlatformSteppedIn", "平台介入", "platform steps in"),
    ("EvidenceSubmitted", "提交证据", "evidence handed in"),
    ("RulingGiven", "平台裁决", "ruling"),
    ("CarrierClaimFiled", "承运商追责", "carrier claim"),
    ("CarrierClaimAnswered", "承运商赔付", "carrier's answer"),
    ("CarrierChased", "催承运商", "carrier chased"),
    ("RepaymentAsked", "请买家补付", "repayment asked"),
    ("RepaymentAnswered", "买家补付", "buyer's repayment"),
    ("CaseClosed", "结案", "closed"),
    ("CaseReopened", "重新打开", "reopened"),
    ("EntryCorrected", "更正", "correction"),
)


def label(table: Labels, code: str, language: str) -> str:
    """Return what a code is called; a code without a label, or a language without one, shows as itself."""
    names = table.get(code, {})
    return names.get(language) or names.get("en") or code
