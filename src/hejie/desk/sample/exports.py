"""How does each platform write down a complaint or an order in the file that a shop downloads?"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter

from hejie.desk.sample.deals import DATA, Deal

Row = dict[str, str]
_MESES = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho",
    "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
)  # fmt: skip


def complaint_row(deal: Deal) -> Row:
    """Return the row of the platform's list of complaints."""
    return _COMPLAINTS[deal.platform](deal)


def order_row(deal: Deal) -> Row:
    """Return the row of the platform's list of orders."""
    return _ORDERS[deal.platform](deal)


def write_csv(path: Path, rows: Iterable[Row], *, encoding: str = "gb18030") -> None:
    """Write rows as a CSV the way the Chinese platforms do: long numbers carry a TAB, so that Excel keeps them."""
    listed = list(rows)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(listed[0]))
        writer.writeheader()
        writer.writerows({name: _kept_by_excel(cell) for name, cell in row.items()} for row in listed)


def write_xlsx(path: Path, rows: Iterable[Row], *, title: Sequence[str] = ()) -> None:
    """Write rows as a workbook with text cells, under title lines where the platform has some."""
    listed = list(rows)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(title):
            sheet.write_string(number, 0, line)
        for number, cells in enumerate(
            [list(listed[0]), *(list(row.values()) for row in listed)], start=len(title)
        ):
            for column, cell in enumerate(cells):
                sheet.write_string(number, column, cell)


def write_export(path: Path, platform: str, deals: Iterable[Deal]) -> None:
    """Write the complaints of one platform as the file it gives: CSV in GB18030, or a workbook."""
    rows = [complaint_row(deal) for deal in deals if deal.platform == platform]
    if path.suffix == ".xlsx":
        write_xlsx(
            path, rows, title=("Mercado Livre", "Reclamações", "") if platform == "mercadolibre" else ()
        )
    else:
        write_csv(
            path, rows, encoding="gb18030" if platform in ("taobao", "pinduoduo", "17zwd") else "utf-8-sig"
        )


def _kept_by_excel(cell: str) -> str:
    return f"\t{cell}" if cell.isdecimal() and len(cell) > len("1234567890") else cell


def _local(deal: Deal, at: datetime | None, style: str = "%Y-%m-%d %H:%M:%S") -> str:
    return at.astimezone(ZoneInfo(DATA[deal.platform]["zone"])).strftime(style) if at else ""


def _taobao(deal: Deal) -> Row:
    return {
        "退款编号": deal.complaint_id,
        "订单编号": deal.order_id,
        "支付宝交易号": f"20261{deal.number:023d}",
        "订单付款时间": _local(deal, deal.paid_at),
        "买家会员名称": deal.buyer,
        "买家实际支付金额": f"{deal.paid:.2f}",
        "宝贝标题": deal.goods,
        "买家退款金额": f"{deal.asked:.2f}",
        "退款类型": deal.plot["type"],
        "退款的申请时间": _local(deal, deal.applied_at),
        "超时时间": _local(deal, deal.due_at),
        "退款状态": deal.status,
        "货物状态": "买家已退货" if deal.returned_at else deal.plot["goods"],
        "订单状态": deal.plot["state"],
        "支付方式": deal.payment or "支付宝",
        "发货物流信息": f"{deal.carrier} {deal.tracking}".strip() if deal.tracking else "",
        "客服介入状态": "客服已经介入" if deal.state == "platform" else "无需客服介入",
        "退货物流单号": deal.return_tracking,
        "退货物流公司": "顺丰速运" if deal.return_tracking else "",
        "买家退款原因": deal.plot["reason"],
        "买家退款说明": deal.plot["text"],
        "买家退货时间": _local(deal, deal.returned_at),
        "售中或售后": deal.plot["phase"],
        "发货时间": _local(deal, deal.shipped_at),
        "签收时间": _local(deal, deal.signed_at),
    }


def _pinduoduo(deal: Deal) -> Row:
    return {
        "售后编号": deal.complaint_id,
        "订单编号": deal.order_id,
        "商品名称": deal.goods,
        "商品数量(件)": str(deal.quantity),
        "用户实付金额(元)": f"{deal.paid:.2f}",
        "退款金额(元)": f"{deal.asked:.2f}",
        "售后类型": deal.plot["type"],
        "售后状态": deal.status,
        "售后原因": deal.plot["reason"],
        "售后描述": deal.plot["text"],
        "用户收货状态": deal.plot["goods"],
        "发货状态": deal.plot["state"],
        "售后申请时间": _local(deal, deal.applied_at, "%Y/%m/%d %H:%M"),
        "商家处理截止时间": _local(deal, deal.due_at, "%Y/%m/%d %H:%M"),
        "支付时间": _local(deal, deal.paid_at, "%Y/%m/%d %H:%M"),
        "发货时间": _local(deal, deal.shipped_at, "%Y/%m/%d %H:%M"),
        "快递单号": deal.tracking,
        "快递公司": deal.carrier if deal.tracking else "",
        "退货运单号": deal.return_tracking,
        "买家昵称": deal.buyer,
    }


def _mercadolibre(deal: Deal) -> Row:
    return {
        "N.º da reclamação": deal.complaint_id,
        "N.º de venda": deal.order_id,
        "Data da reclamação": _por_extenso(deal, deal.applied_at),
        "Tipo": deal.plot["type"],
        "Motivo da reclamação": deal.plot["reason"],
        "Mensagem do comprador": deal.plot["text"],
        "Etapa": "Mediação" if deal.state == "platform" else "Reclamação",
        "Status da reclamação": deal.status,
        "Entregue": deal.plot["goods"],
        "Prazo para responder": _por_extenso(deal, deal.due_at),
        "Comprador": deal.buyer,
        "Título do anúncio": deal.goods,
        "Valor reclamado (BRL)": _reais(deal.asked),
        "Total pago (BRL)": _reais(deal.paid),
        "Meio de pagamento": deal.payment or "Pix",
        "Estado da venda": deal.plot["state"],
        "Data da venda": _por_extenso(deal, deal.paid_at),
        "Data de envio": _por_extenso(deal, deal.shipped_at),
        "Data de entrega": _por_extenso(deal, deal.signed_at),
        "Transportadora": deal.carrier if deal.tracking else "",
        "Número de rastreamento": deal.tracking,
    }


def _reais(amount: Decimal) -> str:
    return f"R$ {amount:,.2f}".translate(str.maketrans(",.", ".,"))


def _por_extenso(deal: Deal, at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(DATA[deal.platform]["zone"]))
    return f"{local.day} de {_MESES[local.month - 1]} de {local.year} {local:%H:%M} hs."


def _aliexpress(deal: Deal) -> Row:
    style = "%b %d, %Y %H:%M"
    return {
        "Dispute ID": deal.complaint_id,
        "Order ID": deal.order_id,
        "Dispute Opened": _local(deal, deal.applied_at, style),
        "Dispute Reason": deal.plot["reason"],
        "Buyer's comment": deal.plot["text"],
        "Dispute Status": deal.status,
        "Negotiation status": "Reached" if deal.state in ("returning", "inspecting") else "",
        "Requested solution": deal.plot["type"],
        "Goods received": deal.plot["goods"],
        "Response deadline": _local(deal, deal.due_at, style),
        "Buyer": deal.buyer,
        "Product Name": deal.goods,
        "Refund Claimed": f"US ${deal.asked:.2f}",
        "Order Amount": f"US ${deal.paid:.2f}",
        "Payment Time": _local(deal, deal.paid_at, style),
        "Shipping Time": _local(deal, deal.shipped_at, style),
        "Order Status": deal.plot["state"],
        "Payment Method": deal.payment or "Card",
        "Shipping Method": deal.carrier if deal.tracking else "",
        "Tracking Number": deal.tracking,
        "Return Tracking Number": deal.return_tracking,
    }


def _17zwd(deal: Deal) -> Row:
    return {
        "退货单号": deal.complaint_id,
        "代发订单号": deal.order_id,
        "档口货号": deal.goods,
        "售后类型": deal.plot["type"],
        "退货原因": deal.plot["reason"],
        "退货说明": deal.plot["text"],
        "退货状态": deal.status,
        "退款金额": f"{deal.asked:.2f}",
        "拿货价": f"{deal.paid:.2f}",
        "申请时间": _local(deal, deal.applied_at, "%Y-%m-%d %H:%M"),
        "下单时间": _local(deal, deal.paid_at, "%Y-%m-%d %H:%M"),
        "发货时间": _local(deal, deal.shipped_at, "%Y-%m-%d %H:%M"),
        "订单状态": deal.plot["state"],
        "快递公司": deal.carrier if deal.tracking else "",
        "快递单号": deal.tracking,
        "退货快递单号": deal.return_tracking,
        "买家": deal.buyer,
    }


def _taobao_order(deal: Deal) -> Row:
    return {
        "订单编号": deal.order_id,
        "买家会员名": deal.buyer,
        "买家应付货款": f"{deal.paid:.2f}",
        "买家应付邮费": "0.00",
        "买家实际支付金额": f"{deal.paid:.2f}",
        "订单状态": deal.plot["state"],
        "订单创建时间": _local(deal, deal.paid_at),
        "订单付款时间": _local(deal, deal.paid_at),
        "宝贝标题": deal.goods,
        "宝贝种类": "1",
        "运送方式": "快递",
        "物流单号": f"No:{deal.tracking}" if deal.tracking else "",
        "物流公司": deal.carrier if deal.tracking else "",
        "宝贝总数量": str(deal.quantity),
        "订单关闭原因": "订单未关闭",
        "确认收货时间": _local(deal, deal.signed_at) if deal.plot["state"] == "交易成功" else "",
    }


def _other_order(deal: Deal) -> Row:
    """Return an order as its complaint tells it: the columns that both lists have, in the order of the complaint's."""
    return {name: cell for name, cell in complaint_row(deal).items() if name in _OF_ORDERS}


_OF_ORDERS = {
    # Pinduoduo, 17zwd
    "订单编号", "商品名称", "商品数量(件)", "用户实付金额(元)", "支付时间", "发货时间", "快递单号", "快递公司",
    "代发订单号", "档口货号", "拿货价", "下单时间", "订单状态",
    # AliExpress, Mercado Libre
    "Order ID", "Product Name", "Order Amount", "Payment Time", "Shipping Time", "Order Status", "Tracking Number",
    "Shipping Method", "Buyer",
    "N.º de venda", "Título do anúncio", "Data da venda", "Total pago (BRL)", "Data de envio", "Data de entrega",
    "Número de rastreamento", "Comprador",
}  # fmt: skip

_COMPLAINTS = {
    "taobao": _taobao,
    "pinduoduo": _pinduoduo,
    "mercadolibre": _mercadolibre,
    "aliexpress": _aliexpress,
    "17zwd": _17zwd,
}
_ORDERS = {**dict.fromkeys(_COMPLAINTS, _other_order), "taobao": _taobao_order}
