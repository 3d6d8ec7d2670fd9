"""Equal and alike blocks of many articles: what is merged, what is related, what never is."""

from __future__ import annotations

import os
import random
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.cleaning.rules import Edition, PackRules
from assistant.corpus.relating import Edit, Group, Passage, Place, Replacement, kernels, relate
from assistant.corpus.relating.grouping import leaders
from assistant.corpus.relating.running import running

ENGLISH = "Your administrator can restore a deleted mailbox within 30 days of the last payment."
SPACED = "\n" + ENGLISH.replace("r c", "r\u00a0c").replace("d m", "d\n\tm").rstrip(".") + " "
GREEK = "Ο διαχειριστής μπορεί να επαναφέρει το γραμματοκιβώτιο μέσα σε 30 ημέρες από τη διαγραφή."
THAI = "ผู้ดูแลระบบสามารถคืนค่ากล่องจดหมายที่ถูกลบได้ภายใน 30 วันหลังจากวันที่ลบบัญชี"
JAPANESE = "管理者は削除されたメールボックスを削除日から30日以内に復元することができます。"
RUSSIAN = "Администратор может восстановить удалённый почтовый ящик в течение 30 дней."
ARABIC = "يمكن للمسؤول استعادة صندوق البريد المحذوف خلال ٣٠ يوما من تاريخ الحذف."
HINDI = "व्यवस्थापक हटाए गए मेलबॉक्स को ३० दिनों के भीतर फिर से बहाल कर सकता है।"
KOREAN = "관리자는 삭제된 사서함을 삭제한 날부터 30일 안에 복원할 수 있습니다."
VIETNAMESE = "Quản trị viên có thể khôi phục hộp thư đã xóa trong vòng 30 ngày."
CHINESE = "管理员可以在三十天内恢复已删除的邮箱，之后邮箱及其中的邮件将被永久清除。"
TURKISH = "Yönetici, silinen posta kutusunu silme tarihinden sonra 30 gün içinde geri yükleyebilir."
UNRELATED = "Choose the colour theme that you like best under the settings of the page."


def passages(*texts: str, language: str = "en", kind: str = "paragraph") -> list[Passage]:
    """Return each text as the first block of an article of its own."""
    return [
        Passage(Place(f"a{number}", "L1"), language, text, kind)
        for number, text in enumerate(texts)
    ]


def related(*texts: str, language: str = "en", rules: PackRules | None = None) -> list[Group]:
    """Return the groups of some texts."""
    return list(relate(passages(*texts, language=language), rules))


def articles(places: Iterable[Place]) -> list[str]:
    """Return the articles that places are in."""
    return [place.article for place in places]


@pytest.mark.parametrize(
    ("language", "text", "copy"),
    [
        ("en", ENGLISH, SPACED),
        ("en", ENGLISH, ENGLISH.replace("restore", "re\u00adstore")),
        ("el", GREEK, GREEK.replace("ή", "η\u0301")),
        ("th", THAI, THAI.replace("ระบบ", "ระบบ ").replace("กล่อง", "\u200bกล่อง")),
        ("ja", JAPANESE, JAPANESE.replace("復元", "\n復元 ")),
        ("ru", RUSSIAN, RUSSIAN.replace(" ", "\u202f ").rstrip(".")),
        ("ar", ARABIC, ARABIC.replace(" ", "\u00a0")),
        ("hi", HINDI, HINDI.replace(" ", "\n\t")),
        ("ko", KOREAN, f" {KOREAN} "),
        ("vi", VIETNAMESE, unicodedata.normalize("NFD", VIETNAMESE)),
        ("zh", CHINESE, CHINESE.replace("删除的", "删除\n的")),
    ],
)
def test_copies_that_differ_in_white_space_are_merged(language: str, text: str, copy: str) -> None:
    """White space, composition, invisible characters and a full stop make no other text."""
    (group,) = related(text, copy, UNRELATED, language=language)
    assert articles(group.places) == ["a0", "a1"]
    assert group.variants == ()


@pytest.mark.parametrize(
    ("language", "text", "old", "new", "edit"),
    [
        ("en", ENGLISH, "30", "90", Edit.NUMBER),
        ("en", ENGLISH, "can", "can not", Edit.NEGATION),
        ("en", ENGLISH, "mailbox", "calendar", Edit.WORDING),
        ("en", ENGLISH, "mailbox", "mailbx", Edit.TYPO),
        ("en", ENGLISH, "days of", "days, of", Edit.PUNCTUATION),
        ("en", ENGLISH, "payment.", "payment. Ask for it in time.", Edit.SENTENCE),
        ("en", ENGLISH, "30 days of the last payment", "90 days", Edit.NUMBER),
        ("el", GREEK, "30", "90", Edit.NUMBER),
        ("el", GREEK, "μπορεί", "δεν μπορεί", Edit.NEGATION),
        ("th", THAI, "30", "๙๐", Edit.NUMBER),
        ("th", THAI, "สามารถ", "ไม่สามารถ", Edit.NEGATION),
        ("ja", JAPANESE, "30", "90", Edit.NUMBER),
        ("ja", JAPANESE, "できます", "できません", Edit.NEGATION),
        ("ru", RUSSIAN, "30", "90", Edit.NUMBER),
        ("ru", RUSSIAN, "может", "не может", Edit.NEGATION),
        ("ar", ARABIC, "٣٠", "٩٠", Edit.NUMBER),
        ("ar", ARABIC, "يمكن", "لا يمكن", Edit.NEGATION),
        ("ar", ARABIC, "الحذف.", "الحذف. هل تعرف كيف تفعل ذلك؟", Edit.SENTENCE),
        ("hi", HINDI, "३०", "९०", Edit.NUMBER),
        ("hi", HINDI, "सकता है", "नहीं सकता है", Edit.NEGATION),
        ("hi", HINDI, "है।", "है। समय पर इसके लिए कहें।", Edit.SENTENCE),
        ("ko", KOREAN, "30", "90", Edit.NUMBER),
        ("ko", KOREAN, "있습니다", "없습니다", Edit.NEGATION),
        ("vi", VIETNAMESE, "có thể", "không thể", Edit.NEGATION),
        ("vi", VIETNAMESE, "hộp thư", "lịch", Edit.WORDING),
        ("zh", CHINESE, "三十", "九十", Edit.NUMBER),
        ("zh", CHINESE, "可以", "不可以", Edit.NEGATION),
        ("zh", CHINESE, "邮箱，", "日历，", Edit.WORDING),
        ("tr", TURKISH, "30", "90", Edit.NUMBER),
        ("tr", TURKISH, "yükleyebilir", "yükleyemez", Edit.NEGATION),
        ("tr", TURKISH, "posta kutusunu", "takvimi", Edit.WORDING),
    ],
)
def test_what_differs_is_related_and_never_merged(
    language: str, text: str, old: str, new: str, edit: Edit
) -> None:
    """A number, negation, word, letter, sign or sentence makes a variant of its own kind."""
    (group,) = related(text, text.replace(old, new), UNRELATED, language=language)
    assert articles(group.places) == ["a0"]
    (variant,) = group.variants
    assert (articles(variant.places), variant.edit) == (["a1"], edit)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("30", "۳۰"),
        ("$30", "€30"),
        ("30 GB", "30 MB"),
        ("30 m²", "30 m³"),
        ("30%", "30‰"),
        ("½ GB", "¼ GB"),
        ("May", "June"),
        ("二 三", "二三"),
        ("Zoë", "Zoe"),
    ],
)
def test_units_currencies_dates_and_digits_of_other_scripts_are_not_merged(
    old: str, new: str
) -> None:
    """What only a sign, a unit or a month tells apart stays apart."""
    text = f"The storage of your account is worth {old} from this day until the day it ends"
    (group,) = related(text, text.replace(old, new))
    assert len(group.variants) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("$30", "€30"), ("30 m²", "30 m³"), ("½ GB", "¼ GB"), ("30%", "30‰"), ("五", "七")],
)
def test_numerals_units_and_currencies_are_told_as_numbers(old: str, new: str) -> None:
    """A sign of currency is no punctuation, and a numeral that is no digit no typing error."""
    text = f"The storage of your account is worth {old} until the day it ends"
    (group,) = related(text, text.replace(old, new))
    assert [variant.edit for variant in group.variants] == [Edit.NUMBER]


def test_the_diff_holds_whole_words_and_numbers() -> None:
    """A variant says which words stand for which, also where two places differ."""
    (group,) = related(ENGLISH, ENGLISH.replace("30", "300").replace("deleted", "lost"))
    assert group.variants[0].diff == (Replacement("deleted", "lost"), Replacement("30", "300"))


def test_thai_differences_never_split_a_letter_from_its_marks() -> None:
    """In a script without spaces a difference begins and ends at whole letters."""
    (group,) = related(THAI, THAI.replace("ที่ลบ", "ที่เพิ่ม"), language="th")
    assert all(
        not part.startswith(("\u0e31", "\u0e34", "\u0e35", "\u0e48", "\u0e49"))
        for replacement in group.variants[0].diff
        for part in replacement
    )


def test_edition_names_are_told_before_the_digits_in_them() -> None:
    """Of "Office 2016" and "Office 2019" the edition differs and not a number."""
    text = "People with Office 2016 open the account page and choose the subscription to renew."
    (group,) = related(text, text.replace("2016", "2019"))
    assert group.variants[0].edit is Edit.EDITION


def test_a_packs_own_editions_count_instead_of_those_shipped() -> None:
    """With rules of a pack, its names are editions and others are words."""
    text = "People of the Northern League open the account page and choose what to renew."
    rules = PackRules(
        edition=(Edition("north", ("Northern League",)), Edition("south", ("Southern Club",)))
    )
    other = text.replace("Northern League", "Southern Club")
    assert related(text, other, rules=rules)[0].variants[0].edit is Edit.EDITION
    assert related(text, other)[0].variants[0].edit is Edit.WORDING


def test_languages_and_kinds_are_kept_apart() -> None:
    """A command is in articles of two languages, a heading is no paragraph; an item may be one."""
    text = "Set-CsTeamsCallingPolicy -Identity Global"
    one, *others = (
        Passage(Place(f"a{number}", "L1"), language, text, kind)
        for number, (language, kind) in enumerate(
            [("el", "paragraph"), ("th", "paragraph"), ("el", "heading"), ("el", "list_item")]
        )
    )
    (group,) = relate([one, *others])
    assert articles(group.places) == ["a0", "a3"]


def test_texts_that_share_only_a_phrase_are_not_related() -> None:
    """A common beginning, a common end or a bare number do not make variants."""
    assert not related(
        "For more information see the page on how to add a shared calendar to your account",
        "For more information see why colours of slides look different when they are printed",
        "1.",
        "2.",
        "Yes",
        "No",
    )


def test_a_group_does_not_drift() -> None:
    """A chain of small steps ends where its members have too little in common with the first."""
    words = [f"{letter * 5}" for letter in "abcdefghijklmnopqrst"]
    others = [f"{letter * 5}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    chain = [" ".join((words[n:] + [f"{w}9z" for w in others])[:20]) for n in range(15)]
    for group in related(*chain):
        kept = set(group.text.split())
        for variant in group.variants:
            assert len(kept & set(variant.text.split())) >= len(kept) / 2


@pytest.mark.parametrize(("may_join", "leader"), [(True, 0), (False, 2)])
def test_what_is_like_a_member_joins_only_if_it_is_like_the_first(
    *, may_join: bool, leader: int
) -> None:
    """Of a chain of three the last is in the first's group only if that one still allows it."""
    pairs, scores = np.array([[0, 1], [1, 2]]), np.array([90, 90], dtype=np.uint8)
    found = leaders(3, pairs, scores, lambda first, text: may_join and (first, text) == (0, 2))
    assert found.tolist() == [0, 0, leader]


def test_a_text_joins_the_group_it_is_most_like() -> None:
    """Between two firsts the likeness decides, and the earlier one where it is the same."""
    pairs = np.array([[0, 2], [1, 2], [0, 3], [1, 3]])
    scores = np.array([80, 90, 85, 85], dtype=np.uint8)
    assert leaders(4, pairs, scores, lambda *_: False).tolist() == [0, 1, 1, 0]


def test_the_closest_text_decides_even_where_another_first_is_alike() -> None:
    """What was made of a member of a group is in this group, not in that of a lesser match."""
    pairs = np.array([[0, 1], [1, 3], [2, 3]])
    scores = np.array([80, 97, 78], dtype=np.uint8)
    assert leaders(4, pairs, scores, lambda *pair: pair == (0, 3)).tolist() == [0, 0, 2, 0]
    assert leaders(4, pairs, scores, lambda *_: False).tolist() == [0, 0, 2, 2]


def test_a_long_sentence_added_to_a_short_text_makes_a_variant() -> None:
    """A text that stands whole in one more than twice as long is related to it."""
    added = " Everything in it comes back, and people see that when they sign in again." * 2
    (group,) = related(ENGLISH, ENGLISH + added)
    assert group.variants[0].edit is Edit.SENTENCE


def test_equal_digests_alone_merge_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are compared: with the worst of hashes, only equal ones are merged."""
    monkeypatch.setattr(kernels, "blake2b", lambda _, **sized: blake2b(b"", **sized))
    other = UNRELATED.replace("best", "least")
    (one, two) = related(ENGLISH, UNRELATED, ENGLISH, other, UNRELATED, JAPANESE)
    assert (articles(one.places), one.variants) == (["a0", "a2"], ())
    assert articles(two.places) == ["a1", "a4"]
    assert articles(two.variants[0].places) == ["a3"]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_their_values(
    monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """A map over other processes is a map, whoever is done first and whenever they start."""
    monkeypatch.setattr("assistant.corpus.relating.running._ALONE", 10)
    with running(workers) as run:
        assert list(run(str, range(100))) == [str(number) for number in range(100)]


def test_places_are_in_natural_order() -> None:
    """Block L9 is before L10, and the earliest stands for its copies."""
    blocks = ["L10", "L9", "L100"]
    (group,) = relate([Passage(Place("a", block), "en", ENGLISH) for block in blocks])
    assert [place.block for place in group.places] == ["L9", "L10", "L100"]


def test_nothing_gives_no_groups() -> None:
    """No passages, empty ones and lone ones are in no group, and are no error."""
    assert not related()
    assert not related(ENGLISH)
    assert len(related("", " ", "\u200b")) == 1


def test_broken_and_huge_texts_are_related_like_others() -> None:
    """Half a surrogate pair, characters beyond the basic plane and very long texts pass."""
    huge = "word " * 50_000
    (broken, long) = related(
        f"{ENGLISH} \ud800 \U0001f600", f"{ENGLISH} \ud800 \U0001f601", huge, huge + "more"
    )
    assert len(broken.variants) == len(long.variants) == 1


_LETTERS = st.sampled_from([ENGLISH, GREEK, THAI, JAPANESE, UNRELATED])
_EDITS = st.sampled_from(["30", "90", "30 or 60", "", "three", "1"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_LETTERS, _EDITS), max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(
    drawn: Sequence[tuple[str, str]], rng: random.Random
) -> None:
    """Shuffled passages give the same groups in the same order."""
    given_ = passages(*(text.replace("30", number) for text, number in drawn))
    shuffled = list(given_)
    rng.shuffle(shuffled)
    assert list(relate(shuffled)) == list(relate(given_))


def _process(_: int) -> int:
    return os.getpid()


def test_no_process_is_started_for_a_few_values() -> None:
    """A process that takes longer to start than what there is to do is not started."""
    with running(2) as run:
        assert set(run(_process, range(3))) == {os.getpid()}


def test_threads_take_turns_as_before_when_all_is_done() -> None:
    """What is set for the time of the work is the program's own again after it."""
    before = sys.getswitchinterval()
    with running(2):
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before


def test_the_number_of_workers_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes give what one gives."""
    monkeypatch.setattr("assistant.corpus.relating.running._ALONE", 0)
    given_ = passages(*(ENGLISH.replace("30", str(number % 7)) for number in range(40)))
    assert list(relate(given_, workers=2)) == list(relate(given_))
