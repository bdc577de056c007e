using System;
using System.Linq;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>How generated methods take a row: one parameter per input, or the struct <c>Input</c> where there are many.</summary>
internal sealed class RowArguments(DocumentNames names)
{
    /// <summary>With more inputs than this a call by position would be hard to read, so only <c>Input</c> is taken.</summary>
    public const int MaxParameters = 16;

    /// <summary>Whether methods take one parameter per input.</summary>
    public bool AreScalars => names.Inputs.Count <= MaxParameters;

    /// <summary>The parameters that a public method takes.</summary>
    public CommaList Parameters => AreScalars ? Scalars : new("in Input input");

    /// <summary>A parameter for each input.</summary>
    public CommaList Scalars => Each(i => i.Type + " " + i.Parameter);

    /// <summary>The arguments with which an overload that takes <c>Input</c> calls the one that takes scalars.</summary>
    public CommaList Unpacked => Each(i => "input." + i.Property);

    /// <summary>The parameters of a method that is a part of the tree, with accepted values.</summary>
    public CommaList AcceptedParameters => AreScalars ? Parameters : new("in Input row");

    /// <summary>The arguments with which one method of the tree calls another.</summary>
    public CommaList Accepted => AreScalars ? Each(i => i.Parameter) : new("in row");

    /// <summary>The parameters of the method that is the tree. Without inputs there is nothing to accept.</summary>
    public CommaList TreeParameters =>
        names.Inputs.Count == 0 ? AcceptedParameters.And("out int rule") : AcceptedParameters.And("bool isAccepted", "out int rule");

    /// <summary>The arguments with which a public method calls the tree.</summary>
    /// <param name="rule">Where the number of the rule goes.</param>
    public CommaList Descent(string rule) => Descent(AreScalars ? Accepted : new("in input"), "false", rule);

    /// <summary>The arguments with which a row goes to the tree.</summary>
    /// <param name="row">The row, as the tree takes it.</param>
    /// <param name="isAccepted">Whether it is known that all values can be taken as they are.</param>
    /// <param name="rule">Where the number of the rule goes.</param>
    public CommaList Descent(CommaList row, string isAccepted, string rule) =>
        names.Inputs.Count == 0 ? row.And(rule) : row.And(isAccepted, rule);

    /// <summary>A value inside a public method.</summary>
    public string Given(int input) => AreScalars ? names.Inputs[input].Parameter : "input." + names.Inputs[input].Property;

    /// <summary>An accepted value inside a method of the tree.</summary>
    public string Operand(int input) => AreScalars ? names.Inputs[input].Parameter : "row." + names.Inputs[input].Property;

    /// <summary>How an exception names an input: its parameter, or its property.</summary>
    public string ExceptionName(int input) => AreScalars ? names.Inputs[input].Name : names.Inputs[input].Property;

    private CommaList Each(Func<InputNames, string> item) => new(names.Inputs.Select(item));
}
