"""What the service says of itself: the service description, VoID, the DCAT catalogue; none of them has a clock.

Each is an rdflib graph without blank nodes, made from the manifest (whose counts were made with the build), the
question catalogue and the settings in force. Addresses come from the one address of the endpoint, never from a
request. `serialize` writes them, sorted.
"""

from tct.catalog.dcat import dcat
from tct.catalog.description import FORMS, serialize
from tct.catalog.service import service_description
from tct.catalog.void import void

__all__ = ["FORMS", "dcat", "serialize", "service_description", "void"]
