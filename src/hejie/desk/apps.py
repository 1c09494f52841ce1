"""Under which name does Django know the desk?"""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk as a Django app; its tables are named in the models."""

    name = "hejie.desk"
    label = "desk"

    def ready(self) -> None:
        """Begin to note who signs in."""
        from hejie.desk.access import noting  # its models can be read only once the apps are known

        noting.listen()
