"""Read under which terms a subscription was bought: licence, edition, key, expedited deletion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.answering.facts.binding import Binding
from assistant.answering.facts.cue import Cue, Hit
from assistant.answering.facts.events import (
    CANCELLED_ON,
    NEGATION_OF_NOUN,
    TRIAL_ENDED_ON,
    Event,
    negated,
)
from assistant.answering.facts.scene import Scene
from assistant.dates import Tense
from assistant.lifecycle import Edition, Licence

# In words.
_TOGETHER = 5.0
_LICENCES = {
    # Open is a Volume Licensing programme, so that it outranks "volume".
    Cue.TRIAL: Licence.TRIAL,
    Cue.OPEN: Licence.OPEN,
    Cue.VOLUME: Licence.VOLUME,
    Cue.STANDARD: Licence.STANDARD,
}


def read_terms(scene: Scene, binding: Binding) -> Mapping[str, Any]:
    """Return `licence`, `edition`, `expedited` and `product_key` as far as they are said.

    Args:
        scene: the question.
        binding: the dates that were read from it.
    """
    terms = {
        "licence": _licence(scene, binding),
        "edition": _edition(scene),
        "expedited": _expedited(scene, binding),
        "product_key": True if _said(scene, Cue.PRODUCT_KEY) else None,
    }
    return {name: value for name, value in terms.items() if value is not None}


def _said(scene: Scene, cue: Cue) -> list[Hit]:
    return [hit for hit in scene.hits_of(cue) if not negated(scene, hit, within=NEGATION_OF_NOUN)]


def _licence(scene: Scene, binding: Binding) -> Licence | None:
    if TRIAL_ENDED_ON in binding.dates:
        return Licence.TRIAL
    said = [hit for cue in _LICENCES for hit in _said(scene, cue)]
    if not said or any(not _together(scene, *pair) for pair in pairwise(sorted(said, key=_start))):
        return None
    return _LICENCES[said[0].cue]


def _start(hit: Hit) -> int:
    return hit.start


def _together(scene: Scene, first: Hit, second: Hit) -> bool:
    """Say whether two licences are named as one ("Volume Licensing, through Open")."""
    if first.cue is second.cue:
        return True
    choice = scene.after(first, (Cue.ALTERNATIVE,), within=_TOGETHER)
    return scene.distance(first, second) <= _TOGETHER and (
        choice is None or choice.start > second.start
    )


def _edition(scene: Scene) -> Edition | None:
    if _said(scene, Cue.VIANET):
        return Edition.VIANET
    if _said(scene, Cue.WORLDWIDE) or any(scene.hits_of(Cue.VIANET)):
        return Edition.WORLDWIDE
    return None


def _expedited(scene: Scene, binding: Binding) -> bool | None:
    """Return whether the data is to be deleted at once, as was asked with the cancellation.

    "Can I have it deleted within 3 days?" does not say that it was asked for, unless it is part of
    a cancellation that is still to come.
    """
    hits = list(scene.hits_of(Cue.EXPEDITED))
    if not hits:
        return None
    said = [hit for hit in hits if not negated(scene, hit)]
    if not said:
        return False
    cancelling = [event for event in binding.events if event.fact == CANCELLED_ON]
    if CANCELLED_ON in binding.dates and any(e.tense is not Tense.PAST for e in cancelling):
        return True
    stated = bool(cancelling) or any(scene.hits_of(Cue.REQUESTED))
    return True if stated and not all(_enquired(scene, hit, cancelling) for hit in said) else None


def _enquired(scene: Scene, hit: Hit, cancelling: Sequence[Event]) -> bool:
    """Say whether a question is about it; what is told of a cancellation is none beside one."""
    told = any(scene.same_clause(hit, event.hit) for event in cancelling)
    near = scene.same_clause if told else scene.same_sentence
    return any(near(hit, enquiry) for enquiry in scene.hits_of(Cue.ENQUIRY))
