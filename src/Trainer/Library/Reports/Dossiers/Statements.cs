using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>What persons state under the headings of a dossier: a JSON object with a list of texts for each heading.</summary>
internal sealed class Statements
{
    private readonly Dictionary<string, string[]> _texts;

    private Statements(Dictionary<string, string[]> texts) => _texts = texts;

    /// <summary>Nothing.</summary>
    public static Statements None { get; } = new([]);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputFileException">
    /// It cannot be read, is not strict JSON, or has a heading that there is not; with line and column.
    /// </exception>
    public static Statements Read(string path) => JsonFile.Read(path, "a file of statements", Parse);

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="RuleDocumentException">It is not valid; the first fault, with its place.</exception>
    public static Statements Parse(string json)
    {
        var texts = new Dictionary<string, string[]>();
        foreach (var member in StrictJson.Parse(json).AsObject().Members)
        {
            var heading = member.Name.Value;
            if (!DossierHeading.All.Contains(heading))
                throw member.Name.Error(DocumentFault.UnknownMember, Unknown(heading));
            texts.Add(heading, member.Value.AsArray().Select(n => n.AsName()).ToArray());
        }

        return new Statements(texts);
    }

    /// <summary>The lines under a heading.</summary>
    public IEnumerable<DossierLine> Under(string heading) => _texts.GetValueOrDefault(heading, [])
        .Select(text => new DossierLine(DossierMark.Stated, VisibleText.Of(text, int.MaxValue)));

    private static string Unknown(string heading) => NearNames.Nearest(heading, DossierHeading.All) is { } near
        ? $"There is no heading '{VisibleText.Of(heading)}'; did you mean '{near}'?"
        : $"There is no heading '{VisibleText.Of(heading)}'; the headings are {string.Join(", ", DossierHeading.All)}.";
}
