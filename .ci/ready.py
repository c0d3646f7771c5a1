"""Makes `.venv` ready for `run` or `test`, and does nothing when it already is. The Makefile calls it first.

Written for any Python 3, so that one too old gets a sentence and not a syntax error. What was installed is
remembered by content in `.venv/ready-*`, not by file times, so a fresh checkout of the same locks installs
nothing.
The test lock is a superset of the run lock: an environment made for `test` serves `run` too.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOCKS = {"run": "requirements.txt", "test": "requirements-test.txt"}
OLDEST, NEWEST = (3, 11), (3, 13)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("purpose", choices=sorted(LOCKS))
    parser.add_argument("--this-python", action="store_true", help="remake .venv when another Python made it")
    wanted = parser.parse_args()
    refuse_unfit_python()
    # two makes at once: the second waits, then finds the work done
    with open(os.path.join(ROOT, ".venv.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not usable(wanted.this_python):
            create()
        install(wanted.purpose)


def refuse_unfit_python():
    here = sys.version_info[:2]
    if not OLDEST <= here <= NEWEST:
        stop("Loket needs Python 3.11 to 3.13, this is %d.%d; name another: make PYTHON=python3.12" % here)
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop("this Python has no venv module; on Debian and Ubuntu: apt-get install python3-venv")


def usable(this_python):
    if not os.path.exists(PYTHON):
        return False
    code = "import sys, pip; print(*sys.version_info[:2])"
    found = subprocess.run([PYTHON, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if found.returncode != 0:
        return False
    version = tuple(int(part) for part in found.stdout.split())
    return version == sys.version_info[:2] if this_python else OLDEST <= version <= NEWEST


def create():
    print("setting up .venv (once)", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", VENV], "could not make .venv")


def install(purpose):
    if purpose == "run" and os.path.exists(stamp("test")):
        purpose = "test"
    lock = LOCKS[purpose]
    if read(stamp(purpose)) != digest(lock):
        print("installing %s" % lock, flush=True)
        remove(stamp(purpose))
        run([*pip(), "--require-hashes", "--only-binary=:all:", "-r", lock], "could not install %s" % lock)
        write(stamp(purpose), digest(lock))
    if read(stamp("loket")) != digest("pyproject.toml"):
        ourselves = ["--no-deps", "--no-build-isolation", "--editable", "."]
        run([*pip(), *ourselves], "could not install loket itself")
        write(stamp("loket"), digest("pyproject.toml"))


def pip():
    return [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]


def run(command, failure):
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode != 0:
        stop("%s; what went wrong is above" % failure)


def stamp(name):
    return os.path.join(VENV, "ready-" + name)


def digest(name):
    with open(os.path.join(ROOT, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def read(path):
    try:
        with open(path) as file:
            return file.read().strip()
    except OSError:
        return None


def write(path, text):
    with open(path, "w") as file:
        file.write(text + "\n")


def remove(path):
    if os.path.exists(path):
        os.remove(path)


def stop(sentence):
    sys.exit("loket: " + sentence)


if __name__ == "__main__":
    main()
