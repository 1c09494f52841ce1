"""What does the data base keep: shops and people, the entries, their index, files, imports, and who may enter?"""

from hejie.desk.models.cases import CaseIndex, Entry
from hejie.desk.models.connecting import Connector, Watched
from hejie.desk.models.drilling import DrillMark
from hejie.desk.models.entering import Identity, RecoveryCode, SecondFactor, Sitting
from hejie.desk.models.files import Attachment
from hejie.desk.models.habits import HabitChange
from hejie.desk.models.handing import Duty, Planned, Pricing
from hejie.desk.models.imports import Import
from hejie.desk.models.insights import Improvement, Insight
from hejie.desk.models.leaving import Looking, SavedView
from hejie.desk.models.meaning import Direction
from hejie.desk.models.orders import CareSent, Order
from hejie.desk.models.packs import PackBuild
from hejie.desk.models.reading import ClassCorrection, ClassReader
from hejie.desk.models.shops import Membership, Shop
from hejie.desk.models.spending import Granted
from hejie.desk.models.tokens import Call, Noted, Token
from hejie.desk.models.webhooks import Delivery, Webhook

__all__ = [
    "Attachment",
    "Call",
    "CareSent",
    "CaseIndex",
    "ClassCorrection",
    "ClassReader",
    "Connector",
    "Delivery",
    "Direction",
    "DrillMark",
    "Duty",
    "Entry",
    "Granted",
    "HabitChange",
    "Identity",
    "Import",
    "Improvement",
    "Insight",
    "Looking",
    "Membership",
    "Noted",
    "Order",
    "PackBuild",
    "Planned",
    "Pricing",
    "RecoveryCode",
    "SavedView",
    "SecondFactor",
    "Shop",
    "Sitting",
    "Token",
    "Watched",
    "Webhook",
]
