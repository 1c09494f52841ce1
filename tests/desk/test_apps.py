"""Is it noted who signs in, from the first moment on?"""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed


def test_whoever_signs_in_or_out_is_listened_for_once_django_is_ready() -> None:
    for signal in (user_logged_in, user_logged_out, user_login_failed):
        assert [key for key, *_ in signal.receivers if key[0] == "noting"]
