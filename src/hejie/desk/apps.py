"""Under which name does Django know the desk?"""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk as a Django app; its tables are named in the models."""

    name = "hejie.desk"
    label = "desk"

    def ready(self) -> None:
        """Begin to note who signs in, that they are there, and in which language they want the desk."""
        from hejie.desk.access import noting  # their models can be read only once the apps are known
        from hejie.desk.finding import taste  # the same
        from hejie.desk.handing import duty  # the same

        noting.listen()
        duty.listen()
        taste.listen()
