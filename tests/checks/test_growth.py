"""The growth kind on parts 2.2.e and 2.3: which order of growth an answer states for time and for space."""

from __future__ import annotations

import time

import pytest

from tests.checks.one_part import judge, outcome

FULL = ("pass 0.75", "pass 0.75")

MARKOV_RIGHT = [
    "Time O(TN^2), space O(TN).",
    "$O(T*N^2)$ time, $O(TN)$ memory",
    "O(TN^2), O(TN)",
    "Space: O(TN). Time: O(TN^2).",
    "Time Complexity - O(TN * N)\n\nSpace Complexity - O(T * N)\n\nThe naive approach has N^T combinations, but this one reduces it to O(TN * N).",
    "Each step is $O(N^2)$, done T times, so the time is $O(TN^2)$. For space we keep delta and a: $O(TN)$.",
    "The time and space complexities are $O(TN^2)$ and $O(TN)$, respectively.",
    "For each t and each j we take a max over N values, which is O(N). There are TN such values, giving a time complexity of O(TN^2). We store the table a, which needs O(TN) space. Brute force would need O(N^T).",
    r"Time: $\Theta(N^2T)$. Memory: $\Theta(NT)$. Versus $O(N^T)$ for brute force.",
    "The time is linear in T and quadratic in N. The memory is O(NT).",
    "Time: T times N squared. Space: T times N.",
    r"$\mathcal{O}\left(T \cdot N^2\right)$ in time and $\mathcal{O}(T \cdot N)$ in space, instead of $\mathcal{O}(N^T)$.",
    "La complexité temporelle est $O(TN^2)$ ; la complexité spatiale est $O(TN)$. L'énumération naïve coûte $O(N^T)$.",
    r"En temps : $\mathcal{O}(TN^2)$, en espace : $\mathcal{O}(TN)$, bien mieux que $\mathcal{O}(N^T)$.",
    "Time: $O(T|V|^2)$ and space $O(T|V|)$ where $|V| = N$ is the vocabulary size.",
    "With L the sequence length and V the vocabulary size, the time is O(LV^2) and the space O(LV).",
    "The time complexity is not O(N^T) but O(TN^2). The space complexity is O(TN).",
    "- Time complexity: $O(TN^2)$\n- Space complexity: $O(N)$ for the current $\\delta_t$ plus $O(TN)$ for the backpointers",
    "Time O(TN^2), space O(TN + N^2) including the transition matrix P.",
    "Naive enumeration takes O(N^T) time. Viterbi takes O(TN^2) time and O(TN) space.",
    r"The algorithm has a time complexity of $O(TN^2)$ since computing $\delta_t$ for all $j$ costs $O(N^2)$ per time step. Space complexity is $O(TN)$ as we store $a_t$ for all $t$.",
    "The time complexity is $TN^2$ and the space complexity is $TN$.",
    "| | Time | Space |\n|---|---|---|\n| Viterbi | O(TN^2) | O(TN) |\n| Brute force | O(N^T) | O(T) |",
    "| Complexity | |\n|---|---|\n| Time | O(TN^2) |\n| Space | O(TN) |",
    "Temps: O(n^2 t), espace: O(n t)",
    "Runtime O(T N^2). Auxiliary memory O(T N) for back pointers.",
    "Time: of order $TN^2$; memory of order $TN$.",
    r"Time complexity: $O(T \times N \times N) = O(TN^2)$. Space complexity: $O(T \times N)$.",
    "Time complexity is O(TN²) because we have T steps, and in each of them N maxima over N values. Space: we store delta (O(N)) and backpointers (O(TN)), so O(TN) in total.",
    "**Time:** $O(N^2 \\cdot T)$\n\n**Space:** $O(N \\cdot T)$",
    "$$\\text{Time: } O(TN^2), \\quad \\text{Space: } O(TN)$$",
    "Compared with O(N^T) for the naive search, the running time is only O(TN^2). It needs O(TN) memory.",
    "The complexity in time is O(TN^2) and in memory O(TN).",
    "Time complexity: O(N^2) operations per step, for T steps: total O(TN^2). Space complexity: O(TN).",
]


@pytest.mark.parametrize("text", MARKOV_RIGHT)
def test_right_complexities(text: str) -> None:
    verdicts, named = outcome("2.2.e", "growth", text)
    assert (verdicts["time"], verdicts["space"]) == FULL
    assert named == []


BARE_RIGHT = [
    "TN² operations; memory TN.",
    "T·N·N multiplications, N·T storage",
    "Viterbi runs in time proportional to T N^2 and stores T N numbers.",
    "time complexity: O(T.N^2), space complexity: O(T.N)",
    "Temporal: linear in T, quadratic in N. Spatial: linear in both.",
    "O(N^2) per step times T steps → O(TN^2) in total. O(N) per step for δ, O(TN) for the pointers → O(TN).",
    "time O(TN^2) since for each of the T steps we take a max. space O(TN) for the backpointers.",
    "So: time in T·N², memory T·N (δ plus pointers). Trying out every sentence would need N^T evaluations.",
    "time T N^2 memory T N versus N^T for brute force",
    "Each step costs O(N^2) time, T steps. Space O(TN).",
    "temps en TN², mémoire en TN (rétropointeurs). L'énumération coûterait N^T.",
]


@pytest.mark.parametrize("text", BARE_RIGHT)
def test_right_complexities_without_symbol_or_label(text: str) -> None:
    assert outcome("2.2.e", "growth", text)[0] == {"time": FULL[0], "space": FULL[1]}


@pytest.mark.parametrize(
    "text",
    ["It takes T*N*K products and more memory.", "Each step costs O(N^2) time. Space O(TN)."],
)
def test_what_is_not_understood_or_a_part_only_is_never_silently_wrong(text: str) -> None:
    assert outcome("2.2.e", "growth", text)[0]["time"].split()[0] in ("unreadable", "review")


MARKOV_OTHER = [
    ("Time O(TN), space O(TN)", "fail 0", "pass 0.75", ["missing-vocabulary-factor"]),
    ("Time O(N^T), space O(TN)", "fail 0", "pass 0.75", ["exponential-time"]),
    ("Time O(T N^T), space O(TN)", "fail 0", "pass 0.75", ["exponential-time"]),
    ("Time O(TN^2), space O(N)", "pass 0.75", "partial 0.25", ["space-of-one-row"]),
    ("Time O(TN), space O(TN^2)", "partial 0.25", "partial 0.25", ["swaps-time-and-space"]),
    ("Time O(T^2 N), space O(N^3)", "fail 0", "fail 0", []),
    ("Time O(TN^2), space O(N^2)", "pass 0.75", "fail 0", []),
    ("Time O(TN^2), space O(TN + N^2)", "pass 0.75", "review 0.75", []),
    ("O(TN^2)", "pass 0.75", "missing 0", []),
    ("It is fast.", "missing 0", "missing 0", []),
    ("Only the naive search needs O(N^T) time.", "missing 0", "missing 0", []),
    (
        "Time complexity: either O(TN) or O(TN^2). Space: O(TN)",
        "review 0",
        "pass 0.75",
        ["missing-vocabulary-factor"],
    ),
    ("maybe O(TN^2)? Space O(TN)", "review 0.75", "pass 0.75", []),
    ("Time: O(T K^2). Space: O(TN)", "unreadable 0", "pass 0.75", []),
    (r"Time: $\Omega(TN^2)$. Space: O(TN)", "review 0.75", "pass 0.75", []),
]


@pytest.mark.parametrize(("text", "time_verdict", "space_verdict", "mistakes"), MARKOV_OTHER)
def test_other_complexities(text: str, time_verdict: str, space_verdict: str, mistakes: list[str]) -> None:
    verdicts, named = outcome("2.2.e", "growth", text)
    assert (verdicts["time"], verdicts["space"]) == (time_verdict, space_verdict)
    assert named == mistakes


BEAM_RIGHT = [
    r"Time: $O(T(BN + BN\log(BN)))$; space: $O(BN + BT)$",
    "Time complexity: computing scores O(BN) per step, sorting O(BN log BN), total O(TBN log(BN)). Space complexity: O(B(T+N)).",
    "O(TBN log(BN)) with sorting, O(TBN log B) with a heap. Space: O(BT + BN).",
    "Time complexity is O(TBN log(BN)) with sorting or O(TBN) with quickselect. Space: O(B(N+T)).",
    "The time complexity is O(T·B·N), whereas Viterbi is O(TN^2). The space complexity is O(BN+BT).",
    r"The time is $O(TKN\log(KN))$ and the space is $O(K(N+T))$ where $K$ is the beam width.",
    r"The time complexity is $O(Tn\log n)$ where $n = BN$. Space: $O(n + BT)$.",
    r"Time $O(T B N \log N)$ since $B \le N$. Space complexity $O(BT)$ for the sequences and $O(BN)$ for the scores.",
    r"Temps : $O(TBN\log(BN))$. Espace : $O(B(N+T))$. Oui, c'est praticable.",
    "time = TBNlog(BN), space = B(N+T)",
    r"The inner loops take $BN$ operations, then we select the B largest of $BN$ which takes $O(BN\log(BN))$. Over T steps this is $O(TBN\log(BN))$ time. Memory is $O(BT+BN)$.",
    "The time complexity of this algorithm is O(T(BN + BN*log(BN))) if we use a sorting algorithm. Case2: we can use quick sort which might give us a complexity O(T(BN+BN)). The space complexity of this algorithm is O(BN) - for storing the log probability and O(BT) for storing the word sequence. Total O(BN+BT).",
    "Time: $O(TB^2N)$ when the B best are found by B scans. Space: $O(BN+BT)$.",
    r"Time: $\mathcal{O}(T \cdot B \cdot N \cdot \ln(B \cdot N))$, space: $\mathcal{O}(B \cdot (N + T))$",
    "A partial sort costs BN log(BN). T iterations → T·B·N·log(BN). Memory: BN scores + B sequences of length T.",
    "Time O(TBN log(BN)). We store B sequences of length T and BN scores.",
    "Time: T times sorting BN elements = TBN log(BN). Space: B*T for the sequences and B*N for the scores.",
    r"Let $S=BN$ be the number of candidates. Creating: $O(S)$. Sorting: $O(S\log S)$. $T$ times, so $O(TS\log S)=O(TBN\log(BN))$. We hold the $S$ scores and $B$ sequences, hence $O(BN+BT)$.",
]


@pytest.mark.parametrize("text", BEAM_RIGHT)
def test_right_costs_of_a_beam(text: str) -> None:
    verdicts, named = outcome("2.3", "growth", text)
    assert (verdicts["time"], verdicts["space"]) == FULL
    assert named == []


BEAM_OTHER = [
    ("Time O(TN log N), space O(BN+BT)", "fail 0", "pass 0.75", ["missing-beam-factor"]),
    ("Time O(TN), space O(BN+BT)", "fail 0", "pass 0.75", ["missing-beam-factor"]),
    ("Time O(TBN^2), space O(BN+BT)", "fail 0", "pass 0.75", ["quadratic-in-vocabulary"]),
    ("Time O(TN^2), space O(BN+BT)", "fail 0", "pass 0.75", ["quadratic-in-vocabulary"]),
    ("Time O(N^T), space O(BN+BT)", "fail 0", "pass 0.75", ["exponential-time"]),
    ("Time O(TBN), space O(BT)", "pass 0.75", "partial 0.25", ["scores-not-stored"]),
    ("Time O(TBN), space O(BN)", "pass 0.75", "partial 0.25", ["sequences-not-stored"]),
    ("Time O(TBN), space O(TBN)", "pass 0.75", "fail 0", []),
    ("Time O(B log B), space O(BN+BT)", "fail 0", "pass 0.75", []),
]


@pytest.mark.parametrize(("text", "time_verdict", "space_verdict", "mistakes"), BEAM_OTHER)
def test_other_costs_of_a_beam(text: str, time_verdict: str, space_verdict: str, mistakes: list[str]) -> None:
    verdicts, named = outcome("2.3", "growth", text)
    assert (verdicts["time"], verdicts["space"]) == (time_verdict, space_verdict)
    assert named == mistakes


FIELDS = [
    ({"time": "O(T N^2)", "space": "O(TN)"}, *FULL),
    ({"time": "T N^2", "space": "TN"}, *FULL),
    ({"time": "$O(TN^2)$", "space": "quadratic"}, "pass 0.75", "unreadable 0"),
    ({"time": "linear in T, quadratic in N"}, "pass 0.75", "missing 0"),
    ({"time": ""}, "missing 0", "missing 0"),
    ({"time": "each step O(N^2), so O(TN^2) in all"}, "pass 0.75", "missing 0"),
    ({"time": "O(T V^2) with V the vocabulary size"}, "pass 0.75", "missing 0"),
]


@pytest.mark.parametrize(("fields", "time_verdict", "space_verdict"), FIELDS)
def test_fields_of_answers_yaml(fields: dict[str, object], time_verdict: str, space_verdict: str) -> None:
    verdicts, _ = outcome("2.2.e", "growth", fields)
    assert (verdicts["time"], verdicts["space"]) == (time_verdict, space_verdict)


def test_readings_quote_the_formula_with_its_place() -> None:
    reading = judge("2.2.e", "growth", "Some words.\n\nTime: $O(TN^2)$.")["time"].readings[0]
    assert "O(TN^2)" in reading.text
    assert reading.place.line == 3


@pytest.mark.parametrize(
    "text",
    ["O(" * 5_000, "time O(TN) " * 3_000, "O(" + "(" * 20_000, "time " * 8_000, "O(9^{9^{9^{9}}})" * 50],
)
def test_hostile_text_is_bounded(text: str) -> None:
    begin = time.process_time()
    assert set(judge("2.2.e", "growth", text)) == {"time", "space"}
    assert time.process_time() - begin < 5
