"""Forms on their way: each hat's last one, asked on the screen field by field."""

from adapters.console.acts import Spot
from adapters.console.forms import BadAnswer, Filling, question
from adapters.console.window import Window
from bot.model.forms import Form


class Papers:
    """`asking`: the next line that is typed answers a field."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._filling: dict[str, Filling] = {}
        self.asking = False

    def label(self, who: str) -> str:
        """The field that is being asked; empty when none is."""
        field = self._filling[who].asking if self.asking else None
        return field.label if field else ""

    def open(self, who: str, form: Form, at: Spot) -> None:
        self._filling[who] = Filling(form, at.channel, at.thread)
        self._window.aside(f"{form.title} ({form.submit}); :cancel puts it away")
        self._ask(who)

    def _ask(self, who: str) -> None:
        field = self._filling[who].asking
        self.asking = field is not None
        if field is not None:
            self._window.aside("\n".join(question(field)))

    def answer(self, who: str, line: str) -> Filling | None:
        """The form once its last field is answered; until then None."""
        try:
            filled = self._filling[who].answer(line)
        except BadAnswer as bad:
            self._window.trouble(str(bad))
            return None
        self._filling[who] = filled
        self._ask(who)
        return None if self.asking else filled

    def again(self, who: str, errors: dict[str, str]) -> None:
        """Some fields were refused: a sentence for each, and they are asked once more."""
        for sentence in errors.values():
            self._window.trouble(sentence)
        self._filling[who] = self._filling[who].again(errors)
        self._ask(who)

    def done(self, who: str) -> None:
        del self._filling[who]

    def put_away(self, who: str) -> None:
        self.asking = False
        there_is = who in self._filling
        self._window.aside("Put away; fill takes it up again." if there_is else "There was nothing to put away.")

    def take_up(self, who: str) -> None:
        if who in self._filling:
            self._ask(who)
        else:
            self._window.trouble("There is no form to fill in; some buttons open one.")
