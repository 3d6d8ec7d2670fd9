"""Questions asked before."""

from __future__ import annotations

from assistant.chat.history import History


def test_what_is_typed_is_searched_for_whatever_the_accents() -> None:
    """Only questions that hold what is typed come back, the last one first."""
    history = History()
    for question in ("Πότε λήγει;", "Τι είναι αυτό;", "Και πότε ληγει το άλλο;"):
        history.add(question)
    assert history.earlier("ΛΗΓ") == "Και πότε ληγει το άλλο;"
    assert history.earlier("…") == "Πότε λήγει;"
    assert history.earlier("…") is None
    assert history.later() == "Και πότε ληγει το άλλο;"
    assert history.later() == "ΛΗΓ"
    assert history.later() is None


def test_nothing_asked_brings_nothing_back() -> None:
    """Without questions the arrows leave the line alone; an empty question is not kept."""
    history = History()
    history.add("  ")
    assert history.earlier("x") is None
    assert history.later() is None


def test_the_list_is_bounded() -> None:
    """The oldest questions go when there are too many."""
    history = History()
    for number in range(1000):
        history.add(str(number))
    back = [history.earlier("") for _ in range(1000)]
    assert back[0] == "999"
    assert back[-1] is None
    assert 100 < sum(one is not None for one in back) < 1000
