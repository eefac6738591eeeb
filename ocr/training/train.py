#!/usr/bin/python3
"""Trains the line reader: see README.md. Run it again with the same --out and it goes on from its last checkpoint."""
import argparse
import json
import math
import os
import time

import numpy as np
import torch

import net as network
from lines import WEARS, LineStream


def arguments():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--tool", default="build/release/tests/support/textlines/cli/mangping-lines")
    a.add_argument("--charset", default="data/reader/charset.txt")
    a.add_argument("--out", required=True, help="folder for checkpoints and the log; outside the repository")
    a.add_argument("--lines", type=int, default=2_000_000, help="lines in all; the learning rate falls to 0 at their end")
    a.add_argument("--batch", type=int, default=16)
    a.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    a.add_argument("--ctc-from", type=float, default=2, help="share of the lines after which CTC takes over; 2: never")
    a.add_argument("--widths", type=int, nargs=4, default=network.WIDTHS, help="channels; see net.py")
    a.add_argument("--grow", help="begin with the weights of this checkpoint, whose charset may be smaller")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1, help="of torch, without a GPU")
    a.add_argument("--jobs", type=int, default=1, help="threads that draw lines")
    a.add_argument("--width", type=int, default=480, help="px of a training line")
    a.add_argument("--every", type=int, default=16_000, help="lines between checkpoints")
    a.add_argument("--check", type=int, default=320, help="lines of each validation set")
    return a.parse_args()


def rate_at(a, done):
    warm = min(1.0, done / (0.01 * a.lines + 1))
    return a.rate * warm * max(0.01, 0.5 * (1 + math.cos(math.pi * min(1.0, done / a.lines))))


def distance(a, b):
    """Levenshtein."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def validate(a, net, device, held_out):
    """Character error in all and by wear, on lines that training never sees."""
    stream = LineStream(a.tool, a.charset, seed=990_001, lines=a.check, jobs=a.jobs, width=a.width, held_out=held_out)
    wrong, total = {w: 0 for w in WEARS}, {w: 1e-9 for w in WEARS}
    net.eval()
    while (batch := stream.batch(32)) is not None:
        batch = batch.to(device)
        for n, text in enumerate(network.read(net, batch.pictures)):
            truth = batch.glyph_class[batch.glyph_line == n].tolist()
            wrong[batch.wears[n]] += distance(text, truth)
            total[batch.wears[n]] += len(truth)
    stream.close()
    net.train()
    result = {w: round(wrong[w] / total[w], 4) for w in WEARS}
    result["all"] = round(sum(wrong.values()) / sum(total.values()), 4)
    return result


class Average:
    """A slow average of the weights, which reads better than the weights themselves."""

    def __init__(self, net):
        self.state = {k: v.detach().clone() for k, v in net.state_dict().items()}

    def update(self, net, steps):
        keep = min(0.999, (1 + steps) / (20 + steps))
        for k, v in net.state_dict().items():
            if v.dtype.is_floating_point:
                self.state[k].mul_(keep).add_(v.detach(), alpha=1 - keep)
            else:
                self.state[k].copy_(v)


def read_charset(path):
    return "".join(l.rstrip("\n") for l in open(path, encoding="utf-8") if not l.startswith("##"))


def grow(net, charset, state):
    """The trunk, and the classes of the characters that both charsets have."""
    old = {c: i for i, c in enumerate(state["charset"])}
    weights = dict(state["average"])
    both = [(i, old[c]) for i, c in enumerate(charset) if c in old]
    new_rows, old_rows = torch.tensor([i for i, _ in both]), torch.tensor([j for _, j in both])
    for name in ("classes.weight", "classes.bias"):
        rows = net.state_dict()[name].clone()
        rows[new_rows] = weights[name][old_rows]
        weights[name] = rows
    net.load_state_dict(weights)


def save(path, **what):
    torch.save(what, path + ".part")
    os.replace(path + ".part", path)


def main():
    a = arguments()
    os.makedirs(a.out, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    charset = read_charset(a.charset)
    net = network.Net(len(charset), a.widths).to(device)
    if a.grow:
        grow(net, charset, torch.load(a.grow, map_location=device))
    decayed = [p for p in net.parameters() if p.dim() > 1]
    plain = [p for p in net.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0}],
                                  lr=a.rate, betas=(0.9, 0.98))
    average, done, steps = Average(net), 0, 0
    checkpoint = os.path.join(a.out, "checkpoint.pt")
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, map_location=device)
        net.load_state_dict(state["net"]), optimiser.load_state_dict(state["optimiser"])
        average.state, done, steps = state["average"], state["done"], state["steps"]
        print(f"goes on after {done} lines", flush=True)
    log = open(os.path.join(a.out, "log.jsonl"), "a")
    stream = LineStream(a.tool, a.charset, a.seed, first=done, jobs=a.jobs, width=a.width)
    shadow = network.Net(len(charset), a.widths).to(device)
    began, cpu, since, losses, rights = time.time(), time.process_time(), done, [], []
    while done < a.lines:
        for group in optimiser.param_groups:
            group["lr"] = rate_at(a, done)
        batch = stream.batch(a.batch, np.random.default_rng((a.seed, done))).to(device)
        ctc = done >= a.ctc_from * a.lines
        loss, right = (network.ctc_loss if ctc else network.frame_loss)(net, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimiser.step()
        done, steps = done + len(batch.wears), steps + 1
        average.update(net, steps)
        losses.append(loss.item()), rights.append(right.item())
        if done // a.every == (done - len(batch.wears)) // a.every and done < a.lines:
            if steps % 50 == 0:
                print(f"{done} loss {np.mean(losses[-50:]):.3f} right {np.mean(rights[-50:]):.3f}", flush=True)
            continue
        save(checkpoint, net=net.state_dict(), average=average.state, optimiser=optimiser.state_dict(), done=done,
             steps=steps, charset=charset, arguments=vars(a))
        shadow.load_state_dict(average.state)
        entry = {"lines": done, "lines_an_hour": round((done - since) / (time.time() - began) * 3600),
                 "cpu_share": round((time.process_time() - cpu) / (time.time() - began), 2),
                 "loss": round(float(np.mean(losses)), 4), "right": round(float(np.mean(rights)), 4),
                 "seen_fonts": validate(a, shadow, device, False), "held_out": validate(a, shadow, device, True)}
        log.write(json.dumps(entry) + "\n"), log.flush()
        print(json.dumps(entry), flush=True)
        began, cpu, since, losses, rights = time.time(), time.process_time(), done, [], []
    stream.close()


if __name__ == "__main__":
    main()
