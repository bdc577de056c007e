using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>
/// How a table for rules is read: what counted as a missing value or as part of a number when they were made does so in every later table.
/// </summary>
internal static class RecordedReading
{
    private const string ThousandsOption = "thousands";
    private const string UnitOption = "unit";

    /// <summary>What a provenance records of how the table was read, besides the options that were given.</summary>
    /// <param name="profile">What was found in the table.</param>
    /// <returns>Names and values; none where numbers were written as usual.</returns>
    public static EquatableArray<NamedText> Found(TableProfile profile)
    {
        var found = TableOptions.Default.ReadAs(profile);
        return new[] { (Name: ThousandsOption, Values: found.Thousands), (Name: UnitOption, Values: found.Units) }
            .Where(f => f.Values.Count > 0).Select(f => new NamedText(f.Name, string.Join('\n', f.Values))).ToEquatableArray();
    }

    /// <summary>Options with what a provenance records.</summary>
    /// <param name="options">What the person says.</param>
    /// <param name="provenance">Where the rules come from.</param>
    /// <returns>The options, the person's first.</returns>
    public static TableOptions Apply(TableOptions options, Provenance? provenance) => options with
    {
        Missing = options.Missing.Concat(RecordedMarks.Texts(provenance)).ToEquatableArray(),
        NotMissing = options.NotMissing.Concat(RecordedMarks.Texts(provenance, RecordedMarks.ValuesOption)).ToEquatableArray(),
        Thousands = options.Thousands.Concat(RecordedMarks.Texts(provenance, ThousandsOption)).ToEquatableArray(),
        Units = options.Units.Concat(RecordedMarks.Texts(provenance, UnitOption)).ToEquatableArray(),
    };
}
