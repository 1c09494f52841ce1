"""To whom do the tests write, and what would the check of drafts say before it is sent?"""

from hejie.language.lint import Draft, lint
from hejie.negotiation.slots import slots
from tests.cast import NOON

BUYERS = (("taobao", "zh-CN"), ("aliexpress", "en"), ("mercadolibre", "pt-BR"), ("mercadolibre", "es"))


def blemishes(file, drafted, situation, rules) -> list[str]:
    """What the check would stop, or warn of, in a draft of this case."""
    carried = slots(file, rules, drafted.language, NOON)
    words = Draft(drafted.text, drafted.language, carried, file.platform, situation)
    return [found.raw or found.rule for found in lint(words, rules.wordings) if found.severity != "hint"]
