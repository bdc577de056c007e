using System.Linq;
using System.Net;
using System.Xml.Linq;
using RuleCompiler.Trainer.Reports.Pages;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>A dossier as one page of HTML. Nothing is loaded, and nothing runs.</summary>
internal static class DossierPage
{
    public static string Write(Dossier dossier)
    {
        var style = PageAssets.DossierStyle;
        var policy = $"default-src 'none'; style-src '{ReportPage.Hash(style)}'; base-uri 'none'; form-action 'none'";
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{WebUtility.HtmlEncode(dossier.Name)}: dossier</title>
            <style>{style}</style>
            </head>
            <body>
            {string.Join('\n', Body(dossier).Select(Html.Write))}
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static XElement[] Body(Dossier dossier) =>
    [
        new XElement("a", new XAttribute("class", "skip"), new XAttribute("href", "#content"), "Skip to the dossier"),
        new XElement(
            "header",
            Html.Paragraph(new XAttribute("class", "kicker"), "Dossier"),
            new XElement("h1", new XElement("bdi", dossier.Name)),
            Html.Note(DossierWords.Reading)),
        new XElement(
            "nav",
            new XAttribute("aria-label", "Contents"),
            new XElement(
                "ul",
                dossier.Sections.Select(
                    s => new XElement("li", new XElement("a", new XAttribute("href", "#" + IdOf(s)), s.Heading))))),
        new XElement("main", new XAttribute("id", "content"), dossier.Sections.Select(Section)),
    ];

    private static XElement Section(DossierSection section) => Html.Section(
        IdOf(section),
        section.Heading,
        section.Lines.Count == 0 ? null : new XElement("ul", new XAttribute("class", "lines"), section.Lines.Select(Line)),
        section.IsStated ? null : Html.Note(DossierWords.NothingStated));

    private static XElement Line(DossierLine line) => new(
        "li",
        new XElement("span", new XAttribute("class", "mark " + line.Mark.ToString().ToLowerInvariant()), line.MarkText),
        " ",
        new XElement("bdi", line.Text));

    // The headings are ours, so that these are names without a blank.
    private static string IdOf(DossierSection section) => section.Heading.ToLowerInvariant().Replace(' ', '-');
}
