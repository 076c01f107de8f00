# Golden values for proportions.test.ts, from statsmodels 0.14 (pip install statsmodels): python proportions.py > proportions.json
import json
import numpy as np
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from scipy.stats import norm

counts = [(0, 93), (1, 3), (62, 93), (347, 372), (372, 372), (418, 551)]
wilson = [{"right": k, "of": n, "interval": list(proportion_confint(k, n, method="wilson"))} for k, n in counts]
pairs = [((62, 93), (70, 93)), ((347, 372), (372, 372)), ((0, 93), (0, 93)), ((301, 551), (418, 551))]
z = norm.ppf(0.975)
difference = []
for (k1, n1), (k2, n2) in pairs:
    low, high = confint_proportions_2indep(k1, n1, k2, n2, compare="diff", method="agresti-caffo")
    difference.append({"first": [k1, n1], "second": [k2, n2], "error": (high - low) / 2 / z, "interval": [low, high]})
# Agresti & Min (2005): the Wald interval of the mean of +1, 0, -1 an image after half an image more in each cell of the
# 2x2 table, here as weighted moments of that variable.
paired = []
for both, first, second, neither in [(300, 0, 0, 72), (410, 25, 40, 76), (0, 5, 0, 0), (50, 30, 12, 1)]:
    values, weights = np.array([1, -1, 0]), np.array([first + 0.5, second + 0.5, both + neither + 1.0])
    mean = np.average(values, weights=weights)
    error = np.sqrt(np.average((values - mean) ** 2, weights=weights) / weights.sum())
    of = both + first + second + neither
    paired.append({"first": first, "second": second, "of": of, "interval": list(np.clip(norm.interval(0.95, mean, error), -1, 1))})
print(json.dumps({"wilson": wilson, "difference": difference, "paired": paired}, indent=2))
