using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Onnx.Operators;

/// <summary>Reads a node of an operator.</summary>
/// <param name="node">The node.</param>
/// <returns>Its results, in the order of its outputs; those left out at the end are not supported.</returns>
internal delegate IReadOnlyList<OnnxValue> OperatorReader(OperatorNode node);

/// <summary>The operators that are read, by their names in the format, and what replaces others.</summary>
internal static class OperatorTable
{
    public const string MachineLearning = "ai.onnx.ml";

    private static readonly Dictionary<(string Domain, string Name), OperatorReader> Readers = new[]
    {
        ArithmeticOperators.All, LayerOperators.All, PoolOperators.All, ActivationOperators.All, ShapeOperators.All, EndOperators.All,
        ComparisonOperators.All, ReductionOperators.All, QuantizedOperators.All,
    }.SelectMany(o => o).ToDictionary(o => (string.Empty, o.Name), o => o.Reader)
        .Concat(LearningOperators.All.Concat(EncodingOperators.All).ToDictionary(o => (MachineLearning, o.Name), o => o.Reader))
        .ToDictionary(p => p.Key, p => p.Value);

    private static readonly Dictionary<string, string> Replacements = new (string Instead, string[] Names)[]
    {
        ("train the network with Relu, LeakyRelu, PRelu or Clip there",
            ["Elu", "Selu", "Celu", "Gelu", "Softplus", "Softsign", "Erf", "Mish", "HardSwish", "Swish", "ThresholdedRelu"]),
        ("export the network as plain layers, without loops and branches", ["LSTM", "GRU", "RNN", "Loop", "Scan", "If"]),
        (
            "use BatchNormalization, whose numbers are fixed after training",
            ["LayerNormalization", "InstanceNormalization", "GroupNormalization", "LRN"]),
        (
            "export the network before it is quantised, in float, or quantised in QDQ form",
            ["DynamicQuantizeLinear", "QLinearConv", "QLinearMatMul", "MatMulInteger", "ConvInteger"]),
        ("end the network with dense layers instead", ["ConvTranspose"]),
        ("use pools or a stride instead", ["Resize", "Upsample"]),
        ("export the trees as TreeEnsembleClassifier or TreeEnsembleRegressor, with ai.onnx.ml 4 or older", ["TreeEnsemble"]),
        ("use a linear model, trees or a ReLU network instead", ["SVMClassifier", "SVMRegressor"]),
        (
            "encode texts as numbers before the model",
            ["StringNormalizer", "TfIdfVectorizer", "Tokenizer", "CategoryMapper", "DictVectorizer"]),
    }.SelectMany(r => r.Names.Select(n => (n, r.Instead))).ToDictionary(r => r.n, r => r.Instead, StringComparer.Ordinal);

    /// <summary>The names of the operators of a domain that are read.</summary>
    public static IEnumerable<string> Names(string domain) =>
        Readers.Keys.Where(k => k.Domain == domain).Select(k => k.Name).Order(StringComparer.Ordinal);

    /// <summary>The reader of an operator.</summary>
    /// <exception cref="OnnxFault">It is not supported.</exception>
    public static OperatorReader Find(string domain, string name)
    {
        if (Readers.TryGetValue((domain, name), out var reader))
            return reader;
        var full = domain.Length == 0 ? name : domain + "." + name;
        var instead = domain is "" or MachineLearning && Replacements.TryGetValue(name, out var replacement)
            ? replacement
            : "express it with operators that are (docs/networks.md lists them), or leave it out of the export";
        throw new OnnxFault($"the operator {VisibleText.Of(full)} is not supported; {instead}.");
    }
}
