"""The ground everything stands on: locks, commands, what no committed file may say, test databases."""

import re
import subprocess
import tomllib
from pathlib import Path

import psycopg
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.databases import PostgreSQL, database_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-test.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def locked(name: str) -> dict[str, str]:
    """Package -> version, of a lock; every entry must be pinned and carry hashes."""
    entries = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
    versions = {}
    for entry in filter(None, map(str.strip, entries)):
        requirement, *hashes = entry.split("--hash=")
        assert hashes, f"{name}: no hash for {requirement}"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", one) for one in hashes), f"{name}: {requirement}"
        pinned = Requirement(requirement.strip())
        (version,) = pinned.specifier
        assert version.operator == "==", f"{name}: {requirement} is not pinned"
        versions[canonicalize_name(pinned.name)] = version.version
    return versions


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_with_hashes_and_names_no_source(name: str) -> None:
    assert locked(name)
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "index" + "-url" not in text


def test_the_test_lock_holds_the_run_lock_unchanged() -> None:
    run, test = map(locked, LOCKS)
    assert run.items() <= test.items()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]),
        ("requirements-test.txt", PROJECT["dependency-groups"]["test"]),
    ],
)
def test_every_dependency_is_locked_within_its_range(name: str, wanted: list[str]) -> None:
    versions = locked(name)
    for requirement in map(Requirement, wanted):
        version = versions.get(canonicalize_name(requirement.name))
        assert version and version in requirement.specifier, f"{requirement}: run `make lock`"


def tracked_files() -> list[Path]:
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_committed_file_names_a_registry_or_a_path_of_one_machine() -> None:
    # put together here, so that this file passes its own test
    hosts = ["pypi" + ".org", "python" + "hosted", "registry." + "npmjs", "deb.debian" + ".org"]
    folders = ["/wo" + "rk/", "/fa" + "rm/"]
    banned = re.compile("|".join(map(re.escape, hosts + folders)))
    said = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if banned.search(line):
                said.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert not said, "\n".join(said)


def test_every_make_command_is_described_in_contributing() -> None:
    commands = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    described = (ROOT / "CONTRIBUTING.md").read_text()
    assert len(commands) > 5
    assert [command for command in commands if f"`make {command}`" not in described] == []


def test_a_test_gets_a_database_of_its_own(new_database_url: str) -> None:
    if new_database_url.startswith("sqlite:///"):
        assert not Path(new_database_url.removeprefix("sqlite:///")).exists()
        return
    with psycopg.connect(new_database_url) as connection:
        connection.execute("CREATE TABLE mine (id int)")
        (tables,) = connection.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'mine'").fetchone()
    assert tables == 1


def test_a_postgresql_database_can_be_copied_from_another(postgresql_server: PostgreSQL) -> None:
    first = postgresql_server.create()
    with psycopg.connect(first) as connection:
        connection.execute("CREATE TABLE mine (id int)")
    copy = postgresql_server.create(template=database_name(first))
    with psycopg.connect(copy) as connection:
        assert connection.execute("SELECT count(*) FROM mine").fetchone() == (0,)
    for url in (copy, first):
        postgresql_server.drop(url)
