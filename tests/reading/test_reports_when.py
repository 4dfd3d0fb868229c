"""The time of each report, from hand-made trees and times; every sentence is invented."""

from __future__ import annotations

import time as clock

import pytest

from dateline import codebooks
from dateline.reading.reports import find_reports
from dateline.records import Report, Span, Statement, Time
from tests.build import article_of, doc_of

BOOK = codebooks.load()
PUBLISHED = "2019-09-05"  # a Thursday
# Expression → type, value, begin, until, as the page's times give them.
TIMES: dict[str, tuple[str, str, str | None, str | None]] = {
    "Monday": ("DATE", "2019-09-02", "2019-09-02", "2019-09-03"),
    "Tuesday": ("DATE", "2019-09-03", "2019-09-03", "2019-09-04"),
    "Wednesday": ("DATE", "2019-09-04", "2019-09-04", "2019-09-05"),
    "Thursday": ("DATE", "2019-09-05", "2019-09-05", "2019-09-06"),
    "earlier": ("DATE", "2018", "2018-01-01", "2019-01-01"),
    "Sunday": ("DATE", "2019-09-08", "2019-09-08", "2019-09-09"),
    "March": ("DATE", "2019-03", "2019-03-01", "2019-04-01"),
    "April": ("DATE", "2019-04", "2019-04-01", "2019-05-01"),
    "1991": ("DATE", "1991", "1991-01-01", "1992-01-01"),
    "1992": ("DATE", "1992", "1992-01-01", "1993-01-01"),
    "1997": ("DATE", "1997", "1997-01-01", "1998-01-01"),
    "2018": ("DATE", "2018", "2018-01-01", "2019-01-01"),
    "recently": ("DATE", "PAST_REF", None, None),
    "now": ("DATE", "PRESENT_REF", None, None),
    "daily": ("SET", "P1D", None, None),
    "two-day": ("DURATION", "P2D", None, None),
    "noon": ("TIME", "2019-09-05T12:00", "2019-09-05T12:00", "2019-09-05T12:01"),
    "Christmas": ("DATE", "2019-12-25", "2019-12-25", "2019-12-26"),
}


def reports(words: str, published: str | None = PUBLISHED) -> dict[str, Report]:
    """Return the reports by the words of their anchors; "/" begins a new sentence."""
    sentences = [
        "\n".join(" ".join(w.split(":", 4)) for w in s.split()) for s in words.split(" / ")
    ]
    made = doc_of("\n\n".join(sentences))
    times = []
    for token in made:
        if token.text in TIMES:
            type, value, begin, until = TIMES[token.text]
            times.append(
                Time.model_validate(
                    {
                        "id": f"t{len(times) + 1}",
                        "start": token.idx,
                        "end": token.idx + len(token),
                        "text": token.text,
                        "type": type,
                        "value": value,
                        "begin": begin,
                        "until": until,
                        "basis": "relative",
                    }
                )
            )
    said = [t for t in made if t.lemma_ == "say"]
    statements = [
        Statement(
            id=f"s{n}",
            kind="indirect",
            content=(Span(start=t.idx, end=t.idx),),
            cue=Span(start=t.idx, end=t.idx + len(t)),
        )
        for n, t in enumerate(said, 1)
    ]
    found = find_reports(made, article_of(made, published), (), times, (), statements, BOOK)
    return {report.anchor.text: report for report in found}


def row(report: Report) -> tuple[str, str | None, str | None, str]:
    time = report.time
    return time.basis, time.begin, time.until, time.precision


MONDAY = ("stated", "2019-09-02", "2019-09-03", "day")
TODAY = ("published", "2019-09-05", "2019-09-06", "day")
NONE = ("none", None, None, "unknown")
REBELS = "Rebels:NOUN:rebel:2:nsubj attacked:VERB:attack:0:root us:PRON:we:2:obj"


def context(row: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
    return ("context", *row[1:])


@pytest.mark.parametrize(
    ("preposition", "time", "expected"),
    [
        ("on", "Monday", MONDAY),
        ("in", "March", ("stated", "2019-03-01", "2019-04-01", "month")),
        ("since", "April", ("stated", "2019-04-01", "2019-09-06", "year")),
        ("until", "Tuesday", ("stated", None, "2019-09-04", "unknown")),
        ("before", "April", ("stated", None, "2019-04-01", "unknown")),
        ("by", "Monday", ("stated", None, "2019-09-03", "unknown")),
        ("after", "March", ("stated", "2019-04-01", None, "unknown")),
        ("at", "noon", ("stated", "2019-09-05T12:00", "2019-09-05T12:01", "minute")),
        ("at", "recently", ("stated", None, None, "unknown")),
        ("until", "now", TODAY),
        ("at", "daily", NONE),
        ("on", "Sunday", TODAY),  # past news is not of the Sunday to come
    ],
)
def test_preposition(preposition: str, time: str, expected: tuple[str, ...]) -> None:
    found = reports(f"{REBELS} {preposition}:ADP:_:5:case {time}:PROPN:_:2:obl")
    assert row(found["attacked"]) == expected


def test_range_of_two_times() -> None:
    found = reports(
        f"{REBELS} from:ADP:from:5:case Monday:PROPN:Monday:2:obl "
        "to:ADP:to:7:case Wednesday:PROPN:Wednesday:2:obl"
    )
    assert row(found["attacked"]) == ("stated", "2019-09-02", "2019-09-05", "week")
    found = reports(
        f"{REBELS} between:ADP:between:5:case 1992:NUM:1992:2:obl "
        "and:CCONJ:and:7:cc 1997:NUM:1997:5:conj"
    )
    assert row(found["attacked"])[:3] == ("stated", "1992-01-01", "1998-01-01")
    assert found["attacked"].background


def test_clock_and_day_are_one_time() -> None:
    found = reports(
        f"{REBELS} at:ADP:at:5:case noon:NOUN:noon:2:obl on:ADP:on:7:case Monday:PROPN:Monday:2:obl"
    )
    assert row(found["attacked"]) == ("stated", "2019-09-02T12:00", "2019-09-02T12:01", "minute")


def test_a_holiday_and_its_year_are_one_time() -> None:
    found = reports(
        f"{REBELS} on:ADP:on:5:case Christmas:PROPN:Christmas:2:obl "
        "in:ADP:in:7:case 2018:NUM:2018:2:obl"
    )
    assert row(found["attacked"]) == ("stated", "2018-12-25", "2018-12-26", "day")


def test_the_time_of_a_relative_clause_is_its_own() -> None:
    found = reports(
        "Police:NOUN:police:2:nsubj arrested:VERB:arrest:0:root a:DET:a:4:det man:NOUN:man:2:obj "
        "who:PRON:who:6:nsubj attacked:VERB:attack:4:acl:relcl a:DET:a:8:det bank:NOUN:bank:6:obj "
        "in:ADP:in:10:case March:PROPN:March:6:obl"
    )
    assert row(found["arrested"]) == TODAY
    assert row(found["attacked"])[:2] == ("stated", "2019-03-01")


def test_a_relative_clause_without_a_time_has_none() -> None:
    found = reports(
        "Police:NOUN:police:2:nsubj arrested:VERB:arrest:0:root a:DET:a:4:det man:NOUN:man:2:obj "
        "who:PRON:who:6:nsubj attacked:VERB:attack:4:acl:relcl a:DET:a:8:det bank:NOUN:bank:6:obj"
    )
    assert row(found["attacked"]) == NONE


def test_the_day_of_saying_is_not_the_events() -> None:
    found = reports(
        "Ann:PROPN:Ann:2:nsubj said:VERB:say:0:root on:ADP:on:4:case Tuesday:PROPN:Tuesday:7:obl "
        "that:SCONJ:that:7:mark rebels:NOUN:rebel:7:nsubj attacked:VERB:attack:2:ccomp "
        "us:PRON:we:7:obj"
    )
    assert row(found["attacked"])[0] in {"published", "context"}


@pytest.mark.parametrize("possessive", ["'s:PART:'s:1:case", "early:ADV:early:3:advmod"])
def test_a_time_before_an_event_noun(possessive: str) -> None:
    found = reports(
        f"Monday:PROPN:Monday:3:nmod:poss {possessive} attack:NOUN:attack:4:nsubj "
        "surprised:VERB:surprise:0:root Ann:PROPN:Ann:4:obj"
    )
    assert row(found["attack"]) == MONDAY


def test_a_noun_at_the_time_of_its_verb() -> None:
    found = reports(
        "Rebels:NOUN:rebel:2:nsubj carried:VERB:carried:0:root out:ADP:out:2:compound:prt "
        "their:PRON:they:5:nmod:poss raid:NOUN:raid:2:obj on:ADP:on:7:case "
        "Monday:PROPN:Monday:2:obl"
    )
    assert row(found["raid"]) == MONDAY


def test_a_noun_that_is_only_mentioned() -> None:
    found = reports(
        "Rebels:NOUN:rebel:2:nsubj claimed:VERB:claim:0:root "
        "responsibility:NOUN:responsibility:2:obj on:ADP:on:5:case Monday:PROPN:Monday:2:obl "
        "for:ADP:for:8:case the:DET:the:8:det attack:NOUN:attack:2:obl"
    )
    assert found["attack"].time.basis == "none"


def test_a_visit_with_its_length_and_first_day() -> None:
    found = reports(
        "Ann:PROPN:Ann:2:nsubj paid:VERB:pay:0:root a:DET:a:5:det two-day:ADJ:two-day:5:amod "
        "visit:NOUN:visit:2:obj beginning:VERB:begin:5:acl Monday:PROPN:Monday:6:obl:tmod"
    )
    assert row(found["visit"]) == ("stated", "2019-09-02", "2019-09-04", "week")


def test_what_is_said_of_the_noun() -> None:
    found = reports(
        "The:DET:the:2:det attack:NOUN:attack:5:nsubj was:AUX:be:5:cop on:ADP:on:5:case "
        "Monday:PROPN:Monday:0:root"
    )
    assert row(found["attack"]) == MONDAY


def test_a_noun_with_a_time_to_come_is_planned() -> None:
    found = reports(
        "Ann:PROPN:Ann:2:nsubj awaited:VERB:discuss:0:root Sunday:PROPN:Sunday:5:nmod:poss "
        "'s:PART:'s:3:case protest:NOUN:protest:2:obj"
    )
    assert row(found["protest"])[:2] == ("stated", "2019-09-08")
    assert found["protest"].status == "planned"


def test_plans_keep_their_date_or_have_none() -> None:
    plan = "Ann:PROPN:Ann:3:nsubj will:AUX:will:3:aux visit:VERB:visit:0:root Bob:PROPN:Bob:3:obj"
    assert row(reports(plan)["visit"]) == NONE
    found = reports(f"{plan} on:ADP:on:6:case Sunday:PROPN:Sunday:3:obl")
    assert row(found["visit"])[:2] == ("stated", "2019-09-08")
    assert row(reports(f"{plan} Monday:PROPN:Monday:3:obl:tmod")["visit"]) == NONE


def test_the_time_before_all_verbs_is_that_of_each() -> None:
    found = reports(
        "Monday:PROPN:Monday:3:obl:tmod rebels:NOUN:rebel:3:nsubj attacked:VERB:attack:0:root "
        "us:PRON:we:3:obj and:CCONJ:and:6:cc fled:VERB:flee:3:conj"
    )
    assert row(found["attacked"]) == MONDAY
    assert row(found["fled"]) == MONDAY


def test_the_time_after_the_last_verb_is_carried_back() -> None:
    found = reports(
        "Ann:PROPN:Ann:3:nsubj:pass was:AUX:be:3:aux:pass arrested:VERB:arrest:0:root "
        "and:CCONJ:and:5:cc killed:VERB:kill:3:conj on:ADP:on:7:case Monday:PROPN:Monday:5:obl"
    )
    assert row(found["killed"]) == MONDAY
    assert row(found["arrested"]) == context(MONDAY)


def test_what_happened_before_has_only_a_bound() -> None:
    found = reports(
        "Ann:PROPN:Ann:3:nsubj:pass was:AUX:be:3:aux:pass arrested:VERB:arrest:0:root "
        "on:ADP:on:5:case Monday:PROPN:Monday:3:obl after:SCONJ:after:7:mark "
        "attacking:VERB:attack:3:advcl Bob:PROPN:Bob:7:obj"
    )
    assert row(found["arrested"]) == MONDAY
    assert row(found["attacking"]) == ("context", None, "2019-09-03", "unknown")


def test_a_relative_clause_of_an_event_has_its_time() -> None:
    found = reports(
        "Ann:PROPN:Ann:2:nsubj spoke:VERB:speak:0:root of:ADP:of:6:case Monday:PROPN:Monday:6:"
        "nmod:poss 's:PART:'s:4:case attack:NOUN:attack:2:obl which:PRON:which:8:nsubj "
        "wounded:VERB:wound:6:acl:relcl Bob:PROPN:Bob:8:obj"
    )
    assert row(found["attack"]) == MONDAY
    assert row(found["wounded"]) == context(MONDAY)


ATTACK_MONDAY = f"{REBELS} on:ADP:on:5:case Monday:PROPN:Monday:2:obl"


def test_a_definite_noun_takes_up_an_earlier_report() -> None:
    found = reports(
        f"{ATTACK_MONDAY} / The:DET:the:2:det attack:NOUN:attack:3:nsubj "
        "surprised:VERB:surprise:0:root Ann:PROPN:Ann:3:obj"
    )
    assert row(found["attack"]) == context(MONDAY)


def test_the_narrative_goes_on_in_the_same_tense() -> None:
    following = "They:PRON:they:2:nsubj kidnapped:VERB:kidnap:0:root Ann:PROPN:Ann:2:obj"
    assert row(reports(f"{ATTACK_MONDAY} / {following}")["kidnapped"]) == context(MONDAY)
    before = (
        "They:PRON:they:3:nsubj had:AUX:have:3:aux kidnapped:VERB:kidnap:0:root Ann:PROPN:Ann:3:obj"
    )
    found = reports(f"{ATTACK_MONDAY} / {before}")["kidnapped"]
    assert (row(found), found.background) == (NONE, True)


def test_the_present_perfect_has_no_day() -> None:
    found = reports(
        "Rebels:NOUN:rebel:3:nsubj have:AUX:have:3:aux attacked:VERB:attack:0:root us:PRON:we:3:obj"
    )
    assert row(found["attacked"]) == NONE


@pytest.mark.parametrize(
    "words",
    [
        # Rebels had attacked us.
        "Rebels:NOUN:rebel:3:nsubj had:AUX:have:3:aux attacked:VERB:attack:0:root us:PRON:we:3:obj",
        # Rebels have taken the town and attacked us.
        "Rebels:NOUN:rebel:3:nsubj have:AUX:have:3:aux taken:VERB:take:0:root "
        "land:NOUN:land:3:obj and:CCONJ:and:6:cc attacked:VERB:attack:3:conj us:PRON:we:6:obj",
        # Rebels had broken it by attacking us.
        "Rebels:NOUN:rebel:3:nsubj had:AUX:have:3:aux broken:VERB:break:0:root it:PRON:it:3:obj "
        "by:SCONJ:by:6:mark attacking:VERB:attack:3:advcl us:PRON:we:6:obj",
        # Eventually rebels attacked us.
        "Eventually:ADV:eventually:3:advmod rebels:NOUN:rebel:3:nsubj attacked:VERB:attack:0:root "
        "us:PRON:we:3:obj",
        # Rebels found a chance to attack us.
        "Rebels:NOUN:rebel:2:nsubj found:VERB:find:0:root time:NOUN:time:2:obj to:PART:to:5:mark "
        "attacked:VERB:attack:3:acl us:PRON:we:5:obj",
        # Police met a man attacked there.
        "Police:NOUN:police:2:nsubj met:VERB:meet:0:root a:DET:a:4:det man:NOUN:man:2:obj "
        "attacked:VERB:attack:4:acl there:ADV:there:5:advmod",
    ],
    ids=["pluperfect", "shared perfect", "by doing", "eventually", "a chance to", "in passing"],
)
def test_what_is_told_without_a_day_of_its_own(words: str) -> None:
    found = reports(words)
    [anchor] = [anchor for anchor in found if anchor.startswith("attack")]
    assert row(found[anchor]) == NONE


def test_a_paragraph_on_the_past_goes_on_there() -> None:
    found = reports(
        "Rebels:NOUN:rebel:2:nsubj came:VERB:come:0:root in:ADP:in:4:case 1991:NUM:1991:2:obl / "
        "They:PRON:they:2:nsubj attacked:VERB:attack:0:root us:PRON:we:2:obj"
    )
    assert row(found["attacked"]) == NONE


def test_the_publication_day_is_never_called_stated() -> None:
    assert row(reports(REBELS)["attacked"]) == TODAY
    assert row(reports(REBELS, None)["attacked"]) == NONE


def test_history_by_its_date() -> None:
    words = f"{REBELS} in:ADP:in:5:case 1991:NUM:1991:2:obl"
    assert reports(words)["attacked"].background
    assert reports(words, None)["attacked"].background
    assert not reports(ATTACK_MONDAY)["attacked"].background


def test_an_anniversary_is_news_and_what_it_is_of_is_not() -> None:
    found = reports(
        "Ann:PROPN:Ann:2:nsubj marched:VERB:march:0:root to:PART:to:4:mark mark:VERB:mark:2:advcl "
        "the:DET:the:6:det anniversary:NOUN:anniversary:4:obj of:ADP:of:9:case the:DET:the:9:det "
        "massacre:NOUN:massacre:6:nmod"
    )
    assert (found["massacre"].time.basis, found["massacre"].background) == ("none", True)
    assert not found["marched"].background


def test_once_is_history_but_once_again_is_not() -> None:
    words = "Rebels:NOUN:rebel:3:nsubj once:ADV:once:3:advmod {}attacked:VERB:attack:0:root"
    assert reports(words.format(""))["attacked"].background
    again = "Rebels:NOUN:rebel:4:nsubj once:ADV:once:4:advmod again:ADV:again:2:advmod "
    assert not reports(f"{again}attacked:VERB:attack:0:root")["attacked"].background


def test_a_difference_is_no_time() -> None:
    found = reports(
        f"{REBELS} earlier:ADV:earlier:2:advmod than:SCONJ:than:6:mark planned:VERB:plan:4:advcl"
    )
    assert row(found["attacked"]) == NONE


def test_a_time_behind_and_belongs_to_what_follows() -> None:
    found = reports(
        f"{REBELS} and:CCONJ:and:7:cc Monday:PROPN:Monday:2:obl:tmod soldiers:NOUN:soldier:7:nsubj "
        "fled:VERB:flee:2:conj"
    )
    assert row(found["attacked"])[0] != "stated"
    assert row(found["fled"]) == MONDAY


def test_a_relative_clause_that_hangs_too_high() -> None:
    found = reports(
        "Police:NOUN:police:2:nsubj found:VERB:find:0:root men:NOUN:man:2:obj trapped:VERB:trap:3:"
        "acl in:ADP:in:7:case an:DET:a:7:det attack:NOUN:attack:4:obl which:PRON:which:9:nsubj "
        "killed:VERB:kill:3:acl:relcl Bob:PROPN:Bob:9:obj on:ADP:on:12:case "
        "Monday:PROPN:Monday:9:obl"
    )
    assert row(found["attack"]) == MONDAY


def test_what_was_somewhere_at_a_time() -> None:
    found = reports(
        "Ann:PROPN:Ann:3:nsubj was:AUX:be:3:cop abroad:NOUN:abroad:0:root "
        "Monday:PROPN:Monday:3:obl:tmod on:ADP:on:7:case a:DET:a:7:det visit:NOUN:visit:3:nmod"
    )
    assert row(found["visit"]) == MONDAY


def test_the_time_behind_a_cause_is_the_causes() -> None:
    found = reports(
        "Fear:NOUN:fear:3:nsubj:pass was:AUX:be:3:aux:pass stirred:VERB:stir:0:root "
        "by:ADP:by:6:case the:DET:the:6:det bombing:NOUN:bombing:3:obl:agent "
        "Monday:PROPN:Monday:3:obl:tmod"
    )
    assert row(found["bombing"]) == MONDAY


SURPRISED = "surprised:VERB:surprise:0:root Ann:PROPN:Ann:{}:obj"
FLOOD_MONDAY = (
    "A:DET:a:2:det flood:NOUN:flood:3:nsubj occurred:VERB:occur:0:root on:ADP:on:5:case "
    "Monday:PROPN:Monday:3:obl"
)


@pytest.mark.parametrize(
    ("first", "second", "anchor", "taken_up"),
    [
        (ATTACK_MONDAY, f"The:DET:the:2:det bombing:NOUN:bombing:3:nsubj {SURPRISED}", 3, True),
        (
            ATTACK_MONDAY,
            f"Brown:PROPN:_:3:nmod:poss 's:PART:'s:1:case murder:NOUN:_:4:nsubj {SURPRISED}",
            4,
            False,
        ),
        (FLOOD_MONDAY, f"The:DET:the:2:det flooding:NOUN:flooding:3:nsubj {SURPRISED}", 3, True),
        (FLOOD_MONDAY, f"The:DET:the:2:det blaze:NOUN:blaze:3:nsubj {SURPRISED}", 3, False),
    ],
    ids=["another word for it", "somebody else's", "its noun", "another disaster"],
)
def test_what_a_definite_noun_takes_up(
    first: str, second: str, anchor: int, taken_up: bool
) -> None:
    found = reports(f"{first} / {second.format(anchor)}")
    [noun] = [r for r in found.values() if r.time.id is None or r.time.basis == "context"]
    assert (row(noun) == context(MONDAY)) is taken_up


def test_a_plan_takes_up_its_day() -> None:
    found = reports(
        "Ann:PROPN:Ann:2:nsubj awaited:VERB:await:0:root Sunday:PROPN:Sunday:5:nmod:poss "
        "'s:PART:'s:3:case protest:NOUN:protest:2:obj / Bob:PROPN:Bob:3:nsubj will:AUX:will:3:aux "
        "plan:VERB:plan:0:root the:DET:the:5:det rally:NOUN:rally:3:obj"
    )
    assert found["rally"].status == "planned"
    assert row(found["rally"])[:2] == ("context", "2019-09-08")


def test_a_verb_with_a_time_to_come_is_planned() -> None:
    found = reports(
        "Ann:PROPN:Ann:4:nsubj is:AUX:be:4:aux to:PART:to:4:mark visit:VERB:visit:0:root "
        "Bob:PROPN:Bob:4:obj on:ADP:on:7:case Sunday:PROPN:Sunday:4:obl"
    )
    assert (row(found["visit"])[1], found["visit"].status) == ("2019-09-08", "planned")


def test_a_past_verb_puts_no_noun_into_the_future() -> None:
    found = reports(
        "The:DET:the:2:det protest:NOUN:protest:3:nsubj ended:VERB:end:0:root on:ADP:on:5:case "
        "Sunday:PROPN:Sunday:3:obl"
    )
    assert found["protest"].time.begin != "2019-09-08"
    assert found["protest"].status == "happened"


def test_the_day_of_saying_does_not_hide_the_day_of_the_story() -> None:
    said = (
        "Rebels:NOUN:rebel:2:nsubj attacked:VERB:attack:5:ccomp us:PRON:we:2:obj "
        "Ann:PROPN:Ann:5:nsubj said:VERB:say:0:root Thursday:PROPN:Thursday:5:obl:tmod"
    )
    came = "They:PRON:they:2:nsubj came:VERB:come:0:root on:ADP:on:4:case Monday:PROPN:Monday:2:obl"
    assert row(reports(f"{said} / {came}")["attacked"]) == context(MONDAY)
    assert row(reports(said)["attacked"]) == TODAY


def test_an_old_time_in_an_aside_is_not_that_of_the_sentence() -> None:
    aside = reports(
        "Rebels:NOUN:rebel:5:nsubj banned:VERB:_:1:acl in:ADP:in:4:case 2018:NUM:2018:2:obl "
        "attacked:VERB:attack:0:root us:PRON:we:5:obj"
    )
    assert row(aside["attacked"]) == TODAY


def test_a_stretch_of_time_is_not_the_day_of_publication() -> None:
    found = reports(f"{REBELS} over:ADP:over:5:case two-day:NOUN:two-day:2:obl")
    assert row(found["attacked"]) == NONE


def test_two_years_side_by_side() -> None:
    found = reports(
        f"{REBELS} in:ADP:in:5:case 1991:NUM:1991:2:obl and:CCONJ:and:7:cc 1992:NUM:1992:5:conj"
    )
    assert row(found["attacked"])[:3] == ("stated", "1991-01-01", "1993-01-01")


def test_a_noun_of_what_came_before_is_not_of_today() -> None:
    found = reports(
        "Ann:PROPN:Ann:2:nsubj spoke:VERB:speak:0:root after:SCONJ:after:5:mark "
        "they:PRON:they:5:nsubj conducted:VERB:conduct:2:advcl a:DET:a:7:det "
        "bombing:NOUN:bombing:5:obj"
    )
    assert row(found["bombing"]) == NONE


def test_thousands_of_times_take_linear_time() -> None:
    def seconds(count: int) -> float:
        text = " / ".join([ATTACK_MONDAY] * count)
        begin = clock.perf_counter()
        reports(text)
        return clock.perf_counter() - begin

    seconds(20)
    # Twice the text in no more than four times the time: machines are noisy, squares are not.
    assert seconds(1200) < 4 * seconds(600)
