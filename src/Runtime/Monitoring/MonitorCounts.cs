using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Monitoring;

/// <summary>What rules answered where they are used, as counts: what is held against the counts of their training.</summary>
/// <param name="Name">The name of the rule system.</param>
/// <param name="Meaning">The hash of what its document means, without policies.</param>
/// <param name="Rules">How many rows each rule decided, in the order of the rules.</param>
/// <param name="Counts">The counts of answers.</param>
public sealed record MonitorCounts(string Name, string Meaning, EquatableArray<long> Rules, RowCounts Counts)
{
    /// <summary>The counts of a rule system.</summary>
    /// <param name="document">The rule system.</param>
    /// <param name="counter">What has counted them.</param>
    /// <returns>The counts so far.</returns>
    public static MonitorCounts Of(RuleDocument document, RowCounter counter) =>
        new(document.Name, Approvals.Meaning.Of(document).Hash, counter.Rules, counter.Counts);

    /// <summary>Reads counts of a rule system.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="document">The rule system.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="RuleDocumentException">
    /// The text is no counts, or they are those of other rules; with line and column.
    /// </exception>
    public static MonitorCounts Read(string text, RuleDocument document) => MonitorCountsReader.Read(text, document);

    /// <summary>Both counts together, as of two processes that apply the same rules.</summary>
    /// <param name="other">The other counts.</param>
    /// <returns>The sums.</returns>
    /// <exception cref="RuleCompilerException">They are of other rules or have other bands, or are too many together.</exception>
    public MonitorCounts Plus(MonitorCounts other)
    {
        if (other.Name != Name || other.Meaning != Meaning)
            throw new RuleCompilerException("These counts are of other rules than those before; compare each by itself.");
        if (!Counts.HasLimitsOf(other.Counts))
            throw new RuleCompilerException("These counts have other bands than those before; compare each by itself.");
        return this with { Rules = RowSums.Of(Rules, other.Rules), Counts = RowSums.Of(Counts, other.Counts) };
    }

    /// <summary>The counts as a file has them.</summary>
    /// <param name="document">The rule system.</param>
    /// <returns>The JSON text.</returns>
    public string ToJson(RuleDocument document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        using (var json = new DocumentJsonWriter(text))
        {
            json.WriteStartObject();
            json.Member("name", Name);
            json.Member("meaning", Meaning);
            json.LineObject("rules", () =>
            {
                foreach (var (rule, rows) in document.Rules.Zip(Rules, (rule, rows) => (rule, rows)))
                    json.Member(rule.Id.ToString(CultureInfo.InvariantCulture), rows);
            });
            json.Object("counts", () => RowCountsWriter.Write(json, Counts, document.Inputs, document.Outputs, document.Decision));
            json.WriteEndObject();
        }

        return text.ToString() + "\n";
    }
}
