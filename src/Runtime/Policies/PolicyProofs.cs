using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>
/// Proofs of policies, as they stand in a <c>*.proof.json</c> file: what was searched for once is only checked the next time. A file that
/// does not fit its document, or was made up, proves nothing: what it says is checked, and searched for where it does not hold.
/// </summary>
public sealed class PolicyProofs
{
    private const int Version = 1;

    // Words of a certificate on one line of the file.
    private const int LineLength = 100;

    private readonly IReadOnlyDictionary<string, IReadOnlyList<RowCertificate?>> _certificates;

    internal PolicyProofs(IReadOnlyDictionary<string, IReadOnlyList<RowCertificate?>> certificates) => _certificates = certificates;

    /// <summary>No proofs.</summary>
    public static PolicyProofs None { get; } = new(new Dictionary<string, IReadOnlyList<RowCertificate?>>());

    /// <summary>How many questions they answer.</summary>
    public int Count => _certificates.Values.Sum(list => list.Count(c => c is not null));

    /// <summary>Reads proofs.</summary>
    /// <param name="text">The JSON text.</param>
    /// <returns>The proofs; a certificate that cannot be read is none.</returns>
    /// <exception cref="RuleDocumentException">The text is no such file; the first fault, with line and column.</exception>
    public static PolicyProofs Read(string text)
    {
        var root = StrictJson.Parse(text).AsObject();
        root.Allow("version", "policies");
        var version = root.Require("version");
        if (version.AsInteger(1) != Version)
            throw version.Error(DocumentFault.Version, $"Proofs of version {version.AsInteger(1)} are not known; version {Version} is.");
        return new PolicyProofs(root.Require("policies").AsObject().Members.ToDictionary(
            m => m.Name.Value, m => (IReadOnlyList<RowCertificate?>)m.Value.AsArray().Select(ReadCertificate).ToArray()));
    }

    /// <summary>Writes them.</summary>
    /// <returns>The JSON text, with LF line ends.</returns>
    public string Write()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using (var json = new DocumentJsonWriter(text))
        {
            json.WriteStartObject();
            json.WritePropertyName("version");
            json.WriteValue(Version);
            json.Object("policies", () =>
            {
                foreach (var policy in _certificates)
                    json.Array(policy.Key, policy.Value.ToEquatableArray(), certificate => WriteCertificate(json, certificate));
            });
            json.WriteEndObject();
        }

        return text.ToString() + "\n";
    }

    /// <summary>The certificates of a policy, in the order of its questions.</summary>
    /// <param name="policy">Its name; empty for what is asked before all policies.</param>
    internal IReadOnlyList<RowCertificate?> Of(string policy) => _certificates.TryGetValue(policy, out var list) ? list : [];

    private static RowCertificate? ReadCertificate(JsonNode node) => node is JsonArray lines
        ? CertificateText.Read(lines.Items.SelectMany(line => line.AsText().Split(' ')).ToArray())
        : null;

    private static void WriteCertificate(DocumentJsonWriter json, RowCertificate? certificate)
    {
        if (certificate is null)
        {
            json.WriteNull();
            return;
        }

        json.WriteStartArray();
        var line = string.Empty;
        foreach (var word in CertificateText.Words(certificate))
        {
            if (line.Length > 0 && line.Length + word.Length > LineLength)
            {
                json.WriteValue(line);
                line = string.Empty;
            }

            line += (line.Length > 0 ? " " : string.Empty) + word;
        }

        json.WriteValue(line);
        json.WriteEndArray();
    }
}
