"""Batches of drawn lines, read from mangping-lines through a pipe."""
import subprocess
from dataclasses import dataclass

import numpy as np
import torch

from net import HEIGHT, SLOT_PX

WEARS = ["clean", "scan", "photo", "fax", "seal", "hand"]


@dataclass
class Batch:
    pictures: torch.Tensor  # (N, 1, HEIGHT, W), 0 paper … 1 ink
    gate: torch.Tensor  # (N, slots): 1 where a glyph's middle is
    gate_weight: torch.Tensor  # 0 where either answer is good
    glyph_line: torch.Tensor  # per glyph
    glyph_slot: torch.Tensor
    glyph_class: torch.Tensor
    lengths: torch.Tensor  # glyphs per line
    wears: list

    def to(self, device):
        for name, value in vars(self).items():
            if isinstance(value, torch.Tensor):
                setattr(self, name, value.to(device, non_blocking=True))
        return self


class LineStream:
    """Lines `first`, `first` + 1, … of `seed`: the same lines whenever they are asked for."""

    def __init__(self, tool, charset, seed, first=0, lines=0, jobs=1, width=480, held_out=False,
                 even=False):
        command = [tool, "--charset", charset, "--seed", str(seed), "--from", str(first), "--lines", str(lines)]
        command += ["--jobs", str(jobs), "--width", str(width), "--height", str(HEIGHT)]
        command += (["--held-out"] if held_out else []) + (["--even"] if even else [])
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=1 << 20)
        self.width = width

    def close(self):
        self.process.stdout.close()
        self.process.wait()

    def record(self):
        head = self.process.stdout.read(8)
        if len(head) < 8:
            return None
        width, glyphs = np.frombuffer(head, "<u2", 2)
        body = self.process.stdout.read(int(glyphs) * 6 + HEIGHT * int(width))
        truth = np.frombuffer(body, "<i2", int(glyphs) * 3).reshape(-1, 3)
        picture = np.frombuffer(body, np.uint8, offset=int(glyphs) * 6).reshape(HEIGHT, int(width))
        return picture, truth[:, 0].view(np.uint16).astype(np.int64), truth[:, 1:].astype(np.float32) / 8, head[4]

    def batch(self, size, random=None):
        """None at the stream's end. `random` (a numpy generator): a glyph's second nearest slot is taught now and then."""
        records = []
        while len(records) < size:
            record = self.record()
            if record is None:
                break
            records.append(record)
        return make_batch(records, self.width, random) if records else None


def make_batch(records, width, random):
    slots = width // SLOT_PX
    gate = np.zeros((len(records), slots), np.float32)
    weight = np.ones_like(gate)
    lines, places, classes = [], [], []
    for n, (_, line_classes, extents, _) in enumerate(records):
        exact = extents.mean(1) / SLOT_PX - 0.5
        order = np.arange(len(exact))
        # No two glyphs share a slot: narrow ones move on by one.
        slot = np.maximum.accumulate(np.rint(exact).astype(np.int64) - order) + order if len(exact) else order
        inside = (slot >= 0) & (slot < slots)
        slot, exact, line_classes = slot[inside], exact[inside], line_classes[inside]
        beside = np.clip(slot + np.where(exact > slot, 1, -1), 0, slots - 1)
        weight[n, beside] = 0
        gate[n, slot], weight[n, slot] = 1, 1
        if random is not None:
            free = (gate[n, beside] == 0) & (random.random(len(slot)) < 0.3)
            slot = np.where(free, beside, slot)
        lines.append(np.full(len(slot), n)), places.append(slot), classes.append(line_classes)
    pictures = np.stack([r[0] for r in records])[:, None]
    return Batch(1 - torch.from_numpy(pictures).float() / 255, torch.from_numpy(gate), torch.from_numpy(weight),
                 torch.from_numpy(np.concatenate(lines)), torch.from_numpy(np.concatenate(places)),
                 torch.from_numpy(np.concatenate(classes)), torch.tensor([len(c) for c in classes]),
                 [WEARS[r[3]] for r in records])
