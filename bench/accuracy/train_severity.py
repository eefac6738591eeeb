#!/usr/bin/python3
"""Trains the judgement of clarity: from a page's measures to how hard it is to read.

    accuracy clarity --pages N --seed S --measures pages.csv    (for some seeds; lines are added)
    OMP_NUM_THREADS=1 bench/accuracy/train_severity.py pages.csv detectors/clarity/severity.inc

Needs Debian's python3-sklearn; neither building nor running does. The figures that are printed are of pages on which
the trees at hand were not trained (six parts in turn). Seeds that figures are quoted for must not be among them.
"""
import csv
import sys

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.model_selection import KFold

MOST = 3.2  # what is hopeless is no more hopeless at twice as much
# The direction in which a measure makes reading harder, where that is sure: the trees may not learn the contrary.
HARDER = ("worst worst_line moire specks cropped glare shadow blur_p50 blur_p90 own_blur_p25 own_blur_p50 own_blur_p80 "
          "blur_of_side noise_p50 noise_p90 compression together_p50 together_p75 together_p90 together_p97").split()
EASIER = "em_p10 em_p25 em_p50 contrast_p10 contrast_p25 contrast_p50 plain_contrast_p50 isotropy".split()
# Pages that cannot be read are one in seven and a miss costs more than an alarm (chosen).
WEIGHTS = {"clear": 1.0, "marginal": 1.5, "illegible": 3.0}


def model(names):
    signs = [1 if n in HARDER else -1 if n in EASIER else 0 for n in names]
    return HistGradientBoostingRegressor(max_iter=200, learning_rate=0.06, max_depth=5, max_leaf_nodes=20,
                                         min_samples_leaf=15, l2_regularization=5, monotonic_cst=signs, random_state=0)


def ranks(values):
    return np.argsort(np.argsort(values))


def report(severity, clarity, found):
    print(f"{len(severity)} pages, rank correlation {np.corrcoef(ranks(severity), ranks(found))[0, 1]:.3f}")
    lost, effort, clear = clarity == "illegible", clarity == "marginal", clarity == "clear"
    for at in np.arange(1.3, 2.51, 0.1):
        print(f"  illegible from {at:.1f}: missed {(lost & (found < at)).sum()} of {lost.sum()}, "
              f"false {(clear & (found >= at)).sum()} of {clear.sum()} clear ones "
              f"and {(effort & (found >= at)).sum()} of {effort.sum()} read with effort")
    for at in np.arange(0.8, 1.31, 0.1):
        print(f"  with effort from {at:.1f}: {(effort & (found < at)).sum()} of {effort.sum()} called clear, "
              f"{(clear & (found >= at)).sum()} of {clear.sum()} clear ones not")


def table(trees):
    """One node after the other: measure (-1: a leaf), threshold or value, next node if the measure is above it."""
    nodes, roots = [], []
    for (tree,) in trees:
        roots.append(len(nodes))
        order, at = [], {}

        def walk(i):
            at[i] = len(nodes) + len(order)
            order.append(i)
            if not tree.nodes[i]["is_leaf"]:
                walk(tree.nodes[i]["left"])
                walk(tree.nodes[i]["right"])

        walk(0)
        for i in order:
            n = tree.nodes[i]
            nodes.append((-1, n["value"], 0) if n["is_leaf"] else (n["feature_idx"], n["num_threshold"], at[n["right"]]))
    return nodes, roots


def lines(items, width=118):
    out = ""
    for item in items:
        if len(out) + len(item) + 2 > width:
            yield out
            out = ""
        out += item + ","
    if out:
        yield out


def main():
    rows = [r for r in csv.DictReader(open(sys.argv[1])) if r["clarity"] != "blank"]
    names = list(rows[0])[7:]
    x = np.array([[float(r[n]) for n in names] for r in rows])
    severity = np.array([float(r["severity"]) for r in rows])
    clarity = np.array([r["clarity"] for r in rows])
    weight = np.array([WEIGHTS[c] for c in clarity])
    y = np.minimum(severity, MOST)
    found = np.zeros(len(y))
    for train, test in KFold(6, shuffle=True, random_state=1).split(x):
        found[test] = model(names).fit(x[train], y[train], weight[train]).predict(x[test])
    report(severity, clarity, found)
    if len(sys.argv) < 3:
        return
    fitted = model(names).fit(x, y, weight)
    nodes, roots = table(fitted._predictors)
    seeds = ", ".join(f"{s} ({sum(r['seed'] == s for r in rows)} pages)" for s in sorted({r["seed"] for r in rows}))
    with open(sys.argv[2], "w") as out:
        out.write(f"// Written by bench/accuracy/train_severity.py; trained on generated pages of the seeds {seeds}.\n")
        out.write("// clang-format off\n")
        out.write(f"constexpr double kBase = {float(fitted._baseline_prediction):.6g};\n")
        out.write(f"constexpr std::array<std::string_view, {len(names)}> kNames{{\n")
        out.writelines(f"    {line}\n" for line in lines([f'"{n}"' for n in names]))
        out.write(f"}};\nconstexpr std::array<std::uint16_t, {len(roots)}> kRoots{{\n")
        out.writelines(f"    {line}\n" for line in lines([str(r) for r in roots]))
        out.write(f"}};\nconstexpr std::array<Node, {len(nodes)}> kNodes{{{{\n")
        out.writelines(f"    {line}\n" for line in lines([f"{{{m},{v:.4g},{r}}}" for m, v, r in nodes]))
        out.write("}};\n// clang-format on\n")


if __name__ == "__main__":
    main()
