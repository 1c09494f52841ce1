"""协商: what is the next move towards the buyer, and which words fit it?"""

from hejie.negotiation.advice import advised
from hejie.negotiation.drafting import next_move
from hejie.negotiation.situation import propose_another

__all__ = ["advised", "next_move", "propose_another"]
