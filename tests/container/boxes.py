"""Images and containers without an engine: debootstrap makes a base, buildah builds, runc runs."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BASE = "localhost/python-slim-stand-in"
PACKAGES = "python3,python3-venv,python-is-python3,ca-certificates"
MIRROR = "http://deb.debian.org/debian"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
NEEDED = ("buildah", "runc", "debootstrap")
LENT = ("PIP_INDEX_URL", "PIP_FIND_LINKS")  # where this machine's pip looks, where it looks elsewhere than usual


def missing() -> str | None:
    """Why this cannot be tried here; None where it can."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    if absent:
        return f"not installed: {', '.join(absent)} (apt-get install {' '.join(absent)})"
    return None if os.geteuid() == 0 else "debootstrap and buildah's chroot isolation need root"


def output(*command: str, cwd: Path | None = None) -> str:
    """What a command printed; its errors are shown where it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])} ... failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout.strip()


@dataclass(frozen=True, slots=True)
class Images:
    """A store of images of our own, in one folder."""

    home: Path

    def buildah(self, *rest: str, cwd: Path | None = None) -> str:
        """Run buildah on this store."""
        places = ["--root", str(self.home / "storage"), "--runroot", str(self.home / "run")]
        return output("buildah", *places, "--storage-driver", "vfs", *rest, cwd=cwd)

    def make_base(self) -> None:
        """A Debian with Python, standing in for the slim Python image; kept for the next time."""
        if BASE in self.buildah("images", "--format", "{{.Name}}"):
            return
        root = self.home / "base"
        output("debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(root), MIRROR)
        container = self.buildah("from", "scratch")
        self.buildah("add", container, str(root), "/")
        self.buildah("commit", container, BASE)
        self.buildah("rm", container)
        shutil.rmtree(root)

    def build(self, project: Path, tag: str) -> None:
        """The project's own Dockerfile over the stand-in; nothing is pulled."""
        lent = [f"--env={name}={os.environ[name]}" for name in LENT if name in os.environ]
        certificates = [f"--volume={CERTIFICATES}:{CERTIFICATES}:ro"] if CERTIFICATES.exists() else []
        arguments = ["--isolation=chroot", "--pull-never", "--format=docker", f"--build-arg=PYTHON_IMAGE={BASE}"]
        self.buildah("build", *arguments, *lent, *certificates, "--tag", tag, ".", cwd=project)

    def config(self, tag: str) -> dict[str, Any]:
        """What the image says of how it is run."""
        inspected = json.loads(self.buildah("inspect", "--type", "image", tag))
        found: dict[str, Any] = inspected["Docker"]["config"]
        return found

    def size(self, tag: str) -> str:
        """As buildah tells it."""
        return self.buildah("images", "--format", "{{.Size}}", tag)

    def root_of(self, tag: str) -> Path:
        """The files of the image, in a folder."""
        self.buildah("rm", "--all")  # those of earlier runs
        return Path(self.buildah("mount", self.buildah("from", "--pull-never", tag)))


@dataclass(frozen=True, slots=True)
class Box:
    """One container: the image's own command and user, a read-only root, /tmp in memory, one volume."""

    bundle: Path
    name: str

    @classmethod
    def made(
        cls, bundle: Path, name: str, root: Path, config: dict[str, Any], *, volume: Path, sources: Path, **given: Any
    ) -> "Box":
        """Write the bundle that runc reads; `arguments` follow the entrypoint, `environ` joins the image's."""
        bundle.mkdir(parents=True)
        output("runc", "spec", cwd=bundle)
        spec = json.loads((bundle / "config.json").read_text())
        uid, gid = (int(part) for part in config["User"].split(":"))
        spec["process"].update(
            terminal=False,
            user={"uid": uid, "gid": gid},
            args=[*config["Entrypoint"], *given["arguments"]],
            env=[*config["Env"], *(f"{key}={value}" for key, value in given["environ"].items())],
            cwd=config["WorkingDir"],
            capabilities={},
            noNewPrivileges=True,
        )
        spec["root"] = {"path": str(root), "readonly": True}
        spec["mounts"] = [one for one in spec["mounts"] if "cgroup" not in one["destination"]] + [
            {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["size=64m", "mode=1777"]},
            {"destination": "/index", "type": "bind", "source": str(volume), "options": ["rbind", "rw"]},
            {"destination": "/mnt", "type": "bind", "source": str(sources), "options": ["rbind", "ro"]},
        ]
        spec["linux"].pop("resources")
        # The host's network: what is asked comes over loopback.
        spec["linux"]["namespaces"] = [one for one in spec["linux"]["namespaces"] if one["type"] != "network"]
        (bundle / "config.json").write_text(json.dumps(spec))
        return cls(bundle, name)

    def started(self, log: Path) -> "subprocess.Popen[bytes]":
        """The container's first process, as runc waits for it."""
        command = ["runc", "run", "--bundle", str(self.bundle), self.name]
        with log.open("wb") as out:
            return subprocess.Popen(command, stdout=out, stderr=out)

    def inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the running container."""
        return subprocess.run(["runc", "exec", self.name, *command], capture_output=True, text=True)

    def kill(self, signal: str) -> None:
        """Send a signal to its first process."""
        output("runc", "kill", self.name, signal)
