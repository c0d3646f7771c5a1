"""The demo: the same seed plays the same days, through the real handlers."""

from contextlib import chdir

import pytest

from bot import compose
from bot.settings import Settings
from tests.fakes import desk_settings


async def play(url: str, seed: int) -> dict[str, int]:
    parts: list[float] = []
    _, counts = await compose.demo(desk_settings(url), days=2, seed=seed, progress=parts.append)
    assert parts == sorted(parts) and parts[0] >= 0 and parts[-1] <= 1
    return dict(counts)


async def test_the_same_seed_gives_the_same_counts_and_another_seed_others(tmp_path):
    first = await play(f"sqlite:///{tmp_path}/a.db", 7)
    assert first["asked"] >= 1 and first["answered"] + first["opened"] >= first["asked"]
    assert first == await play(f"sqlite:///{tmp_path}/b.db", 7)
    assert any([await play(f"sqlite:///{tmp_path}/{seed}.db", seed) != first for seed in (8, 9)])


async def test_a_desk_that_has_a_past_already_is_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path}/a.db"
    await play(url, 7)
    with pytest.raises(compose.CannotStart, match="holds a desk already"):
        await play(url, 7)


async def test_without_an_address_it_plays_into_a_file_of_its_own_made_anew(tmp_path):
    with chdir(tmp_path):
        for _ in range(2):
            where, _ = await compose.demo(Settings(_env_file=None), days=1, seed=3, progress=lambda part: None)
            assert where == "sqlite:///var/demo.db"
