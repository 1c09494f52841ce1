"""案卷: what is known, said and done in a case, as entries that are only ever added."""

from hejie.casefile.case import CaseFile
from hejie.casefile.transfer import export_case, import_cases

__all__ = ["CaseFile", "export_case", "import_cases"]
