"""The tensor kind on part 4.1: layouts, labels, mistakes, what goes to a person."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.checks.one_part import judge, outcome
from tests.checks.tensor_layouts import RIGHT

SEED = Path(__file__).parents[2] / "../shared/seed/sample_submission.md"
CHECKS = ("mu_batch", "var_batch", "mu_layer", "var_layer", "mu_instance", "var_instance")
FULL = ("pass", "pass", "pass", "pass", "pass", "pass")


@pytest.mark.parametrize("layout", sorted(RIGHT))
def test_right_tensors_in_every_layout(layout: str) -> None:
    verdicts, named = outcome("4.1", "tensor", RIGHT[layout])
    assert tuple(verdict.split()[0] for verdict in verdicts.values()) == FULL
    assert named == []


@pytest.mark.parametrize("layout", ["aligned_matrices", "items_with_macros", "entries_by_subscript"])
def test_one_wrong_number_costs_half_of_its_tensor(layout: str) -> None:
    text = RIGHT[layout].replace("155", "151").replace("1.076", "1.049")
    verdicts, named = outcome("4.1", "tensor", text)
    assert verdicts["var_batch"] == "partial 0.375"
    assert named == []


def test_seed_submission_earns_all_with_a_note() -> None:
    if not SEED.is_file():
        pytest.skip("the seed is not here")
    whole = SEED.read_text(encoding="utf-8")
    start = whole.index("BatchNorm:")
    verdicts, named = outcome("4.1", "tensor", whole[start : whole.index("4.2 For the next", start)])
    assert tuple(verdict.split()[0] for verdict in verdicts.values()) == FULL
    assert named == ["cut-not-rounded"]


BATCH = r"$\mu_{batch} = [2.5, 2.583]$, $\sigma^2_{batch} = [0.583, 1.076]$" + "\n\n"
LAYER = r"$\mu_{layer} = [2, 3, 2.5, 2.667]$, $\sigma^2_{layer} = [0.667, 0.667, 1.25, 0.222]$" + "\n\n"
MU_INSTANCE = "[[2, 2], [2.667, 3.333], [2.667, 2.333], [2.667, 2.667]]"
VAR_INSTANCE = "[[0.667, 0.667], [0.222, 0.889], [0.889, 1.556], [0.222, 0.222]]"
INSTANCE = rf"$\mu_{{instance}} = {MU_INSTANCE}$, $\sigma^2_{{instance}} = {VAR_INSTANCE}$"

# what is written; verdicts by check (unlisted ones pass, or are missing where their group is absent); mistakes
WRONG = [
    (BATCH.replace("batch", "layer") + LAYER.replace("layer", "batch") + INSTANCE,
     {"mu_batch": "fail 0", "var_batch": "fail 0", "mu_layer": "fail 0", "var_layer": "fail 0"}, ["batch-layer-swapped"]),
    (BATCH + LAYER.replace("layer", "instance") + INSTANCE.replace("instance", "layer"),
     {"mu_layer": "fail 0", "var_layer": "fail 0", "mu_instance": "fail 0", "var_instance": "fail 0"}, ["layer-instance-swapped"]),
    (BATCH.replace("0.583, 1.076", "0.636, 1.174") + LAYER + INSTANCE, {"var_batch": "partial 0.375"}, ["sample-variance"]),
    (BATCH + LAYER.replace("0.667, 0.667, 1.25, 0.222", "0.8, 0.8, 1.5, 0.267") + INSTANCE, {"var_layer": "partial 0.375"}, ["sample-variance"]),
    (BATCH + LAYER + INSTANCE.replace(VAR_INSTANCE, "[[1, 1], [0.333, 1.333], [1.333, 2.333], [0.333, 0.333]]"),
     {"var_instance": "partial 0.5"}, ["sample-variance"]),
    (BATCH.replace("0.583, 1.076", "0.764, 1.037") + LAYER + INSTANCE, {"var_batch": "partial 0.375"}, ["deviation-for-variance"]),
    (BATCH.replace("[2.5, 2.583]", "[[2.75, 2.75, 2], [1.75, 2.75, 3.25]]") + LAYER + INSTANCE, {"mu_batch": "fail 0"}, ["batch-only-mean"]),
    (BATCH + LAYER + INSTANCE.replace(MU_INSTANCE, "[2, 2, 2.667, 3.333, 2.667, 2.333, 2.667, 2.667]"), {"mu_instance": "partial 0.25"}, ["wrong-shape"]),
    (BATCH + LAYER + INSTANCE.replace(MU_INSTANCE, "[[2, 2.667, 2.667, 2.667], [2, 3.333, 2.333, 2.667]]"), {"mu_instance": "partial 0.25"}, ["wrong-shape"]),
    (BATCH.replace("1.076", "1.07") + LAYER + INSTANCE, {}, ["cut-not-rounded"]),
    (BATCH.replace("2.583", "2.6") + LAYER + INSTANCE, {"mu_batch": "partial 0.25"}, []),
    (BATCH + LAYER.replace("0.222", "0.333") + INSTANCE, {"var_layer": "partial 0.375"}, []),
    (BATCH + LAYER.replace("2, 3, 2.5", "3, 2, 2") + INSTANCE, {"mu_layer": "fail 0"}, []),
    (BATCH.replace(r"\sigma^2", r"\sigma") + LAYER + INSTANCE, {}, []),
    (BATCH + INSTANCE, {"mu_layer": "missing 0", "var_layer": "missing 0"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "departures", "mistakes"), WRONG)
def test_wrong_tensors(text: str, departures: dict[str, str], mistakes: list[str]) -> None:
    verdicts, named = outcome("4.1", "tensor", text)
    assert named == mistakes
    for check, verdict in verdicts.items():
        assert verdict == departures.get(check, verdict if verdict.startswith("pass") else "pass"), check


BATCH_ONLY = [
    "Batch norm: mean = 2.5 (channel 1), 2.583 (channel 2). Variance = 0.583 (channel 1), 1.076 (channel 2).",
    "Batch norm: channel 1: mean = 2.5, variance = 0.583; channel 2: mean = 2.583, variance = 1.076.",
    "For batch norm, the mean and variance of channel 1 are 2.5 and 0.583, those of channel 2 are 2.583 and 1.076.",
    "Batch: (mean, variance) for channel 1: (2.5, 0.583), for channel 2: (2.583, 1.076)",
    "BatchNorm2d: mu = [2.5, 2.583] and var = [0.583, 1.076]",
    "mean_batch = [2.5, 2.583], var_batch = [0.583, 1.076]",
    "batch_mean: [2.5, 2.583]\nbatch_var: [0.583, 1.076]",
    "mu_batch = (5/2, 31/12); sigma2_batch = (7/12, 155/144)",
    "Batch normalization. Channel 0: mean 2.5, variance 7/12. Channel 1: mean 31/12, variance 155/144.",
    "Batch Norm\nmean: [2.5 2.583]\nvar: [0.583 1.076]",
    "Normalisation par batch : moyenne (2,5 ; 2,583), variance (0,583 ; 1,076)",
    "Batch norm: first channel: mean 2.5, variance 0.583; second channel: mean 2.583, variance 1.076",
    r"$\boldsymbol{\mu}_{\text{batch}} = \begin{pmatrix} 2.5 \\ 2.583 \end{pmatrix}$, $\boldsymbol{\sigma}^2_{\text{batch}} = \begin{pmatrix} 0.583 \\ 1.076 \end{pmatrix}$",
    r"$\mu_{\mathrm{BN}} = (2.5, 2.58)$ and $\sigma^{2}_{\mathrm{BN}} = (0.58, 1.08)$",
]


@pytest.mark.parametrize("text", BATCH_ONLY)
def test_batch_statistics_in_many_words(text: str) -> None:
    verdicts, named = outcome("4.1", "tensor", text)
    assert (verdicts["mu_batch"], verdicts["var_batch"]) == ("pass 0.5", "pass 0.75")
    assert named == []


UNTOLD = [
    "[2.5, 2.583], [0.583, 1.076], [2, 3, 2.5, 2.667], [0.667, 0.667, 1.25, 0.222]",
    "The numbers are 2.5, 2.583, 0.583, 1.076, 2, 3, 2.5, 2.667, 0.667.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_numbers_without_labels_go_to_a_person(text: str) -> None:
    assert outcome("4.1", "tensor", text)[0]["mu_batch"] == "unreadable 0"


def test_a_tensor_given_twice_goes_to_a_person() -> None:
    text = BATCH + "No: " + BATCH.replace("2.5,", "3.5,")
    assert outcome("4.1", "tensor", text)[0]["mu_batch"].startswith("review")


@pytest.mark.parametrize(
    "text", ["", "I don't know", "Batch norm averages over the batch, layer norm over the features."]
)
def test_no_numbers_is_no_answer(text: str) -> None:
    assert set(outcome("4.1", "tensor", text)[0].values()) == {"missing 0"}


FIELDS = [
    ({"mu_batch": ["2.5", "2.583"]}, "mu_batch", "pass 0.5"),
    ({"mu_batch": "[5/2, 31/12]"}, "mu_batch", "pass 0.5"),
    ({"mu_batch": "2.5, 2.583"}, "mu_batch", "pass 0.5"),
    ({"mu_batch": [["2.5"], ["2.583"]]}, "mu_batch", "pass 0.5"),
    ({"var_batch": ["7/12", "155/144"]}, "var_batch", "pass 0.75"),
    ({"var_layer": r"\begin{bmatrix}0.667 & 0.667 & 1.25 & 0.222\end{bmatrix}"}, "var_layer", "pass 0.75"),
    ({"mu_instance": "mean = [[2,2],[8/3,10/3],[8/3,7/3],[8/3,8/3]]"}, "mu_instance", "pass 0.5"),
    ({"mu_batch": ["2.5", "3"]}, "mu_batch", "partial 0.25"),
    ({"mu_batch": ["1", "3"]}, "mu_batch", "fail 0"),
    ({"mu_batch": ""}, "mu_batch", "missing 0"),
    ({"mu_batch": "soon"}, "mu_batch", "unreadable 0"),
    ({"mu_batch": [["1"], ["2", "3"]]}, "mu_batch", "unreadable 0"),
]


@pytest.mark.parametrize(("fields", "check", "verdict"), FIELDS)
def test_fields_of_answers_yaml(fields: dict[str, object], check: str, verdict: str) -> None:
    assert outcome("4.1", "tensor", fields)[0][check] == verdict


def test_readings_quote_the_answer() -> None:
    found = judge("4.1", "tensor", BATCH)
    assert "2.583" in found["mu_batch"].readings[0].text


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "mu_batch = [" + "1," * 15_000 + "1]",
        "sample 1 " * 5_000,
        "\\mu_{" * 3_000,
        "mean 2.5 " * 4_000,
    ],
)
def test_hostile_text_is_bounded(text: str) -> None:
    begin = time.process_time()
    assert set(judge("4.1", "tensor", text)) == set(CHECKS)
    assert time.process_time() - begin < 5


LAYER_ONLY = [
    "Layer norm:\n\n1. mean 2, variance 0.667\n2. mean 3, variance 0.667\n3. mean 2.5, variance 1.25\n4. mean 2.667, variance 0.222",
    "In layer norm, sample 1 has mean 2 and variance 2/3, sample 2 has mean 3 and variance 2/3, sample 3 has mean 5/2 and variance 5/4, and sample 4 has mean 8/3 and variance 2/9.",
    "LayerNorm means: 2.0, 3.0, 2.5, 2.667. LayerNorm variances: 0.667, 0.667, 1.25, 0.222.",
    "Layer: μ = 2, 3, 2.5, 2.67 and σ² = 0.67, 0.67, 1.25, 0.22",
    r"$\mu_{\text{layer}} = \frac{1}{6}[12, 18, 15, 16] = [2, 3, 2.5, 2.667]$, $\sigma^2_{\text{layer}} = \frac{1}{6}[4, 4, 7.5, 1.333] = [0.667, 0.667, 1.25, 0.222]$",
    "Layer\nmean = tensor([2.0000, 3.0000, 2.5000, 2.6667])\nvar = tensor([0.6667, 0.6667, 1.2500, 0.2222])",
    "Layer norm\n\n| sample | 1 | 2 | 3 | 4 |\n|---|---|---|---|---|\n| mean | 2 | 3 | 2.5 | 2.667 |\n| var | 0.667 | 0.667 | 1.25 | 0.222 |",
]


@pytest.mark.parametrize("text", LAYER_ONLY)
def test_layer_statistics_in_many_layouts(text: str) -> None:
    verdicts, named = outcome("4.1", "tensor", text)
    assert (verdicts["mu_layer"], verdicts["var_layer"]) == ("pass 0.5", "pass 0.75")
    assert named == []


UNSURE = [
    "Layer norm: x1: mean = 2, var = 0.67; x2: mean = 3, var = 0.67; x3: mean = 2.5, var = 1.25",
    "Layer norm, first sample: mean 2. For the second: mean 3. Third: 2.5.",
    r"$\mu_{layer} = [2, 3, 2.5]$",
]


@pytest.mark.parametrize("text", UNSURE)
def test_half_understood_tensors_go_to_a_person(text: str) -> None:
    assert outcome("4.1", "tensor", text)[0]["mu_layer"].split()[0] in {"review", "unreadable"}


def test_values_before_any_group_go_to_a_person() -> None:
    text = BATCH.replace("_{batch}", "") + LAYER + INSTANCE
    verdicts, named = outcome("4.1", "tensor", text)
    assert [verdict.split()[0] for verdict in verdicts.values()][:2] == ["unreadable", "unreadable"]
    assert named == []
