"""The system calls that student code never needs, by number, for the two machines that graders run on.

Numbers are those of the kernel's ``unistd`` headers: the x86-64 table, and the generic one for aarch64.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_DENIED = """
# starting programs and processes
execve 59 221 | execveat 322 281 | fork 57 - | vfork 58 -
# the network, and descriptors sent over sockets
socket 41 198 | socketpair 53 199 | connect 42 203 | accept 43 202 | accept4 288 242 | bind 49 200
listen 50 201 | sendto 44 206 | sendmsg 46 211 | sendmmsg 307 269 | recvfrom 45 207 | recvmsg 47 212
recvmmsg 299 243 | getsockopt 55 209 | setsockopt 54 208 | shutdown 48 210
# other processes
ptrace 101 117 | process_vm_readv 310 270 | process_vm_writev 311 271 | process_madvise 440 440
process_mrelease 448 448 | kcmp 312 272 | pidfd_open 434 434 | pidfd_send_signal 424 424
pidfd_getfd 438 438
# namespaces and mounts
unshare 272 97 | setns 308 268 | mount 165 40 | umount2 166 39 | pivot_root 155 41 | move_mount 429 429
open_tree 428 428 | fsopen 430 430 | fsmount 432 432 | fsconfig 431 431 | fspick 433 433
mount_setattr 442 442 | chroot 161 51
# wide kernel interfaces
bpf 321 280 | perf_event_open 298 241 | io_uring_setup 425 425 | io_uring_enter 426 426
io_uring_register 427 427 | io_setup 206 0 | io_submit 209 2 | userfaultfd 323 282 | keyctl 250 219
add_key 248 217 | request_key 249 218
# System V memory, semaphores, queues
shmget 29 194 | shmat 30 196 | shmctl 31 195 | shmdt 67 197 | semget 64 190 | semop 65 193
semctl 66 191 | semtimedop 220 192 | msgget 68 186 | msgsnd 69 189 | msgrcv 70 188 | msgctl 71 187
# POSIX queues, files without a name
mq_open 240 180 | mq_unlink 241 181 | mq_timedsend 242 182 | mq_timedreceive 243 183 | mq_notify 244 184
mq_getsetattr 245 185 | memfd_create 319 279 | memfd_secret 447 447
# sessions and identities
setsid 112 157 | setpgid 109 154 | setuid 105 146 | setgid 106 144 | setreuid 113 145 | setregid 114 143
setresuid 117 147 | setresgid 119 149 | setfsuid 122 151 | setfsgid 123 152 | setgroups 116 159
capset 126 91
# priorities and personalities
setpriority 141 140 | sched_setaffinity 203 122 | sched_setscheduler 144 119 | sched_setparam 142 118
sched_setattr 314 274 | ioprio_set 251 30 | personality 135 92
# modes, owners, attributes
chmod 90 - | fchmod 91 52 | fchmodat 268 53 | fchmodat2 452 452 | chown 92 - | fchown 93 55
lchown 94 - | fchownat 260 54 | setxattr 188 5 | lsetxattr 189 6 | fsetxattr 190 7
removexattr 197 14 | lremovexattr 198 15 | fremovexattr 199 16
# names in the file system
mkdir 83 - | mkdirat 258 34 | mknod 133 - | mknodat 259 33 | symlink 88 - | symlinkat 266 36 | link 86 -
linkat 265 37 | rename 82 - | renameat 264 38 | renameat2 316 276 | unlink 87 - | unlinkat 263 35
rmdir 84 - | truncate 76 45 | creat 85 -
# times of files
utime 132 - | utimes 235 - | utimensat 280 88 | futimesat 261 -
# watching files, opening by handle
inotify_init 253 - | inotify_init1 294 26 | inotify_add_watch 254 27 | fanotify_init 300 262
fanotify_mark 301 263 | name_to_handle_at 303 264 | open_by_handle_at 304 265
# the kernel itself
kexec_load 246 104 | kexec_file_load 320 294 | init_module 175 105 | finit_module 313 273
delete_module 176 106 | reboot 169 142 | swapon 167 224 | swapoff 168 225 | quotactl 179 60
quotactl_fd 443 443 | sync 162 81 | syncfs 306 267 | statmount 457 457 | listmount 458 458
# the machine's clock and name
settimeofday 164 170 | clock_settime 227 112 | adjtimex 159 171 | clock_adjtime 305 266
sethostname 170 161 | setdomainname 171 162 | acct 163 89 | syslog 103 116 | vhangup 153 58
# ports, memory policy
iopl 172 - | ioperm 173 - | modify_ldt 154 - | lookup_dcookie 212 18 | migrate_pages 256 238
move_pages 279 239 | mbind 237 235 | set_mempolicy 238 237
# signals to others, locks, further filters
rt_sigqueueinfo 129 138 | rt_tgsigqueueinfo 297 240 | timer_create 222 107 | signalfd 282 -
signalfd4 289 74 | flock 73 32 | landlock_create_ruleset 444 444 | seccomp 317 277
"""
"""One entry: name, number on x86-64, number on aarch64; ``-`` where the machine has no such call."""

NEWEST_KNOWN = 462
"""The last call (mseal, Linux 6.10) that was looked at; a higher number is answered with ENOSYS."""


@dataclass(frozen=True)
class Machine:
    """What a filter must know of one kind of processor."""

    audit_architecture: int
    denied: tuple[int, ...]
    clone: int
    clone3: int
    openat2: int
    prlimit64: int
    prctl: int
    ioctl: int
    fcntl: int
    signalling: tuple[int, ...]
    """kill, tkill, tgkill: allowed towards the process itself."""
    has_x32: bool
    """Whether a second numbering exists from 0x40000000 on."""


def _denied(column: int) -> tuple[int, ...]:
    entries = [
        entry.split()
        for line in _DENIED.splitlines()
        if not line.startswith("#")
        for entry in line.split("|")
    ]
    return tuple(sorted(int(entry[column]) for entry in entries if entry and entry[column] != "-"))


MACHINES: Mapping[str, Machine] = {
    "x86_64": Machine(
        audit_architecture=0xC000003E,
        denied=_denied(1),
        clone=56,
        clone3=435,
        openat2=437,
        prlimit64=302,
        prctl=157,
        ioctl=16,
        fcntl=72,
        signalling=(62, 200, 234),
        has_x32=True,
    ),
    "aarch64": Machine(
        audit_architecture=0xC00000B7,
        denied=_denied(2),
        clone=220,
        clone3=435,
        openat2=437,
        prlimit64=261,
        prctl=167,
        ioctl=29,
        fcntl=25,
        signalling=(129, 130, 131),
        has_x32=False,
    ),
}
"""By the name that ``os.uname().machine`` gives."""
