"""Writes requirements.txt and requirements-test.txt from pyproject.toml: `make lock`.

Versions already locked stay unless a range in pyproject.toml rules them out; `make lock ARGS=--upgrade` moves
everything, `make lock ARGS="--upgrade-package rich"` one thing. The files are universal (Python 3.11 to 3.13,
every platform), every line carries hashes, and no package source is named in them.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRIVATE_UV = ROOT / ".venv-lock"
COMMON = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def uv() -> str:
    """Path of uv: the one installed, else one in a private environment that nothing else uses."""
    installed = shutil.which("uv")
    if installed:
        return installed
    private = PRIVATE_UV / "bin" / "uv"
    if not private.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PRIVATE_UV)], check=True)
        pip = [str(PRIVATE_UV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "-qq", "uv"], check=True)
    return str(private)


def compile_lock(target: str, *options: str) -> None:
    command = [uv(), "pip", "compile", "pyproject.toml", *COMMON, *options, f"--output-file={target}"]
    environment = {**os.environ, "NO_COLOR": "1"}
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=environment).returncode != 0:
        sys.exit(f"{target} stays as it was; what went wrong is above")
    text = (ROOT / target).read_text()
    if "://" in text:
        sys.exit(f"{target} names a package source; a lock must not")
    print(f"{target}: {text.count('==')} packages")


if __name__ == "__main__":
    asked = sys.argv[1:]
    compile_lock("requirements.txt", "--group=build", *asked)
    # the run lock is a constraint, so that installing the test set never moves a run dependency
    groups = ("--group=build", "--group=test")
    compile_lock("requirements-test.txt", *groups, "--constraint=requirements.txt", *asked)
