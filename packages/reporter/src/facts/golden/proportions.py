# Golden values for proportions.test.ts, from statsmodels 0.14 (pip install statsmodels): python proportions.py > proportions.json
import json
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from scipy.stats import norm

counts = [(0, 93), (1, 3), (62, 93), (347, 372), (372, 372), (418, 551)]
wilson = [{"right": k, "of": n, "interval": list(proportion_confint(k, n, method="wilson"))} for k, n in counts]
pairs = [((62, 93), (70, 93)), ((347, 372), (372, 372)), ((0, 93), (0, 93)), ((301, 551), (418, 551))]
z = norm.ppf(0.975)
difference = []
for (k1, n1), (k2, n2) in pairs:
    low, high = confint_proportions_2indep(k1, n1, k2, n2, compare="diff", method="agresti-caffo")
    difference.append({"first": [k1, n1], "second": [k2, n2], "error": (high - low) / 2 / z})
print(json.dumps({"wilson": wilson, "difference": difference}, indent=2))
