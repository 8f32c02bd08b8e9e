"""What the answers of the statistics homework are, computed."""

from . import likelihood, sampling

ANSWERS = {
    "variance_of_mean": sampling.variance_of_mean,
    "treatment_means": sampling.treatment_means,
    "treatment_variances": sampling.treatment_variances_of_table,
    "plot_means": sampling.plot_means,
    "biased_variances": sampling.biased_variances,
    "bootstrap_time": sampling.bootstrap_time,
}
FUNCTIONS = {"treatment_variances": sampling.treatment_variances}
CASES = {"treatment_variances": sampling.CASES}
WORLDS = {"exponential_sample": likelihood.exponential_sample}
