"""Batches of drawn lines, read from mangping-lines through a pipe."""
import subprocess
from dataclasses import dataclass

import numpy as np
import torch

WEARS = ["clean", "scan", "photo", "fax", "seal", "hand"]
HEIGHT = 48
EM = 33  # px of the type in it, as ocr/lines scales lines
SPREAD = 0.6  # how much size and place vary: ocr/lines finds them, but not exactly
BLOT_SHARE = 0.05  # of the lines: marks that are no text, which a reader must not read


@dataclass
class Batch:
    pictures: torch.Tensor  # (N, HEIGHT + 2, width + 2), -1..1
    texts: list
    wears: list


def han(c):
    return c > "\u2e7f"


class LineStream:
    """Lines `first`, `first` + 1, … of `seed`: the same lines whenever they are asked for."""

    def __init__(self, tool, charset, seed, first=0, lines=0, jobs=1, width=480, held_out=False, dossier_share=0.5):
        command = [tool, "--charset", charset, "--seed", str(seed), "--from", str(first), "--lines", str(lines)]
        command += ["--jobs", str(jobs), "--width", str(width), "--height", str(HEIGHT), "--em", str(EM)]
        command += ["--spread", str(SPREAD), "--blot-share", str(0 if held_out else BLOT_SHARE)]
        command += ["--dossier-share", str(dossier_share)] + (["--held-out"] if held_out else [])
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=1 << 20)

    def close(self):
        self.process.stdout.close()
        self.process.wait()

    def record(self):
        head = self.process.stdout.read(8)
        if len(head) < 8:
            return None
        width, glyphs = np.frombuffer(head, "<u2", 2)
        body = self.process.stdout.read(int(glyphs) * 4 + (HEIGHT + 2) * (int(width) + 2))
        text = ""
        for value in np.frombuffer(body, "<u4", int(glyphs)).tolist():
            c = chr(value & 0x7FFFFFFF)
            # Beside Han a space is not said: there it is spacing like any other.
            if value >> 31 and text and not han(text[-1]) and not han(c):
                text += " "
            text += c
        picture = np.frombuffer(body, np.int8, offset=int(glyphs) * 4).reshape(HEIGHT + 2, int(width) + 2)
        return picture, text, WEARS[head[4]]

    def batch(self, size):
        """None at the stream's end."""
        records = []
        while len(records) < size and (record := self.record()) is not None:
            records.append(record)
        if not records:
            return None
        pictures, texts, wears = zip(*records)
        return Batch(torch.from_numpy(np.stack(pictures)).float() / 127, list(texts), list(wears))
