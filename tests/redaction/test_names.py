"""Names are found however they are written; all are invented."""

from __future__ import annotations

import pytest

from dateline.redaction.names import Names
from dateline.redaction.rewrite import Replaced

# name of the person, text, what is left of it
CASES = [
    ("Mara Ilvey", "Mara Ilvey left.", "# left."),
    ("Mara Ilvey", "MARA ILVEY and mara ilvey", "# and #"),
    ("Mara Ilvey", "Mrs Ilvey's son; the Ilveys", "Mrs #'s son; the #"),
    ("Mara Ilvey", "Ilvey’s, (Mara), “Ilvey”", "#’s, (#), “#”"),
    ("Mara Ilvey", "Mara\nIlvey and Mara\u00a0Ilvey", "# and #"),
    ("Mara Ilvey", "Ma-\n  ra Il\u00advey", "#"),
    ("Mara Ilvey", "Il\u200bvey", "#"),
    ("Mara Ilvey", "M. Ilvey and Mara K. Ilvey", "M. # and #"),
    ("Mara Ilvey", "mara.ilvey@mail.example", "#@mail.example"),
    ("Mara Ilvey", "see @MaraIlvey99 #JusticeForMara #freeilvey", "see @#99 ## ##"),
    ("Mara Ilvey", "https://news.example/2015/mara-ilvey-dead", "https://news.example/2015/#-dead"),
    ("Mara Ilvey", "milvey@mail.example", "#@mail.example"),
    ("Mara Ilvey", "Maranello, a marathon, Silvey", "Maranello, a marathon, Silvey"),
    ("Zoé Brânt", "Zoe\u0301 Bra\u0302nt, Zoe Brant, ZOÉ BRÂNT", "#, #, #"),
    ("Zoe Brant", "Zoé Brânt", "#"),
    ("Jörg Läsker", "Joerg Laesker, Jorg Lasker", "#, #"),
    ("Bjørn Skåkke", "Bjorn Skaakke", "#"),
    ("José Ilvé", "http://x.example/Jos%C3%A9%20Ilv%C3%A9/1", "http://x.example/#/1"),
    ("Sean O'Tavill", "O’Tavill, O'TAVILL, OTavill, o'tavill", "#, #, #, #"),
    ("Rana al-Vesmi", "al-Vesmi, Al Vesmi, alvesmi, the Vesmi family", "#, #, #, the # family"),
    ("Anna-Lena Toss", "Anna Lena Toss, Annalena Toss, Anna", "#, #, #"),
    ("Hope Askvold", "Hope said that there was hope.", "# said that there was hope."),
    ("He Pingwo", "He Pingwo said he saw Pingwo. He left.", "# said he saw #. He left."),
    ("May Tolvik", "In May, May Tolvik left. Tolvik may return.", "In May, # left. # may return."),
    ("Colonel Sten Lune", "The Colonel and Lune", "The Colonel and #"),
    ("Wu Li", "Mr Li met Wu; li", "Mr # met #; li"),
    ("Олег Тарвин", "ТАРВИН и Олег", "# и #"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "left"), CASES)
def test_a_name_is_found(name: str, text: str, left: str) -> None:
    hits = Names([[name]]).find(text)
    assert Replaced(text, [(hit.start, hit.end, "#") for hit in hits]).text == left


def test_whose_a_name_is_stays_open_where_two_share_it() -> None:
    hits = Names([["Mara Ilvey"], ["Jon Ilvey"]]).find("Mara Ilvey, Jon Ilvey, Ilvey")
    assert [hit.who for hit in hits] == [0, 1, None]


def test_nobody_is_found_without_names() -> None:
    assert Names([]).find("Mara Ilvey") == []
    assert Names([[""], ["-"], ["\u0301"]]).find("Mara Ilvey - \u0301") == []


LONG = ["@" * 50_000, "a" * 200_000, "-\n" * 50_000, "%41" * 30_000, "\u0301" * 50_000,
        "Ilvey-" * 20_000, "\udcff@" * 9000]  # fmt: skip


@pytest.mark.parametrize("text", LONG)
def test_any_text_is_searched_in_time(text: str) -> None:
    Names([["Mara Ilvey", "Ilvey"]]).find(text)


class TestReplaced:
    TEXT = Replaced("0123456789", [(2, 4, "ab-cd"), (6, 8, "")])

    def test_the_text(self) -> None:
        assert self.TEXT.text == "01ab-cd4589"

    @pytest.mark.parametrize(
        ("old", "new"), [((0, 2), (0, 2)), ((2, 4), (2, 7)), ((3, 4), (2, 7)), ((2, 3), (2, 7)),
                         ((3, 3), (2, 7)), ((4, 6), (7, 9)), ((5, 10), (8, 11)), ((0, 10), (0, 11))]
    )  # fmt: skip
    def test_offsets_go_with_their_words(self, old: tuple[int, int], new: tuple[int, int]) -> None:
        assert (self.TEXT.start(old[0]), self.TEXT.end(old[1])) == new
