"""Settings: secrets and switches from the environment, a `.env` file or a secrets folder; the desk from TOML.

Read once at start. Everything wrong with them is one line: the key, the value, what is allowed.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, create_model
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NestedSecretsSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.model.rules import Rules
from kb.match import OWN

BLOCKED_TYPES = (
    "application/x-executable, .exe, .com, .scr, .pif, .bat, .cmd, .msi, .msix, .ps1, .vbs, .vbe, .js, .jse, .wsf, "
    ".hta, .lnk, .reg, .jar, .app, .dmg, .apk"
)
PREFIX = "LOKET_"
Group = TypeVar("Group", bound=BaseModel)
DEFAULT_DESK = Path(__file__).with_name("desk.default.toml")
LOCAL_DESK = Path("desk.toml")  # in the folder the desk is started in
STARTER_ARTICLES = Path(__file__).parent.parent / "kb" / "articles"


class BadSettings(Exception):
    """One line for the operator; the process ends with status 2."""


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WebSettings(_Group):
    enabled: bool = Field(True, description="Serve the local web workspace (people are picked, not signed in).")
    host: Literal["127.0.0.1", "::1", "localhost"] = Field(
        "127.0.0.1", description="Where the workspace listens: loopback only."
    )
    port: int = Field(8765, ge=1, le=65535, description="The workspace's port; /healthz and /readyz answer there.")


class PublicSettings(_Group):
    host: str = Field("", description="Address of the public listener, where people sign in; empty: off.")
    port: int = Field(8766, ge=1, le=65535, description="The public listener's port; /healthz and /readyz answer too.")
    url: str = Field(
        "",
        pattern=r"^(https?://[^/?#@\s]+)?/?$",
        description="Its address as people reach it, such as https://desk.example.org; empty: host and port.",
    )
    proxies: str = Field(
        "", description="Addresses of reverse proxies in front of it, by comma: their X-Forwarded-For is believed."
    )

    @property
    def address(self) -> str:
        """Where links lead, without a slash at the end; empty when the listener is off."""
        if not self.host:
            return ""
        host = "localhost" if self.host in ("0.0.0.0", "::") else self.host
        return self.url.rstrip("/") or f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


class KbSettings(_Group):
    folder: Path = Field(STARTER_ARTICLES, description="Folder of articles: <language>/<slug>.md.")
    synonyms: Path | None = Field(
        None, description="Words your desk uses for the same thing; without it synonyms.toml in that folder, if any."
    )

    semantic: bool = Field(
        False,
        description="Match by meaning too: needs the extra, pip install 'loket[semantic]'; downloads nothing.",
    )
    semantic_model: Path | None = Field(
        None, description="Folder of another static embedding (model.safetensors, tokenizer.json); empty: the extra's."
    )

    @property
    def synonyms_file(self) -> Path:
        """Where the desk's own synonyms are, or would be."""
        return self.synonyms or self.folder / OWN


class FileSettings(_Group):
    folder: Path = Field(Path("var/files"), description="Where files people send are kept, by their content.")
    max_file_mb: int = Field(25, ge=1, le=1024, description="The largest file that is taken, in megabytes.")
    max_message_mb: int = Field(100, ge=1, le=4096, description="The most that one message's files weigh together.")
    allowed_types: str = Field(
        "", description="Types and endings, comma-separated: image/*, application/pdf, .log; empty: all not blocked."
    )
    blocked_types: str = Field(BLOCKED_TYPES, description="Types and endings never taken; programs by default.")


class LogSettings(_Group):
    format: Literal["auto", "console", "json"] = Field(
        "auto", description="auto: readable on a terminal, JSON lines otherwise."
    )
    level: Literal["debug", "info", "warning", "error"] = Field("info", description="The least that is logged.")


class _Sources(BaseSettings):
    """Where settings come from."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # a variable set to nothing is a variable not set
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """As usual, with secrets of nested settings too: a file `loket_slack__bot_token`."""
        secrets = NestedSecretsSettingsSource(file_secret_settings, secrets_nested_delimiter="__")
        return init_settings, env_settings, dotenv_settings, secrets


class Settings(_Sources):
    """Everything that is not the desk itself."""

    database_url: SecretStr = Field(
        SecretStr("sqlite:///var/loket.db"), description="sqlite:///path or postgresql://user:password@host/name."
    )
    desk_file: Path | None = Field(
        None, description="The desk file; empty: ./desk.toml if there is one, else the desk that ships."
    )
    workspace: str = Field("main", pattern=r"^[\w.-]{1,64}$", description="The workspace every row carries.")
    replica: str = Field(
        "",
        pattern=r"^[\w.-]{0,64}$",  # no "/": a lane's holder is replica/run
        description="This process's name among several on one PostgreSQL; empty: the host's.",
    )
    secret: SecretStr = Field(
        SecretStr(""), description="Key for web cookies; empty: a fresh one at each start (people pick again)."
    )
    web: WebSettings = WebSettings()
    public: PublicSettings = PublicSettings()
    kb: KbSettings = KbSettings()
    files: FileSettings = FileSettings()
    log: LogSettings = LogSettings()


_ELSEWHERE = ("LOKET_SECRETS_DIR", "LOKET_SLACK__", "LOKET_DISCORD__")
"""Names read by others: this module's own folder switch, and the adapters' settings."""


def _is_known(name: str) -> bool:
    return name in known_names() or name.startswith(_ELSEWHERE)


def _must_be_known(names: Iterable[str], place: str) -> None:
    """Raises BadSettings for the first of ours among the names that nobody reads: a misspelt switch does nothing."""
    unknown = sorted(name for name in names if name.upper().startswith(PREFIX) and not _is_known(name.upper()))
    if unknown:
        raise BadSettings(f"{unknown[0]}{place} is not a setting; allowed: those in settings.example.env")


def known_names() -> dict[str, str]:
    """Every environment variable of this module with its explanation."""
    names = {"LOKET_SECRETS_DIR": "A folder with one file a secret, named like the variable (lower case)."}
    for name, field in Settings.model_fields.items():
        group = field.annotation
        if isinstance(group, type) and issubclass(group, _Group):
            for inner, part in group.model_fields.items():
                names[f"{PREFIX}{name}__{inner}".upper()] = part.description or ""
        else:
            names[f"{PREFIX}{name}".upper()] = field.description or ""
    return names


def read_settings(**overrides: Any) -> Settings:
    """The settings of this process. Raises BadSettings."""
    folder = os.environ.get("LOKET_SECRETS_DIR")
    if folder and not Path(folder).is_dir():
        raise BadSettings(f"LOKET_SECRETS_DIR: {folder!r} is not a folder")
    _must_be_known(os.environ, "")
    _must_be_known(_names_in_env_file(), " in .env")
    _must_be_known(os.listdir(folder) if folder else (), f" in {folder}")
    try:
        return Settings(_secrets_dir=folder or None, **overrides)
    except ValidationError as error:
        raise BadSettings(_env_line(error)) from None
    except (OSError, ValueError) as error:
        raise BadSettings(f"settings: {str(error).splitlines()[0]}") from None


def read_group(name: str, group: type[Group]) -> Group:
    """One adapter's settings, `LOKET_<NAME>__...`, as they are now. Raises BadSettings with one line that shows no
    secret."""
    reader = create_model(f"{name}_settings", __base__=_Sources, **{name: (group, group())})  # type: ignore[call-overload]
    try:
        found: Group = getattr(reader(_secrets_dir=os.environ.get("LOKET_SECRETS_DIR") or None), name)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = "__".join(str(part) for part in first["loc"]).upper()
        raise BadSettings(f"{PREFIX}{where}: {first['msg'][0].lower()}{first['msg'][1:]}") from None
    return found


def _names_in_env_file() -> Iterable[str]:
    try:
        return DotEnvSettingsSource(Settings, case_sensitive=True).env_vars
    except (OSError, ValueError) as error:
        raise BadSettings(f".env: cannot be read: {str(error).splitlines()[0]}") from None


def _env_line(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = f"{PREFIX}{'__'.join(str(part) for part in first['loc'])}".upper()
    return f"{where}: {_complaint(first, secret=_is_secret(first['loc']))}"


def _is_secret(loc: tuple[int | str, ...]) -> bool:
    field = Settings.model_fields.get(str(loc[0])) if loc else None
    return field is not None and field.annotation is SecretStr


SHOWN_CHARS = 60
_SHOULD = re.compile(r"^\w+ should (?:be )?(?P<what>.+?)(?:, unable to .*)?$")


def _complaint(first: ErrorDetails, *, secret: bool = False) -> str:
    """The value and what is allowed, from pydantic's sentence or from one of ours ("is not ...; allowed: ...")."""
    value = "its value" if secret else _shown(first["input"])
    said = first["msg"].removeprefix("Value error, ")
    should = _SHOULD.match(said)
    return f"{value} is not accepted; allowed: {should['what']}" if should else f"{value} {said[0].lower()}{said[1:]}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN_CHARS else f"{text[: SHOWN_CHARS - 1]}…"


def desk_path(settings: Settings) -> Path:
    """The desk file in force. Raises BadSettings when the one named does not exist."""
    if settings.desk_file is not None:
        if not settings.desk_file.is_file():
            raise BadSettings(f"LOKET_DESK_FILE: {str(settings.desk_file)!r} is not a file")
        return settings.desk_file
    return LOCAL_DESK if LOCAL_DESK.is_file() else DEFAULT_DESK


def read_rules(path: Path) -> Rules:
    """The desk from its file. Raises BadSettings with the key, the value and what is allowed."""

    if not path.is_file():
        raise BadSettings(f"{path}: is not a file")
    try:
        raw = TomlConfigSettingsSource(Settings, path)()
    except (OSError, ValueError) as error:
        raise BadSettings(f"{path}: cannot be read as TOML: {str(error).splitlines()[0]}") from None
    try:
        return Rules.model_validate(raw)
    except ValidationError as error:
        raise BadSettings(f"{path}: {_desk_line(error)}") from None


def _desk_line(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where, said = _dotted(first["loc"]), first["msg"].removeprefix("Value error, ")
    if "\0" in said:  # of the desk as a whole: key, value, what is wrong, what is allowed
        where, value, wrong, allowed = said.split("\0")
        return f"{where}: {_shown(value)} {wrong}; allowed: {allowed}"
    if first["type"] == "extra_forbidden":
        return (
            f"{where}: {_shown(first['input'])} stands under no key of the desk file; allowed: {_allowed(first['loc'])}"
        )
    if first["type"] == "missing":
        return f"{where}: is missing"
    return f"{where}: {_complaint(first)}"


def _dotted(loc: tuple[int | str, ...]) -> str:
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _allowed(loc: tuple[int | str, ...]) -> str:
    """The keys of the table that the unknown key stands in."""
    model: Any = Rules
    for part in loc[:-1]:
        if isinstance(part, int):
            continue
        inner = model.model_fields[part].annotation
        model = next((a for a in getattr(inner, "__args__", ()) if isinstance(a, type)), inner)
    return ", ".join(model.model_fields) if hasattr(model, "model_fields") else "nothing else"
