#!/usr/bin/python3
"""Turns a checkpoint into what mangping reads: reader.onnx (the trunk, batch norms folded in) and reader.classes."""
import argparse
import os
import struct

import numpy as np
import torch
from torch import nn

import net as network


def folded(pair):
    """A convolution and its batch norm as one convolution."""
    conv, norm = pair
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    out = nn.Conv2d(conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, conv.padding)
    out.weight.data = conv.weight * scale[:, None, None, None]
    out.bias.data = norm.bias - norm.running_mean * scale
    return out


class Trunk(nn.Module):
    """(1, 1, 32, W) -> (1, 2 * FEATURES + 2, 1, W / 8): the slots' features, then their gates before the sigmoid."""

    def __init__(self, net):
        super().__init__()
        for name in ("c1", "c2", "c3", "c4", "c5", "c6", "c7"):
            setattr(self, name, folded(getattr(net, name)))
        self.head = nn.Conv2d(net.slots.in_channels, net.slots.out_channels + 2, 1)
        self.head.weight.data = torch.cat([net.slots.weight, net.gate.weight])
        self.head.bias.data = torch.cat([net.slots.bias, net.gate.bias])

    def forward(self, x):
        relu = torch.relu
        x = relu(self.c2(relu(self.c1(x))))
        x = relu(self.c4(relu(x + self.c3(x))))
        x = relu(self.c6(relu(x + self.c5(x))))
        return self.head(relu(x + self.c7(x)))


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("checkpoint")
    a.add_argument("folder", help="data/reader")
    a = a.parse_args()
    state = torch.load(a.checkpoint, map_location="cpu")
    charset = state["charset"]
    net = network.Net(len(charset), state["arguments"]["widths"])
    net.load_state_dict(state["average"])
    net.eval()
    with torch.no_grad():
        trunk = Trunk(net).eval()
        example = torch.rand(1, 1, network.HEIGHT, 256)
        gate, features = net(example)
        out = trunk(example)[0, :, 0]
        f = network.FEATURES
        assert torch.allclose(out[2 * f:].t().reshape(-1), gate[0], atol=1e-3)
        assert torch.allclose(out[:f].t(), features[0, 0::2], atol=1e-3)
        torch.onnx.export(trunk, example, os.path.join(a.folder, "reader.onnx"), opset_version=11)
    with open(os.path.join(a.folder, "reader.classes"), "wb") as out:
        out.write(b"MPRC" + struct.pack("<II", len(charset), network.FEATURES))
        out.write(np.array([ord(c) for c in charset], "<u4").tobytes())
        rows = torch.cat([net.classes.bias[:, None], net.classes.weight], 1)
        out.write(rows.detach().numpy().astype("<f2").tobytes())


if __name__ == "__main__":
    main()
