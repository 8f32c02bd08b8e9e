"""Landlock by hand: a process that may read a few folders and touch nothing else of the file system."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
from collections.abc import Iterable, Sequence
from typing import NoReturn

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same numbers on every machine
_VERSION_FLAG, _RULE_PATH_BENEATH = 1, 1
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_FILE_RIGHTS = (1 << 13) - 1  # every right of the first version
_REFER, _TRUNCATE, _IOCTL_DEVICE = 1 << 13, 1 << 14, 1 << 15
_TCP = (1 << 0) | (1 << 1)  # bind, connect
_SCOPES = (1 << 0) | (1 << 1)  # abstract sockets, signals


def version(libc: ctypes.CDLL) -> int:
    """The kernel's Landlock version; 0 where it is absent, switched off, or hidden by a container."""
    answer = int(libc.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION_FLAG))
    return max(answer, 0)


def create_ruleset(libc: ctypes.CDLL, abi: int, readable: Iterable[str], writable: Sequence[str] = ()) -> int:
    """A descriptor of a ruleset: `readable` may be read, the devices of `writable` written, all else nothing.

    A path that does not exist is left out. ``OSError`` where the kernel refuses.
    """
    rights = _FILE_RIGHTS
    rights |= (
        (_REFER if abi >= 2 else 0) | (_TRUNCATE if abi >= 3 else 0) | (_IOCTL_DEVICE if abi >= 5 else 0)
    )
    ruleset = _create(libc, rights, _TCP if abi >= 4 else 0, _SCOPES if abi >= 6 else 0)
    for path in readable:
        _allow(libc, ruleset, path, _READ_FILE | _READ_DIR)
    for path in writable:
        _allow(libc, ruleset, path, (_READ_FILE | _WRITE_FILE | (_TRUNCATE if abi >= 3 else 0)) & rights)
    return ruleset


def restrict(libc: ctypes.CDLL, ruleset: int) -> None:
    """Put the calling process under the ruleset for good. No-new-privileges must be set already."""
    if libc.syscall(_RESTRICT, ruleset, 0) != 0:
        _raise("restrict")


def _create(libc: ctypes.CDLL, files: int, network: int, scopes: int) -> int:
    # A vendor's kernel may claim a version without all of its scopes: then ask for fewer.
    for scoped in dict.fromkeys((scopes, scopes & 1, 0)):
        size = 24 if scoped else 16 if network else 8
        attributes = ctypes.create_string_buffer(struct.pack("<QQQ", files, network, scoped))
        answer = int(libc.syscall(_CREATE, attributes, ctypes.c_size_t(size), 0))
        if answer >= 0:
            return answer
        if ctypes.get_errno() != errno.EINVAL:
            break
    _raise("create a ruleset")


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= ~_READ_DIR
        rule = ctypes.create_string_buffer(struct.pack("<Qi", rights, descriptor))
        if libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0) != 0:
            _raise(f"allow {path}")
    finally:
        os.close(descriptor)


def _raise(what: str) -> NoReturn:
    code = ctypes.get_errno()
    raise OSError(code, f"Landlock cannot {what}: {os.strerror(code)}")
