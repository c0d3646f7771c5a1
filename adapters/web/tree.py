"""A script as a tree to draw: each step below the choice that leads to it by the shortest way."""

from dataclasses import dataclass

from kb import Choice, Script, Step


@dataclass(frozen=True, slots=True)
class Branch:
    """A choice and what it leads to: a step drawn below it, one drawn elsewhere (`number`), or an end."""

    label: str
    end: str  # "solved", "ticket", "article", or "" for a step
    article: str = ""
    number: int = 0
    node: "Node | None" = None


@dataclass(frozen=True, slots=True)
class Node:
    number: int
    step: Step
    branches: tuple[Branch, ...]


def tree(script: Script) -> Node:
    """Numbers follow the order in which people meet the steps."""
    order = [script.first.name]
    parent: dict[str, tuple[str, int]] = {}
    for name in order:
        step = script.step(name)
        for place, choice in enumerate(step.choices if step else ()):
            if not choice.outcome and choice.to not in order:
                order.append(choice.to)
                parent[choice.to] = (name, place)
    numbers = {name: number for number, name in enumerate(order, start=1)}

    def node(step: Step) -> Node:
        return Node(numbers[step.name], step, tuple(branch(step, n, c) for n, c in enumerate(step.choices)))

    def branch(step: Step, place: int, choice: Choice) -> Branch:
        if choice.outcome:
            return Branch(choice.label, "article" if choice.article else choice.to, choice.article or "")
        below = script.step(choice.to) if parent.get(choice.to) == (step.name, place) else None
        return Branch(choice.label, "", number=numbers[choice.to], node=node(below) if below else None)

    return node(script.first)
