"""What every table of ours is made of."""

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Text
from sqlmodel import Field, SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    """All of our tables, in metadata of their own: the engine's tables share the database."""

    metadata = MetaData(naming_convention=_NAMES)


def serial() -> Any:
    big = BigInteger().with_variant(Integer(), "sqlite")
    return Field(default=None, sa_column=Column("seq", big, primary_key=True, autoincrement=True))


def text_column() -> Any:
    return Field(default="", sa_type=Text)
