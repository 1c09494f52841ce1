"""Who says in the tests who somebody is? A small issuer of this machine: discovery, keys, code flow with PKCE."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "hejie-desk", "kept-by-both"


class Issuer:
    """The issuer: who is signed in at it, and what it changes about what it says, to be caught at it."""

    def __init__(self) -> None:
        self.url = ""
        self.subject, self.name = "u-17", "chen.wei"
        self.lies: dict[str, Any] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.signs_with = self.key
        self.asked: dict[str, dict[str, str]] = {}
        self.verifiers: list[str] = []

    def said(self, asked: dict[str, str]) -> str:
        """The signed token for a code."""
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": self.subject,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "preferred_username": self.name,
        }
        claims = {key: value for key, value in (claims | self.lies).items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signs_with)

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """What is answered to a code."""
        asked = self.asked.pop(form.get("code", ""), None)
        verifier = form.get("code_verifier", "")
        self.verifiers.append(verifier)
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != digest or asked["code_challenge_method"] != "S256":
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "a",
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.said(asked),
        }

    def described(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }


@contextmanager
def opened() -> Iterator[Issuer]:
    """An issuer on a free port."""
    issuer = Issuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/.well-known/openid-configuration":
                self._answer(200, issuer.described())
            elif parts.path == "/keys":
                self._answer(200, {"keys": [issuer.key.as_dict(private=False)]})
            elif parts.path == "/authorize":
                asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
                code = f"code-{len(issuer.verifiers)}-{len(issuer.asked)}"
                issuer.asked[code] = asked
                back = urlencode({"code": code, "state": asked["state"]})
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(*issuer.token({key: values[0] for key, values in parse_qs(body).items()}))

        def _answer(self, status: int, told: dict[str, Any]) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
