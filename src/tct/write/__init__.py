"""Writes to a private instance: apply to a copy, validate, swap, and only then acknowledge."""

from tct.write.access import Access
from tct.write.change import Change
from tct.write.generations import Generations
from tct.write.writer import Follow, Limits, Writer, Written

__all__ = ["Access", "Change", "Follow", "Generations", "Limits", "Writer", "Written"]
