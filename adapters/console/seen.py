"""What each hat has seen, and the numbers things are called by."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.model.content import Block, Button, Buttons, Content
from bot.ports import LocalPost


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button somebody has been shown, and where."""

    button: Button
    channel: str
    thread: str | None


@dataclass
class Numbers:
    """Posts and buttons by the number they were first shown with; the same thing keeps its number."""

    _posts: dict[str, int] = field(default_factory=dict)
    _buttons: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _pressable: dict[tuple[str, int], Pressable] = field(default_factory=dict)
    _shown: dict[tuple[str, int], str] = field(default_factory=dict)

    def of_post(self, post_id: str, viewer: str) -> int:
        number = self._posts.setdefault(post_id, len(self._posts) + 1)
        self._shown[viewer, number] = post_id
        return number

    def post(self, number: int, viewer: str) -> str | None:
        """The post this person was shown under that number."""
        return self._shown.get((viewer, number))

    def of_button(self, button: Button, under: str, viewer: str, channel: str, thread: str | None) -> int:
        """`under`: the post it stands on."""
        number = self._buttons.setdefault((under, button.action, button.subject), len(self._buttons) + 1)
        self._pressable[viewer, number] = Pressable(button, channel, thread)
        return number

    def button(self, number: int, viewer: str) -> Pressable | None:
        """The button this person was shown under that number, however long ago."""
        return self._pressable.get((viewer, number))


@dataclass(frozen=True, slots=True)
class News:
    """A post that is new to somebody, or changed since they saw it."""

    post: LocalPost
    before: LocalPost | None = None


@dataclass
class Seen:
    """By viewer and post: what it looked like when it was last shown."""

    _posts: dict[tuple[str, str], LocalPost] = field(default_factory=dict)

    def news(self, viewer: str, posts: Sequence[LocalPost]) -> list[News]:
        """What differs from what they saw; from now on it is seen. What came and went unseen is no news."""
        found = []
        for post in posts:
            before = self._posts.get((viewer, post.id))
            self._posts[viewer, post.id] = post
            if before != post and not (before is None and post.deleted):
                found.append(News(post, before))
        return found

    def forget(self, viewer: str, posts: Sequence[LocalPost]) -> None:
        """They shall be shown anew."""
        for post in posts:
            self._posts.pop((viewer, post.id), None)


def changed_blocks(before: Content, after: Content) -> tuple[Block, ...]:
    """The blocks of an edited message that were not there before."""
    return tuple(block for block in after.blocks if block not in before.blocks)


def buttons_gone(before: Content, after: Content) -> bool:
    """Had it buttons, and has it none now?"""
    return _has_buttons(before) and not _has_buttons(after)


def _has_buttons(content: Content) -> bool:
    return any(isinstance(block, Buttons) for block in content.blocks)
