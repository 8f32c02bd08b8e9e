"""Run the sandbox's tests in a container like Gradescope's: root, Docker's capabilities, no namespaces.

Needs root and ``runc`` (``apt-get install runc golang-github-containers-common``); no daemon, no image: the
machine's own folders, read-only, are the container's. The profile is that of the containers project, made as
strict as Docker's. Says what is missing and leaves with status 0 where it cannot be run.

    sudo .venv/bin/python benchmarks/container.py [--memory MB] [PYTEST ARGUMENT]...
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
PROFILE = Path("/usr/share/containers/seccomp.json")
_NAMES = """
CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL
AUDIT_WRITE
"""
CAPABILITIES = [f"CAP_{name}" for name in _NAMES.split()]
"""The fourteen that Docker gives by default."""
_READ_ONLY = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc")


_STRICTER = """
bpf clone clone3 add_key fanotify_init fsconfig fsmount fsopen fspick io_uring_enter io_uring_register
io_uring_setup keyctl mount mount_setattr move_mount open_tree pivot_root request_key setns umount umount2
unshare userfaultfd
"""
"""What Docker's profile refuses without further capabilities and the containers project's allows."""
_NEW_NAMESPACES = 0x7E020000


def seccomp_profile() -> dict[str, Any]:
    """The containers project's default profile, made as strict as Docker's, for these capabilities."""
    source = json.loads(PROFILE.read_text())
    stricter = set(_STRICTER.split())
    kept: list[dict[str, Any]] = []
    for rule in source["syscalls"]:
        wanted, unwanted = rule.get("includes") or {}, rule.get("excludes") or {}
        names = [name for name in rule["names"] if name not in stricter]
        if not names or not _applies(wanted, default=True) or _applies(unwanted, default=False):
            continue
        entry = {"names": names, "action": rule["action"]}
        entry |= {key: rule[key] for key in ("args", "errnoRet") if rule.get(key) is not None}
        kept.append(entry)
    plain = {"index": 0, "value": _NEW_NAMESPACES, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}
    landlock = ["landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"]
    kept += [
        {"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [plain]},
        {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38},
        # Docker's own profile has had these since 2022; an older copy of this one may not.
        {"names": landlock, "action": "SCMP_ACT_ALLOW"},
    ]
    architectures = {"x86_64": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"], "aarch64": ["SCMP_ARCH_AARCH64"]}
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "defaultErrnoRet": 1,
        "architectures": architectures[platform.machine()],
        "syscalls": kept,
    }


def _applies(condition: dict[str, Any], *, default: bool) -> bool:
    if not condition:
        return default
    names = {"x86_64": "amd64", "aarch64": "arm64"}
    met = [
        set(condition["caps"]) <= set(CAPABILITIES) if condition.get("caps") else None,
        names[platform.machine()] in condition["arches"] if condition.get("arches") else None,
    ]
    return all(value for value in met if value is not None) if any(v is not None for v in met) else default


def specification(root: Path, command: list[str], memory_bytes: int) -> dict[str, Any]:
    """A runtime configuration: root, Docker's capabilities and mounts, no network, all folders read-only."""
    paths = [*_READ_ONLY, str(REPOSITORY), sys.base_prefix, *_shared_folder()]
    binds = [
        {"destination": path, "type": "bind", "source": path, "options": ["rbind", "ro"]}
        for path in dict.fromkeys(paths)
        if os.path.exists(path)
    ]
    mounts = [
        {"destination": "/proc", "type": "proc", "source": "proc"},
        {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"]},
        {
            "destination": "/dev/shm",
            "type": "tmpfs",
            "source": "shm",
            "options": ["nosuid", "nodev", "mode=1777"],
        },
        {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["mode=1777"]},
        {"destination": "/var/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["mode=1777"]},
    ]
    masked = ["/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/scsi", "/sys/firmware"]
    return {
        "ociVersion": "1.0.2",
        "process": {
            "user": {"uid": 0, "gid": 0},
            "args": command,
            "env": ["PATH=/usr/bin:/bin", "HOME=/tmp", "PYTHONDONTWRITEBYTECODE=1"],
            "cwd": str(REPOSITORY),
            "capabilities": {kind: CAPABILITIES for kind in ("bounding", "effective", "permitted")},
            "noNewPrivileges": False,
        },
        "root": {"path": str(root)},
        "hostname": "autograder",
        "mounts": [*mounts, *binds],
        "linux": {
            "namespaces": [{"type": kind} for kind in ("pid", "network", "ipc", "uts", "mount")],
            "maskedPaths": masked,
            "readonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],
            "seccomp": seccomp_profile(),
            "resources": {"memory": {"limit": memory_bytes}} if memory_bytes else {},
        },
    }


def _shared_folder() -> list[str]:
    shared = REPOSITORY.parent / "shared"
    return [str(shared)] if shared.is_dir() else []


def main() -> int:
    """Run pytest in the container; its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--memory", type=int, default=768, help="MB that the container may use; 0: no limit")
    options, rest = parser.parse_known_args()
    missing = [
        what
        for what, there in (
            ("root", os.geteuid() == 0),
            ("runc", shutil.which("runc") is not None),
            (str(PROFILE), PROFILE.exists()),
        )
        if not there
    ]
    if missing:
        print(f"not run: there is no {', no '.join(missing)}")
        return 0
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        *(rest or ["-q", "-rs", "tests/execution"]),
    ]
    with tempfile.TemporaryDirectory(prefix="grader-container-") as folder:
        root = Path(folder, "root")
        root.mkdir()
        configuration = json.dumps(specification(root, command, options.memory << 20))
        Path(folder, "config.json").write_text(configuration)
        return subprocess.run(["runc", "run", "--bundle", folder, Path(folder).name], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
