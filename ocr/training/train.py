#!/usr/bin/python3
"""Trains the line reader on from one of Tesseract's networks: see README.md. Run it again with the same --out and it
goes on from its last checkpoint."""
import argparse
import json
import math
import os
import time

import numpy as np
import torch
from torch.nn import functional as F

import model
import spelling
from lines import WEARS, LineStream

# Lines that go through the convolution and down the columns together: more leave the processor's cache, and four fifths
# of the time went there.
FRONT = 2


def arguments():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--from-model", default="/usr/share/tesseract-ocr/5/tessdata/HanS.traineddata",
                   help="the network to begin with; an earlier model of ours goes on from there")
    a.add_argument("--tool", default="build/release/tests/support/textlines/cli/mangping-lines")
    a.add_argument("--charset", default="data/reader/charset.txt")
    a.add_argument("--out", required=True, help="folder for checkpoints, the model and the log; outside the repository")
    a.add_argument("--lines", type=int, default=1_000_000, help="in all; the learning rate falls to 0 at their end")
    a.add_argument("--batch", type=int, default=24)
    a.add_argument("--rate", type=float, default=1e-3, help="highest learning rate")
    a.add_argument("--dossier-share", type=float, default=0.45, help="of the text: phrases as dossiers have them")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1, help="of torch, without a GPU")
    a.add_argument("--jobs", type=int, default=1, help="threads that draw lines")
    a.add_argument("--width", type=int, default=480, help="px of a training line")
    a.add_argument("--every", type=int, default=9_600, help="lines between checkpoints")
    a.add_argument("--check", type=int, default=288, help="lines of each validation set")
    return a.parse_args()


def rate_at(a, done):
    warm = min(1.0, (done + 1) / (0.02 * a.lines + 1))
    return a.rate * warm * max(0.01, 0.5 * (1 + math.cos(math.pi * min(1.0, done / a.lines))))


def distance(a, b):
    """Levenshtein."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


class Reader:
    """The characters, their codes, and the network."""

    def __init__(self, a):
        self.parts = model.read_parts(a.from_model)
        characters = spelling.read_characters(self.parts[model.CHARACTERS])
        codes = spelling.read_spelling(self.parts[model.SPELLING])
        with open(a.charset, encoding="utf-8") as lines:
            wanted = "".join(line.rstrip("\n") for line in lines if not line.startswith("##"))
        # Codes of their own come after all that the network has, its blank included.
        codes_before = len(model.Layers(self.parts[model.NETWORK]).matrices[-1].integers)
        self.new, own = spelling.extended(characters, codes, wanted, codes_before)
        self.net = model.Net(self.parts[model.NETWORK], own)
        characters[0] = " "
        self.codes = {c: s for c, s in zip(characters, codes) if len(c) == 1} | dict(self.new)
        self.character = {s: c for c, s in reversed(self.codes.items())}
        self.longest = max(map(len, self.character))

    def spell(self, text):
        """Codes; what is drawn wide but has no code so is said narrow."""
        out = []
        for c in text:
            if c not in self.codes and "\uff01" <= c <= "\uff5e":
                c = chr(ord(c) - 0xFEE0)
            out += self.codes.get(c, ())
        return out

    def read(self, log_p):
        """The best path's text of every line."""
        out = []
        for path in log_p.argmax(2).T.tolist():
            codes = [c for i, c in enumerate(path) if c != self.net.blank and (i == 0 or c != path[i - 1])]
            text, at = "", 0
            while at < len(codes):
                n = next((n for n in range(self.longest, 0, -1) if tuple(codes[at:at + n]) in self.character), 0)
                text += self.character[tuple(codes[at:at + n])] if n else "\ufffd"
                at += max(1, n)
            out.append(text)
        return out

    def write(self, path):
        parts = {model.NETWORK: self.net.file(), model.VERSION: b"mangping",
                 model.CHARACTERS: spelling.write_characters(self.parts[model.CHARACTERS], self.new),
                 model.SPELLING: spelling.write_spelling(self.parts[model.SPELLING], self.new)}
        model.write_parts(path, parts)


def plain(text):
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text if c != " ")


def validate(a, reader, device, held_out):
    """Character error in all and by wear, on lines that training never sees."""
    stream = LineStream(a.tool, a.charset, seed=990_001, lines=a.check, jobs=a.jobs, width=a.width, held_out=held_out,
                        dossier_share=a.dossier_share)
    wrong, total = {w: 0 for w in WEARS}, {w: 1e-9 for w in WEARS}
    with torch.no_grad():
        while (batch := stream.batch(a.batch)) is not None:
            read = reader.read(through(reader.net, batch.pictures.to(device)))
            for text, truth, wear in zip(read, batch.texts, batch.wears):
                wrong[wear] += distance(plain(text), plain(truth))
                total[wear] += len(plain(truth))
    stream.close()
    result = {w: round(wrong[w] / total[w], 4) for w in WEARS}
    result["all"] = round(sum(wrong.values()) / sum(total.values()), 4)
    return result


def through(net, pictures):
    if pictures.is_cuda:
        return net.along(net.columns(pictures))
    return net.along(torch.cat([net.columns(p) for p in pictures.split(FRONT)], 1))


def loss_of(reader, batch, device):
    """Connectionist temporal classification (Graves et al. 2006), a code."""
    log_p = through(reader.net, batch.pictures.to(device))
    codes = [reader.spell(text) for text in batch.texts]
    lengths = torch.tensor([len(c) for c in codes])
    steps = torch.full((len(codes),), log_p.shape[0], dtype=torch.long)
    flat = torch.tensor([c for line in codes for c in line], dtype=torch.long)
    loss = F.ctc_loss(log_p, flat.to(device), steps, lengths, blank=reader.net.blank, reduction="none",
                      zero_infinity=True)
    return loss.sum() / max(1, int(lengths.sum()))


class Average:
    """A slow average of the weights, which reads better than the weights themselves."""

    def __init__(self, net):
        self.state = {k: v.detach().clone() for k, v in net.state_dict().items()}

    def update(self, net, steps):
        keep = min(0.998, (1 + steps) / (20 + steps))
        for k, v in net.state_dict().items():
            self.state[k].mul_(keep).add_(v.detach(), alpha=1 - keep)


def save(path, **what):
    torch.save(what, path + ".part")
    os.replace(path + ".part", path)


def main():
    a = arguments()
    os.makedirs(a.out, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(a.seed)
    reader, shadow = Reader(a), Reader(a)
    net = reader.net.to(device)
    shadow.net.to(device)
    trained = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=a.rate, betas=(0.9, 0.98), weight_decay=1e-4)
    average, done, steps = Average(net), 0, 0
    checkpoint = os.path.join(a.out, "checkpoint.pt")
    log = open(os.path.join(a.out, "log.jsonl"), "a", encoding="utf-8")
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, map_location=device)
        net.load_state_dict(state["net"]), optimiser.load_state_dict(state["optimiser"])
        average.state, done, steps = state["average"], state["done"], state["steps"]
        print(f"goes on after {done} lines", flush=True)
    else:
        entry = {"lines": 0, "seen_fonts": validate(a, reader, device, False),
                 "held_out": validate(a, reader, device, True)}
        log.write(json.dumps(entry) + "\n"), log.flush()
        print(json.dumps(entry), flush=True)
    stream = LineStream(a.tool, a.charset, a.seed, done, jobs=a.jobs, width=a.width, dossier_share=a.dossier_share)
    began, cpu, since, losses = time.time(), time.process_time(), done, []
    while done < a.lines:
        for group in optimiser.param_groups:
            group["lr"] = rate_at(a, done)
        batch = stream.batch(a.batch)
        loss = loss_of(reader, batch, device)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1)
        optimiser.step()
        done, steps = done + len(batch.texts), steps + 1
        average.update(net, steps)
        losses.append(loss.item())
        if steps % 50 == 0:
            print(f"{done} loss {np.mean(losses[-50:]):.3f}", flush=True)
        if done // a.every == (done - len(batch.texts)) // a.every and done < a.lines:
            continue
        save(checkpoint, net=net.state_dict(), average=average.state, optimiser=optimiser.state_dict(), done=done,
             steps=steps, arguments=vars(a))
        shadow.net.load_state_dict(average.state)
        shadow.write(os.path.join(a.out, "mangping.traineddata"))
        entry = {"lines": done, "lines_an_hour": round((done - since) / (time.time() - began) * 3600),
                 "cpu_share": round((time.process_time() - cpu) / (time.time() - began), 2),
                 "loss": round(float(np.mean(losses)), 4), "seen_fonts": validate(a, shadow, device, False),
                 "held_out": validate(a, shadow, device, True)}
        log.write(json.dumps(entry) + "\n"), log.flush()
        print(json.dumps(entry), flush=True)
        began, cpu, since, losses = time.time(), time.process_time(), done, []
    stream.close()


if __name__ == "__main__":
    main()
