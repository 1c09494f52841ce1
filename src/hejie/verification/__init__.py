"""核实: which facts does this claim need, which evidence proves each, and what does the parcel's route really say?"""

from hejie.verification.checklist import facts_needed
from hejie.verification.scans import TrackingAnswer
from hejie.verification.verifying import take_scans, verify

__all__ = ["TrackingAnswer", "facts_needed", "take_scans", "verify"]
