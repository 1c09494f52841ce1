"""Under which name does Django know the desk?"""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk as a Django app; its tables are named in the models."""

    name = "hejie.desk"
    label = "desk"
