"""What does the web server call?"""

import gc
import logging
import os

from django.core.wsgi import get_wsgi_application

from hejie.desk.cases import databases
from hejie.rulebook.mistakes import RulebookError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.desk.settings")
application = get_wsgi_application()


def warm_up() -> None:
    """Read what every page needs before the first one is asked for, and never look through it for garbage again.

    To look through all rules took a tenth of a second each time, in which nobody was answered.
    """
    from hejie.desk import house  # it needs the settings, which are only read now
    from hejie.desk.finding import titles  # beside the house, for the same reason

    try:
        house.rules()
    except RulebookError:
        logging.getLogger(__name__).exception("The rules cannot be read; the pages tell the same")
    titles.TITLES.on = (
        True  # learnt when the first search asks: a thread begun here would not live through a fork
    )
    databases.let_go()  # this thread answers nobody, and a server may fork after it
    gc.collect()
    gc.freeze()


warm_up()
