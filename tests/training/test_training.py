"""Three small proofs: a handful is learnt by heart, a stopped run goes on, torch and ONNX agree.

They need the extra ``training`` and are left out where torch is not installed (``make traintest``
installs it; CI runs that).
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from tokenizers import Tokenizer  # noqa: E402

from dateline.annotator import tree  # noqa: E402
from dateline.annotator.inputs import Pieces, batch  # noqa: E402
from training import export, train  # noqa: E402
from training.encoder import base_folder, load_base  # noqa: E402
from training.example import Text, cut, recase  # noqa: E402
from training.heads import coreference, names, statements, syntax, times  # noqa: E402

# Invented sentences in CoNLL-U, with entities as GUM writes them.
CONLLU = """\
# newdoc id = invented
# newpar
1\tMara\tMara\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-sssss-cf1-1-coref
2\tBeck\tBeck\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
4\tOsterby\tOsterby\tPROPN\tNNP\t_\t3\tobj\t_\tSpaceAfter=No|Entity=(2-place-new-sssss-cf2-1-sgl)
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tShe\tshe\tPRON\tPRP\t_\t3\tnsubj\t_\tEntity=(1-person-giv:act-sssss-cf1-1-ana)
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\treturn\treturn\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""
STATEMENT = {
    "text": "Mara Beck said the town was safe.",
    "attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 32]]}],
}


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(Tokenizer.from_file(str(base_folder() / "tokenizer.json")))


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Text]:
    path = tmp_path_factory.mktemp("corpus") / "gum.conllu"
    path.write_text(CONLLU, "utf-8")
    ((_, _, (sentences,)),) = syntax.conllu(path)
    treebank = syntax.document_text("gum", sentences)
    treebank.gold["names"] = names.gum_tags(treebank)
    import spacy

    said = statements._text(
        spacy.blank("en").make_doc(STATEMENT["text"]), STATEMENT["attributions"]
    )
    return [treebank, said]


def sets(texts: list[Text]) -> dict[str, list[str]]:
    gold = texts[0].gold
    return {"rels": sorted(set(gold["rels"]) - {"root"}), "scripts": sorted(set(gold["scripts"]))}


def test_the_readers_see_words_blanks_names_and_chains(texts: list[Text]) -> None:
    treebank, said = texts
    assert treebank.words[4:8] == [".", "She", "did", "n't"]
    assert treebank.blanks[3:8] == [True, False, True, True, False]
    assert treebank.gold["heads"][:3] == [2, 0, -1]
    assert treebank.gold["names"][:4] == ["B-PER", "I-PER", "O", "B-LOC"]
    assert coreference.mentions(treebank) == [(0, "1"), (3, "2"), (5, "1")]
    assert said.gold["statements"] == [
        "B-SOURCE", "I-SOURCE", "B-CUE", "B-CONTENT", "I-CONTENT", "I-CONTENT", "I-CONTENT", "O",
    ]  # fmt: skip
    assert said.gold["links"] == [{"source": [(0, 2)], "cue": [(2, 3)], "content": [(3, 7)]}]


@pytest.fixture(scope="module")
def learnt(texts: list[Text], pieces: Pieces) -> train.Model:
    """A model that has seen the two texts sixty times."""
    torch.manual_seed(1)
    model = train.Model(sets(texts))
    load_base(model.encoder)
    opt = train.optimizer(model, 2e-4)
    for step in range(60):
        windows = cut(texts[step % 2], pieces, random.Random(0), 64)
        opt.zero_grad()
        sum(train.losses(model, windows, pieces, step).values()).backward()
        opt.step()
    return model.eval()


def test_a_handful_is_learnt_by_heart(
    learnt: train.Model, texts: list[Text], pieces: Pieces
) -> None:
    treebank, said = texts
    out = _run(learnt, treebank, pieces)
    assert [syntax.UPOS[i] for i in out["upos"][0].argmax(-1)] == treebank.gold["upos"]
    assert tree.decode(out["arc"][0, :5, :6].numpy()).tolist() == [2, 0, -1, 2, 2]
    assert [names.TAGS[i] for i in out["names"][0].argmax(-1)] == treebank.gold["names"]
    out = _run(learnt, said, pieces)
    assert [statements.TAGS[i] for i in out["statements"][0].argmax(-1)] == said.gold["statements"]


def _run(model: train.Model, text: Text, pieces: Pieces) -> dict[str, torch.Tensor]:
    words = pieces.words(text.words, text.blanks, text.breaks)
    made = batch([pieces.window(words, 0, len(words))], pieces.pad)
    with torch.no_grad():
        return model(*train.tensors(made))


def test_torch_and_onnx_agree(
    learnt: train.Model, texts: list[Text], pieces: Pieces, tmp_path: Path
) -> None:
    import onnxruntime

    export.to_onnx(learnt, tmp_path / "plain.onnx")
    export.quantize(tmp_path / "plain.onnx", tmp_path / "small.onnx")
    words = pieces.words(texts[0].words, texts[0].blanks, texts[0].breaks)
    made = batch([pieces.window(words, 0, len(words)), pieces.window(words, 0, 4)], pieces.pad)
    feed = dict(
        zip(("ids", "shapes", "mask", "first"), map(np.asarray, train.tensors(made)), strict=True)
    )
    with torch.no_grad():
        ours = learnt(*train.tensors(made))
    # int8 moves single scores by a good deal, and an overfit model's more than a real one's; a
    # wrong scale or axis would move all of them.
    for file, tolerance in (("plain.onnx", 1e-4), ("small.onnx", 0.2)):
        session = onnxruntime.InferenceSession(tmp_path / file)
        for output, array in zip(session.get_outputs(), session.run(None, feed), strict=True):
            wanted = ours[output.name].numpy()[0]
            assert np.abs(wanted - array[0]).mean() < tolerance * np.abs(wanted).mean(), output.name


def test_a_stopped_run_goes_on_to_the_same_end(
    texts: list[Text], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        train, "read_texts", lambda corpora: {"gum": texts[:1], "polnear": texts[1:]}
    )
    monkeypatch.setattr(syntax, "label_sets", lambda gold: sets(texts))
    train.train(tmp_path / "whole", 6, 1e-4, 3, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        train.train(tmp_path / "cut", 6, 1e-4, 3, tmp_path, stop_after=3)
    train.train(tmp_path / "cut", 6, 1e-4, 3, tmp_path)
    whole, cut_ = (
        torch.load(tmp_path / n / "checkpoint.pt", weights_only=True) for n in ("whole", "cut")
    )
    assert whole["step"] == cut_["step"] == 6
    for name, weights in whole["model"].items():
        assert torch.equal(weights, cut_["model"][name]), name


def test_an_exported_model_carries_its_labels_and_hash(
    texts: list[Text], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "read_texts", lambda corpora: {"gum": texts[:1]})
    monkeypatch.setattr(syntax, "label_sets", lambda gold: sets(texts))
    train.train(tmp_path / "run", 1, 1e-4, 3, tmp_path)
    export.export(tmp_path / "run", tmp_path / "model")
    from dateline.annotator import Annotator
    from dateline.annotator.model import Model
    from dateline.errors import ModelError

    doc = Annotator(Model(tmp_path / "model"))("Mara Beck left Osterby.\n\nShe didn't return.")
    assert len(list(doc.sents)) >= 2
    assert Model(tmp_path / "model").labels["rels"] == sets(texts)["rels"]
    (tmp_path / "model/en-1.onnx").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="not the one its manifest names"):
        Annotator(Model(tmp_path / "model"))("Mara Beck left.")


def test_an_example_of_times_becomes_words_tags_and_the_grammars_view() -> None:
    text = times.example("He left [early on Tuesday|TIME], aged [40 years|DURATION].")
    assert text.words[2:5] == ["early", "on", "Tuesday"]
    assert text.gold["times"] == [
        "O", "O", "B-TIME", "I-TIME", "I-TIME", "O", "O", "B-DURATION", "I-DURATION", "O",
    ]  # fmt: skip
    assert len(text.gold["grammar"]) == len(text.words)
    assert text.gold["grammar"][4] > 0
    assert text.gold["grammar"][0] == 0


def test_recasing_keeps_the_words_apart_from_their_case() -> None:
    shown = {tuple(recase(["Mara", "left"], random.Random(seed))) for seed in range(200)}
    assert shown == {("Mara", "left"), ("mara", "left"), ("MARA", "LEFT"), ("Mara", "Left")}
