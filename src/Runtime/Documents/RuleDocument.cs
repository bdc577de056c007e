namespace RuleCompiler.Documents;

/// <summary>A rule system as it stands in a <c>*.rules.json</c> file, version 1, checked and resolved.</summary>
/// <remarks>
/// References by name or id in the file are positions here: a term names its input by its position in <see cref="Inputs"/>, a tree
/// node its condition by its position in <see cref="Conditions"/>. An instance made by <see cref="RuleDocumentReader"/> is valid:
/// every position exists, every condition and rule is used, and the tree covers every input exactly once.
/// </remarks>
/// <param name="Name">The name of the class to generate.</param>
/// <param name="Summary">One sentence on what is decided.</param>
/// <param name="Inputs">The inputs, in the order in which expressions add them.</param>
/// <param name="Outputs">The outputs, in order.</param>
/// <param name="Decision">How outputs become a decision.</param>
/// <param name="Conditions">The half-spaces that inner nodes of the tree test.</param>
/// <param name="Tree">The normative form: descent by e(x) &lt; 0 ends in exactly one rule.</param>
/// <param name="Rules">The linear regions with their affine maps.</param>
/// <param name="Provenance">Where the rules come from and how good they are, if it was written down.</param>
public sealed record RuleDocument(
    string Name,
    string Summary,
    EquatableArray<Input> Inputs,
    EquatableArray<Output> Outputs,
    Decision Decision,
    EquatableArray<Condition> Conditions,
    TreeNode Tree,
    EquatableArray<Rule> Rules,
    Provenance? Provenance)
{
    /// <summary>The version of the format that is read and written.</summary>
    public const int Version = 1;
}
