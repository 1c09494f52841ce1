"""Who plays Mercado Libre and 17TRACK? Servers of this machine that follow the documentation, and fail on order."""

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SELLER, CHEN = 1317418851, 1517482146
NOT_THERE = {"code": 404, "error": "not_found_error", "message": "Claim not found. claimId: 9", "cause": None}
NO_CALLER = {
    "code": 401,
    "error": "unauthorized_request_error",
    "message": "Invalid caller.id",
    "cause": None,
}
Told = tuple[int, Any]


def an_action(name: str, due: str | None = None) -> dict[str, Any]:
    """One of the seller's available actions."""
    return {"action": name, "mandatory": due is not None, "due_date": due}


def a_claim(number: int = 5294629673, **changed: Any) -> dict[str, Any]:
    """A claim about a lamp that is not as described, as the developer pages show one."""
    offered = [
        an_action(name)
        for name in ("send_message_to_complainant", "refund", "allow_partial_refund", "allow_return")
    ]
    return {
        "id": number,
        "resource_id": 2000009106165734,
        "status": "opened",
        "type": "mediations",
        "stage": "claim",
        "parent_id": None,
        "resource": "order",
        "reason_id": "PDD9949",
        "fulfilled": True,
        "quantity_type": "total",
        "players": [
            {"role": "complainant", "type": "buyer", "user_id": CHEN, "available_actions": []},
            {"role": "respondent", "type": "seller", "user_id": SELLER, "available_actions": offered},
        ],
        "resolution": None,
        "site_id": "MLB",
        "date_created": "2026-11-22T17:31:31.000-04:00",
        "last_updated": "2026-11-22T18:21:20.000-04:00",
        "related_entities": [],
    } | changed


def a_message(
    text: str, by: str = "complainant", at: str = "2026-11-22T18:36:48.000-04:00"
) -> dict[str, Any]:
    """A message of a claim."""
    to = "respondent" if by == "complainant" else "complainant"
    return {
        "sender_role": by,
        "receiver_role": to,
        "message": text,
        "translated_message": None,
        "date_created": at,
        "message_date": at,
        "attachments": [],
        "status": "available",
        "stage": "claim",
        "message_moderation": {"status": "clean", "reason": "", "source": "online"},
        "repeated": False,
    }


class Double:
    """A platform: what it holds, what was asked of it, and how it is to fail next, by a piece of the path."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, bytes]] = []
        self.headers: list[dict[str, str]] = []
        self.faults: dict[str, deque[str]] = {}
        self.stall, self.reached = threading.Event(), threading.Event()
        self.url = ""

    def fail(self, piece: str, *faults: str) -> None:
        """Fail the next calls of such a path by a status (429:1 names a pause, 302:URL another place) or by a word.

        What was done is told by half (`cut`, and `short` of the length it named), without end (`huge`), not at all
        (`lost`), or too late (`stall`); `gone` was not done.
        """
        self.faults.setdefault(piece, deque()).extend(faults)

    def told(self, piece: str) -> list[Any]:
        """The bodies of what was posted to such paths."""
        return [
            json.loads(body or b"null")
            for method, path, body in self.heard
            if method == "POST" and piece in path
        ]

    def count(self, piece: str) -> int:
        """How often a path was called."""
        return sum(piece in path for _, path, _ in self.heard)

    def fault(self, path: str) -> str:
        """The fault of this call, if there is one."""
        return next((one.popleft() for piece, one in self.faults.items() if piece in path and one), "")

    def answer(
        self, method: str, path: str, query: dict[str, str], body: bytes, headers: dict[str, str]
    ) -> Told:
        """Answer a call as the platform would."""
        raise NotImplementedError


class MercadoLibreDouble(Double):
    """The claims of one seller."""

    def __init__(self) -> None:
        super().__init__()
        self.access, self.refresh, self.given = "APP_USR-first", "TG-first", 0
        self.claims: dict[str, dict[str, Any]] = {}
        self.messages: dict[str, list[dict[str, Any]]] = {}
        self.wishes: dict[str, list[dict[str, Any]]] = {}
        self.evidence: dict[str, list[dict[str, Any]]] = {}
        self.beside: dict[str, Any] = {}
        self.then: Callable[[], object] = lambda: None  # what happens once a page of claims was given out
        self.order = {
            "id": 2000009106165734,
            "date_created": "2026-11-10T10:00:00.000-04:00",
            "paid_amount": 128.0,
            "currency_id": "BRL",
            "order_items": [{"item": {"title": "Luminária nórdica"}}],
            "buyer": {"nickname": "CHEN1985"},
            "shipping": {"id": 44},
        }
        self.shipment = {
            "id": 44,
            "tracking_number": "BR123456789BR",
            "tracking_method": "Correios PAC",
            "status": "shipped",
        }

    def add(self, claim: dict[str, Any], *messages: dict[str, Any]) -> str:
        """Hold a claim, and return its number."""
        number = str(claim["id"])
        self.claims[number], self.messages[number] = claim, list(messages)
        return number

    def answer(
        self, method: str, path: str, query: dict[str, str], body: bytes, headers: dict[str, str]
    ) -> Told:
        if path == "/oauth/token":
            return self._token({name: values[0] for name, values in parse_qs(body.decode()).items()})
        if headers.get("Authorization") != f"Bearer {self.access}":
            return 401, NO_CALLER
        if path == "/users/me":
            return 200, {"id": SELLER, "nickname": "LAMPS", "site_id": "MLB"}
        if path.endswith("/claims/search"):
            return 200, self._found(query)
        if re.fullmatch(r"(/marketplace)?/orders/\d+", path):
            return 200, self.order
        if re.fullmatch(r"(/marketplace)?/shipments/\d+", path):
            return 200, self.shipment
        found = re.fullmatch(r"/(?:post-purchase/v[12]|marketplace/v2)/claims/(\d+)(?:/(.+))?", path)
        if not found or found[1] not in self.claims:
            return 404, NOT_THERE
        number, part = found[1], found[2] or ""
        return self._do(number, part, body) if method == "POST" else self._part(number, part)

    def _token(self, form: dict[str, str]) -> Told:
        if form.get("refresh_token") != self.refresh:
            said = "Error validating grant. Your refresh token may be expired or it was already used"
            return 400, {"message": said, "error": "invalid_grant", "status": 400, "cause": []}
        self.given += 1
        self.access, self.refresh = f"APP_USR-{self.given}-secret", f"TG-{self.given}-secret"
        told = {
            "access_token": self.access,
            "token_type": "bearer",
            "expires_in": 10800,
            "scope": "offline_access",
        }
        return 200, told | {"user_id": SELLER, "refresh_token": self.refresh}

    def _found(self, query: dict[str, str]) -> dict[str, Any]:
        after = query.get("range", "").partition("after:")[2]
        claims = sorted(self.claims.values(), key=lambda one: str(one["last_updated"]))
        claims = [one for one in claims if not after or instant(one["last_updated"]) >= instant(after)]
        start, limit = int(query["offset"]), int(query["limit"])
        self.then, then = lambda: None, self.then
        then()
        return {
            "paging": {"total": len(claims), "offset": start, "limit": limit},
            "data": claims[start : start + limit],
        }

    def _part(self, number: str, part: str) -> Told:
        kept = {
            "": self.claims,
            "messages": self.messages,
            "expected-resolutions": self.wishes,
            "evidences": self.evidence,
        }
        if part in kept:
            return 200, kept[part].get(number, [])
        return (200, self.beside[part]) if part in self.beside else (404, NOT_THERE)

    def _do(self, number: str, part: str, body: bytes) -> Told:
        claim, row = (
            self.claims[number],
            {"player_role": "respondent", "status": "pending", "date_created": "now"},
        )
        if part == "attachments":
            return 200, {"user_id": SELLER, "file_name": f"{SELLER}_{len(self.heard)}.pdf"}
        if part == "actions/send-message":
            self.messages[number].append(
                a_message(json.loads(body)["message"], "respondent", "2126-01-01T00:00:00.000Z")
            )
            return 201, "status 201 created"
        if part == "actions/evidences":
            self.evidence.setdefault(number, []).append(json.loads(body))
            return 200, {}
        if part == "expected-resolutions/refund":
            claim |= {"status": "closed", "resolution": {"reason": "payment_refunded"}}
            return 200, [row | {"expected_resolution": "refund", "status": "accepted"}]
        if part == "expected-resolutions/allow-return":
            claim["related_entities"] = ["return"]
            return 200, [row | {"expected_resolution": "return_product"}]
        share = json.loads(body)["percentage"]
        offers = {
            one["percentage"]: one["amount"]
            for one in self.beside["partial-refund/available-offers"]["available_offers"]
        }
        if share not in offers:
            return 400, {
                "code": 400,
                "error": "bad_request_error",
                "message": f"{share} is not a valid percentage",
                "cause": None,
            }
        details = [
            {"key": "percentage", "value": str(share)},
            {"key": "seller_amount", "value": str(offers[share])},
        ]
        self.wishes[number] = [row | {"expected_resolution": "partial_refund", "details": details}]
        return 200, self.wishes[number]


class SeventeenTrackDouble(Double):
    """Parcels by number; those that were registered are asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.registered: set[str] = set()
        self.events: dict[str, list[dict[str, Any]]] = {}
        self.refuses: dict[str, int] = {}
        self.code = 0

    def answer(
        self, method: str, path: str, query: dict[str, str], body: bytes, headers: dict[str, str]
    ) -> Told:
        if headers.get("17token") != "track-key-1":
            return 401, {
                "code": 0,
                "data": {"errors": [{"code": -18010002, "message": "Invalid security key."}]},
            }
        if self.code:
            said = f"no, not with the key {headers['17token']}"
            return 200, {"code": self.code, "data": {"errors": [{"code": self.code, "message": said}]}}
        if path.endswith("/getquota"):
            return 200, {"code": 0, "data": {"quota_total": 100, "quota_remain": 60}}
        accepted, rejected = [], []
        for number in [one["number"] for one in json.loads(body)]:
            code = self.refuses.get(number, 0) or self._code(path, number)
            if code:
                rejected.append({"number": number, "error": {"code": code, "message": "so"}})
            else:
                accepted.append(self._row(number))
        if path.endswith("/register"):
            self.registered |= {one["number"] for one in accepted}
        return 200, {"code": 0, "data": {"accepted": accepted, "rejected": rejected}}

    def _code(self, path: str, number: str) -> int:
        if path.endswith("/register"):
            return -18019901 if number in self.registered else 0
        return 0 if number in self.registered else -18019902

    def _row(self, number: str) -> dict[str, Any]:
        events = self.events.get(number, [])
        status = events[0]["stage"] if events else "NotFound"
        told = {"latest_status": {"status": status}, "tracking": {"providers": [{"events": events}]}}
        return {"number": number, "carrier": 2151, "track_info": told}


def an_event(at: str, stage: str, sub_status: str, words: str) -> dict[str, Any]:
    """An event of a parcel as the tracker tells it."""
    return {
        "time_iso": at,
        "time_utc": at,
        "stage": stage,
        "sub_status": sub_status,
        "description": words,
        "location": "Curitiba",
    }


def instant(told: str) -> float:
    """A time to compare by."""
    return datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", told)).timestamp()


@contextmanager
def playing(double: Double) -> Iterator[Double]:
    """Let a double listen on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            double.heard.append((self.command, self.path, body))
            double.headers.append(dict(self.headers))
            parts, fault = urlsplit(self.path), double.fault(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if fault == "gone":
                return
            if fault[:3].isdecimal():
                header = "Location" if fault.startswith("3") else "Retry-After"
                self._send(int(fault[:3]), json.dumps({"message": "local_rate_limited"}), {header: fault[4:]})
                return
            status, told = double.answer(self.command, parts.path, query, body, dict(self.headers))
            if fault == "stall":
                double.reached.set()
                double.stall.wait()
            if fault in ("lost", "stall"):
                return
            text = json.dumps(told, ensure_ascii=False)
            half = text[: len(text) // 2] if fault in ("cut", "short") else text
            whole = {"Content-Length": str(len(text.encode()))} if fault == "short" else {}
            self._send(status, half + " " * (5_000_000 if fault == "huge" else 0), whole)

        do_POST = do_GET

        def _send(self, status: int, text: str, more: dict[str, str]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("x-request-id", f"req-{len(double.heard)}")
            for name, value in more.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):  # who hears too much hangs up
                self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    double.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
