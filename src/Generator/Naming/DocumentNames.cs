using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Naming;

/// <summary>The identifiers of everything in a document that generated code names.</summary>
internal sealed class DocumentNames
{
    /// <summary>What every class has from <see cref="object"/>; a member of one of these names would hide it.</summary>
    internal static readonly string[] ObjectMembers =
        { "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize" };

    /// <summary>The members that are generated, now or in a later version, so that an update renames nothing.</summary>
    private static readonly string[] ClassMembers =
    {
        "Label", "Input", "Scores", "Outputs", "Classify", "Score", "Evaluate", "Rule", "Rules", "Probability", "Probabilities", "Explain",
        "Explanation", "TryParse", "Parse", "Text", "TextOf", "LabelProbabilities", "Exponential", "Accept", "Refuse", "Lanes", "Load",
        "Fill", "RequireLength", "Category", "Unpack", "Batch", "FourRows", "EightRows", "Reason", "Reasons", MonitorClass,
        AcceptanceMethod,
    };

    /// <summary>What generated methods use beside the inputs and the conditions.</summary>
    private static readonly string[] Locals =
    {
        "input", "row", "rows", "values", "scores", "outputs", "label", "labels", "rule", "rules", "largest", "lanes", "four", "eight",
        "sum", "node", "isAccepted",
    };

    /// <summary>A class of one of these names would stand before the namespace in all code of the project.</summary>
    private static readonly string[] Namespaces = { "System", "Microsoft" };

    /// <summary>The method that is the tree; where it is cut into several, the others have a number.</summary>
    public const string TreeMethod = "Descend";

    /// <summary>The method that runs the tree again with values that it can take.</summary>
    public const string AcceptanceMethod = "DescendAgain";

    /// <summary>The class that counts what the rules answer.</summary>
    public const string MonitorClass = "Monitor";

    /// <summary>The class that holds the tables of a tree method.</summary>
    public const string TablesClass = "Tables";

    /// <summary>The method that finds the nearest change, and what the names of all its types begin with.</summary>
    public const string RecourseTypes = "Recourse";

    /// <summary>Names what is in a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="className">The name of the class, or null for the document's.</param>
    public DocumentNames(RuleDocument document, string? className = null)
    {
        Class = className ?? ClassName(document);

        var properties = new NameScope(ObjectMembers.Concat(new[] { "Input" }));
        Members = new NameScope(ObjectMembers.Concat(new[] { Class }), IsClassMember);
        // Conditions are locals that are named by their number.
        LocalNames = new NameScope(Locals, name => IsNumbered(name, "Condition"));
        Inputs = document.Inputs.Select((input, i) =>
        {
            var property = properties.Take(Identifiers.Pascal(input.Name, "Input", i));
            var parameter = LocalNames.Take(Identifiers.Camel(property));
            return input.Match(
                _ => new InputNames(property, parameter, "double", EquatableArray<string>.Empty),
                category => new InputNames(property, parameter, Members.Take(property), MembersOf(category.Categories, "Value")));
        }).ToEquatableArray();

        var outputs = new NameScope(ObjectMembers.Concat(new[] { "Scores", "Outputs" }));
        Outputs = document.Outputs.Select((output, k) =>
        {
            var property = outputs.Take(Identifiers.Pascal(output.Name, document.Decision.ComparesOutputs ? "Class" : "Output", k));
            return new OutputNames(property, LocalNames.Take(Identifiers.Camel(property)));
        }).ToEquatableArray();

        Labels = document.Decision.Match(
            _ => EquatableArray<string>.Empty,
            threshold => threshold.Bits.Count == 1
                ? MembersOf(threshold.LabelsOf(0), "Class")
                : MembersOf(document.Outputs.Select(o => o.Name), "Output", "None"),
            argmax => MembersOf(argmax.Labels, "Class"));
    }

    /// <summary>The names that are taken among the members of the class.</summary>
    public NameScope Members { get; }

    /// <summary>The names that are taken among the locals of the tree's methods.</summary>
    public NameScope LocalNames { get; }

    /// <summary>The name of the class.</summary>
    public string Class { get; }

    /// <summary>The inputs, in order.</summary>
    public EquatableArray<InputNames> Inputs { get; }

    /// <summary>The outputs, in order.</summary>
    public EquatableArray<OutputNames> Outputs { get; }

    /// <summary>The labels: below and at or above for a binary decision, per label for argmax, per output for several bits.</summary>
    public EquatableArray<string> Labels { get; }

    /// <summary>The name of the class that a document asks for.</summary>
    public static string ClassName(RuleDocument document)
    {
        var name = Identifiers.Pascal(document.Name, "Rules", 0);
        return IsReserved(name) ? name + "Rules" : name;
    }

    /// <summary>Whether a class cannot have this name: it cannot have a member of its own name.</summary>
    public static bool IsReserved(string name) =>
        IsClassMember(name) || ObjectMembers.Concat(Namespaces).Contains(name, StringComparer.OrdinalIgnoreCase);

    private static EquatableArray<string> MembersOf(IEnumerable<string> texts, string kind, params string[] reserved)
    {
        var scope = new NameScope(ObjectMembers.Concat(new[] { "value__" }).Concat(reserved));
        return texts.Select((text, i) => scope.Take(Identifiers.Pascal(text, kind, i))).ToEquatableArray();
    }

    private static bool IsClassMember(string name) =>
        ClassMembers.Contains(name, StringComparer.OrdinalIgnoreCase) || IsNumbered(name, TablesClass) || IsNumbered(name, TreeMethod)
        || name.StartsWith(RecourseTypes, StringComparison.OrdinalIgnoreCase);

    private static bool IsNumbered(string name, string start) =>
        name.StartsWith(start, StringComparison.OrdinalIgnoreCase) && name.Skip(start.Length).All(char.IsDigit);
}

/// <summary>The identifiers of one input.</summary>
/// <param name="Property">Its property in <c>Input</c>.</param>
/// <param name="Name">Its parameter, without the @ of a keyword.</param>
/// <param name="Type">Its type: <c>double</c>, or its enum.</param>
/// <param name="Members">The members of its enum, in the order of the categories.</param>
internal sealed record InputNames(string Property, string Name, string Type, EquatableArray<string> Members)
{
    /// <summary>The parameter as it stands in code.</summary>
    public string Parameter => Identifiers.Escaped(Name);
}

/// <summary>The identifiers of one output.</summary>
/// <param name="Property">Its property where there are several.</param>
/// <param name="Name">Its local, without the @ of a keyword.</param>
internal sealed record OutputNames(string Property, string Name)
{
    /// <summary>The local as it stands in code.</summary>
    public string Local => Identifiers.Escaped(Name);
}
