#!/usr/bin/env python3
"""Makes the models in Fixtures/: each NAME.onnx with NAME.json, its inputs and what the exporter itself computes for them.

Networks come from PyTorch, which evaluates them before they are exported. Operators that PyTorch does not write are put together with
onnx.helper, and their values computed here with NumPy by the definition of the operator, in a way of its own (loops over windows and trees).
Made with PyTorch 1.13 and onnx 1.12 as Debian packages them: /usr/bin/python3 make_fixtures.py
"""
import json
import pathlib

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

FOLDER = pathlib.Path(__file__).parent / "Fixtures"
ROWS = 6


def write(name, model, inputs, outputs, double=False):
    path = FOLDER / f"{name}.onnx"
    if isinstance(model, onnx.ModelProto):
        # What the exporter says of itself is no part of the network.
        model.producer_name = model.producer_version = model.doc_string = ""
        for node in model.graph.node:
            node.doc_string = ""
        onnx.save(model, str(path))
    flat = lambda rows: [[float(v) for v in np.asarray(row).ravel()] for row in rows]
    case = {"double": double, "inputs": flat(inputs), "outputs": flat(outputs)}
    path.with_suffix(".json").write_text(json.dumps(case) + "\n", encoding="utf-8")


def export(name, network, shape, opset, double=False, dynamic=True):
    """One row at a time through PyTorch; the number of rows is left open."""
    kind = torch.float64 if double else torch.float32
    network = network.to(kind).eval()
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    rows = [torch.randn((1, *shape), generator=generator, dtype=torch.float64).to(kind) for _ in range(ROWS)]
    with torch.no_grad():
        outputs = [network(row) for row in rows]
    outputs = [np.concatenate([o.numpy().ravel() for o in (out if isinstance(out, tuple) else (out,))]) for out in outputs]
    path = FOLDER / f"{name}.onnx"
    axes = {"x": {0: "rows"}} if dynamic else None
    torch.onnx.export(network, rows[0], str(path), opset_version=opset, input_names=["x"], dynamic_axes=axes, do_constant_folding=opset % 2 == 1)
    write(name, onnx.load(str(path)), [r.numpy() for r in rows], outputs, double)


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.c = nn.Linear(5, 8), nn.Linear(8, 8), nn.Linear(21, 3)

    def forward(self, x):
        h = torch.relu(self.a(x))
        g = h + torch.relu(self.b(h))
        return self.c(torch.cat([g, x, g - 2 * h], dim=1))


class Bounds(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(4, 9), nn.Linear(9, 2)

    def forward(self, x):
        h = torch.clamp(self.a(x), -0.5, 0.7)
        h = torch.maximum(h, 0.3 * h.abs()) - torch.minimum(h, torch.tensor(0.1))
        return self.b(nn.functional.relu6(4 * h) / 3 + nn.functional.hardtanh(h) * 0.5)


class Images(nn.Module):
    """Strides, pads, dilation, groups, and what flattens by the shape of its input."""

    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(2, 4, (3, 2), stride=(2, 1), padding=(1, 1))
        self.b = nn.Conv2d(4, 8, 3, padding=2, dilation=2, groups=2)
        self.n = nn.BatchNorm2d(8)
        self.n.running_mean.uniform_(-1, 1)
        self.n.running_var.uniform_(0.5, 2)
        self.p = nn.PReLU(8)
        self.c = nn.Linear(8 * 2 * 4, 3)

    def forward(self, x):
        h = torch.relu(self.a(x))
        h = self.p(self.n(self.b(h)))
        h = nn.functional.max_pool2d(h, 2, stride=2, padding=(0, 1))
        return self.c(h.view(h.size(0), -1))


class Averages(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(1, 3, 3, bias=False)

    def forward(self, x):
        h = nn.functional.leaky_relu(self.a(x), 0.2)
        included = nn.functional.avg_pool2d(h, 3, stride=2, padding=1, count_include_pad=True)
        left = nn.functional.avg_pool2d(h, 3, stride=2, padding=1, count_include_pad=False)
        partial = nn.functional.max_pool2d(h, 2, stride=2, ceil_mode=True)
        whole = nn.functional.adaptive_avg_pool2d(h, 1)
        edges = nn.functional.pad(h, (1, 0, 2, 1), mode="replicate")
        mirrored = nn.functional.pad(h, (2, 1, 0, 2), mode="reflect")
        framed = nn.functional.pad(h, (1, -1, 0, 2), value=0.5)
        return torch.cat([v.flatten(1) for v in (included, left, partial, whole, edges, mirrored, framed)], dim=1)


class Moves(nn.Module):
    def forward(self, x):
        h = x.permute(0, 2, 1).unsqueeze(1)
        h = torch.cat([h[:, :, 1:, ::2], h[:, :, :-1, 1:3]], dim=3).squeeze(1)
        return h.reshape(x.shape[0], 2, -1).transpose(1, 2).flatten(1)


class Ends(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 4)

    def forward(self, x):
        z = self.a(x)
        return torch.softmax(z, 1), torch.log_softmax(z, 1), torch.sigmoid(z), torch.tanh(z), torch.argmax(z, 1)


def from_torch():
    # Attributes are of single precision in the format, so that in double only numbers that fit are the same on both sides.
    dense = lambda: nn.Sequential(nn.Linear(15, 12), nn.ReLU(), nn.Linear(12, 12), nn.PReLU(12), nn.Linear(12, 7), nn.LeakyReLU(0.125), nn.Linear(7, 1))
    for opset in (7, 9, 11, 13, 16):
        export(f"dense-{opset}", dense(), (15,), opset)
    export("dense-double", dense(), (15,), 13, double=True)
    export("dense-sigmoid", nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Dropout(0.5), nn.Linear(6, 1), nn.Sigmoid()), (4,), 12)
    export("dense-softmax", nn.Sequential(nn.Linear(4, 6), nn.PReLU(), nn.Linear(6, 3), nn.Softmax(dim=1)), (4,), 10)
    export("residual", Residual(), (5,), 13)
    export("bounds", Bounds(), (4,), 14)
    export("bounds-9", Bounds(), (4,), 9)
    export("bounds-double", Bounds(), (4,), 13, double=True)
    signal = lambda: nn.Sequential(
        nn.Conv1d(2, 4, 3, stride=2, padding=1), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(4, 4, 2, dilation=2, groups=4), nn.BatchNorm1d(4), nn.AvgPool1d(2), nn.Flatten(), nn.Linear(8, 2))
    export("signal", signal(), (2, 24), 11)
    export("signal-double", signal(), (2, 24), 15, double=True)
    export("images-9", Images(), (2, 7, 5), 9)
    export("images-13", Images(), (2, 7, 5), 13)
    export("images-double", Images(), (2, 7, 5), 16, double=True)
    export("averages", Averages(), (1, 8, 8), 11)
    export("moves", Moves(), (4, 3), 11)
    export("ends-11", Ends(), (3,), 11)
    export("ends-double", Ends(), (3,), 13, double=True)
    export("fixed-rows", nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 2), nn.LogSoftmax(dim=1)), (3,), 13, dynamic=False)
    export("dense-tanh", nn.Sequential(nn.Linear(5, 8), nn.Tanh(), nn.Linear(8, 3)), (5,), 13)


def model(nodes, inputs, outputs, tensors=(), opset=13, learning=None):
    graph = helper.make_graph(
        nodes, "network",
        [helper.make_tensor_value_info(n, t, s) for n, t, s in inputs],
        [helper.make_tensor_value_info(n, t, None) for n, t in outputs],
        [numpy_helper.from_array(np.asarray(v), n) for n, v in tensors])
    opsets = [helper.make_opsetid("", opset)] + ([helper.make_opsetid("ai.onnx.ml", learning)] if learning else [])
    return helper.make_model(graph, opset_imports=opsets)


def windows(x, size, stride, dilation, before, after, fill):
    """All windows of each channel of rows x channels x height x width, as lists of values, with what was added around as `fill`."""
    padded = np.full((x.shape[0], x.shape[1], x.shape[2] + before[0] + after[0], x.shape[3] + before[1] + after[1]), fill, dtype=np.float64)
    padded[:, :, before[0]:before[0] + x.shape[2], before[1]:before[1] + x.shape[3]] = x
    reach = [dilation[a] * (size[a] - 1) + 1 for a in (0, 1)]
    ys, xs = (range(0, padded.shape[2 + a] - reach[a] + 1, stride[a]) for a in (0, 1))
    return [[padded[0, :, y:y + reach[0]:dilation[0], c:c + reach[1]:dilation[1]] for c in xs] for y in ys]


def from_definitions():
    rng = np.random.default_rng(5)
    single = lambda *shape: rng.normal(size=shape).astype(np.float32)

    # auto_pad: windows as many as strides fit in; an odd place goes to the end (upper) or the beginning (lower).
    for mode in ("SAME_UPPER", "SAME_LOWER", "VALID"):
        w, rows = single(3, 2, 3, 2), [single(1, 2, 6, 5) for _ in range(ROWS)]
        before, after = {"SAME_UPPER": ((0, 0), (1, 1)), "SAME_LOWER": ((1, 1), (0, 0)), "VALID": ((0, 0), (0, 0))}[mode]
        conv = helper.make_node("Conv", ["x", "w"], ["z"], name="conv", auto_pad=mode, strides=[2, 1])
        pool = helper.make_node("MaxPool", ["x"], ["m"], name="pool", auto_pad=mode, strides=[2, 1], kernel_shape=[3, 2])
        flat = [helper.make_node("Flatten", [n], [n + "f"]) for n in "zm"]
        both = helper.make_node("Concat", ["zf", "mf"], ["y"], axis=1)
        values = []
        for x in rows:
            z = [[(w * patch).sum(axis=(1, 2, 3)) for patch in line] for line in windows(x, (3, 2), (2, 1), (1, 1), before, after, 0)]
            m = [[patch.max(axis=(1, 2)) for patch in line] for line in windows(x, (3, 2), (2, 1), (1, 1), before, after, -np.inf)]
            values.append(np.concatenate([np.moveaxis(np.array(v), 2, 0).ravel() for v in (z, m)]))
        write(f"pads-{mode.lower().replace('_', '-')}", model(
            [conv, pool, *flat, both], [("x", TensorProto.FLOAT, ["n", 2, 6, 5])], [("y", TensorProto.FLOAT)], [("w", w)], 11), rows, values)

    # Arithmetic that stretches, constants on either side, several inputs, whole numbers.
    rows = [single(1, 3, 2) for _ in range(ROWS)]
    c, d = single(3, 1), single(2)
    nodes = [
        helper.make_node("Sub", ["c", "x"], ["a"]), helper.make_node("Mul", ["a", "d"], ["b"]), helper.make_node("Div", ["b", "c"], ["e"]),
        helper.make_node("Sum", ["e", "x", "d"], ["f"]),
        helper.make_node("Mean", ["f", "b"], ["g"]), helper.make_node("Max", ["g", "x", "d"], ["h"]), helper.make_node("Min", ["h", "c"], ["i"]),
        helper.make_node("Neg", ["i"], ["j"]), helper.make_node("Mul", ["j", "x"], ["k"]), helper.make_node("Add", ["two", "k"], ["l"]),
        helper.make_node("Mul", ["x", "x"], ["xx"]), helper.make_node("Add", ["xx", "two"], ["square"]), helper.make_node("Div", ["l", "square"], ["m"]),
    ]
    values = []
    for x in rows:
        x = x.astype(np.float64)
        b = (c - x) * d
        g = (b / c + x + d + b) / 2
        i = np.minimum(np.maximum(np.maximum(g, x), d), c)
        values.append((2 - i * x) / (x * x + 2))
    write("arithmetic", model(nodes, [("x", TensorProto.FLOAT, ["n", 3, 2])], [("m", TensorProto.FLOAT)], [("c", c), ("d", d), ("two", np.float32(2))], 8), rows, values)

    # Gemm with all its attributes, MatMul from the left and with a row, and a cast that cuts.
    w, b, left, row = single(4, 3), single(4), single(2, 1), single(4)
    rows = [single(1, 3) for _ in range(ROWS)]
    nodes = [
        helper.make_node("Gemm", ["x", "w", "b"], ["z"], alpha=0.5, beta=2.0, transB=1), helper.make_node("MatMul", ["left", "z"], ["t"]),
        helper.make_node("MatMul", ["t", "row"], ["s"]), helper.make_node("Cast", ["s"], ["whole"], to=TensorProto.INT64),
        helper.make_node("Cast", ["whole"], ["whole2"], to=TensorProto.FLOAT), helper.make_node("Concat", ["s", "whole2"], ["y"], axis=0),
    ]
    values = []
    for x in rows:
        s = (left.astype(np.float64) @ (0.5 * x.astype(np.float64) @ w.T + 2 * b)) @ row
        values.append(np.concatenate([s, np.trunc(s)]))
    write("matrices", model(nodes, [("x", TensorProto.FLOAT, ["n", 3])], [("y", TensorProto.FLOAT)], [("w", w), ("b", b), ("left", left), ("row", row)], 17), rows, values)

    # Classical models. Values stand on thresholds, and beside them by less than single precision tells.
    x = TensorProto.FLOAT
    rows = [np.array([[v, w, float(k)]], dtype=np.float32) for v, w, k in
            [(0.1, 2.0, 0), (0.1, -1.0, 2), (0.10000001, 3.5, 1), (-4.0, 0.0, 2), (7.0, 2.0, 1), (0.0, 2.0000002, 0)]]
    scaler = helper.make_node("Scaler", ["x"], ["y"], domain="ai.onnx.ml", offset=[1.0, -2.0, 0.5], scale=[2.0, 0.5, -1.0])
    write("scaler", model([scaler], [("x", x, ["n", 3])], [("y", x)], [], 15, 1), rows, [(r.astype(np.float64) - [1, -2, 0.5]) * [2, 0.5, -1] for r in rows])
    encode = [
        helper.make_node("Imputer", ["x"], ["f"], domain="ai.onnx.ml", imputed_value_floats=[9.0, 8.0, 7.0], replaced_value_float=2.0),
        helper.make_node("OneHotEncoder", ["f"], ["y"], domain="ai.onnx.ml", cats_int64s=[0, 1, 7], zeros=1),
    ]
    # Numbers are cast to whole ones before they are looked up.
    filled = [np.where(r == 2.0, np.array([[9.0, 8.0, 7.0]]), r.astype(np.float64)) for r in rows]
    write("encoding", model(encode, [("x", x, ["n", 3])], [("f", x), ("y", x)], [], 15, 1), rows,
          [np.concatenate([f.ravel(), np.array([[float(np.trunc(v) == cat) for cat in (0, 1, 7)] for v in f.ravel()]).ravel()]) for f in filled])

    coefficients, intercepts = single(3, 3), single(3)
    scores = lambda r: r.astype(np.float64) @ coefficients.T + intercepts
    softmax = lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum()
    linear = helper.make_node("LinearClassifier", ["x"], ["label", "p"], domain="ai.onnx.ml", coefficients=coefficients.ravel().tolist(),
                              intercepts=intercepts.tolist(), classlabels_ints=[10, 20, 35], post_transform="SOFTMAX")
    zipped = helper.make_node("ZipMap", ["p"], ["table"], domain="ai.onnx.ml", classlabels_int64s=[10, 20, 35])
    write("linear-classifier", model([linear, zipped], [("x", x, ["n", 3])], [("label", TensorProto.INT64), ("table", x)], [], 15, 1), rows,
          [np.concatenate([[[10, 20, 35][int(scores(r).argmax())]], softmax(scores(r)).ravel()]) for r in rows])
    regressor = helper.make_node("LinearRegressor", ["x"], ["y"], domain="ai.onnx.ml", coefficients=coefficients[:2].ravel().tolist(), intercepts=intercepts[:2].tolist(), targets=2)
    write("linear-regressor", model([regressor], [("x", x, ["n", 3])], [("y", x)], [], 15, 1), rows, [scores(r)[:, :2] for r in rows])
    trees(rows)


TESTS = {"BRANCH_LEQ": np.less_equal, "BRANCH_LT": np.less, "BRANCH_GTE": np.greater_equal, "BRANCH_GT": np.greater, "BRANCH_EQ": np.equal, "BRANCH_NEQ": np.not_equal}


def trees(rows):
    """Two trees with every kind of test, as nested tuples: (mode, feature, threshold, if true, if false) or the weights of a leaf."""
    forest = [
        ("BRANCH_LEQ", 0, 0.1, ("BRANCH_LT", 1, 2.0, (0.25, 0.5, 0.0), (0.75, 0.125, 1.0)), ("BRANCH_GTE", 1, 3.5, (0.0, 1.0, 0.5), (0.5, 0.25, 0.5))),
        ("BRANCH_EQ", 2, 2.0, ("BRANCH_GT", 1, -1.0, (0.1, 0.2, 0.3), (0.4, 0.1, 0.2)), ("BRANCH_NEQ", 2, 1.0, (0.9, 0.05, 0.05), (0.0, 0.7, 0.3))),
    ]
    columns = {k: [] for k in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")}
    leaves = []

    def flatten(tree, node, counter):
        mine = counter[0]
        counter[0] += 1
        at = len(columns["treeids"])
        for name in columns:
            columns[name].append(0)
        columns["treeids"][at], columns["nodeids"][at] = tree, mine
        if not isinstance(node[0], str):
            columns["modes"][at] = "LEAF"
            leaves.extend((tree, mine, k, w) for k, w in enumerate(node))
            return mine
        columns["modes"][at], columns["featureids"][at], columns["values"][at] = node[:3]
        columns["truenodeids"][at] = flatten(tree, node[3], counter)
        columns["falsenodeids"][at] = flatten(tree, node[4], counter)
        return mine

    for t, root in enumerate(forest):
        flatten(t, root, [0])

    def leaf(node, x, kind):
        while isinstance(node[0], str):
            node = node[3] if TESTS[node[0]](kind(x[node[1]]), kind(node[2])) else node[4]
        return np.array(node, dtype=np.float64)

    def attributes(kind, targets=(0, 1, 2), as_tensor=False):
        chosen = [l for l in leaves if l[2] in targets]
        result = {"nodes_" + k: v for k, v in columns.items()}
        result.update({f"{kind}_treeids": [l[0] for l in chosen], f"{kind}_nodeids": [l[1] for l in chosen], f"{kind}_ids": [l[2] for l in chosen]})
        weights = [l[3] for l in chosen]
        if as_tensor:
            result["nodes_values_as_tensor"] = numpy_helper.from_array(np.array(result.pop("nodes_values"), dtype=np.float64), "v")
            result[f"{kind}_weights_as_tensor"] = numpy_helper.from_array(np.array(weights, dtype=np.float64), "w")
        else:
            result["nodes_values"] = [float(v) for v in result["nodes_values"]]
            result[f"{kind}_weights"] = weights
        return result

    x, sums = TensorProto.FLOAT, [sum(leaf(t, r[0], np.float32) for t in forest) for r in rows]
    for aggregate, combine in (("SUM", sum), ("AVERAGE", lambda v: sum(v) / 2), ("MIN", lambda v: np.minimum(*v)), ("MAX", lambda v: np.maximum(*v))):
        node = helper.make_node("TreeEnsembleRegressor", ["x"], ["y"], domain="ai.onnx.ml", n_targets=3, aggregate_function=aggregate, base_values=[1.0, 0.0, -1.0], **attributes("target"))
        write(f"trees-{aggregate.lower()}", model([node], [("x", x, ["n", 3])], [("y", x)], [], 15, 3), rows,
              [combine([leaf(t, r[0], np.float32) for t in forest]) + [1, 0, -1] for r in rows])
    double = [r.astype(np.float64) + 1e-12 * k for k, r in enumerate(rows)]
    node = helper.make_node("TreeEnsembleRegressor", ["x"], ["y"], domain="ai.onnx.ml", n_targets=3, **attributes("target", as_tensor=True))
    write("trees-double", model([node], [("x", TensorProto.DOUBLE, ["n", 3])], [("y", TensorProto.DOUBLE)], [], 15, 3), double,
          [sum(leaf(t, r[0], np.float64) for t in forest) for r in double], double=True)

    softmax = lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum()
    zero = lambda z: np.where(z == 0, 0, np.exp(z - z.max())) / np.where(z == 0, 0, np.exp(z - z.max())).sum()
    logistic = lambda z: 1 / (1 + np.exp(-z))
    for name, transform in (("NONE", lambda z: z), ("SOFTMAX", softmax), ("SOFTMAX_ZERO", zero), ("LOGISTIC", logistic)):
        node = helper.make_node("TreeEnsembleClassifier", ["x"], ["label", "p"], domain="ai.onnx.ml", classlabels_strings=["a", "b", "c"], post_transform=name, **attributes("class"))
        write(f"trees-classes-{name.lower().replace('_', '-')}", model([node], [("x", x, ["n", 3])], [("label", TensorProto.STRING), ("p", x)], [], 15, 1), rows,
              [np.concatenate([[float(s.argmax())], transform(s)]) for s in sums])
    for name, transform in (("NONE", lambda s: (1 - s, s)), ("LOGISTIC", lambda s: (1 - logistic(s), logistic(s)))):
        node = helper.make_node("TreeEnsembleClassifier", ["x"], ["label", "p"], domain="ai.onnx.ml", classlabels_int64s=[-1, 1], post_transform=name, **attributes("class", targets=(1,)))
        write(f"trees-two-{name.lower()}", model([node], [("x", x, ["n", 3])], [("label", TensorProto.INT64), ("p", x)], [], 15, 1), rows,
              [np.array([1.0 if s[1] > 0.5 else -1.0, *transform(s[1])]) for s in sums])


if __name__ == "__main__":
    torch.manual_seed(20261121)
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    from_torch()
    from_definitions()
