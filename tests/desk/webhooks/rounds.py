"""How does one round of the worker go, in the tests?"""

from datetime import timedelta

from django.utils import timezone

from hejie.desk.webhooks import delivering, noticing


def go_round(after: timedelta = timedelta()) -> int:
    """One round of the worker."""
    noticing.notice(timezone.now() + after)
    return delivering.deliver(timezone.now() + after)
