# Golden values for the tests beside this folder, from SciPy and statsmodels (pip install scipy statsmodels):
# python statistics.py > statistics.json
import json

import numpy as np
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

probabilities = [(-12.7, 1), (-2.776, 4), (-0.3, 2), (0.0, 3), (0.5, 1), (1.96, 1000), (2.2, 2.7), (3.1, 3.4), (6.0, 19)]
distribution = [{"t": t, "df": df, "probability": stats.t.cdf(t, df)} for t, df in probabilities]
quantiles = [{"df": df, "quantile": stats.t.ppf(0.975, df)} for df in [1, 1.5, 2, 3, 4.7, 9, 29, 200]]

samples = [[0.966, 0.987], [0.76, 0.741, 0.755], [0.5, 0.5, 0.5, 0.51], [0.1, 0.9, 0.4, 0.45, 0.7]]
intervals = []
for sample in samples:
    mean, error = stats.tmean(sample), stats.sem(sample)
    low, high = stats.t.interval(0.95, len(sample) - 1, loc=mean, scale=error)
    intervals.append({"sample": sample, "mean": mean, "deviation": stats.tstd(sample), "interval": [low, high]})

welch = []
for first, second in [(samples[1], samples[4 - 1]), (samples[0], samples[1]), ([0.8, 0.81, 0.79], [0.7, 0.72, 0.69])]:
    result = stats.ttest_ind(first, second, equal_var=False)
    low, high = result.confidence_interval(0.95)
    welch.append({"first": first, "second": second, "p": result.pvalue, "interval": [low, high]})

groups = [[0.966, 0.987], [0.984, 0.999], [0.92, 0.93, 0.91], [0.955, 0.97]]
values = np.concatenate(groups)
labels = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
fit = sm.OLS(values, np.equal.outer(labels, np.arange(len(groups))).astype(float)).fit()
pooled = []
for first, second in [(2, 1), (1, 3)]:
    contrast = np.zeros(len(groups))
    contrast[first], contrast[second] = 1, -1
    result = fit.t_test(contrast)
    pooled.append({"first": first, "second": second, "p": float(result.pvalue), "interval": list(result.conf_int()[0])})

pairs = [(0, 0), (1, 0), (5, 0), (6, 0), (10, 21), (31, 31), (40, 71), (3, 250), (180, 240)]
mc_nemar = [{"one": b, "other": c, "p": mcnemar([[0, b], [c, 0]], exact=True).pvalue} for b, c in pairs]

families = [[0.01, 0.04, 0.03, 0.005], [0.2], [0.5, 0.04, 0.04], [0.02, 0.02, 0.9, 0.0001, 1.0]]
holm = [{"p": family, "adjusted": list(multipletests(family, method="holm")[1])} for family in families]

tails = [(3, 10, 0.25), (8, 10, 0.5), (31, 45, 0.25), (0, 5, 0.3), (5, 5, 0.3), (300, 900, 1 / 3)]
binomial = [{"count": k, "of": n, "share": p, "p": stats.binom.sf(k - 1, n, p)} for k, n, p in tails]

print(json.dumps({"distribution": distribution, "quantiles": quantiles, "intervals": intervals, "welch": welch,
                  "groups": groups, "pooled": pooled,
                  "mcNemar": mc_nemar, "holm": holm, "binomial": binomial}, indent=2))
