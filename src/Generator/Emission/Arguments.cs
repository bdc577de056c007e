using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>How generated methods take a row: one parameter per input, or the struct <c>Input</c> where there are many.</summary>
internal sealed class Arguments
{
    /// <summary>With more inputs than this a call by position would be hard to read, so only <c>Input</c> is taken.</summary>
    public const int MaxParameters = 16;

    private readonly DocumentNames _names;

    public Arguments(DocumentNames names) => _names = names;

    /// <summary>Whether methods take one parameter per input.</summary>
    public bool AreScalars => _names.Inputs.Count <= MaxParameters;

    /// <summary>The parameters that a public method takes.</summary>
    public IReadOnlyList<string> Parameters =>
        AreScalars ? _names.Inputs.Select(i => i.Type + " " + i.Parameter).ToArray() : new[] { "in Input input" };

    /// <summary>The arguments with which a public method calls the tree.</summary>
    public IReadOnlyList<string> Forwarded => AreScalars ? _names.Inputs.Select(i => i.Parameter).ToArray() : new[] { "in input" };

    /// <summary>The parameters of a method that continues the tree, with accepted values.</summary>
    public IReadOnlyList<string> AcceptedParameters => AreScalars ? Parameters : new[] { "in Input row" };

    /// <summary>The arguments with which one tree method calls the next.</summary>
    public IReadOnlyList<string> Accepted => AreScalars ? Forwarded : new[] { "in row" };

    /// <summary>The arguments with which an overload that takes <c>Input</c> calls the one that takes scalars.</summary>
    public IReadOnlyList<string> Unpacked => _names.Inputs.Select(i => "input." + i.Property).ToArray();

    /// <summary>An accepted value inside a tree method.</summary>
    public string Operand(int input) => AreScalars ? _names.Inputs[input].Parameter : "row." + _names.Inputs[input].Property;

    /// <summary>How an exception names an input: its parameter, or its property.</summary>
    public string ExceptionName(int input) => AreScalars ? _names.Inputs[input].Name : _names.Inputs[input].Property;
}
