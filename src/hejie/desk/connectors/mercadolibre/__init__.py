"""How does a seller's account on Mercado Libre become cases here, and how are errands carried out there?

By the official developer pages: search, claim, detail, messages, expected resolutions, evidence, returns, orders and
OAuth 2.0. There is no sandbox, so all of it was tried against a double of our own only.
"""

from hejie.desk.connectors.mercadolibre.seller import ADDRESS, DOES, KEYS, VARIANTS, connect

__all__ = ["ADDRESS", "DOES", "KEYS", "VARIANTS", "connect"]
