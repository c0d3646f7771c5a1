"""What is none of the desk's business, and forms that cannot be taken yet."""


class NotOurs(Exception):
    """Nothing to do with the desk: nothing is stored, not even that it happened."""


class FormProblems(Exception):
    """The form stays open; a sentence for each field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(sorted(errors))
        self.errors = errors
