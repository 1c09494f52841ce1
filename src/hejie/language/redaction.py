"""Which stretches of a text say who somebody is, and how does the text read without them?

Names that the case knows, names that a text gives by itself ("my name is ..."), phones, e-mails, tax ids, postcodes and
addresses become tokens such as `[phone 1]`; the same value has the same token throughout, so a thread stays readable.
Numbers of orders and parcels stay: they name a trade, and without them a text is of no use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from hejie.language.facts_in_text import facts_in
from hejie.language.identifiers import is_cpf, is_resident_id
from hejie.language.repair import MatchingCopy

_PERSONAL = {
    "phone": "phone", "email": "email", "cpf": "tax id", "cnpj": "tax id", "national_id": "tax id",
    "postcode": "postcode",
}  # fmt: skip
_LEAST_NAME = 2  # signs: one sign alone stands in every other word
# Words that lead to an address are no part of it. One open stretch only, so that no text makes the search slow.
_PLACE = r"(?:(?![到寄送在是改发给往和])[\u4e00-\u9fffa-z\d])"
_HAN_ADDRESS = (
    rf"{_PLACE}{{2,26}}?(?:路|街|巷|弄|道|小区|花园|苑|村|里|区|园|城)(?:[一二三四五六七八九十\d]{{1,2}}期)?"
    r"(?:[甲乙丙a-z]?\d{1,5}(?:号楼?|号院|栋|幢|弄|座|楼|组)|[一二三四五六七八九十百]{1,4}(?:号|组))(?:\d{1,4}号)?"
    rf"(?:-?{_PLACE}{{0,8}}?\d{{0,4}}(?:单元|楼|层|室|房|户|栋|幢|大厦|座)){{0,4}}(?:\d{{2,4}}室?)?"
)
_ROMANCE_ADDRESS = (
    r"(?<![a-z])(?:rua|r\.|av\.?|avenida|travessa|alameda|rodovia|estrada|praca|calle|c/|carrera|cra\.?|calz\.?|pasaje|"
    r"jr\.?|quadra|sqn|sqs|mz\.?)"
    r" [a-z0-9 .]{1,40}?,? ?(?:n[o.]{0,2} ?|num\.? ?|# ?)?\d{1,5}(?: ?-\d{1,4})?"
    r"(?: (?:#|n[o.]{1,2}) ?\d{1,3}[a-z]? ?- ?\d{1,3}| km ?\d{1,4})?"
    r"(?:[ ,-]{1,3}(?:ap(?:to|t)?|bloco|bl|casa|piso|depto|dpto|torre|int|cs|lote|lt)\.? ?[a-z0-9]{1,5}){0,3}"
)
_ENGLISH_ADDRESS = (
    r"(?<![\da-z])\d{1,5}[a-z]? [a-z]{2,20}(?: [a-z]{2,20}){0,2} (?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|"
    r"court|ct|boulevard|blvd|close|way)(?![a-z])(?:,? (?:apt|flat|unit|suite)\.? ?[a-z0-9]{1,5})?"
    r"|(?<![\da-z])[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?![\da-z])"
)
_ADDRESS = re.compile(f"{_HAN_ADDRESS}|{_ROMANCE_ADDRESS}|{_ENGLISH_ADDRESS}")
_OWN_NAME = re.compile(
    r"(?:收件人|收货人|联系人|姓名|我叫|我是)[:是为 ]{0,2}"
    r"(?P<han>(?![在不来说从想真很没有刚这那])[\u4e00-\u9fff]{2,4})(?=[,。.;\s]|$|电话|手机)"
    r"|(?:我姓|(?=(?:欧阳|上官|司马|诸葛|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜])"
    r"[\u4e00-\u9fff]{0,2}(?:先生|女士|小姐)))(?P<called>[\u4e00-\u9fff]{1,4}?)(?=先生|女士|小姐|[,。.;\s]|$)"
    r"|(?:meu nome e|me chamo|destinatari[oa]:?|mi nombre es|me llamo|my name is|recipient:?|(?:ship|deliver) to:?|"
    r"(?P<weak>(?<![a-z])(?:i'm|i am|soy|eu sou|sou [oa]|aqui e(?: [oa])?|this is|em nome de|a nombre de|"
    r"att[.,]|atte[.,]|abs[.,]|abracos,|saludos,|regards,|cheers,|sincerely,))(?=[ \n][a-z]))[ \n]"
    r"(?P<latin>[a-z']+(?: (?:d[aeo]s? |del? )?[a-z']+){0,3})"
)
# What nobody writes so but a person: read here alone, for a doubtful number is better hidden than told.
_DIRECT = {
    "email": re.compile(
        r"(?:[a-z0-9_.+-]{1,64}|[\u4e00-\u9fff]{1,4})@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"
        r"|[a-z0-9_.+-]{2,40} ?(?:[\[(]at[\])]|arroba) ?[a-z0-9-]{2,30}(?: (?:ponto|punto|dot) |\.)[a-z]{2,6}"
    ),
    "phone": re.compile(
        r"(?<![\da-z-])(?:(?:55)?[1-9]\d9\d{8}|\(0\d{2}\) ?\d{4,5}[ -]?\d{4})(?![\da-z-])"
        r"|(?<![一二三四五六七八九零〇幺])[一幺][三四五六七八九][一二三四五六七八九零〇幺]{9}(?![一二三四五六七八九零〇幺])"
    ),
    "tax id": re.compile(r"(?<![\da-z-])\d{3}[ .]?\d{3}[ .]?\d{3}[ -]?\d{2}(?![\da-z-])"),
    "resident": re.compile(r"(?<![\da-z-])\d{6} ?\d{8} ?\d{3}[\dx](?![\da-z-])"),
    "account": re.compile(r"(?<=微信号)\W{0,2}[a-z][\w-]{5,19}|(?<![a-z])wxid_[\w-]{4,20}"),
}
_CHECKED: dict[str, Callable[[str], bool]] = {
    "tax id": is_cpf, "resident": is_resident_id, "phone": lambda digits: not is_cpf(digits),
}  # fmt: skip
_TRADE = {"order_no", "tracking_no"}
_PARTICLES = {"da", "das", "de", "del", "do", "dos"}
_AS_WRITTEN = 2  # words: a name in small letters is not known to be longer


class Redacted(Struct, frozen=True):
    """A text without the personal parts, and what each token stands for (to be kept where the text came from)."""

    text: str
    tokens: Mapping[str, str]

    def restored(self, text: str) -> str:
        """Return a text with its tokens filled in again; for what is shown to those who may see the case."""
        for token, value in self.tokens.items():
            text = text.replace(token, value)
        return text


def redact(text: str, names: Iterable[str] = ()) -> Redacted:
    """Return a text with names, phones, addresses, tax ids and e-mails taken out; never raises for any text."""
    tokens: dict[tuple[str, str], str] = {}
    words, last = [], 0
    for start, end, kind in _apart(sorted(_personal(text, names))):
        value = text[start:end]
        counted = sum(other == kind for other, _ in tokens) + 1
        token = tokens.setdefault((kind, value.lower()), f"[{kind} {counted}]")
        words += [text[last:start], token]
        last = end
    restored = {token: _first(text, value) for (_, value), token in tokens.items()}
    return Redacted("".join((*words, text[last:])), restored)


_Stretch = tuple[int, int, str]


def _personal(text: str, names: Iterable[str]) -> Iterator[_Stretch]:
    copy = MatchingCopy(text)
    facts = facts_in(text)
    for fact in facts:
        if fact.type in _PERSONAL:
            yield fact.start, fact.end, _PERSONAL[fact.type]
    trade = [(fact.start, fact.end) for fact in facts if fact.type in _TRADE]
    for start, end, kind in _direct(copy):
        if not any(start < last and first < end for first, last in trade):
            yield start, end, kind
    for match in _ADDRESS.finditer(copy.text):
        yield *copy.span(match.start(), match.end()), "address"
    for match in _OWN_NAME.finditer(copy.text):
        group = next(name for name in ("han", "called", "latin") if match[name])
        start, end = copy.span(*match.span(group))
        if group == "latin":
            end = start + _named(text[start:end], needs_capitals=match["weak"] is not None)
        if end > start:
            yield start, end, "name"
    for name in names:
        if len(name.strip()) >= _LEAST_NAME:
            for match in re.finditer(_as_word(MatchingCopy(name.strip()).text), copy.text):
                yield *copy.span(match.start(), match.end()), "name"


def _direct(copy: MatchingCopy) -> Iterator[_Stretch]:
    for kind, pattern in _DIRECT.items():
        for match in pattern.finditer(copy.text):
            check = _CHECKED.get(kind)
            if check is None or check(re.sub("[^0-9X]", "", match[0].upper())):
                yield *copy.span(match.start(), match.end()), "tax id" if kind == "resident" else kind


def _named(words: str, *, needs_capitals: bool) -> int:
    # How many signs of what follows "my name is" are the name: the words with capitals, else the first two.
    found = list(re.finditer(r"\S+", words))
    if not words[:1].isupper():
        return 0 if needs_capitals else found[:_AS_WRITTEN][-1].end()
    end = 0
    for word in found:
        if word[0][0].isupper():
            end = word.end()
        elif word[0].lower() not in _PARTICLES:
            break
    return end


def _as_word(name: str) -> str:
    left, right = (r"(?<![a-z])" if name[0].isascii() else ""), (r"(?![a-z])" if name[-1].isascii() else "")
    return left + re.escape(name) + right


def _apart(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    # Where two overlap, the one that begins first is taken whole and the rest of the other with it.
    held: _Stretch | None = None
    for start, end, kind in stretches:
        if held and start < held[1]:
            held = (held[0], max(held[1], end), held[2])
        else:
            if held:
                yield held
            held = (start, end, kind)
    if held:
        yield held


def _first(text: str, value: str) -> str:
    found = re.search(re.escape(value), text, re.IGNORECASE)
    return found[0] if found else value
