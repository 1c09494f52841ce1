"""What of a message may reach the log: what happened, not to whom, and no key to anything?

An exception quotes what it stumbled over: a buyer's words, an address, a header. So the whole record is read, its
traceback too, before any handler writes it.
"""

from __future__ import annotations

import logging
import re

from django.core.exceptions import PermissionDenied

from hejie.language.redaction import redact

_SECRETS = re.compile(
    r"(?P<kept>(?i:\bbearer\s+|\b(?:token|key|secret|password|passwd|pwd|sessionid|csrftoken|csrfmiddlewaretoken|"
    r"authorization)[\"']?\s*[=:]\s*(?:bearer\s+)?[\"']?))[^\s\"'&,;]+|\bhejie_[0-9a-f]{6,}_[\w-]+|\bsk-[\w-]{8,}"
)
_FORMATTER = logging.Formatter()


class WithoutPeople(logging.Filter):
    """Takes phones, addresses, names that a text gives itself, tax ids, e-mails and secrets out of every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without them; a message whose arguments do not fit passes too."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            message = f"{record.msg} {record.args}"
        record.msg, record.args = cleaned(message), ()
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = None  # a page that is not for this person is a line, and no mistake to trace
        if record.exc_info and not record.exc_text:
            record.exc_text = _FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = cleaned(record.exc_text)
        if record.stack_info:
            record.stack_info = cleaned(record.stack_info)
        return True


def cleaned(text: str) -> str:
    """Return a text without people and secrets; never raises for any text."""
    return redact(_SECRETS.sub(lambda found: f"{found['kept'] or ''}[secret]", text)).text
