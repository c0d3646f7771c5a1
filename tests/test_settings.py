"""Settings from the environment, a `.env` file or a secrets folder; the desk from TOML; errors of one line."""

import os
import re
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import (
    DEFAULT_DESK,
    STARTER_ARTICLES,
    BadSettings,
    Settings,
    desk_path,
    known_names,
    read_rules,
    read_settings,
)

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = (ROOT / "settings.example.env").read_text(encoding="utf-8")
PASSWORD = "hunter2"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env`, no `desk.toml`, no setting of this machine."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.upper().startswith("LOKET_"):
            monkeypatch.delenv(name)


def refused(**environment: str) -> str:
    """The one line that these variables are refused with."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        with pytest.raises(BadSettings) as caught:
            read_settings()
    line = str(caught.value)
    assert line and "\n" not in line
    return line


# ---- the example file


def settings_in_example() -> dict[str, str]:
    """Variable -> value of the commented-out lines."""
    return dict(re.findall(r"^# (LOKET_\w+)=(.*)$", EXAMPLE, re.MULTILINE))


def defaults() -> dict[str, str]:
    values = {"LOKET_SECRETS_DIR": ""}
    for name in known_names().keys() - values.keys():
        found: object = Settings(_env_file=None)
        for part in name.removeprefix("LOKET_").lower().split("__"):
            found = getattr(found, part)
        plain = found.get_secret_value() if isinstance(found, SecretStr) else found
        values[name] = "" if plain is None else str(plain).lower() if isinstance(plain, bool) else str(plain)
    values["LOKET_KB__FOLDER"] = str(Path(values["LOKET_KB__FOLDER"]).relative_to(ROOT))
    return values


def test_the_example_file_lists_every_setting_with_its_default_and_no_other() -> None:
    adapters = ("LOKET_SLACK__", "LOKET_DISCORD__")
    assert {k: v for k, v in settings_in_example().items() if not k.startswith(adapters)} == defaults()


@pytest.mark.parametrize(("name", "module"), [("SLACK", "adapters.slack"), ("DISCORD", "adapters.discord")])
def test_the_example_file_lists_every_setting_of_an_adapter_with_its_default(name: str, module: str) -> None:
    group = getattr(import_module(f"{module}.settings"), f"{name.title()}Settings")
    told = {k.removeprefix(f"LOKET_{name}__").lower(): v for k, v in settings_in_example().items() if f"_{name}_" in k}
    known = group().model_dump()
    plain = {k: v.get_secret_value() if isinstance(v, SecretStr) else v for k, v in known.items()}
    assert told == {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in plain.items()}
    assert [name for name, field in group.model_fields.items() if not field.description] == []


def test_the_example_file_explains_every_setting_in_the_line_above() -> None:
    lines = EXAMPLE.splitlines()
    for number, line in enumerate(lines):
        assert line == "" or line.startswith("#"), f"not commented out: {line}"
        if line.startswith("# LOKET_"):
            above = lines[number - 1]
            assert above.startswith("# ") and not above.startswith("# LOKET_") and above.endswith("."), line


def test_taking_away_every_comment_sign_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(re.sub(r"^# (LOKET_)", r"\1", EXAMPLE, flags=re.MULTILINE), encoding="utf-8")
    changed = read_settings()
    assert changed.model_copy(update={"kb": Settings(_env_file=None).kb}) == Settings(_env_file=None)


def test_every_setting_is_explained_in_code() -> None:
    assert [name for name, explanation in known_names().items() if not explanation.endswith(".")] == []


# ---- reading


def test_nothing_has_to_be_set() -> None:
    settings = read_settings()
    assert settings.database_url.get_secret_value() == "sqlite:///var/loket.db"
    assert (settings.web.enabled, settings.web.host, settings.web.port) == (True, "127.0.0.1", 8765)
    assert (settings.public.host, settings.workspace) == ("", "main")
    assert settings.kb.folder == STARTER_ARTICLES


def test_the_environment_wins_over_the_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("LOKET_WEB__PORT=1111\nLOKET_WORKSPACE=fromfile\nOTHERS_SETTING=1\n")
    monkeypatch.setenv("LOKET_WEB__PORT", "2222")
    settings = read_settings()
    assert (settings.web.port, settings.workspace) == (2222, "fromfile")


def test_a_variable_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in known_names():
        monkeypatch.setenv(name, "")
    assert read_settings() == Settings(_env_file=None)


def test_a_secret_is_read_from_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "loket_database_url").write_text(f"postgresql://u:{PASSWORD}@host/loket\n")
    (folder / "of_another_program").write_text("x")
    monkeypatch.setenv("LOKET_SECRETS_DIR", str(folder))
    assert read_settings().database_url.get_secret_value() == f"postgresql://u:{PASSWORD}@host/loket"


def test_settings_never_show_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_DATABASE_URL", f"postgresql://u:{PASSWORD}@host/loket")
    monkeypatch.setenv("LOKET_SECRET", PASSWORD)
    settings = read_settings()
    for shown in (repr(settings), str(settings), f"{settings.model_dump()}", settings.model_dump_json()):
        assert PASSWORD not in shown


# ---- what is wrong, in one line


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("LOKET_WEB__PORT", "70000", "less than or equal to 65535"),
        ("LOKET_WEB__PORT", "0", "greater than or equal to 1"),
        ("LOKET_WEB__PORT", "http", "a valid integer"),
        ("LOKET_WEB__HOST", "0.0.0.0", "'127.0.0.1', '::1' or 'localhost'"),
        ("LOKET_WEB__ENABLED", "maybe", "a valid boolean"),
        ("LOKET_PUBLIC__PORT", "-1", "greater than or equal to 1"),
        ("LOKET_LOG__FORMAT", "xml", "'auto', 'console' or 'json'"),
        ("LOKET_LOG__LEVEL", "loud", "'debug', 'info', 'warning' or 'error'"),
        ("LOKET_WORKSPACE", "my desk", "match pattern"),
        ("LOKET_REPLICA", "r" * 65, "match pattern"),
        ("LOKET_REPLICA", "one/two", "match pattern"),
    ],
)
def test_a_bad_value_names_the_variable_the_value_and_what_is_allowed(name: str, value: str, allowed: str) -> None:
    line = refused(**{name: value})
    assert line.startswith(f"{name}: ")
    assert value[:40] in line
    assert f"allowed: {allowed}" in line


def test_a_long_or_many_lined_value_still_makes_one_short_line() -> None:
    assert len(refused(LOKET_WORKSPACE="a b\n" * 500)) < 200


@pytest.mark.parametrize(
    "name", ["LOKET_DATABSE_URL", "LOKET_WEB", "LOKET_WEB__PROT", "LOKET_WEB_PORT", "loket_web_port"]
)
def test_a_name_nobody_reads_is_refused(name: str) -> None:
    line = refused(**{name: "8080"})
    assert line.startswith(f"{name} is not a setting")
    assert "settings.example.env" in line


def test_a_name_nobody_reads_in_the_env_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"LOKET_DATABSE_URL=postgresql://u:{PASSWORD}@host/loket\n")
    line = refused()
    assert line.startswith("LOKET_DATABSE_URL in .env is not a setting")
    assert PASSWORD not in line


def test_a_name_nobody_reads_in_the_secrets_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loket_databse_url").write_text(PASSWORD)
    line = refused(LOKET_SECRETS_DIR=str(tmp_path))
    assert line.startswith("loket_databse_url in ") and PASSWORD not in line


def test_the_settings_of_adapters_are_left_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_SLACK__BOT_TOKEN", "xoxb")
    monkeypatch.setenv("LOKET_DISCORD__TOKEN", "x")
    read_settings()


def test_an_env_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOKET_WORKSPACE=\xff\xfe\n")
    assert refused().startswith(".env: cannot be read")


def test_a_secrets_folder_that_is_not_there_is_named() -> None:
    assert refused(LOKET_SECRETS_DIR="/nowhere") == "LOKET_SECRETS_DIR: '/nowhere' is not a folder"


# ---- which desk file


def test_the_desk_file_is_the_one_named_else_the_one_here_else_the_one_that_ships(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk_path(read_settings()) == DEFAULT_DESK
    (tmp_path / "desk.toml").touch()
    assert desk_path(read_settings()) == Path("desk.toml")
    (tmp_path / "other.toml").touch()
    monkeypatch.setenv("LOKET_DESK_FILE", "other.toml")
    assert desk_path(read_settings()) == Path("other.toml")
    monkeypatch.setenv("LOKET_DESK_FILE", "missing.toml")
    with pytest.raises(BadSettings, match=r"^LOKET_DESK_FILE: 'missing.toml' is not a file$"):
        desk_path(read_settings())


def test_the_desk_that_ships_is_the_one_promised() -> None:
    rules = read_rules(DEFAULT_DESK)
    assert [(q.id, q.tier) for q in rules.queues] == [
        ("it-l1", "L1"),
        ("it-network", "L2"),
        ("it-workplace", "L2"),
        ("it-vendor", "L3"),
        ("hr-l1", "L1"),
        ("hr-l2", "L2"),
        ("hr-confidential", "L2"),
        ("orders-l1", "L1"),
    ]
    assert [q.id for q in rules.queues if q.confidential] == ["hr-confidential"]
    assert all(q.thread == "owner" for q in rules.queues if q.tier == "L1")
    assert all(q.agents for q in rules.queues)
    assert all(set(q.name) == {"en", "nl"} for q in rules.queues)
    assert "hr-confidential" not in {queue for digest in rules.digests for queue in digest.queues}


# ---- what is wrong with a desk file, in one line

DESK = """
default_queue = "it"

[[people]]
id = "mila"
name = "Mila"

[[people]]
id = "tom"
name = "Tom"

[[queues]]
id = "it"
name = { en = "IT" }
tier = "L1"
triage = "it-triage"
agents = ["mila"]

[[help]]
channel = "help"

[[digests]]
id = "it"
channel = "it-triage"
queues = ["it"]
"""


def wrong(path: Path, old: str = "", new: str = "", *, whole: str | None = None) -> str:
    """The one line that the changed desk file is refused with, without its path."""
    assert old in DESK
    path.write_text(DESK.replace(old, new, 1) if whole is None else whole, encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        read_rules(path)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(f"{path}: ")
    return line.removeprefix(f"{path}: ")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk.toml"


def test_the_small_desk_is_right(desk: Path) -> None:
    desk.write_text(DESK)
    assert read_rules(desk).default_queue == "it"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        # a name that leads nowhere
        ('default_queue = "it"', 'default_queue = "nl"', "default_queue: 'nl' is not known; allowed: it"),
        ('agents = ["mila"]', 'agents = ["mil"]', "queues[0].agents: 'mil' is not known; allowed: mila, tom"),
        ("[[help]]", '[roles]\nadmins = ["x"]\n[[help]]', "roles.admins: 'x' is not known; allowed: mila, tom"),
        ('agents = ["mila"]', 'leads = ["x"]', "queues[0].leads: 'x' is not known; allowed: mila, tom"),
        ('agents = ["mila"]', 'hand_to = ["x"]', "queues[0].hand_to: 'x' is not known; allowed: it"),
        ('channel = "help"', 'channel = "help"\nqueue = "x"', "help[0].queue: 'x' is not known; allowed: it"),
        ('queues = ["it"]', 'queues = ["it", "x"]', "digests[0].queues: 'x' is not known; allowed: it"),
        ('default_queue = "it"', 'default_queue = "it"\nlanguages = ["nl"]',
         "language: 'en' is not known; allowed: nl"),
        # twice
        ('id = "tom"', 'id = "mila"', "people.id: 'mila' is there twice; allowed: each once"),
        ("[[help]]", '[[queues]]\nid = "it"\nname.en = "x"\ntier = "L2"\ntriage = "x"\n[[help]]',
         "queues.id: 'it' is there twice; allowed: each once"),
        ("[[help]]", '[[digests]]\nid = "it"\nchannel = "x"\nqueues = []\n[[help]]',
         "digests.id: 'it' is there twice; allowed: each once"),
        ('name = "Tom"', 'name = "Tom"\naccounts = { web = "mila" }',
         "people.accounts.web: 'mila' is there twice; allowed: each once"),
        ("[[help]]", '[[help]]\nchannel = "help"\n[[help]]',
         "help.channel.console: 'help' is there twice; allowed: each once"),
        # a bad value
        ('default_queue = "it"', 'default_queue = "it"\ntimezone = "Europe/Amsterdm"',
         "timezone: 'Europe/Amsterdm' is not a time zone; allowed: IANA names such as Europe/Amsterdam or UTC"),
        ('default_queue = "it"', 'default_queue = "it"\ntimezone = "../../etc/passwd"',
         "timezone: '../../etc/passwd' is not a time zone; allowed: IANA names such as Europe/Amsterdam or UTC"),
        ('queues = ["it"]', 'queues = ["it"]\ncron = "61 9 * * *"',
         "digests[0].cron: '61 9 * * *' is not a cron line; allowed: five fields such as 0 9 * * mon-fri"),
        ('queues = ["it"]', 'queues = ["it"]\ncron = "0 9 * *"',
         "digests[0].cron: '0 9 * *' is not a cron line; allowed: five fields such as 0 9 * * mon-fri"),
        ('queues = ["it"]', 'queues = ["it"]\ncron = "0 9 30 2 *"',
         "digests[0].cron: '0 9 30 2 *' never comes; allowed: days that exist"),
        ('tier = "L1"', 'tier = "L9"', "queues[0].tier: 'L9' is not accepted; allowed: 'L1', 'L2' or 'L3'"),
        ('id = "tom"', 'id = "Tom T"',
         "people[1].id: 'Tom T' is not accepted; allowed: match pattern '^[a-z0-9][a-z0-9-]*$'"),
        # a wrong type
        ('agents = ["mila"]', 'agents = "mila"', "queues[0].agents: 'mila' is not accepted; allowed: a valid tuple"),
        ('default_queue = "it"', 'default_queue = "it"\nreopen_days = "soon"',
         "reopen_days: 'soon' is not accepted; allowed: a valid integer"),
        ('default_queue = "it"', 'default_queue = "it"\nreopen_days = -1',
         "reopen_days: -1 is not accepted; allowed: greater than or equal to 0"),
        ("[[help]]", "[answers]\nthreshold = 1.5\n[[help]]",
         "answers.threshold: 1.5 is not accepted; allowed: less than or equal to 1"),
        ('triage = "it-triage"', "triage = 7", "queues[0].triage: 7 is not accepted; allowed: a valid dictionary"),
        ('triage = "it-triage"', "triage.slack = 7",
         "queues[0].triage.slack: 7 is not accepted; allowed: a valid string"),
        # an unknown or a missing key
        ('tier = "L1"', "", "queues[0].tier: is missing"),
        ('default_queue = "it"', "", "default_queue: is missing"),
        ('name = "Tom"', 'name = "Tom"\nphone = 4711',
         "people[1].phone: 4711 stands under no key of the desk file; "
         "allowed: id, name, title, language, locale, vip, email, accounts"),
        ("[[help]]", "[answers]\ntreshold = 0.5\n[[help]]",
         "answers.treshold: 0.5 stands under no key of the desk file; "
         "allowed: promise, threshold, margin, offer, offer_minutes, learn, silent_hours"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_key_its_value_and_what_is_allowed(
    desk: Path, old: str, new: str, line: str
) -> None:
    assert wrong(desk, old, new) == line


def test_an_unknown_key_of_the_whole_file_is_named(desk: Path) -> None:
    line = wrong(desk, 'default_queue = "it"', 'default_queue = "it"\nmodel_config = "x"')
    assert line.startswith("model_config: 'x' stands under no key of the desk file; allowed: name, timezone, ")


def test_a_queue_without_a_name_in_any_language_is_refused(desk: Path) -> None:
    assert wrong(desk, 'name = { en = "IT" }', "name = {}").startswith("queues[0].name: {} is not accepted")


def test_an_empty_desk_file_says_what_it_needs(desk: Path) -> None:
    assert wrong(desk, whole="") == "default_queue: is missing"


def test_a_file_that_is_no_toml_says_where(desk: Path) -> None:
    line = wrong(desk, whole='name = "Loket\n')
    assert line.startswith("cannot be read as TOML: ") and "line 1" in line


def test_a_file_that_is_no_text_is_refused(desk: Path) -> None:
    desk.write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(BadSettings, match="cannot be read as TOML") as caught:
        read_rules(desk)
    assert "\n" not in str(caught.value)


def test_a_desk_file_that_is_not_there_is_named(desk: Path, tmp_path: Path) -> None:
    for path in (desk, tmp_path):
        with pytest.raises(BadSettings) as caught:
            read_rules(path)
        assert str(caught.value) == f"{path}: is not a file"


def test_a_huge_wrong_value_makes_one_short_line(desk: Path) -> None:
    assert len(wrong(desk, 'tier = "L1"', f'tier = "{"x" * 5000}"')) < 200
