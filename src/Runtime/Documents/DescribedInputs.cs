using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Inputs with what a file says of them that no data tell: titles, reasons, steps, and what a person can change.</summary>
/// <param name="Inputs">The inputs, in order.</param>
/// <param name="Others">The names in the file that are of no input, in its order.</param>
public sealed record DescribedInputs(EquatableArray<Input> Inputs, EquatableArray<string> Others)
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    private static readonly string[] OfAll = ["name", "description", .. InputMeaningReader.Members];

    /// <summary>Reads a file of inputs, or what a rule document says of its inputs.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="inputs">The inputs; what the file does not name stays as it is.</param>
    /// <param name="others">Names that may stand in the file though they are of no input: columns that were left out.</param>
    /// <returns>The inputs with what the file says.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column in the text.</exception>
    public static DescribedInputs Read(string text, EquatableArray<Input> inputs, IReadOnlyCollection<string> others)
    {
        var root = StrictJson.Parse(text).AsObject();
        var isDocument = root.Find("rules") is not null;
        if (isDocument)
            RuleDocumentReader.Read(text);
        else
            RequireVersion(root);
        var described = inputs.ToArray();
        var names = new NameIndex("input");
        var unused = new List<string>();
        foreach (var node in root.Require("inputs").AsArray().Select(n => n.AsObject()))
        {
            var nameNode = node.Require("name");
            var name = names.Declare(nameNode, nameNode.AsName());
            var position = Array.FindIndex(described, i => i.Name == name);
            if (position >= 0)
                described[position] = Read(described[position], node, isDocument);
            else if (isDocument || others.Contains(name))
                unused.Add(name);
            else
                throw nameNode.Error(DocumentFault.Dangling, Unknown(name, inputs));
        }

        return new DescribedInputs(described.ToEquatableArray(), unused.ToEquatableArray());
    }

    private static void RequireVersion(JsonObject root)
    {
        root.Allow("$schema", "version", "description", "inputs");
        root.Text("$schema");
        root.Text("description");
        var version = root.Require("version");
        if (version.AsInteger(1) != Version)
            throw version.Error(DocumentFault.Version, $"Files of inputs of version {version.AsInteger(1)} are not known; version 1 is.");
    }

    private static Input Read(Input input, JsonObject node, bool isDocument)
    {
        // A document says more of its inputs, which its data told.
        if (!isDocument)
            node.Allow([.. OfAll, .. input.Match<string[]>(_ => ["unit", "step"], _ => ["order"])]);
        var described = input.Match<Input>(
            number => number with
            {
                Unit = node.Text("unit") ?? number.Unit,
                Step = node.Find("step") is { } step ? InputMeaningReader.ReadStep(step) : number.Step,
            },
            category => node.Find("order") is { } order ? category with { Order = ReadOrder(category, order) } : category);
        return InputMeaningReader.Read(described with { Description = node.Text("description") ?? input.Description }, node);
    }

    private static EquatableArray<int> ReadOrder(CategoryInput input, JsonNode node)
    {
        var index = new NameIndex("category");
        foreach (var category in input.Categories)
            index.Declare(node, category);
        return InputMeaningReader.ReadOrder(node, index, input.Categories.Count);
    }

    private static string Unknown(string name, EquatableArray<Input> inputs)
    {
        var near = NearNames.Nearest(name, inputs.Select(i => i.Name)) is { } meant
            ? $" Is '{VisibleText.Of(meant)}' meant?"
            : string.Empty;
        return $"There is no input '{VisibleText.Of(name)}'.{near}";
    }
}
