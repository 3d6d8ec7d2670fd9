"""Questions asked before, brought back one by one."""

from __future__ import annotations

from assistant.text.fold import fold

# More than anyone goes back through; a bound.
_MOST = 200


class History:
    """Questions in the order in which they were asked, and where the user is among them.

    What is typed when going back begins is kept, and searched for: only questions that hold it
    are brought back, whatever the case and the accents.
    """

    def __init__(self) -> None:
        self._asked: list[str] = []
        # Behind the last one is what is being typed.
        self._place = 0
        self._draft = ""

    def add(self, question: str) -> None:
        """Keep a question, once if it is asked again and again, and go behind it."""
        if question.strip() and question not in self._asked[-1:]:
            self._asked = [*self._asked, question][-_MOST:]
        self._place, self._draft = len(self._asked), ""

    def earlier(self, typed: str) -> str | None:
        """Return the next earlier question that holds what was typed first, or None.

        Args:
            typed: what the line holds now.
        """
        if self._place == len(self._asked):
            self._draft = typed
        return self._go(range(self._place - 1, -1, -1))

    def later(self) -> str | None:
        """Return the next later question, at the end what was being typed, or None."""
        if self._place == len(self._asked):
            return None
        found = self._go(range(self._place + 1, len(self._asked)))
        if found is None:
            self._place = len(self._asked)
            return self._draft
        return found

    def _go(self, places: range) -> str | None:
        wanted = fold(self._draft.strip())
        for place in places:
            if wanted in fold(self._asked[place]):
                self._place = place
                return self._asked[place]
        return None
