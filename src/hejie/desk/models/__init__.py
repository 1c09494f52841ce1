"""What does the data base keep: shops and people, the entries, their index, files and imports?"""

from hejie.desk.models.cases import CaseIndex, Entry
from hejie.desk.models.files import Attachment
from hejie.desk.models.imports import Import
from hejie.desk.models.shops import Membership, Shop

__all__ = ["Attachment", "CaseIndex", "Entry", "Import", "Membership", "Shop"]
