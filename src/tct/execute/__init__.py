"""Queries in processes that can be killed: a deadline that counts waiting, limits, two lanes, a bounded queue."""

from tct.execute.limits import Job, Limits
from tct.execute.pool import Pool
from tct.execute.run import Answer, Cancelled, Run

__all__ = ["Answer", "Cancelled", "Job", "Limits", "Pool", "Run"]
