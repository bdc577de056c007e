#!/usr/bin/env python3
"""Simulates genetic toggle switches, trains a network of 15-60-60-1 on it, and writes gene-switch.csv and gene-switch.onnx beside this file.

Two genes repress each other (Gardner, Cantor, Collins, Nature 403, 2000) and may activate themselves:

    x' = leak_x + strength_x / (1 + (y / threshold_x)^hill_x) + feedback_x * s / (1 + s) - (decay_x + growth) * x,   s = (x / feedback_threshold_x)^2

and the same with x and y exchanged: seven parameters for each gene, and the dilution by growth. A cell is a switch when it has two stable
states. They are counted by following the equations from many starts. What spans orders of magnitude is given as its logarithm to base 10.

Needs numpy and PyTorch (made with 1.24 and 1.13); takes about a minute.
"""
import os

import numpy as np
import torch

# Simulated rows to train the network, and those that are written, which it has not seen.
TRAINED = 40000
WRITTEN = 5000
EPOCHS = 30
WEIGHT_DECAY = 0.1
SEED = 1

# Name, smallest and largest value; all but the Hill exponents are logarithms.
GENE = [
    ("leak", -3, -1), ("strength", 0.5, 2), ("threshold", 0, 1), ("hill", 2, 4), ("feedback", -1.5, 0), ("feedback_threshold", 0, 1.5), ("decay", -0.5, 0.5)]
PARAMETERS = [(f"{'' if name == 'hill' else 'log10_'}{name}_{gene}", low, high) for gene in "xy" for name, low, high in GENE]
PARAMETERS.append(("log10_growth", -2, -0.5))


def production(state, other, p):
    square = (state / p["feedback_threshold"]) ** 2
    return p["leak"] + p["strength"] / (1 + (other / p["threshold"]) ** p["hill"]) + p["feedback"] * square / (1 + square)


def stable_states(rows):
    """The number of stable states of each row, up to 1 % of their size: where the equations come to rest from 36 starts."""
    genes = []
    for g in range(2):
        p = {name: rows[:, g * len(GENE) + i, None] for i, (name, _, _) in enumerate(GENE)}
        genes.append({name: value if name == "hill" else 10**value for name, value in p.items()})
    loss = [genes[g]["decay"] + 10 ** rows[:, -1, None] for g in range(2)]
    starts = np.logspace(-3, 3.5, 6)
    x = np.repeat(starts, 6)[None, :] * np.ones((len(rows), 1))
    y = np.tile(starts, 6)[None, :] * np.ones((len(rows), 1))
    # Exact for constant production, so that steps may be long: half of what is there is replaced in each.
    for _ in range(400):
        x, y = (x + production(x, y, genes[0]) / loss[0]) / 2, (y + production(y, x, genes[1]) / loss[1]) / 2
    # The states differ by much where there are two: the ratio of the genes tells them apart.
    ratio = np.sort(np.log(x / y), axis=1)
    return 1 + (np.diff(ratio, axis=1) > 0.01).sum(axis=1)


class Network(torch.nn.Module):
    """Takes the parameters as they are; the first thing it does is to standardise them."""

    def __init__(self, mean, deviation):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(15, 60), torch.nn.ReLU(), torch.nn.Linear(60, 60), torch.nn.ReLU(), torch.nn.Linear(60, 1))

    def scores(self, x):
        return self.layers((x - self.mean) / self.deviation)

    def forward(self, x):
        return torch.sigmoid(self.scores(x))


def main():
    folder = os.path.dirname(os.path.abspath(__file__))
    random = np.random.default_rng(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)

    rows = np.stack([random.uniform(low, high, TRAINED + WRITTEN) for _, low, high in PARAMETERS], axis=1).round(3)
    is_switch = np.concatenate([stable_states(part) > 1 for part in np.array_split(rows, 20)])
    with open(os.path.join(folder, "gene-switch.csv"), "w", newline="\n") as file:
        file.write(",".join([name for name, _, _ in PARAMETERS] + ["states"]) + "\n")
        for row, label in zip(rows[TRAINED:], is_switch[TRAINED:]):
            file.write(",".join(f"{value:.3f}" for value in row) + ("," + ("two" if label else "one")) + "\n")

    features, targets = torch.tensor(rows, dtype=torch.float32), torch.tensor(is_switch, dtype=torch.float32)[:, None]
    network = Network(features[:TRAINED].mean(0), features[:TRAINED].std(0))
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS)
    loss_of = torch.nn.BCEWithLogitsLoss()
    for _ in range(EPOCHS):
        for batch in torch.randperm(TRAINED).split(256):
            optimizer.zero_grad()
            loss_of(network.scores(features[batch]), targets[batch]).backward()
            optimizer.step()
        schedule.step()

    with torch.no_grad():
        right = ((network(features) > 0.5) == (targets > 0.5)).float()
    print(f"{is_switch.mean():.1%} switches; right on {right[:TRAINED].mean():.1%} of the rows it was trained on, {right[TRAINED:].mean():.1%} of those written")
    torch.onnx.export(
        network, features[:1], os.path.join(folder, "gene-switch.onnx"), opset_version=13, input_names=["parameters"], output_names=["switch"],
        dynamic_axes={"parameters": {0: "rows"}, "switch": {0: "rows"}})


if __name__ == "__main__":
    main()
