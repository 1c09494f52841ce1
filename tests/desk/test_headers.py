"""May a page of the desk run nothing but the desk's own files?"""

from django.http import HttpResponse
from django.test import RequestFactory

from hejie.desk import headers


def answered(**own: str) -> HttpResponse:
    return headers.strict_content(lambda _request: HttpResponse(headers=own))(RequestFactory().get("/"))


def test_no_script_of_a_page_and_no_other_host_is_allowed() -> None:
    policy = answered().headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy


def test_an_answer_with_a_stricter_policy_keeps_it() -> None:
    assert answered(**{"Content-Security-Policy": "sandbox"}).headers["Content-Security-Policy"] == "sandbox"
