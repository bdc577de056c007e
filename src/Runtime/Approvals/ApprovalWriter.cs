using System.Globalization;
using System.IO;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>Writes approvals: the same approval gives the same bytes on every machine, under every culture.</summary>
public static class ApprovalWriter
{
    /// <summary>Writes an approval as indented JSON with LF line ends and a final line end; a line for each part and approver.</summary>
    /// <param name="approval">The approval.</param>
    /// <returns>The text; its UTF-8 bytes, without byte order mark, are the file.</returns>
    /// <exception cref="System.ArgumentException">A text holds half of a surrogate pair, which no file can hold.</exception>
    public static string Write(Approval approval)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var json = new DocumentJsonWriter(text);
        json.WriteStartObject();
        json.Member("version", Approval.NewestVersion);
        json.Member("name", approval.Name);
        json.Member("meaning", approval.MeaningHash);
        json.WritePropertyName("policies");
        json.WriteValue(approval.PoliciesHash);
        json.Array("approvals", approval.Signatures, signature => json.LineObject(() =>
        {
            json.Member("by", signature.By);
            json.Member("date", signature.Date);
            json.Optional("note", signature.Note);
        }));
        if (approval.Previous is { } previous)
        {
            json.LineObject("previous", () =>
            {
                json.Member("meaning", previous.MeaningHash);
                json.Optional("change", previous.Change);
            });
        }

        json.Object("figures", () =>
        {
            json.Member("rules", approval.Figures.Rules);
            json.Member("numbers", approval.Figures.Numbers);
            ProvenanceWriter.WriteMetrics(json, approval.Figures.Metrics);
        });
        json.Array("parts", approval.Parts, part => json.LineObject(() =>
        {
            json.Member("part", MeaningPartWords.Of(part.Kind));
            json.Optional("key", part.Key);
            json.Member("hash", part.Hash);
        }));
        json.WriteEndObject();
        json.Flush();
        return text.ToString() + "\n";
    }
}
