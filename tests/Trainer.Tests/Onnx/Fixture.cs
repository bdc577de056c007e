using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace RuleCompiler.Trainer.Tests.Onnx;

/// <summary>A model with inputs and what its exporter computed for them; made by make_fixtures.py.</summary>
/// <param name="Double">Whether the exporter computed in double.</param>
/// <param name="Inputs">The rows.</param>
/// <param name="Outputs">All outputs of each row.</param>
internal sealed record Fixture(bool Double, double[][] Inputs, double[][] Outputs)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Onnx", "Fixtures");

    /// <summary>The names of all, of which there must be some.</summary>
    public static IReadOnlyList<string> Names
    {
        get
        {
            var names = Directory.GetFiles(Folder, "*.onnx").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)
                .ToArray();
            return names.Length >= 40 ? names : throw new InvalidOperationException($"The fixtures are not all in {Folder}.");
        }
    }

    public static string PathOf(string name) => Path.Combine(Folder, name + ".onnx");

    public static Fixture Of(string name) =>
        JsonSerializer.Deserialize<Fixture>(File.ReadAllText(Path.Combine(Folder, name + ".json")), Options)!;
}
