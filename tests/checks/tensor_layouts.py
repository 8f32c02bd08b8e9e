"""Tensors of 4.1 in the layouts students use: all of them right."""

RIGHT = {
    "points_per_channel_and_sample": r"""Batch normalization (per channel):
- channel 1: mean = 2.5, variance = 0.583
- channel 2: mean = 2.583, variance = 1.076

Layer normalization (per sample):
- sample 1: mean = 2, variance = 0.667
- sample 2: mean = 3, variance = 0.667
- sample 3: mean = 2.5, variance = 1.25
- sample 4: mean = 2.667, variance = 0.222

Instance normalization:
- sample 1, channel 1: mean = 2, var = 2/3
- sample 1, channel 2: mean = 2, var = 2/3
- sample 2, channel 1: mean = 8/3, var = 2/9
- sample 2, channel 2: mean = 10/3, var = 8/9
- sample 3, channel 1: mean = 8/3, var = 8/9
- sample 3, channel 2: mean = 7/3, var = 14/9
- sample 4, channel 1: mean = 8/3, var = 2/9
- sample 4, channel 2: mean = 8/3, var = 2/9""",
    "french_with_decimal_commas": r"""Normalisation par lot : moyennes $[2{,}5 ; 2{,}583]$, variances $[0{,}583 ; 1{,}076]$.

Normalisation de couche : moyennes $[2 ; 3 ; 2{,}5 ; 2{,}667]$, variances $[0{,}667 ; 0{,}667 ; 1{,}25 ; 0{,}222]$.

Normalisation d'instance : moyennes $[[2 ; 2] ; [2{,}667 ; 3{,}333] ; [2{,}667 ; 2{,}333] ; [2{,}667 ; 2{,}667]]$, variances $[[0{,}667 ; 0{,}667] ; [0{,}222 ; 0{,}889] ; [0{,}889 ; 1{,}556] ; [0{,}222 ; 0{,}222]]$.""",
    "table_with_a_column_for_each_group": r"""| | batch | layer | instance |
|---|---|---|---|
| mean | [2.5, 2.583] | [2, 3, 2.5, 2.667] | [[2, 2], [2.667, 3.333], [2.667, 2.333], [2.667, 2.667]] |
| variance | [0.583, 1.076] | [0.667, 0.667, 1.25, 0.222] | [[0.667, 0.667], [0.222, 0.889], [0.889, 1.556], [0.222, 0.222]] |""",
    "rows_without_outer_brackets_and_spaced_commas": r"""Batch norm: mean $(2.5,\ 2.583)$, variance $(0.583,\ 1.076)$

Layer norm: mean $(2,\ 3,\ 2.5,\ 2.667)$, variance $(0.667,\ 0.667,\ 1.25,\ 0.222)$

Instance norm: mean (2, 2), (2.667, 3.333), (2.667, 2.333), (2.667, 2.667); variance (0.667, 0.667), (0.222, 0.889), (0.889, 1.556), (0.222, 0.222)""",
    "aligned_matrices": r"""$$\begin{aligned}
\mu_{\text{batch}} &= \begin{bmatrix} 5/2 & 31/12 \end{bmatrix} & \sigma^2_{\text{batch}} &= \begin{bmatrix} 7/12 & 155/144 \end{bmatrix} \\
\mu_{\text{layer}} &= \begin{bmatrix} 2 & 3 & 5/2 & 8/3 \end{bmatrix} & \sigma^2_{\text{layer}} &= \begin{bmatrix} 2/3 & 2/3 & 5/4 & 2/9 \end{bmatrix} \\
\mu_{\text{instance}} &= \begin{bmatrix} 2 & 2 \\ \frac83 & \frac{10}{3} \\ \frac83 & \frac73 \\ \frac83 & \frac83 \end{bmatrix} & \sigma_{\text{instance}}^2 &= \begin{bmatrix} 2/3 & 2/3 \\ 2/9 & 8/9 \\ 8/9 & 14/9 \\ 2/9 & 2/9 \end{bmatrix}
\end{aligned}$$""",
    "table_of_lists": r"""| | mean | variance |
|---|---|---|
| Batch | [2.5, 2.583] | [0.583, 1.076] |
| Layer | [2, 3, 2.5, 2.667] | [0.667, 0.667, 1.25, 0.222] |
| Instance | [[2, 2], [2.667, 3.333], [2.667, 2.333], [2.667, 2.667]] | [[0.667, 0.667], [0.222, 0.889], [0.889, 1.556], [0.222, 0.222]] |""",
    "tables_of_indices": r"""**Batch norm**

| channel | $\mu$ | $\sigma^2$ |
|---|---|---|
| 1 | 2.5 | 0.583 |
| 2 | 2.583 | 1.076 |

**Layer norm**

| sample | $\mu$ | $\sigma^2$ |
|---|---|---|
| 1 | 2 | 0.667 |
| 2 | 3 | 0.667 |
| 3 | 2.5 | 1.25 |
| 4 | 2.667 | 0.222 |

**Instance norm**

| sample | channel | mean | variance |
|---|---|---|---|
| 1 | 1 | 2 | 0.667 |
| 1 | 2 | 2 | 0.667 |
| 2 | 1 | 2.667 | 0.222 |
| 2 | 2 | 3.333 | 0.889 |
| 3 | 1 | 2.667 | 0.889 |
| 3 | 2 | 2.333 | 1.556 |
| 4 | 1 | 2.667 | 0.222 |
| 4 | 2 | 2.667 | 0.222 |""",
    "tables_with_short_names": r"""$\mu_{batch}=[2.5, 2.58]$, $\sigma^2_{batch}=[0.58, 1.08]$

$\mu_{layer}=[2, 3, 2.5, 2.67]$, $\sigma^2_{layer}=[0.67, 0.67, 1.25, 0.22]$

$\mu_{instance}$:

| | s1 | s2 | s3 | s4 |
|---|---|---|---|---|
| channel 1 | 2 | 2.67 | 2.67 | 2.67 |
| channel 2 | 2 | 3.33 | 2.33 | 2.67 |

$\sigma^2_{instance}$:

| | channel 1 | channel 2 |
|---|---|---|
| x_1 | 0.67 | 0.67 |
| x_2 | 0.22 | 0.89 |
| x_3 | 0.89 | 1.56 |
| x_4 | 0.22 | 0.22 |""",
    "group_named_after_its_values": r"""Channel 1 (12 values): $\mu=30/12=2.5$, $\sigma^2=7/12\approx0.583$. Channel 2: $\mu=31/12\approx2.583$, $\sigma^2\approx1.076$. These are the batch norm statistics.

Layer norm, one per example: ex.1 $\mu=2$, $\sigma^2=0.667$; ex.2 $\mu=3$, $\sigma^2=0.667$; ex.3 $\mu=2.5$, $\sigma^2=1.25$; ex.4 $\mu=2.667$, $\sigma^2=0.222$.

Instance norm, rows=examples, columns=channels:
$$\mu=\begin{pmatrix}2&2\\8/3&10/3\\8/3&7/3\\8/3&8/3\end{pmatrix},\quad\sigma^2=\begin{pmatrix}2/3&2/3\\2/9&8/9\\8/9&14/9\\2/9&2/9\end{pmatrix}$$""",
    "damaged": r"""$oldsymbol{\mu}_{batch} = [2.50; 2.58]$ $\sigma_{batch}^2 = [0.58; 1.08]$ \
$\mu_{layer} = [2.00; 3.00; 2.50; 2.67]$ \
$\sigma_{layer}^2 = [0.67; 0.67; 1.25; 0.22]$ \
$oldsymbol{\mu}_{instance} = \left[ egin{array}{cc} 2.00 & 2.00 \ 2.67 & 3.33 \ 2.67 & 2.33 \ 2.67 & 2.67 \end{array}
ight]$ \
$oldsymbol{\sigma}^2_{instance} = \left[ egin{array}{cc} 0.67 & 0.67 \ 0.22 & 0.89 \ 0.89 & 1.56 \ 0.22 & 0.22 \end{array}
ight]$""",
    "plain_assignments": r"""BatchNorm:
mu = [2.5, 2.58]
var = [0.58, 1.08]

LayerNorm:
mu = [2.00, 3.00, 2.50, 2.67]
var = [0.67, 0.67, 1.25, 0.22]

InstanceNorm:
mu = [[2.00, 2.00], [2.67, 3.33], [2.67, 2.33], [2.67, 2.67]]
var = [[0.67, 0.67], [0.22, 0.89], [0.89, 1.56], [0.22, 0.22]]""",
    "numpy_prints": r"""```
mu_batch = [2.5        2.58333333]
var_batch = [0.58333333 1.07638889]
mu_layer = [2.         3.         2.5        2.66666667]
var_layer = [0.66666667 0.66666667 1.25       0.22222222]
mu_instance = [[2.         2.        ]
 [2.66666667 3.33333333]
 [2.66666667 2.33333333]
 [2.66666667 2.66666667]]
var_instance = [[0.66666667 0.66666667]
 [0.22222222 0.88888889]
 [0.88888889 1.55555556]
 [0.22222222 0.22222222]]
```""",
    "prose_with_matrices": r"""For batch norm we average over the batch and the features for each channel. The mean is $(2.5, 2.583)$ and the variance is $(0.583, 1.076)$.
For layer norm we average over channels and features for each sample: the means are $(2, 3, 2.5, 2.667)$ and the variances are $(0.667, 0.667, 1.25, 0.222)$.
For instance norm the mean tensor is $\begin{pmatrix}2 & 2\\ 2.667 & 3.333\\ 2.667 & 2.333 \\ 2.667 & 2.667\end{pmatrix}$ and the variance tensor is $\begin{pmatrix}0.667 & 0.667\\ 0.222 & 0.889\\ 0.889 & 1.556 \\ 0.222 & 0.222\end{pmatrix}$.""",
    "entries_by_subscript": r"""$\mu_{batch,1} = 30/12 = 2.5$, $\mu_{batch,2} = 31/12 \approx 2.583$
$\sigma^2_{batch,1} = 7/12 \approx 0.583$, $\sigma^2_{batch,2} = 155/144 \approx 1.076$

$\mu_{layer,1} = 2$, $\mu_{layer,2} = 3$, $\mu_{layer,3} = 2.5$, $\mu_{layer,4} = 8/3 \approx 2.667$
$\sigma^2_{layer,1} = 2/3$, $\sigma^2_{layer,2} = 2/3$, $\sigma^2_{layer,3} = 5/4$, $\sigma^2_{layer,4} = 2/9$

$\mu_{instance,11} = 2$, $\mu_{instance,12} = 2$, $\mu_{instance,21} = 8/3$, $\mu_{instance,22} = 10/3$, $\mu_{instance,31} = 8/3$, $\mu_{instance,32} = 7/3$, $\mu_{instance,41} = 8/3$, $\mu_{instance,42} = 8/3$
$\sigma^2_{instance,11} = 2/3$, $\sigma^2_{instance,12} = 2/3$, $\sigma^2_{instance,21} = 2/9$, $\sigma^2_{instance,22} = 8/9$, $\sigma^2_{instance,31} = 8/9$, $\sigma^2_{instance,32} = 14/9$, $\sigma^2_{instance,41} = 2/9$, $\sigma^2_{instance,42} = 2/9$""",
    "statistic_first": r"""Means:
- batch: [2.5, 2.583]
- layer: [2, 3, 2.5, 2.667]
- instance: [[2, 2], [2.667, 3.333], [2.667, 2.333], [2.667, 2.667]]

Variances:
- batch: [0.583, 1.076]
- layer: [0.667, 0.667, 1.25, 0.222]
- instance: [[0.667, 0.667], [0.222, 0.889], [0.889, 1.556], [0.222, 0.222]]""",
    "subscripts_by_group_and_rows": r"""Batch normalization: $\mu_1 = \frac{1+3+2+3+3+2+4+2+2+3+3+2}{12} = 2.5$, $\mu_2 = \frac{31}{12} = 2.583$, $\sigma_1^2 = 0.583$, $\sigma_2^2 = 1.076$.

Layer normalization: $\mu_1 = 2$, $\mu_2 = 3$, $\mu_3 = 2.5$, $\mu_4 = 2.667$; $\sigma^2_1 = 0.667$, $\sigma^2_2 = 0.667$, $\sigma^2_3 = 1.25$, $\sigma^2_4 = 0.222$.

Instance normalization:
Sample 1: $\mu = (2, 2)$, $\sigma^2 = (0.667, 0.667)$
Sample 2: $\mu = (2.667, 3.333)$, $\sigma^2 = (0.222, 0.889)$
Sample 3: $\mu = (2.667, 2.333)$, $\sigma^2 = (0.889, 1.556)$
Sample 4: $\mu = (2.667, 2.667)$, $\sigma^2 = (0.222, 0.222)$""",
    "items_with_macros": r"""\begin{itemize}
\item Batch: $\mu_{\mathrm{batch}} = \left(\tfrac{5}{2}, \tfrac{31}{12}\right)$, $\sigma^2_{\mathrm{batch}} = \left(\tfrac{7}{12}, \tfrac{155}{144}\right)$
\item Layer: $\mu_{\mathrm{layer}} = \left(2, 3, \tfrac52, \tfrac83\right)^\top$, $\sigma^2_{\mathrm{layer}} = \left(\tfrac23,\tfrac23,\tfrac54,\tfrac29\right)^\top$
\item Instance: $\mu_{\mathrm{inst}} = \begin{pmatrix} 2 & 2\\ \tfrac83 & \tfrac{10}3 \\ \tfrac83 & \tfrac73\\ \tfrac83&\tfrac83\end{pmatrix}$, $\sigma^2_{\mathrm{inst}} = \begin{pmatrix} \tfrac23&\tfrac23\\ \tfrac29&\tfrac89\\ \tfrac89&\tfrac{14}9\\ \tfrac29&\tfrac29\end{pmatrix}$
\end{itemize}""",
    "suffixed_indices_and_columns": r"""Batch norm: mean 2.5 for channel 1 and 2.583 for channel 2; variance 0.583 for channel 1 and 1.076 for channel 2.
Layer norm: means 2, 3, 2.5 and 2.667; variances 0.667, 0.667, 1.25 and 0.222.
Instance norm: mean of channel 1: [2, 2.667, 2.667, 2.667], mean of channel 2: [2, 3.333, 2.333, 2.667]; variance of channel 1: [0.667, 0.222, 0.889, 0.222], variance of channel 2: [0.667, 0.889, 1.556, 0.222].""",
    "abbreviations": r"""**BN:** $\mu = [2.5, 2.583]$, $\sigma^2 = [0.583, 1.076]$
**LN:** $\mu = [2, 3, 2.5, 2.667]$, $\sigma^2 = [0.667, 0.667, 1.25, 0.222]$
**IN:** $\mu = [[2, 2], [2.667, 3.333], [2.667, 2.333], [2.667, 2.667]]$, $\sigma^2 = [[0.667, 0.667], [0.222, 0.889], [0.889, 1.556], [0.222, 0.222]]$""",
    "unicode": r"""μ_batch = (2.5, 2.583), σ²_batch = (0.583, 1.076)
μ_layer = (2, 3, 2.5, 2.667), σ²_layer = (0.667, 0.667, 1.25, 0.222)
μ_instance = ((2, 2), (2.667, 3.333), (2.667, 2.333), (2.667, 2.667)), σ²_instance = ((0.667, 0.667), (0.222, 0.889), (0.889, 1.556), (0.222, 0.222))""",
    "labels_of_both": r"""mean of batch norm: [2.5, 2.583]
variance of batch norm: [0.583, 1.076]
mean of layer norm: [2, 3, 2.5, 2.667]
variance of layer norm: [0.667, 0.667, 1.25, 0.222]
mean of instance norm: [[2, 2], [2.667, 3.333], [2.667, 2.333], [2.667, 2.667]]
variance of instance norm: [[0.667, 0.667], [0.222, 0.889], [0.889, 1.556], [0.222, 0.222]]""",
    "column_matrices": r"""Batch norm (over batch and features, one value per channel):

$$\mu_{batch} = \left[\frac{30}{12}, \frac{31}{12}\right] = [2.5, 2.583]$$

$$\sigma^2_{batch} = \left[\frac{7}{12}, \frac{155}{144}\right] \approx [0.583, 1.076]$$

Layer norm (over channels and features, one value per example):

$$\mu_{layer} = \left[\frac{12}{6}, \frac{18}{6}, \frac{15}{6}, \frac{16}{6}\right] = [2, 3, 2.5, 2.667]$$

$$\sigma^2_{layer} = [0.667, 0.667, 1.25, 0.222]$$

Instance norm (over features, one value per example and channel):

$$\mu_{instance} = \left[\begin{bmatrix} 2 \\ 2 \end{bmatrix}, \begin{bmatrix} 2.667 \\ 3.333 \end{bmatrix}, \begin{bmatrix} 2.667 \\ 2.333 \end{bmatrix}, \begin{bmatrix} 2.667 \\ 2.667 \end{bmatrix}\right]$$

$$\sigma^2_{instance} = \left[\begin{bmatrix} 0.667 \\ 0.667 \end{bmatrix}, \begin{bmatrix} 0.222 \\ 0.889 \end{bmatrix}, \begin{bmatrix} 0.889 \\ 1.556 \end{bmatrix}, \begin{bmatrix} 0.222 \\ 0.222 \end{bmatrix}\right]$$""",
    "numpy_calls_name_the_statistics": r"""import numpy as np
>>> np.mean(x, axis=(0,2))
array([2.5, 2.58333333])
>>> np.var(x, axis=(0,2))
array([0.58333333, 1.07638889])
>>> np.mean(x, axis=(1,2))
array([2., 3., 2.5, 2.66666667])
>>> np.var(x, axis=(1,2))
array([0.66666667, 0.66666667, 1.25, 0.22222222])
>>> np.mean(x, axis=2)
array([[2., 2.],
 [2.66666667, 3.33333333],
 [2.66666667, 2.33333333],
 [2.66666667, 2.66666667]])
>>> np.var(x, axis=-1)
array([[0.66666667, 0.66666667],
 [0.22222222, 0.88888889],
 [0.88888889, 1.55555556],
 [0.22222222, 0.22222222]])""",
    "numpy_pairs_named_afterwards": r""">>> x.mean((0,2)), x.var((0,2))
(array([2.5       , 2.58333333]), array([0.58333333, 1.07638889]))

That's mu_batch and var_batch.

>>> x.mean((1,2)), x.var((1,2))
(array([2.        , 3.        , 2.5       , 2.66666667]), array([0.66666667, 0.66666667, 1.25      , 0.22222222]))

That's mu_layer, var_layer.

>>> x.mean(2)
array([[2.        , 2.        ],
       [2.66666667, 3.33333333],
       [2.66666667, 2.33333333],
       [2.66666667, 2.66666667]])
>>> x.var(2)
array([[0.66666667, 0.66666667],
       [0.22222222, 0.88888889],
       [0.88888889, 1.55555556],
       [0.22222222, 0.22222222]])

which are mu_instance and var_instance.""",
    "table_named_in_its_last_column": r"""| mean | variance | of |
|---|---|---|
| 2.5, 2.583 | 0.583, 1.076 | batch |
| 2, 3, 2.5, 2.667 | 0.667, 0.667, 1.25, 0.222 | layer |
| [2,2],[2.667,3.333],[2.667,2.333],[2.667,2.667] | [0.667,0.667],[0.222,0.889],[0.889,1.556],[0.222,0.222] | instance |""",
    "two_numbers_behind_an_index": r"""We average over batch and features for BN: channel 1 has mean 2.5 and variance 0.583; channel 2 has mean 2.583 and variance 1.076.
For LN: sample 1: mean 2, var 0.667. Sample 2: 3 and 0.667. Sample 3: 2.5 and 1.25. Sample 4: 2.667 and 0.222.
For IN:
sample 1: means 2, 2; vars 0.667, 0.667
sample 2: means 2.667, 3.333; vars 0.222, 0.889
sample 3: means 2.667, 2.333; vars 0.889, 1.556
sample 4: means 2.667, 2.667; vars 0.222, 0.222""",
    "numbers_between_bars": r"""μ_batch: 2.5 | 2.583
σ²_batch: 0.583 | 1.076
μ_layer: 2 | 3 | 2.5 | 2.667
σ²_layer: 0.667 | 0.667 | 1.25 | 0.222
μ_inst (rows=samples, columns=channels):
2 | 2
2.667 | 3.333
2.667 | 2.333
2.667 | 2.667
σ²_inst:
0.667 | 0.667
0.222 | 0.889
0.889 | 1.556
0.222 | 0.222""",
    "table_with_headings_abbreviated": r"""mu_batch = 2.5, 2.583
var_batch = 0.583, 1.076
mu_layer = 2, 3, 2.5, 2.667
var_layer = 0.667, 0.667, 1.25, 0.222

| sample | mu_ins c1 | mu_ins c2 | var_ins c1 | var_ins c2 |
|---|---|---|---|---|
| 1 | 2 | 2 | 0.667 | 0.667 |
| 2 | 2.667 | 3.333 | 0.222 | 0.889 |
| 3 | 2.667 | 2.333 | 0.889 | 1.556 |
| 4 | 2.667 | 2.667 | 0.222 | 0.222 |""",
    "matrices_transposed_and_said_so": r"""\[
\mu_{batch} = \begin{pmatrix} 2.500 & 2.583\end{pmatrix},\quad
\sigma^2_{batch} = \begin{pmatrix} 0.583 & 1.076\end{pmatrix}
\]
\[
\mu_{layer} = \begin{pmatrix} 2 \\ 3 \\ 2.5 \\ 2.667\end{pmatrix},\quad
\sigma^2_{layer} = \begin{pmatrix} 0.667 \\ 0.667 \\ 1.250 \\ 0.222\end{pmatrix}
\]
In the following two matrices the rows are the channels and the columns are the samples:
\[
\mu_{instance} = \begin{pmatrix} 2 & 2.667 & 2.667 & 2.667\\ 2 & 3.333 & 2.333 & 2.667\end{pmatrix},\quad
\sigma^2_{instance} = \begin{pmatrix} 0.667 & 0.222 & 0.889 & 0.222\\ 0.667 & 0.889 & 1.556 & 0.222\end{pmatrix}
\]""",
    "semicolons_with_spaces": r"""Normalisation par lot (un canal à la fois) : $\mu_{batch} = (2{,}5\ ;\ 2{,}583)$ et $\sigma^2_{batch} = (0{,}583\ ;\ 1{,}076)$.

Normalisation par couche (un exemple à la fois) : $\mu_{layer} = (2\ ;\ 3\ ;\ 2{,}5\ ;\ 2{,}667)$ et $\sigma^2_{layer} = (0{,}667\ ;\ 0{,}667\ ;\ 1{,}25\ ;\ 0{,}222)$.

Normalisation par instance : $\mu_{instance} = [(2\ ;\ 2),\ (2{,}667\ ;\ 3{,}333),\ (2{,}667\ ;\ 2{,}333),\ (2{,}667\ ;\ 2{,}667)]$ et $\sigma^2_{instance} = [(0{,}667\ ;\ 0{,}667),\ (0{,}222\ ;\ 0{,}889),\ (0{,}889\ ;\ 1{,}556),\ (0{,}222\ ;\ 0{,}222)]$.""",
    "slashed_channels_for_a_group": r"""BN: mean (2.5, 2.583) var (0.583, 1.076)
LN: mean (2, 3, 2.5, 2.667) var (0.667, 0.667, 1.25, 0.222)
IN, channel 1 / channel 2 per sample: means (2, 2), (2.667, 3.333), (2.667, 2.333), (2.667, 2.667); variances (0.667, 0.667), (0.222, 0.889), (0.889, 1.556), (0.222, 0.222)""",
}
RIGHT["formulas_shown"] = r"""Batch normalization, per channel:
$$\mu_1 = \frac{30}{12} = 2.5, \quad \mu_2 = \frac{31}{12} \approx 2.583$$
$$\sigma_1^2 = \frac{1}{12}\sum_i (x_i - \mu_1)^2 = 0.583, \quad \sigma_2^2 = \frac{1}{12}\sum_i (x_i - \mu_2)^2 = 1.076$$

Layer normalization, per sample:
$$\mu_1 = 2, \mu_2 = 3, \mu_3 = 2.5, \mu_4 = 2.667$$
$$\sigma_1^2 = 0.667, \sigma_2^2 = 0.667, \sigma_3^2 = 1.25, \sigma_4^2 = 0.222$$

Instance normalization, per sample and channel:
$$\mu = \begin{bmatrix} 2 & 2 \\ 2.667 & 3.333 \\ 2.667 & 2.333 \\ 2.667 & 2.667 \end{bmatrix}, \quad
\sigma^2 = \begin{bmatrix} 0.667 & 0.667 \\ 0.222 & 0.889 \\ 0.889 & 1.556 \\ 0.222 & 0.222 \end{bmatrix}$$"""
RIGHT["wrapped_lines"] = """Batch norm: mean 2.5 for channel 1 and 2.583 for channel 2; variance
0.583 for channel 1 and 1.076 for channel 2.

Layer norm: means 2, 3, 2.5 and 2.667; variances 0.667, 0.667, 1.25 and
0.222.

Instance norm: the mean of
channel 1 is [2, 2.667, 2.667, 2.667] and of channel 2 [2, 3.333,
2.333, 2.667]; the variance of channel 1 is [0.667, 0.222, 0.889, 0.222] and of channel 2
[0.667, 0.889, 1.556, 0.222]."""
