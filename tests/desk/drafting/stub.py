"""An endpoint on this machine that answers as it is told to, also badly."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from hejie.desk.drafting.endpoint import Endpoint

GOOD = {"draft": "您好，对不起让您久等了，我先核实一下，马上告诉您。", "evidence": ["没收到"]}


class Stub:
    """What the endpoint answers, request by request (the last answer again and again), and what it was asked."""

    def __init__(self, *answers: Callable[[BaseHTTPRequestHandler], None]) -> None:
        self.answers, self.asked, self.over = list(answers), list[dict[str, Any]](), Event()


def says(content: str | dict[str, Any], *, finish: str = "stop") -> Callable[[BaseHTTPRequestHandler], None]:
    """Answer with these words in the envelope of the protocol."""
    words = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    choice = {"message": {"content": words}, "finish_reason": finish}
    return sends(200, json.dumps({"choices": [choice], "usage": {"total_tokens": 7}}).encode())


def sends(
    status: int, body: bytes, *, promised: int | None = None
) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answer with this status and body; `promised` is the length that the heading claims."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if promised is None else promised))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@contextmanager
def serving(*answers: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[tuple[Endpoint, Stub]]:
    """Serve the answers on a port of this machine."""
    stub = Stub(*answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            stub.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            (stub.answers.pop(0) if len(stub.answers) > 1 else stub.answers[0])(self)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        # Each stub has a model of its own: what one server understands says nothing of the next.
        yield (
            Endpoint(
                f"http://127.0.0.1:{server.server_port}/v1", f"stub-{time.monotonic_ns()}", "secret", 0.2
            ),
            stub,
        )
    finally:
        stub.over.set()
        server.shutdown()
        server.server_close()
