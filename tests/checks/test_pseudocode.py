"""Pseudo-code: what is found in it, in listings, LaTeX and plain lines; a person always confirms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model.judgement import Truth
from tests.checks.one_part import judge

PROGRAMS = {
    "numpy, right": (
        "def viterbi(P, bos, T):\n"
        "    N = P.shape[0]\n"
        "    dp = np.zeros((T+1, N)); bp = np.zeros((T+1, N), dtype=int)\n"
        "    dp[0, bos] = 1\n"
        "    for t in range(1, T+1):\n"
        "        scores = dp[t-1][:, None] * P\n"
        "        dp[t] = scores.max(axis=0)\n"
        "        bp[t] = scores.argmax(axis=0)\n"
        "    path = [dp[T].argmax()]\n"
        "    for t in range(T, 1, -1):\n"
        "        path.append(bp[t, path[-1]])\n"
        "    return path[::-1]\n",
        [],
    ),
    "French, right": (
        "Initialisation : delta_0(BOS) = 1, delta_0(j) = 0 sinon.\n"
        "Pour t de 1 à T :\n"
        "  Pour j de 1 à N :\n"
        "     delta_t(j) = max_i P_ij delta_{t-1}(i)\n"
        "     a_t(j) = argmax_i P_ij delta_{t-1}(i)\n"
        "w_T = argmax_j delta_T(j)\n"
        "Pour t de T-1 à 1 : w_t = a_{t+1}(w_{t+1})\n"
        "Retourner w_1, ..., w_T\n",
        [],
    ),
    "MATLAB, right": (
        "logdelta = log(P[BOS])\n"
        "for t = 2:T\n"
        "  [logdelta, back(t,:)] = max(logdelta' + log(P), [], 1);\n"
        "end\n"
        "[~, w(T)] = max(logdelta);\n"
        "for t = T-1:-1:1\n"
        "  w(t) = back(t+1, w(t+1));\n"
        "end\n",
        [],
    ),
    "reads its own row in one sentence": (
        "For $t=1$ to $T$, for $j=1$ to $N$: $\\delta_t(j) = \\max_i P_{ij}\\delta_t(i)$, $a_t(j)=\\arg\\max_i P_{ij}\\delta_t(i)$.\n"
        "$w_T=\\arg\\max_j\\delta_T(j)$; for $t=T-1$ to 1: $w_t = a_{t+1}(w_{t+1})$.\n",
        ["reads-current-row"],
    ),
    "walks over words, one letter k": (
        "delta_0 = onehot(BOS)\n"
        "for t = 1..T: for j=1..N:\n"
        "   delta_t(j) = max_i P_ij delta_{t-1}(i); a_t(j) = argmax_i P_ij delta_{t-1}(i)\n"
        "w_T = argmax_j delta_T(j)\n"
        "for k = N-1 down to 1:\n"
        "   w_k = a_{k+1}(w_{k+1})\n",
        ["backtracks-over-vocabulary"],
    ),
    "rolling row, no walk back": (
        "delta = e_BOS\n"
        "result = []\n"
        "for t = 1 to T:\n"
        "   for j: new[j] = max_i P[i,j] delta[i]\n"
        "   delta = new\n"
        "   result.append(argmax_j delta[j])\n"
        "return result\n",
        ["no-backtracking"],
    ),
    "greedy by appending": (
        "w = [BOS]\nfor t in range(T):\n    w.append(np.argmax(P[w[-1]]))\nreturn w[1:]\n",
        ["greedy-decoding"],
    ),
    "greedy in words": (
        "At every step pick the most probable next word given the current word: w_t = argmax_j P(w_{t-1}, j), t=1..T.\n",
        ["greedy-decoding"],
    ),
    "greedy in French words": (
        "Répéter T fois : choisir le mot suivant j qui maximise P[w, j], où w est le mot courant (BOS au début).\n",
        ["greedy-decoding"],
    ),
    "product with the matrix": (
        "delta = e_bos\n"
        "for t in range(T):\n"
        "    bp.append((delta[:,None]*P).argmax(0))\n"
        "    delta = delta @ P\n"
        "w=[delta.argmax()]\n"
        "for b in bp[::-1]: w.append(b[w[-1]])\n"
        "return w[::-1]\n",
        ["sum-for-max"],
    ),
    "numpy, transposed": (
        "d = onehot(bos)\n"
        "for t in range(T):\n"
        "    M = P * d[None, :]\n"
        "    a.append(M.argmax(axis=1)); d = M.max(axis=1)\n"
        "w = [d.argmax()]\n"
        "for b in reversed(a[1:]): w.insert(0, b[w[0]])\n"
        "return w\n",
        ["transposed-transition"],
    ),
    "numpy, uniform start": (
        "delta = np.ones(N)/N\n"
        "for t in range(2, T+1):\n"
        "   bp[t] = (delta[:,None]*P).argmax(0)\n"
        "   delta = (delta[:,None]*P).max(0)\n"
        "w[T] = delta.argmax()\n"
        "for t in range(T-1, 0, -1): w[t] = bp[t+1][w[t+1]]\n",
        ["ignores-bos"],
    ),
    "start put back in front": (
        "delta[0] = onehot(BOS)\n"
        "for t in 1..T:\n"
        "   for j: delta[t][j]=max_i P[i][j] delta[t-1][i]; a[t][j]=argmax_i P[i][j] delta[t-1][i]\n"
        "w = [argmax_j delta[T][j]]\n"
        "for t = T..2: w.insert(0, a[t][w[0]])\n"
        "return [BOS] + w\n",
        ["keeps-bos"],
    ),
    "range that stops early": (
        "delta_0 = onehot(BOS)\n"
        "for t in range(1, T):\n"
        "   for j in range(N):\n"
        "      delta[t][j] = max_i P[i][j]*delta[t-1][i]\n"
        "      a[t][j] = argmax_i P[i][j]*delta[t-1][i]\n"
        "w[T-1] = argmax_j delta[T-1][j]\n"
        "for t in range(T-2, 0, -1): w[t] = a[t+1][w[t+1]]\n"
        "return w[1:T]\n",
        ["one-step-short"],
    ),
    "repeated so many times": (
        "delta = P[BOS,:]          # t = 1\n"
        "ptr = []\n"
        "repeat T-1 times:\n"
        "    cand = delta.reshape(N,1) * P\n"
        "    ptr.append(argmax(cand, axis=0))\n"
        "    delta = max(cand, axis=0)\n"
        "seq = [argmax(delta)]\n"
        "while ptr:\n"
        "    seq.append(ptr.pop()[seq[-1]])\n"
        "return reverse(seq)\n",
        [],
    ),
    "recursion with a memory": (
        "func best(t, j): if t == 0 return (j == BOS), if memo[t][j] exists return it; i* = argmax_i P[i][j]*best(t-1, i); back[t][j] = i*; memo[t][j] = P[i*][j]*best(t-1,i*)\n"
        "w_T = argmax_j best(T, j)\n"
        "for t = T down to 2: w_{t-1} = back[t][w_t]\n",
        [],
    ),
    "comparison for maximum": (
        "for t = 1..T\n"
        "    for j = 1..N\n"
        "        best = 0\n"
        "        for i = 1..N\n"
        "            s = delta[t-1][i] * P[i][j]\n"
        "            if s > best\n"
        "                best = s\n"
        "                a[t][j] = i\n"
        "        delta[t][j] = best\n"
        "(delta[0] is 1 at BOS, 0 elsewhere)\n"
        "j = argmax delta[T]\n"
        "for t = T..1\n"
        "    w[t] = j\n"
        "    j = a[t][j]\n"
        "return w[1..T]\n",
        [],
    ),
    "seed": (
        "s < -0.0\n"
        "Y <- []\n"
        "Table <- empty TxN matrix\n"
        "Back <- empty (T-1)xN matrix\n"
        "# Set first row of Table\n"
        "Table[0, :] <- delta[0,:]\n"
        "# Construct rest of Table table and keep Back table\n"
        "for each word i in \\{1, \\ldots, T-1\\}:\n"
        " for each label j in \\{0, \\ldots, N-1\\}:\n"
        " Table[i,j] <- delta[i,j] + max_k(P[k,j] + Table[i,k])\n"
        " Back[i-1,j] <- argmax_k(P[k,j] + Table[i,k])\n"
        "# Do backpropagation for remaining N-1 words\n"
        "for word i in \\{N-1, \\ldots, 0\\}:\n"
        " b_next <- Back[i, b_next]\n"
        " Y[i] <- b_next\n"
        "s = Table[-1,k] # Max log probability\n"
        "return (s,Y) # Y is the sequence\n",
        ["reads-current-row", "backtracks-over-vocabulary"],
    ),
    "right ascii": (
        "delta[0][j] = 1 if j == BOS else 0\n"
        "for t = 1 to T:\n"
        "    for j = 1 to N:\n"
        "        delta[t][j] = max_i P[i][j] * delta[t-1][i]\n"
        "        a[t][j] = argmax_i P[i][j] * delta[t-1][i]\n"
        "w[T] = argmax_j delta[T][j]\n"
        "for t = T-1 downto 1:\n"
        "    w[t] = a[t+1][w[t+1]]\n"
        "return w[1:T]\n",
        [],
    ),
    "right latex": (
        "\\State $\\delta_0(j) \\gets \\mathbb{1}[j = BOS]$\n"
        "\\For{$t = 1, \\dots, T$}\n"
        "\\For{$j = 1, \\dots, N$}\n"
        "\\State $\\delta_t(j) \\gets \\max_i P_{ij}\\delta_{t-1}(i)$\n"
        "\\State $a_t(j) \\gets \\arg\\max_i P_{ij}\\delta_{t-1}(i)$\n"
        "\\EndFor\n"
        "\\EndFor\n"
        "\\State $w_T^* \\gets \\arg\\max_j \\delta_T(j)$\n"
        "\\For{$t = T-1, \\dots, 1$}\n"
        "\\State $w_t^* \\gets a_{t+1}(w_{t+1}^*)$\n"
        "\\EndFor\n"
        "\\State \\Return $w_{1:T}^*$\n",
        [],
    ),
    "sentences": (
        "First compute delta_1(j) = P_{BOS,j} for all j. For t = 2, ..., T compute delta_t(j) = max_i P_{ij} "
        "delta_{t-1}(i) and a_t(j) = argmax_i P_{ij} delta_{t-1}(i). Take w_T = argmax_j delta_T(j), then "
        "w_t = a_{t+1}(w_{t+1}) for t = T-1, ..., 1.\n",
        [],
    ),
    "sentences, transposed": (
        "For t=1..T and j=1..N: delta_t(j) <- max_i P_{ji} delta_{t-1}(i), a_t(j) <- argmax_i P_{ji} delta_{t-1}(i)\n"
        "w_T <- argmax_j delta_T(j)\n"
        "For t=T-1..1: w_t <- a_{t+1}(w_{t+1})\n",
        ["transposed-transition"],
    ),
    "sentences, no walk back": (
        "At every time step t=1..T compute delta_t(j) = max_i P_{ij} delta_{t-1}(i) for all words j and output "
        "the word w_t = argmax_j delta_t(j).\n",
        ["no-backtracking"],
    ),
    "pointer looked up at once": (
        "for t = 1 to T:\n"
        "    for j = 1 to N:\n"
        "        a[t][j] = argmax_i P[i][j] * delta[t-1][i]\n"
        "        delta[t][j] = P[a[t][j]][j] * delta[t-1][a[t][j]]\n"
        "w[T] = argmax_j delta[T][j]\n"
        "for t = T-1 downto 1:\n"
        "    w[t] = a[t+1][w[t+1]]\n",
        [],
    ),
    "pairs, short by one": (
        "delta_0 = 1[j=BOS]\n"
        "for t = 1 : T-1\n"
        "  for j = 1 : N\n"
        "     [delta_t(j), a_t(j)] = max_i (P_ij delta_{t-1}(i))\n"
        "w_{T-1} = argmax delta_{T-1}\n"
        "for t = T-2 : -1 : 1\n"
        "   w_t = a_{t+1}(w_{t+1})\n"
        "return w_1 ... w_{T-1}\n",
        ["one-step-short"],
    ),
    "sum": (
        "for t in 1..T:\n"
        "  for j in 1..N:\n"
        "    delta[t,j] = sum_i P[i,j]*delta[t-1,i]\n"
        "    a[t,j] = argmax_i P[i,j]*delta[t-1,i]\n"
        "w[T] = argmax_j delta[T,j]\n"
        "for t in T-1..1:\n"
        "  w[t] = a[t+1,w[t+1]]\n",
        ["sum-for-max"],
    ),
    "no backtrack": (
        "for t in 1..T:\n"
        "  for j in 1..N:\n"
        "    delta[t,j] = max_i P[i,j]*delta[t-1,i]\n"
        "  w[t] = argmax_j delta[t,j]\n"
        "return w\n",
        ["no-backtracking"],
    ),
    "greedy": (
        "w[0] = BOS\nfor t = 1 to T:\n  w[t] = argmax_j P[w[t-1], j]\nreturn w[1:T]\n",
        ["greedy-decoding"],
    ),
    "transposed": (
        "for t=1 to T\n"
        "  for j=1 to N\n"
        "    δ_t(j) = max_i P_{ji} δ_{t-1}(i)\n"
        "    a_t(j) = argmax_i P_{ji} δ_{t-1}(i)\n"
        "w_T = argmax_j δ_T(j)\n"
        "for t=T-1 to 1\n"
        "  w_t = a_{t+1}(w_{t+1})\n",
        ["transposed-transition"],
    ),
    "uniform": (
        "delta[1][j] = 1/N for all j\n"
        "for t = 2 to T:\n"
        "    for j = 1 to N:\n"
        "        delta[t][j] = max_i (delta[t-1][i] * P[i][j])\n"
        "        bp[t][j] = argmax_i (delta[t-1][i] * P[i][j])\n"
        "w[T] = argmax delta[T]\n"
        "for t = T down to 2: w[t-1] = bp[t][w[t]]\n",
        ["ignores-bos"],
    ),
    "one short": (
        "delta[0][BOS] = 1\n"
        "for t = 1 to T-1:\n"
        "    for j = 1 to N:\n"
        "        delta[t][j] = max_i delta[t-1][i]*P[i][j]\n"
        "        a[t][j] = argmax_i delta[t-1][i]*P[i][j]\n"
        "w[T-1] = argmax_j delta[T-1][j]\n"
        "for t = T-2 downto 1: w[t] = a[t+1][w[t+1]]\n"
        "return w\n",
        ["one-step-short"],
    ),
    "python": (
        "def viterbi(P, bos, T):\n"
        "    delta = np.log(P[bos])\n"
        "    back = []\n"
        "    for t in range(1, T):\n"
        "        scores = delta[:, None] + np.log(P)\n"
        "        back.append(scores.argmax(0))\n"
        "        delta = scores.max(0)\n"
        "    w = [delta.argmax()]\n"
        "    for b in reversed(back):\n"
        "        w.append(b[w[-1]])\n"
        "    return w[::-1]\n"
        "\n",
        [],
    ),
    "keeps-bos": (
        "w[0] <- BOS\n"
        "for t = 1 to T:\n"
        "    for j = 1 to N:\n"
        "        d[t][j] <- max_i d[t-1][i] * P[i][j]\n"
        "        b[t][j] <- argmax_i d[t-1][i] * P[i][j]\n"
        "w[T] <- argmax_j d[T][j]\n"
        "for t = T downto 2:\n"
        "    w[t-1] <- b[t][w[t]]\n"
        "return w[0:T]\n",
        ["keeps-bos"],
    ),
    "french": (
        "pour t = 1 à T:\n"
        "    pour j = 1 à N:\n"
        "        delta[t, j] <- max_i P[i, j] delta[t-1, i]\n"
        "        a[t, j] <- argmax_i P[i, j] delta[t-1, i]\n"
        "w[T] <- argmax_j delta[T, j]\n"
        "pour t = T-1 à 1:\n"
        "    w[t] <- a[t+1, w[t+1]]\n",
        [],
    ),
    "current row in symbols": (
        "$\\delta_t(j) = \\max_i P_{ij}\\,\\delta_t(i)$\n"
        "$a_t(j) = \\arg\\max_i P_{ij}\\,\\delta_t(i)$\n"
        "for $t = T-1, \\dots, 1$: $w_t = a_{t+1}(w_{t+1})$\n",
        ["reads-current-row"],
    ),
    "time second": (
        "for t = 2 to T:\n"
        "  for j = 1 to N:\n"
        "    V[j, t] = max_k V[k, t-1] * P[k, j]\n"
        "    B[j, t] = argmax_k V[k, t-1] * P[k, j]\n"
        "for t = T-1 down to 1:\n"
        "  w[t] = B[w[t+1], t+1]\n",
        [],
    ),
    "time second, current": (
        "for t = 2 to T:\n"
        "  for j = 1 to N:\n"
        "    V[j, t] = max_k V[k, t] * P[k, j]\n"
        "    B[j, t] = argmax_k V[k, t] * P[k, j]\n"
        "for t = T-1 down to 1:\n"
        "  w[t] = B[w[t+1], t+1]\n",
        ["reads-current-row"],
    ),
    "over vocabulary": (
        "for t in 1..T:\n"
        "  for j in 1..N:\n"
        "    d[t][j] = max_i P[i][j]*d[t-1][i]\n"
        "    back[t][j] = argmax_i P[i][j]*d[t-1][i]\n"
        "for n = N-1 downto 1:\n"
        "  w[n] = back[n+1][w[n+1]]\n",
        ["backtracks-over-vocabulary"],
    ),
}


def judged(text: str):  # type: ignore[no-untyped-def]
    return judge("2.2.d", "pseudocode", text)["algorithm"]


@pytest.mark.parametrize("name", list(PROGRAMS))
def test_the_mistakes_of_a_program(name: str) -> None:
    text, mistakes = PROGRAMS[name]
    found = judged(f"```\n{text}```")
    assert sorted(found.mistakes) == sorted(mistakes), found
    assert found.truth is Truth.REVIEW
    assert found.leaning is (Truth.WRONG if mistakes else Truth.RIGHT)


def test_lines_for_and_against_are_shown() -> None:
    text, _ = PROGRAMS["sum"]
    assert "sums" in [shown.note for shown in judged(f"```\n{text}```").readings]


def test_prose_without_an_algorithm_leans_to_wrong() -> None:
    found = judged("We use dynamic programming to find it.")
    assert (found.truth, found.leaning, found.mistakes) == (Truth.REVIEW, Truth.WRONG, ())


def test_nothing_is_absent() -> None:
    assert judged("").truth is Truth.ABSENT


@settings(deadline=None, max_examples=80, derandomize=True)
@given(st.text(alphabet="for t=1 toTN:\n[]{}()_^<-max argdeltaP,;\\$", max_size=400))
def test_any_text_is_judged(text: str) -> None:
    assert judged(text).truth in (Truth.REVIEW, Truth.ABSENT)
