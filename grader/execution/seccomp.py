"""A seccomp filter by hand: deny what `syscalls` lists, in a classic BPF program, without any library."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from dataclasses import dataclass

from grader.execution.syscalls import MACHINES, NEWEST_KNOWN, Machine

_LOAD, _JUMP_EQUAL, _JUMP_GREATER, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x25, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24  # offsets in struct seccomp_data
_ALLOW, _KILL_PROCESS, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_X32_BIT = 0x40000000
_DENIED_PRCTL = (1, 4, 35, 0x59616D61)  # parent-death signal, dumpable, memory map, tracer
_ALLOWED_IOCTL = (
    *(0x5401, 0x802C542A, 0x5413),  # TCGETS, TCGETS2, TIOCGWINSZ: whether this is a terminal, how wide
    *(0x5450, 0x5451, 0x5421, 0x541B),  # FIONCLEX, FIOCLEX, FIONBIO, FIONREAD: of the descriptor alone
)
"""All others are denied: many change a file, or who hears of it, through a descriptor that only reads."""
_DENIED_FCNTL = (
    *(8, 10, 15),  # F_SETOWN, F_SETSIG, F_SETOWN_EX: the kernel sends any signal to any process of the user
    *(1024, 1026),  # F_SETLEASE, F_NOTIFY: hold up who opens a file, hear of it
    *(1036, 1038),  # F_SET_RW_HINT, F_SET_FILE_RW_HINT: kept with the file
)
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_SYS_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER, _FLAG_SPEC_ALLOW = 1, 4

_Instruction = tuple[int, int, int, int]


@dataclass(frozen=True)
class Filter:
    """An assembled program; the worker's own process id is written into it before it is installed."""

    code: bytes
    process_id_at: tuple[int, ...]
    """Byte offsets of the places where the process id goes."""
    machine: str


def assemble(machine_name: str) -> Filter | None:
    """The filter for that machine; None for a machine whose numbers we do not know."""
    machine = MACHINES.get(machine_name)
    if machine is None:
        return None
    program = _prologue(machine)
    for number in machine.denied:
        program += _deny(number, errno.EPERM)
    program += _deny(machine.clone, errno.EPERM)
    # ENOSYS makes the C library fall back to the older call, which is judged by its arguments or denied.
    program += _deny(machine.clone3, errno.ENOSYS) + _deny(machine.openat2, errno.ENOSYS)
    patches = []
    for number in machine.signalling:
        patches.append((len(program) + 2) * 8 + 4)
        program += _allow_only_first_argument(number, 0)
    program += _allow_only_first_argument(machine.prlimit64, 0)
    program += _deny_arguments(machine.prctl, _FIRST_ARGUMENT, _DENIED_PRCTL)
    program += _allow_only_second_argument(machine.ioctl, _ALLOWED_IOCTL)
    program += _deny_arguments(machine.fcntl, _SECOND_ARGUMENT, _DENIED_FCNTL)
    program.append((_RETURN, 0, 0, _ALLOW))
    code = b"".join(struct.pack("<HBBI", *instruction) for instruction in program)
    return Filter(code, tuple(patches), machine_name)


def install(program: Filter, libc: ctypes.CDLL) -> None:
    """Put the calling process under the filter for good; ``OSError`` where the kernel refuses.

    No-new-privileges must be set already.
    """
    code = bytearray(program.code)
    for offset in program.process_id_at:
        struct.pack_into("<I", code, offset, os.getpid())
    buffer = ctypes.create_string_buffer(bytes(code), len(code))
    # struct sock_fprog: a short count, padding, a pointer.
    header = ctypes.create_string_buffer(struct.pack("=HxxxxxxQ", len(code) // 8, ctypes.addressof(buffer)))
    number = _SYS_SECCOMP[program.machine]
    pointer = ctypes.c_void_p(ctypes.addressof(header))
    # Kernels before 5.16 slow filtered processes down against Spectre; the flag asks them not to.
    for flags in (_FLAG_SPEC_ALLOW, 0):
        if libc.syscall(number, _SET_MODE_FILTER, flags, pointer) == 0:
            return
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, pointer, 0, 0) != 0:
        code_of_error = ctypes.get_errno()
        raise OSError(code_of_error, f"seccomp filter refused: {os.strerror(code_of_error)}")


def _prologue(machine: Machine) -> list[_Instruction]:
    program: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_EQUAL, 1, 0, machine.audit_architecture),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine.has_x32:
        program += [(_JUMP_AT_LEAST, 0, 1, _X32_BIT), (_RETURN, 0, 0, _KILL_PROCESS)]
    return [*program, (_JUMP_GREATER, 0, 1, NEWEST_KNOWN), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]


def _deny(number: int, error: int) -> list[_Instruction]:
    return [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | error)]


def _allow_only_first_argument(number: int, value: int) -> list[_Instruction]:
    return [
        (_JUMP_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_EQUAL, 1, 0, value),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _allow_only_second_argument(number: int, values: tuple[int, ...]) -> list[_Instruction]:
    checks = [
        instruction
        for value in values
        for instruction in ((_JUMP_EQUAL, 0, 1, value), (_RETURN, 0, 0, _ALLOW))
    ]
    body = [(_LOAD, 0, 0, _SECOND_ARGUMENT), *checks, (_RETURN, 0, 0, _ERRNO | errno.EPERM)]
    return [(_JUMP_EQUAL, 0, len(body), number), *body]


def _deny_arguments(number: int, offset: int, values: tuple[int, ...]) -> list[_Instruction]:
    checks = [
        instruction
        for value in values
        for instruction in ((_JUMP_EQUAL, 0, 1, value), (_RETURN, 0, 0, _ERRNO | errno.EPERM))
    ]
    body: list[_Instruction] = [(_LOAD, 0, 0, offset), *checks, (_RETURN, 0, 0, _ALLOW)]
    return [(_JUMP_EQUAL, 0, len(body), number), *body]
