"""What a query process may ask of the system: no network, no other program, and an end with its parent.

The guard is the first wall; this is the second, for whatever the guard might ever miss. It imports nothing
heavy, so that a process over it stays small. Linux only: elsewhere it says that it could not.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import sys
from typing import Final

NETWORK: Final = ("socket", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg")
ELSEWHERE: Final = ("io_uring_setup", "execve", "execveat", "ptrace", "process_vm_writev", "pidfd_getfd")
_PR_SET_PDEATHSIG: Final = 1
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000


def close_network() -> str:
    """Take the network from this process for good, and say by which means.

    Returns ``seccomp`` (system calls of the network are refused by the kernel), ``namespace`` (an empty network
    namespace) or, where the system allows neither, an empty text.
    """
    return _seccomp() or _namespace()


def _seccomp() -> str:
    try:
        import pyseccomp

        wall = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
        for name in (*NETWORK, *ELSEWHERE):
            wall.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
        wall.load()
    except Exception:  # noqa: BLE001 - no libseccomp, no such call on this machine, or forbidden: the other means is tried
        return ""
    return "seccomp"


def _namespace() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET):
        if ctypes.CDLL(None, use_errno=True).unshare(flags) == 0:
            return "namespace"
    return ""


def end_with_parent(parent: int) -> None:
    """Let the kernel kill this process when its parent ends, so that no query outlives its server."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the line above
        os._exit(1)


def limit_memory(beyond: int) -> None:
    """Let the address space grow by at most ``beyond`` bytes from what it is now; what it held is dumped nowhere."""
    with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 - pathlib is one import more
        held = int(stream.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (held + beyond, held + beyond))
