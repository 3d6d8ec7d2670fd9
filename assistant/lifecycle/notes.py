"""What a text must say beside the dates: assumptions, open questions, what is not covered."""

from __future__ import annotations

from enum import StrEnum


class Note(StrEnum):
    """A reservation about a timeline. The first group stands in the policy's rows."""

    # Expired is counted from the invoice's due date; the articles only say "directly".
    DUE_COUNTED_FROM_DUE_DATE = "due_counted_from_due_date"
    # The articles speak of cheque and bank transfer; of a card that fails they say nothing.
    CARD_NOT_COVERED = "card_not_covered"
    # Expired may last the general length or the one of Volume Licensing.
    BOTH_EXPIRED_LENGTHS = "both_expired_lengths"
    # Disabled may last the general length or the one of Volume Licensing; the shorter is planned.
    BOTH_DISABLED_LENGTHS = "both_disabled_lengths"
    # The row has a date between an earliest and a latest day.
    OPEN_WINDOW = "open_window"
    # When Deprovisioned begins after a cancellation is our assumption.
    DEPROVISIONED_ASSUMED = "deprovisioned_assumed"
    # Data goes "soon after": no latest day is given.
    NO_LATEST_DAY = "no_latest_day"
    # The articles name no Disabled state for a trial.
    TRIAL_DISABLED_NOT_SAID = "trial_disabled_not_said"

    # Cancelled in a state that comes after the term: the articles are silent, so it is left out.
    CANCELLED_AFTER_EXPIRY = "cancelled_after_expiry"
    # A trial was cancelled: nothing but its end is dated, so it is left out.
    TRIAL_CANCELLED = "trial_cancelled"
    # Expedited deprovisioning without a cancellation: not covered, left out.
    EXPEDITED_WITHOUT_CANCELLING = "expedited_without_cancelling"
    # Expedited deprovisioning with a cancellation that was itself left out: not covered.
    EXPEDITED_NOT_COVERED = "expedited_not_covered"
    # Whether a payment leads out of Disabled is not said.
    PAID_IN_DISABLED = "paid_in_disabled"
    # Paid when the data may be gone and nothing leads back.
    PAID_TOO_LATE = "paid_too_late"
    # No due date is known; the payment is taken to have come before Disabled.
    PAID_WITHOUT_DUE_DATE = "paid_without_due_date"
    # Reactivated after the last day for it: the earlier case goes on.
    REACTIVATED_TOO_LATE = "reactivated_too_late"
    # Reactivated after the last safe day, while the longer reading still allows it.
    REACTIVATED_PERHAPS_TOO_LATE = "reactivated_perhaps_too_late"
    # Reactivated after expedited deprovisioning: the articles are silent.
    REACTIVATED_AFTER_EXPEDITED = "reactivated_after_expedited"
    # Reactivated, but not known what had ended: taken to have been in time.
    REACTIVATED_WITHOUT_CASE = "reactivated_without_case"

    # The day on which a trial is said to have expired is taken for its end.
    EXPIRY_IS_TRIAL_END = "expiry_is_trial_end"
    # An expiry date was given, but another date decides.
    EXPIRY_DATE_NOT_USED = "expiry_date_not_used"
    # A due date was given, but another date decides.
    DUE_DATE_NOT_USED = "due_date_not_used"
    # The end of a trial was given, but the licence and another date say that it was bought.
    TRIAL_END_NOT_USED = "trial_end_not_used"
    # Operated by 21Vianet: counted as standard whatever the licence.
    EDITION_COUNTS_AS_STANDARD = "edition_counts_as_standard"
