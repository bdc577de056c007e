using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;

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
    }.SelectMany(o => o).ToDictionary(o => (string.Empty, o.Name), o => o.Reader)
        .Concat(LearningOperators.All.ToDictionary(o => (MachineLearning, o.Name), o => o.Reader))
        .ToDictionary(p => p.Key, p => p.Value);

    private static readonly Dictionary<string, string> Replacements = new(StringComparer.Ordinal)
    {
        ["Elu"] = Activation, ["Selu"] = Activation, ["Celu"] = Activation, ["Gelu"] = Activation, ["Softplus"] = Activation, ["Softsign"] = Activation,
        ["Erf"] = Activation, ["Mish"] = Activation, ["HardSwish"] = Activation, ["Swish"] = Activation, ["ThresholdedRelu"] = Activation,
        ["LSTM"] = Recurrent, ["GRU"] = Recurrent, ["RNN"] = Recurrent, ["Loop"] = Recurrent, ["Scan"] = Recurrent, ["If"] = Recurrent,
        ["LayerNormalization"] = Normalization, ["InstanceNormalization"] = Normalization, ["GroupNormalization"] = Normalization, ["LRN"] = Normalization,
        ["QuantizeLinear"] = Quantized, ["DequantizeLinear"] = Quantized, ["QLinearConv"] = Quantized, ["QLinearMatMul"] = Quantized, ["DynamicQuantizeLinear"] = Quantized,
        ["ConvTranspose"] = "end the network with dense layers instead",
        ["Resize"] = "use pools or a stride instead", ["Upsample"] = "use pools or a stride instead",
        ["TreeEnsemble"] = "export the trees as TreeEnsembleClassifier or TreeEnsembleRegressor, with ai.onnx.ml 4 or older",
        ["SVMClassifier"] = "use a linear model, trees or a ReLU network instead", ["SVMRegressor"] = "use a linear model, trees or a ReLU network instead",
        ["LabelEncoder"] = "encode texts as numbers before the model", ["StringNormalizer"] = "encode texts as numbers before the model",
    };

    private const string Activation = "train the network with Relu, LeakyRelu, PRelu or Clip there";
    private const string Recurrent = "export the network as plain layers, without loops and branches";
    private const string Normalization = "use BatchNormalization, whose numbers are fixed after training";
    private const string Quantized = "export the network before it is quantised, in float";

    /// <summary>The names of the operators of a domain that are read.</summary>
    public static IEnumerable<string> Names(string domain) => Readers.Keys.Where(k => k.Domain == domain).Select(k => k.Name).Order(StringComparer.Ordinal);

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
