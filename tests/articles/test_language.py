"""The language of texts: of short ones too, where a few words decide."""

import pytest

from dateline.articles.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Gen. Orlan Beshmet resigned yesterday to allow Tersia's first elections to go ahead.",
            "en",
        ),
        ("Ann's aides met Bo's aides to do Tom's deal, so to speak, to avert a strike.", "en"),
        ("Vláda se na schůzi shodla, že se k návrhu vrátí až po volbách v zemi.", "cs"),
        (
            "El presidente dijo que no se reunirá con los líderes de la oposición en la capital.",
            "es",
        ),
        ("Police arrest 5", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert detect(text) in ({language, None} if language == "en" else {language})
