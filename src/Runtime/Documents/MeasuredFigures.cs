using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>
/// That support and metrics were measured again after training, as <c>rulec measure</c> does when somebody has edited a document by hand.
/// </summary>
/// <param name="Data">The file that was measured on.</param>
/// <param name="TestData">The file of the test rows, where that is another one and was measured.</param>
/// <param name="Rows">
/// How many rows each part has: <c>train</c>, <c>validation</c> and <c>test</c> as they were drawn in training, or <c>all</c>.
/// </param>
/// <param name="IsEdited">Whether the document is no longer the one that was trained.</param>
/// <param name="Meaning">
/// The hash of what the document meant when it was measured, of its meaning without policies: a document that means
/// something else by now has stale figures.
/// </param>
public sealed record MeasuredFigures(
    DataFile Data, DataFile? TestData, EquatableArray<NamedNumber> Rows, bool IsEdited, string Meaning)
{
    /// <summary>The name of the part that is a table as a whole.</summary>
    public const string AllRows = "all";

    /// <summary>The name of the part that rules were trained on.</summary>
    public const string TrainingRows = "train";

    /// <summary>Whether the support of rules counts the rows that they were trained on, and not those of another table.</summary>
    public bool IsOnTrainingRows => Rows.Any(r => r.Name == TrainingRows);
}
