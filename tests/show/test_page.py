"""The page in the browser: one file, all evidence, nothing loaded, nothing believed."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

import pytest
from lxml import etree, html

from dateline.records import Block, Reading, Unread
from dateline.show.page import render
from dateline.show.text import plain
from tests.show.sample import BAD, TEXT, bare, hostile, sample

READINGS = {"rich": sample(), "hostile": hostile(), "bare": bare("Words."), "empty": bare()}
VOID = {"meta", "input", "br"}


def tree(reading: Reading) -> etree._Element:
    return html.document_fromstring(render(reading).encode("utf-8"))


@pytest.fixture(scope="module")
def page() -> etree._Element:
    return tree(sample())


def words_of(page: etree._Element, key: str) -> list[tuple[int, int, str]]:
    found = page.xpath("//*[@data-of]")
    return [
        (int(a.get("data-start")), int(a.get("data-end")), a.text_content())
        for a in found
        if key in a.get("data-of").split()
    ]


def spans_of(reading: Reading) -> Iterator[tuple[str, int, int]]:
    for statement in reading.statements:
        for span in (*statement.content, statement.cue, statement.source):
            if span is not None:
                yield statement.id, span.start, span.end
    for report in reading.reports:
        for span in (report.anchor, *report.actors, *report.recipients, *report.evidence):
            yield report.id, span.start, span.end


def test_every_evidence_is_in_the_article_and_whole(page: etree._Element) -> None:
    for key, start, end in spans_of(sample()):
        inside = [w for w in words_of(page, key) if start <= w[0] and w[1] <= end]
        assert "".join(text for _, _, text in inside) == TEXT[start:end], key


def test_the_article_is_shown_whole_and_once(page: etree._Element) -> None:
    blocks = page.xpath("//div[@class='text']/*")
    shown = " ".join("".join(b.xpath(".//text()[not(ancestor::*[@class='why'])]")) for b in blocks)
    assert shown.split() == TEXT.split()


def test_a_block_says_why_it_was_not_read_and_a_caption_was() -> None:
    text = "By Ilse Marn\n\nBurnt lorries."
    blocks = (Block(kind="credit", start=0, end=12), Block(kind="caption", start=14, end=28))
    unread = (Unread(start=0, end=12, why="byline"),)
    page = tree(bare(text, blocks=blocks, unread=unread))
    assert page.xpath("//p[@class='unread']//text()") == ["Not read (byline):", " By Ilse Marn"]
    assert page.xpath("//p[@class='caption']//text()") == ["Caption:", " Burnt lorries."]
    plain_credit = tree(bare(text, blocks=blocks))
    assert plain_credit.xpath("string(//p[@class='unread']/span)") == "Not read (credit):"


def test_record_and_words_lead_to_each_other(page: etree._Element) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert set(links) <= set(ids)
    cards = set(page.xpath("//@data-key"))
    assert {f"w-{key}" for key in cards} <= set(links)
    assert {key for keys in page.xpath("//@data-of") for key in keys.split()} == cards


def test_without_script_a_rule_lights_each_record_with_its_words(page: etree._Element) -> None:
    style = page.xpath("string(//style)")
    for key in page.xpath("//@data-key"):
        assert f":root:has(:is(#{key},#w-{key}):target) :is(#{key},[data-of~={key}])" in style


def test_overlapping_records_share_their_words(page: etree._Element) -> None:
    attacked = page.xpath("//a[text()='attacked']")[0]
    assert attacked.get("data-of").split() == ["r1", "s1"]
    assert attacked.get("href") == "#r1"
    assert {"anchor", "content", "evidence"} <= set(attacked.get("class").split())


@pytest.mark.parametrize("name", READINGS)
def test_nothing_is_loaded_from_elsewhere(name: str) -> None:
    page = tree(READINGS[name])
    assert page.xpath("//@src | //link | //img | //iframe | //object | //form | //@style") == []
    assert not re.search(r"url\(|@import", page.xpath("string(//style)"))
    assert [h for h in page.xpath("//@href") if not h.startswith(("#", "https://norlund"))] == []


@pytest.mark.parametrize("name", READINGS)
def test_the_policy_allows_this_style_and_this_script_and_no_more(name: str) -> None:
    page = tree(READINGS[name])
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for element in ("style", "script"):
        (own,) = page.xpath(f"//{element}")
        digest = base64.b64encode(hashlib.sha256(own.text.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("name", READINGS)
def test_every_element_is_closed(name: str) -> None:
    open_tags: list[str] = []
    body = re.sub(r"<(style|script)>.*?</\1>", "", render(READINGS[name]), flags=re.DOTALL)
    for closing, tag in re.findall(r"<(/?)([a-z][a-z0-9]*)\b[^<]*?>", body):
        if closing:
            assert open_tags.pop() == tag
        elif tag not in VOID:
            open_tags.append(tag)
    assert open_tags == []


def test_hostile_words_stay_words() -> None:
    text = render(hostile())
    page = tree(hostile())
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//b | //img | //red") == []
    assert "javascript:" not in "".join(page.xpath("//@href"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", text)
    assert page.xpath("string(//article[@id='e1']/h3)") == " ".join(plain(BAD).split())
    assert page.xpath("//@lang") == ["en"]


def test_a_person_with_a_keyboard_or_a_screen_reader_finds_the_way(page: etree._Element) -> None:
    assert page.get("lang") == "en"
    assert page.xpath("//meta/@charset") == ["utf-8"]
    skips = page.xpath("//a[@class='skip']/@href")
    assert skips == ["#article", "#records"]
    assert page.xpath("//main/@id") == ["article"]
    assert len(page.xpath("//h1")) == 1
    for control in page.xpath("//input"):
        assert control.getparent().tag == "label"
    assert all(a.text_content().strip() for a in page.xpath("//a"))
    assert all(p.get("dir") == "auto" for p in page.xpath("//div[@class='text']/*"))


def test_a_page_without_a_title_block_has_a_heading_of_its_own() -> None:
    assert tree(bare("Words.")).xpath("string(//h1)") == "Untitled article"
    assert tree(bare("Words.", title="A title")).xpath("string(//h1)") == "A title"


def test_the_same_reading_gives_the_same_bytes() -> None:
    assert render(sample()) == render(Reading.from_json(sample().to_json()))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    wide = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
    channels = [int(wide[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag_aa(page: etree._Element) -> None:
    """4.5 for words on every ground they stand on, 3 for the lines that tell kinds apart."""
    schemes = re.findall(r":root \{([^{}]*--paper[^{}]*)\}", page.xpath("string(//style)"))
    assert len(schemes) == 3
    for scheme in schemes:
        colour = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", scheme))
        grounds = [colour[name] for name in ("paper", "card", "said", "event", "lit")]
        assert min(contrast(colour["ink"], ground) for ground in grounds) >= 4.5
        for words in ("soft", "link"):
            assert min(contrast(colour[words], ground) for ground in grounds[:2]) >= 4.5
            assert contrast(colour[words], colour["lit"]) >= 4.5
        for line in ("name", "place", "time", "lit-edge"):
            assert min(contrast(colour[line], ground) for ground in grounds[:4]) >= 3
