"""A line network of Tesseract's as a PyTorch module, and back: see ocr/lstm/traineddata.hpp for what a file holds.

Weights are integers with a scale a row. An input of the integer 127 is 1, so that a weight is its integer times the
row's scale as the file has it. Gates stand in the file as cell input, input, forget, output; PyTorch has input, forget,
cell, output.
"""
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

NETWORK, CHARACTERS, SPELLING, VERSION = 17, 21, 22, 23
GATES = [1, 2, 0, 3]  # the file's gate that is PyTorch's first, second, …


class Cursor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        value = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return value if len(value) > 1 else value[0]

    def text(self):
        n = self.take("I")
        self.at += n
        return self.data[self.at - n:self.at].decode()


class Matrix:
    """Weights with the bias as last column, and where they stand in the file."""

    def __init__(self, cursor):
        self.begin = cursor.at
        self.mode, rows, columns, self.empty = cursor.take("BIIb")
        self.integers = np.frombuffer(cursor.data, np.int8, rows * columns, cursor.at).reshape(rows, columns)
        cursor.at += rows * columns
        count = cursor.take("I")
        self.scale = np.frombuffer(cursor.data, "<f8", count, cursor.at)
        cursor.at += 8 * count
        self.end = cursor.at

    def values(self):
        rows = len(self.integers)
        return torch.from_numpy((self.integers * self.scale[:rows, None]).astype(np.float32))

    def encoded(self, values):
        """The same record with other weights: rows rounded to integers of -127..127."""
        values = values.detach().cpu().double().numpy()
        scale = np.maximum(np.abs(values).max(1), 1e-12) / 127
        integers = np.rint(values / scale[:, None]).astype(np.int8)
        padded = np.resize(scale, max(len(scale), (len(scale) + 7) // 8 * 8)) if len(self.scale) % 8 == 0 else scale
        return (struct.pack("<BIIb", self.mode, *integers.shape, self.empty) + integers.tobytes()
                + struct.pack("<I", len(padded)) + padded.astype("<f8").tobytes())


def read_parts(path):
    data = open(path, "rb").read()
    count = struct.unpack_from("<I", data)[0]
    starts = struct.unpack_from(f"<{count}q", data, 4)
    ends = sorted([s for s in starts if s >= 0] + [len(data)])
    return {i: data[s:ends[ends.index(s) + 1]] for i, s in enumerate(starts) if s >= 0}


def write_parts(path, parts):
    count = max(parts) + 1
    at, starts, body = 4 + 8 * count, [-1] * count, b""
    for i in sorted(parts):
        starts[i] = at + len(body)
        body += parts[i]
    with open(path, "wb") as out:
        out.write(struct.pack(f"<I{count}q", count, *starts) + body)


class Layers:
    """Walks the layers of the one topology that ocr/lstm takes; `matrices` in the file's order."""

    def __init__(self, data):
        self.matrices, self.outputs_at = [], []
        c = Cursor(data)
        self.walk(c)
        c.text()
        c.take("iii")
        self.blank = c.take("i")

    def walk(self, c):
        c.take("b")
        kind = c.text()
        _, _, flags = c.take("bbi")
        c.take("i")
        outputs_at = c.at
        outputs, _ = c.take("ii")
        c.text()
        if kind in ("Series", "XYTranspose", "RTLReversed"):
            if kind == "Series" and not self.outputs_at:
                self.outputs_at.append(outputs_at)
            for _ in range(c.take("I")):
                self.walk(c)
            if flags & 64:
                rates = c.take("I")
                c.at += 4 * rates
        elif kind == "Input":
            c.take("iiiii")
        elif kind in ("Convolve", "Maxpool"):
            c.take("ii")
        elif kind in ("LSTM", "SummLSTM"):
            c.take("i")
            self.matrices += [Matrix(c) for _ in range(4)]
        elif kind in ("Tanh", "Softmax"):
            if kind == "Softmax":
                self.outputs_at.append(outputs_at)
            self.matrices.append(Matrix(c))
        else:
            raise ValueError("layer " + kind)


def lstm_of(matrices):
    values = [matrices[i].values() for i in GATES]
    cells = len(values[0])
    inputs = values[0].shape[1] - 1 - cells
    lstm = nn.LSTM(inputs, cells)
    stacked = torch.cat(values)
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(stacked[:, :inputs])
        lstm.weight_hh_l0.copy_(stacked[:, inputs:-1])
        lstm.bias_ih_l0.copy_(stacked[:, -1])
        lstm.bias_hh_l0.zero_()
    lstm.bias_hh_l0.requires_grad_(False)
    return lstm


def gates_of(lstm):
    """The four matrices in the file's order."""
    whole = torch.cat([lstm.weight_ih_l0, lstm.weight_hh_l0, (lstm.bias_ih_l0 + lstm.bias_hh_l0)[:, None]], 1)
    parts = whole.chunk(4)
    return [parts[GATES.index(i)] for i in range(4)]


class Net(nn.Module):
    """(N, 50, W + 2) pictures with their border, -1..1 -> (W / 3, N, codes) log probabilities."""

    def __init__(self, data, extra_codes=0):
        super().__init__()
        self.data, layers = data, Layers(data)
        m = layers.matrices
        self.blank = layers.blank
        first = m[0].values()
        self.convolution = nn.Conv2d(1, len(first), 3)
        self.column, self.forward_, self.backward_, self.last = (lstm_of(m[1 + 4 * i:5 + 4 * i]) for i in range(4))
        output = m[17].values()
        self.output = nn.Linear(output.shape[1] - 1, len(output) + extra_codes)
        with torch.no_grad():
            # The file has a window's pixels column by column.
            self.convolution.weight.copy_(first[:, :9].reshape(-1, 1, 3, 3).transpose(2, 3))
            self.convolution.bias.copy_(first[:, 9])
            self.output.weight[:len(output)].copy_(output[:, :-1])
            self.output.bias[:len(output)].copy_(output[:, -1])
            self.output.weight[len(output):].mul_(0.5)
            self.output.bias[len(output):].fill_(float(output[:, -1].min()))

    def columns(self, pictures):
        """(N, 50, W + 2) -> (W / 3, N, features): what a column holds."""
        x = torch.tanh(F.max_pool2d(self.convolution(pictures[:, None]), 3))
        n, features, rows, steps = x.shape
        down = x.permute(2, 3, 0, 1).reshape(rows, steps * n, features)
        _, (last, _) = self.column(down)
        return last[0].reshape(steps, n, -1)

    def along(self, columns):
        """(W / 3, N, features) -> (W / 3, N, codes)."""
        x, _ = self.forward_(columns)
        x, _ = self.backward_(x.flip(0))
        x, _ = self.last(x.flip(0))
        return F.log_softmax(self.output(x), 2)

    def file(self):
        """The network as the file has it, rounded to integers."""
        layers = Layers(self.data)
        values = [torch.cat([self.convolution.weight.transpose(2, 3).reshape(-1, 9),
                             self.convolution.bias[:, None]], 1)]
        for lstm in (self.column, self.forward_, self.backward_, self.last):
            values += gates_of(lstm)
        values.append(torch.cat([self.output.weight, self.output.bias[:, None]], 1))
        data = bytearray(self.data)
        for at in layers.outputs_at:
            struct.pack_into("<i", data, at, len(values[-1]))
        out, at = b"", 0
        for matrix, value in zip(layers.matrices, values):
            out += bytes(data[at:matrix.begin]) + matrix.encoded(value)
            at = matrix.end
        return out + bytes(data[at:])
