#!/usr/bin/python3
"""Trains line readers on from Tesseract's networks, all on the same lines: see README.md. Run it again with the same
--out and it goes on from its last checkpoint."""
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
    a.add_argument("--reader", action="append", metavar="NAME=PARENT", type=lambda r: r.split("=", 1), default=[],
                   help="a reader to train and the network to begin with, which may be an earlier model of ours; "
                   "several times: each learns from every line (mangping=HanS.traineddata of Tesseract)")
    a.add_argument("--tool", default="build/release/tests/support/textlines/cli/mangping-lines")
    a.add_argument("--charset", default="data/reader/charset.txt")
    a.add_argument("--out", required=True, help="folder for checkpoints, the model and the log; outside the repository")
    a.add_argument("--lines", type=int, default=1_000_000, help="in all; the learning rate falls to 0 at their end")
    a.add_argument("--batch", type=int, default=24)
    a.add_argument("--rate", type=float, default=1e-3, help="highest learning rate")
    a.add_argument("--dossier-share", type=float, default=0.45, help="of the text: phrases as dossiers have them")
    a.add_argument("--favour", help="a file of characters that the text is to hold more of (favoured.txt)")
    a.add_argument("--favour-share", type=float, default=0.4, help="of the text, where --favour is given")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1, help="of torch, without a GPU")
    a.add_argument("--jobs", type=int, default=1, help="threads that draw lines")
    a.add_argument("--width", type=int, default=480, help="px of a training line")
    a.add_argument("--every", type=int, default=9_600, help="lines between checkpoints")
    a.add_argument("--check", type=int, default=288, help="lines of each validation set")
    a.add_argument("--minutes", type=float, default=math.inf, help="the course ends then, whatever --lines says")
    a = a.parse_args()
    a.reader = a.reader or [["mangping", "/usr/share/tesseract-ocr/5/tessdata/HanS.traineddata"]]
    return a


def rate_at(a, share):
    """`share`: of the course that is over."""
    return a.rate * min(1.0, share / 0.02 + 1e-3) * max(0.01, 0.5 * (1 + math.cos(math.pi * min(1.0, share))))


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

    def __init__(self, a, parent):
        self.parts = model.read_parts(parent)
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


def validate(a, readers, device, held_out):
    """Character error in all and by wear of every reader, on lines that training never sees."""
    stream = LineStream(a.tool, a.charset, seed=990_001, lines=a.check, jobs=a.jobs, width=a.width, held_out=held_out,
                        dossier_share=a.dossier_share)
    wrong, total = [{w: 0 for w in WEARS} for _ in readers], {w: 1e-9 for w in WEARS}
    with torch.no_grad():
        while (batch := stream.batch(a.batch)) is not None:
            pictures = pictures_of(batch, device)
            for text, wear in zip(batch.texts, batch.wears):
                total[wear] += len(plain(text))
            for reader, own in zip(readers, wrong):
                for text, truth, wear in zip(reader.read(through(reader.net, pictures)), batch.texts, batch.wears):
                    own[wear] += distance(plain(text), plain(truth))
    stream.close()
    return [{w: round(own[w] / total[w], 4) for w in WEARS} | {"all": round(sum(own.values()) / sum(total.values()), 4)}
            for own in wrong]


def pictures_of(batch, device):
    return batch.pictures.to(device).float() / 127


def through(net, pictures):
    if pictures.is_cuda:
        return net.along(net.columns(pictures))
    return net.along(torch.cat([net.columns(p) for p in pictures.split(FRONT)], 1))


def loss_of(reader, batch, pictures):
    """Connectionist temporal classification (Graves et al. 2006), a code."""
    log_p = through(reader.net, pictures)
    codes = [reader.spell(text) for text in batch.texts]
    lengths = torch.tensor([len(c) for c in codes])
    steps = torch.full((len(codes),), log_p.shape[0], dtype=torch.long)
    flat = torch.tensor([c for line in codes for c in line], dtype=torch.long)
    loss = F.ctc_loss(log_p, flat.to(log_p.device), steps, lengths, blank=reader.net.blank, reduction="none",
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


class Student:
    """A reader that learns, and the average that is written."""

    def __init__(self, a, name, parent, device):
        self.name, self.reader, self.shadow = name, Reader(a, parent), Reader(a, parent)
        self.net = self.reader.net.to(device)
        self.shadow.net.to(device)
        self.trained = [p for p in self.net.parameters() if p.requires_grad]
        self.optimiser = torch.optim.AdamW(self.trained, lr=a.rate, betas=(0.9, 0.98), weight_decay=1e-4)
        self.average, self.losses = Average(self.net), []

    def state(self):
        return {"net": self.net.state_dict(), "average": self.average.state, "optimiser": self.optimiser.state_dict()}

    def load(self, state):
        self.net.load_state_dict(state["net"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.state = state["average"]

    def learn(self, batch, pictures, rate, steps):
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        loss = loss_of(self.reader, batch, pictures)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.trained, 1)
        self.optimiser.step()
        self.average.update(self.net, steps)
        self.losses.append(loss.detach())

    def mean_loss(self):
        return round(float(torch.stack(self.losses).mean()), 4) if self.losses else None

    def write(self, folder):
        self.shadow.net.load_state_dict(self.average.state)
        self.shadow.write(os.path.join(folder, self.name + ".traineddata"))


def save(path, **what):
    torch.save(what, path + ".part")
    os.replace(path + ".part", path)


class Course:
    """How far it is, the checkpoints and the log."""

    def __init__(self, a, device):
        self.a, self.device = a, device
        self.students = [Student(a, name, parent, device) for name, parent in a.reader]
        self.done = self.steps = 0
        self.checkpoint = os.path.join(a.out, "checkpoint.pt")
        self.log = open(os.path.join(a.out, "log.jsonl"), "a", encoding="utf-8")
        if os.path.exists(self.checkpoint):
            state = torch.load(self.checkpoint, map_location=device)
            for student in self.students:
                student.load(state["students"][student.name])
            self.done, self.steps = state["done"], state["steps"]
            print(f"goes on after {self.done} lines", flush=True)
        else:
            self.report()
        self.began, self.first = time.time(), self.done
        self.mark()

    def mark(self):
        self.since, self.clock, self.cpu = self.done, time.time(), time.process_time()
        for student in self.students:
            student.losses = []

    def share(self):
        minutes = (time.time() - self.began) / 60
        return max(self.done / self.a.lines, minutes / self.a.minutes)

    def report(self):
        entry = {"lines": self.done}
        if self.done > 0:
            seconds = time.time() - self.clock
            entry |= {"lines_an_hour": round((self.done - self.since) / seconds * 3600),
                      "cpu_share": round((time.process_time() - self.cpu) / seconds, 2)}
        shadows = [student.shadow for student in self.students]
        seen, held_out = (validate(self.a, shadows, self.device, h) for h in (False, True))
        for student, one, other in zip(self.students, seen, held_out):
            entry[student.name] = {"loss": student.mean_loss(), "seen_fonts": one, "held_out": other}
        self.log.write(json.dumps(entry) + "\n"), self.log.flush()
        print(json.dumps(entry), flush=True)

    def keep(self):
        save(self.checkpoint, students={s.name: s.state() for s in self.students}, done=self.done, steps=self.steps,
             arguments=vars(self.a))
        for student in self.students:
            student.write(self.a.out)

    def run(self):
        a = self.a
        stream = LineStream(a.tool, a.charset, a.seed, self.done, jobs=a.jobs, width=a.width,
                            dossier_share=a.dossier_share, favour=a.favour, favour_share=a.favour_share)
        for batch in stream.ahead(a.batch):
            pictures, rate = pictures_of(batch, self.device), rate_at(a, self.share())
            self.steps += 1
            for student in self.students:
                student.learn(batch, pictures, rate, self.steps)
            before, self.done = self.done, self.done + len(batch.texts)
            over = self.share() >= 1
            if self.steps % 50 == 0:
                recent = [round(float(torch.stack(s.losses[-50:]).mean()), 3) for s in self.students]
                print(f"{self.done} loss {recent}", flush=True)
            if over or self.done // a.every > before // a.every:
                self.keep()
                self.report()
                self.mark()
            if over:
                break
        stream.close()


def main():
    a = arguments()
    os.makedirs(a.out, exist_ok=True)
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(a.seed)
    Course(a, torch.device("cuda" if torch.cuda.is_available() else "cpu")).run()


if __name__ == "__main__":
    main()
