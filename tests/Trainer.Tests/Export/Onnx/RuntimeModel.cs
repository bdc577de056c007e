using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Export.Onnx;

namespace RuleCompiler.Trainer.Tests.Export.Onnx;

/// <summary>The rules of a document as ONNX Runtime runs them.</summary>
internal sealed class RuntimeModel : IDisposable
{
    private readonly RuleDocument _document;
    private readonly InferenceSession _session;

    public RuntimeModel(RuleDocument document, GraphOptimizationLevel level)
    {
        (_document, Rules) = (document, OnnxRules.Of(document));
        using var stream = new MemoryStream();
        Rules.WriteTo(stream);
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = level,
            IntraOpNumThreads = 2,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        _session = new InferenceSession(stream.ToArray(), options);
    }

    public OnnxRules Rules { get; }

    public ModelMetadata Metadata => _session.ModelMetadata;

    public void Dispose() => _session.Dispose();

    /// <summary>The columns of the answer, by their usual names: longs, texts and doubles.</summary>
    /// <param name="rows">A double or a text for each input; null for a missing one.</param>
    public Dictionary<string, Array> Run(object?[][] rows)
    {
        var inputs = _document.Inputs.Select((input, i) => input.Match(
            _ => Column(Rules.Inputs[i].Value, rows.Select(r => r[i] is double number ? number : double.NaN)),
            _ => Column(Rules.Inputs[i].Value, rows.Select(r => (string?)r[i] ?? string.Empty)))).ToArray();
        using var results = _session.Run(inputs, Rules.Answers.Select(a => a.Value).ToArray());
        return results.Zip(Rules.Answers, (result, answer) => (answer.Name, Values: Values(result, rows.Length)))
            .ToDictionary(a => a.Name, a => a.Values, StringComparer.Ordinal);
    }

    private static NamedOnnxValue Column<T>(string name, IEnumerable<T> values) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(values.ToArray(), [values.Count(), 1]));

    private static Array Values(NamedOnnxValue result, int rows)
    {
        return result.Value switch
        {
            Tensor<long> t => Checked(t),
            Tensor<double> t => Checked(t),
            Tensor<string> t => Checked(t),
            var other => throw new NotSupportedException($"No answer is a {other?.GetType()}."),
        };

        Array Checked<T>(Tensor<T> tensor) => tensor.Dimensions.SequenceEqual([rows, 1])
            ? tensor.ToArray()
            : throw new InvalidOperationException($"{result.Name} is no column of {rows} rows.");
    }
}
