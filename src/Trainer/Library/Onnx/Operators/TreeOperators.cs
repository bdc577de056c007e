using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>TreeEnsembleClassifier and TreeEnsembleRegressor: lists of nodes, one attribute per column.</summary>
internal static class TreeOperators
{
    public static IReadOnlyList<OnnxValue> Regress(OperatorNode node)
    {
        var targets = node.Integer("n_targets", 1);
        OnnxFault.When(targets is < 1 or > TensorShape.MaxCount, "its number of targets is none.");
        var aggregate = node.Text("aggregate_function", "SUM") switch
        {
            "SUM" => TreeAggregate.Sum,
            "AVERAGE" => TreeAggregate.Average,
            "MIN" => TreeAggregate.Minimum,
            "MAX" => TreeAggregate.Maximum,
            var other => throw new OnnxFault(
                $"its aggregate_function {Documents.VisibleText.Of(other)} is none of SUM, AVERAGE, MIN and MAX."),
        };
        var trees = Read(node, "target", (int)targets, aggregate, id => id);
        return node.Result(Scores.After(node, node.Add(trees, node.Node(0))), ElementType.Float);
    }

    public static IReadOnlyList<OnnxValue> Classify(OperatorNode node)
    {
        var labels = ClassLabels.Read(node);
        var ids = node.Integers("class_ids") ?? [];
        // Two classes with leaves of one: its score is compared with what the weights say, a half of probabilities or 0.
        if (labels.Count == 2 && ids.Distinct().Count() == 1)
        {
            var isProbability = Weights(node, "class").All(w => w >= 0);
            var score = node.Add(Read(node, "class", 1, TreeAggregate.Sum, id => id - ids[0]), node.Node(0));
            return Scores.OfOne(node, labels, score, isProbability ? 1 : 0, isProbability ? 0.5 : 0);
        }

        return Scores.OfMany(node, labels, node.Add(Read(node, "class", labels.Count, TreeAggregate.Sum, id => id), node.Node(0)));
    }

    private static TreeEnsemble Read(OperatorNode node, string leaf, int targets, TreeAggregate aggregate, Func<long, long> targetOf)
    {
        var trees = node.Integers("nodes_treeids") ?? throw new OnnxFault("its nodes_treeids are missing.");
        var count = trees.Length;
        var ids = Column(node.Integers("nodes_nodeids"), "nodes_nodeids", count);
        var modes = Column(node.Texts("nodes_modes"), "nodes_modes", count);
        var features = Column(node.Integers("nodes_featureids"), "nodes_featureids", count);
        var thresholds = Column(Numbers(node, "nodes_values"), "nodes_values", count);
        var (yes, no) = (
            Column(node.Integers("nodes_truenodeids"), "nodes_truenodeids", count),
            Column(node.Integers("nodes_falsenodeids"), "nodes_falsenodeids", count));
        var missing = node.Integers("nodes_missing_value_tracks_true") is { Length: > 0 } given
            ? Column(given, "nodes_missing_value_tracks_true", count)
            : new long[count];

        var places = new Dictionary<(long Tree, long Node), int>();
        for (var i = 0; i < count; i++)
        {
            if (!places.TryAdd((trees[i], ids[i]), i))
                throw new OnnxFault(FormattableString.Invariant($"node {ids[i]} of its tree {trees[i]} occurs twice."));
        }

        var weights = Leaves(node, leaf, places, targetOf);
        var nodes = Enumerable.Range(0, count).Select(i =>
        {
            var test = Test(modes[i]);
            var (isLeaf, feature) = (test == TreeTest.Leaf, features[i]);
            if (!isLeaf && feature is < 0 or > TensorShape.MaxCount)
                throw new OnnxFault(
                    FormattableString.Invariant($"node {ids[i]} of its tree {trees[i]} tests feature {feature}, which does not exist."));
            return new TreeNode(
                test,
                isLeaf ? 0 : (int)feature,
                thresholds[i],
                isLeaf ? 0 : Place(trees[i], yes[i]),
                isLeaf ? 0 : Place(trees[i], no[i]),
                missing[i] != 0,
                isLeaf ? [.. weights[i]] : []);
        }).ToArray();
        var inner = nodes.Where(n => n.Test != TreeTest.Leaf);
        var children = inner.Select(n => n.True).Concat(inner.Select(n => n.False)).ToHashSet();
        var roots = Enumerable.Range(0, count).Where(i => !children.Contains(i)).ToArray();
        if (roots.Length != trees.Distinct().Count())
            throw new OnnxFault("its trees have not one root each; the nodes lead in a circle, or some are not reached.");
        return new TreeEnsemble(nodes, roots, BaseValues(node, targets), aggregate, node.Input(0).Type == ElementType.Float);

        int Place(long tree, long id) => places.TryGetValue((tree, id), out var place)
            ? place
            : throw new OnnxFault(FormattableString.Invariant($"a node of its tree {tree} leads to node {id}, which is not there."));
    }

    private static ILookup<int, (int Target, double Weight)> Leaves(
        OperatorNode node, string leaf, Dictionary<(long Tree, long Node), int> places, Func<long, long> targetOf)
    {
        var weights = Weights(node, leaf);
        var trees = Column(node.Integers(leaf + "_treeids"), leaf + "_treeids", weights.Length);
        var ids = Column(node.Integers(leaf + "_nodeids"), leaf + "_nodeids", weights.Length);
        var targets = Column(node.Integers(leaf + "_ids"), leaf + "_ids", weights.Length);
        return Enumerable.Range(0, weights.Length).ToLookup(
            i => places.TryGetValue((trees[i], ids[i]), out var place)
                ? place
                : throw new OnnxFault(
                    FormattableString.Invariant($"a weight belongs to node {ids[i]} of its tree {trees[i]}, which is not there.")),
            i => (checked((int)targetOf(targets[i])), weights[i]));
    }

    private static double[] Weights(OperatorNode node, string leaf)
    {
        var weights = Numbers(node, leaf + "_weights") ?? throw new OnnxFault($"its {leaf}_weights are missing.");
        return weights.All(double.IsFinite) ? weights : throw new OnnxFault($"its {leaf}_weights are not finite; train the model again.");
    }

    private static double[] BaseValues(OperatorNode node, int targets)
    {
        var values = Numbers(node, "base_values") is { Length: > 0 } given ? given : new double[targets];
        return values.Length == targets && values.All(double.IsFinite)
            ? values
            : throw new OnnxFault(
                FormattableString.Invariant($"its base_values are {values.Length} for {targets} targets, or not finite."));
    }

    // As single precision in the attribute itself, or in double as a tensor.
    private static double[]? Numbers(OperatorNode node, string name) =>
        node.Numbers(name) is { Length: > 0 } numbers ? numbers : node.Tensor(name + "_as_tensor")?.Constant!.Values;

    private static T[] Column<T>(T[]? column, string name, int count) => column is not null && column.Length == count
        ? column
        : throw new OnnxFault(FormattableString.Invariant($"its {name} are {column?.Length ?? 0} where {count} are needed."));

    private static TreeTest Test(string mode) => mode switch
    {
        "LEAF" => TreeTest.Leaf,
        "BRANCH_LEQ" => TreeTest.AtMost,
        "BRANCH_LT" => TreeTest.Below,
        "BRANCH_GTE" => TreeTest.AtLeast,
        "BRANCH_GT" => TreeTest.Above,
        "BRANCH_EQ" => TreeTest.Equal,
        "BRANCH_NEQ" => TreeTest.NotEqual,
        _ => throw new OnnxFault($"a node's mode {Documents.VisibleText.Of(mode)} is none of LEAF and BRANCH_LEQ, LT, GTE, GT, EQ, NEQ."),
    };
}
