#!/usr/bin/python3
"""Gives every character of a charset its row of the last layer in closed form, from the trunk as it stands.

Of each class the mean of its features over some drawn glyphs, of all classes together the covariance within them: the
linear discriminant that follows (equal priors) is the last layer. A trunk that was taught on a part of the charset knows
the rest this way after one pass, and training goes on from there (train.py --grow). Rows that were taught may stay; what
reads new glyphs of all characters best is kept.
"""
import argparse

import torch
from torch.nn import functional as F

import net as network
from lines import LineStream
from train import read_charset, save


@torch.no_grad()
def gather(net, a, seed, lines):
    features, classes = [], []
    stream = LineStream(a.tool, a.charset, seed, lines=lines, jobs=a.jobs, even=True)
    while (batch := stream.batch(32)) is not None:
        _, slots = net(batch.pictures)
        features.append(slots[batch.glyph_line, batch.glyph_slot]), classes.append(batch.glyph_class)
    stream.close()
    return torch.cat(features), torch.cat(classes)


def discriminant(features, classes, count, ridge):
    """Rows and biases; the mean of a class without a sample is that of all."""
    ones = torch.zeros(count).index_add_(0, classes, torch.ones(len(classes)))
    sums = torch.zeros(count, features.shape[1]).index_add_(0, classes, features)
    # A sample of all speaks for half a sample of each class.
    means = (sums + 0.5 * features.mean(0)) / (ones + 0.5)[:, None]
    within = features - (sums / ones.clamp(min=1)[:, None])[classes]
    covariance = within.t() @ within / max(1, len(classes) - count)
    covariance += ridge * covariance.diagonal().mean() * torch.eye(len(covariance))
    rows = torch.linalg.solve(covariance, means.t()).t()
    return rows, -0.5 * (rows * means).sum(1)


@torch.no_grad()
def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("checkpoint")
    a.add_argument("out")
    a.add_argument("--tool", default="build/release/tests/support/textlines/cli/mangping-lines")
    a.add_argument("--charset", default="data/reader/charset.txt")
    a.add_argument("--rounds", type=int, default=8, help="glyphs of each character")
    a.add_argument("--jobs", type=int, default=1)
    a = a.parse_args()
    torch.set_num_threads(1)
    charset = read_charset(a.charset)
    state = torch.load(a.checkpoint, map_location="cpu")
    net = network.Net(len(state["charset"]), state["arguments"]["widths"])
    net.load_state_dict(state["average"])
    net.eval()
    features, classes = gather(net, a, 501, a.rounds * ((len(charset) + 13) // 14))
    test_features, test_classes = gather(net, a, 502, 80)  # about a thousand glyphs to choose by
    old = torch.tensor([state["charset"].find(c) for c in charset])
    known = old >= 0
    best = None
    for ridge in (0.03, 0.1, 0.3, 1.0):
        rows, bias = discriminant(features, classes, len(charset), ridge)
        logits = test_features @ rows.t() + bias
        for scale in (0.2, 0.35, 0.5, 0.7, 1.0):
            for lift in (None, -6, -4, -2, 0, 2, 4, 6):
                new_rows, new_bias, new_logits = scale * rows, scale * bias, scale * logits
                if lift is not None:  # what was taught stays, and the rest is lifted to its level
                    taught_rows, taught_bias = net.classes.weight[old[known]], net.classes.bias[old[known]]
                    new_bias, new_logits = new_bias + lift, new_logits + lift
                    new_rows, new_bias = new_rows.clone(), new_bias.clone()
                    new_rows[known], new_bias[known] = taught_rows, taught_bias
                    new_logits[:, known] = test_features @ taught_rows.t() + taught_bias
                loss = F.cross_entropy(new_logits, test_classes).item()
                if best is None or loss < best[0]:
                    right = (new_logits.argmax(1) == test_classes).float().mean().item()
                    best = (loss, ridge, scale, new_rows, new_bias, right, lift)
    print(f"ridge {best[1]} scale {best[2]} lift {best[6]}: loss {best[0]:.3f}, right {best[5]:.3f} of {len(test_classes)}")
    weights = dict(state["average"])
    weights["classes.weight"], weights["classes.bias"] = best[3], best[4]
    save(a.out, average=weights, charset=charset, arguments=state["arguments"], done=state["done"])


if __name__ == "__main__":
    main()
