"""Is everything ready before the first page is served, and is a port that is taken told so?"""

import socket

import pytest
from django.conf import settings

from hejie.desk import serving


@pytest.mark.usefixtures("store_on")
def test_preparing_twice_is_preparing_once() -> None:
    serving.prepare()
    serving.prepare()
    assert (settings.LOCALE_PATHS[0] / "zh_Hans/LC_MESSAGES/django.mo").exists()


def test_a_port_that_is_taken_is_told_with_another_one_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(serving.PortTaken, match=f"--port {port + 1}"):
            serving.check_port("127.0.0.1", port)
