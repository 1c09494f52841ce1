"""What can a condition or an amount be made of, once it is read?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct


class Const(Struct, frozen=True, tag=True):
    """A number; `param` names the dated parameter it came from. Times are minutes since 1970 UTC."""

    value: int
    param: str = ""


class FactValue(Struct, frozen=True, tag=True):
    """The value of a numeric, money or time fact."""

    name: str


class Now(Struct, frozen=True, tag=True):
    """The moment of the question, in minutes."""


class Param(Struct, frozen=True, tag=True):
    """A dated parameter, not yet bound to a date."""

    name: str


class Sum(Struct, frozen=True, tag=True):
    """left + sign * right."""

    left: Number
    right: Number
    sign: int = 1


class Product(Struct, frozen=True, tag=True):
    """left * right."""

    left: Number
    right: Number


class Quotient(Struct, frozen=True, tag=True):
    """left divided by a divisor that is never zero, rounded as declared: floor, ceil or half_up."""

    left: Number
    right: Number
    rounding: str = "floor"


class Extreme(Struct, frozen=True, tag=True):
    """The smaller (`min`) or larger (`max`) of two."""

    which: str
    left: Number
    right: Number


Number = Const | FactValue | Now | Param | Sum | Product | Quotient | Extreme


class Always(Struct, frozen=True, tag=True):
    """True, false, or never to be known (None), whatever the facts."""

    value: bool | None


class Flag(Struct, frozen=True, tag=True):
    """A yes-or-no fact."""

    fact: str


class KnownFact(Struct, frozen=True, tag=True):
    """Whether a fact has a value. Not monotone: lint lists every use."""

    fact: str


class Among(Struct, frozen=True, tag=True):
    """An enum fact that is one of these values."""

    fact: str
    values: tuple[str, ...]


class Compare(Struct, frozen=True, tag=True):
    """Two numbers beside each other; `text` is how the author wrote it, `unit` what both are measured in."""

    op: str
    left: Number
    right: Number
    text: str = ""
    unit: str = ""


class Since(Struct, frozen=True, tag=True):
    """A time fact (`''` is now) on or after the first minute of a version.

    `guess`: the source tells only when the rule was first seen, so before that day it is unknown, not false.
    """

    fact: str
    minute: int
    guess: bool = False


class Reads(Struct, frozen=True, tag=True):
    """An earlier decision that came out as one of these."""

    decision: str
    outcomes: tuple[str, ...]


class All(Struct, frozen=True, tag=True):
    """Every part is true."""

    parts: tuple[Truth, ...]


class Some(Struct, frozen=True, tag=True):
    """At least one part is true."""

    parts: tuple[Truth, ...]


class Opposite(Struct, frozen=True, tag=True):
    """The part is false."""

    part: Truth


Atom = Always | Flag | KnownFact | Among | Compare | Since | Reads
Truth = Atom | All | Some | Opposite

TRUE = Always(True)
FALSE = Always(False)


def both(*parts: Truth) -> Truth:
    """Join conditions with 'and', leaving out what is surely true."""
    flat: list[Truth] = []
    for part in parts:
        for piece in part.parts if isinstance(part, All) else (part,):
            if piece == FALSE:
                return FALSE
            if piece != TRUE and piece not in flat:
                flat.append(piece)
    return flat[0] if len(flat) == 1 else All(tuple(flat)) if flat else TRUE


def either(*parts: Truth) -> Truth:
    """Join conditions with 'or', leaving out what is surely false."""
    flat: list[Truth] = []
    for part in parts:
        for piece in part.parts if isinstance(part, Some) else (part,):
            if piece == TRUE:
                return TRUE
            if piece != FALSE and piece not in flat:
                flat.append(piece)
    return flat[0] if len(flat) == 1 else Some(tuple(flat)) if flat else FALSE


def opposite(part: Truth) -> Truth:
    """Return 'not part', simplified where it is plain."""
    if isinstance(part, Always):
        return Always(None if part.value is None else not part.value)
    return part.part if isinstance(part, Opposite) else Opposite(part)


def plain_atom(node: Atom) -> Atom:
    """Return a comparison without how it was written, so that equal ones are found equal."""
    return Compare(node.op, node.left, node.right) if isinstance(node, Compare) else node


def rebuild(node: Truth, atom: Callable[[Atom], Truth]) -> Truth:
    """Return the condition with every atom replaced by what `atom` returns for it."""
    if isinstance(node, All):
        return both(*(rebuild(part, atom) for part in node.parts))
    if isinstance(node, Some):
        return either(*(rebuild(part, atom) for part in node.parts))
    if isinstance(node, Opposite):
        return opposite(rebuild(node.part, atom))
    return atom(node)


def renumber(node: Number, leaf: Callable[[Number], Number]) -> Number:
    """Return the amount with every leaf replaced."""
    if isinstance(node, Sum):
        return Sum(renumber(node.left, leaf), renumber(node.right, leaf), node.sign)
    if isinstance(node, Product):
        return Product(renumber(node.left, leaf), renumber(node.right, leaf))
    if isinstance(node, Quotient):
        return Quotient(renumber(node.left, leaf), renumber(node.right, leaf), node.rounding)
    if isinstance(node, Extreme):
        return Extreme(node.which, renumber(node.left, leaf), renumber(node.right, leaf))
    return leaf(node)


def atoms(node: Truth) -> Iterator[Atom]:
    """Yield every atom of a condition, in reading order."""
    if isinstance(node, All | Some):
        for part in node.parts:
            yield from atoms(part)
    elif isinstance(node, Opposite):
        yield from atoms(node.part)
    else:
        yield node


def leaves(node: Number) -> Iterator[Number]:
    """Yield every leaf of an amount."""
    if isinstance(node, Sum | Product | Quotient | Extreme):
        yield from leaves(node.left)
        yield from leaves(node.right)
    else:
        yield node


def divisors(node: Number) -> Iterator[Number]:
    """Yield everything an amount is divided by."""
    if isinstance(node, Quotient):
        yield node.right
    if isinstance(node, Sum | Product | Quotient | Extreme):
        yield from divisors(node.left)
        yield from divisors(node.right)


def facts_of(node: Truth | Number) -> tuple[str, ...]:
    """Return the facts a condition or amount reads, each once, in reading order; `''` for now is left out."""
    found: dict[str, None] = {}
    for atom in atoms(node) if isinstance(node, Truth) else (node,):
        if isinstance(atom, Flag | KnownFact | Among | Since):
            found[atom.fact] = None
        elif isinstance(atom, Compare):
            found.update(
                dict.fromkeys(
                    leaf.name
                    for side in (atom.left, atom.right)
                    for leaf in leaves(side)
                    if isinstance(leaf, FactValue)
                )
            )
        elif not isinstance(atom, Always | Reads):
            found.update(dict.fromkeys(leaf.name for leaf in leaves(atom) if isinstance(leaf, FactValue)))
    found.pop("", None)
    return tuple(found)


def params_of(node: Truth | Number) -> tuple[str, ...]:
    """Return the parameters a condition or amount uses, bound or not, each once."""
    found: dict[str, None] = {}
    numbers: list[Number] = []
    for atom in atoms(node) if isinstance(node, Truth) else ():
        if isinstance(atom, Compare):
            numbers += [atom.left, atom.right]
    if not isinstance(node, Truth):
        numbers.append(node)
    for number in numbers:
        for leaf in leaves(number):
            if isinstance(leaf, Param):
                found[leaf.name] = None
            elif isinstance(leaf, Const) and leaf.param:
                found[leaf.param] = None
    return tuple(found)
