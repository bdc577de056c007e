using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The drawings of a report as files of their own, for papers and reviews.</summary>
internal static class ReportPictures
{
    private const string Frontier = "frontier.svg";
    private const string Regions = "regions.svg";
    private const string Importance = "importance.svg";
    private const string Network = "network.svg";
    private const string Curve = "curve", Calibration = "calibration", Residuals = "residuals";

    /// <summary>The files that there may be.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        Frontier, Regions, Importance, Network,
        .. Enumerable.Range(0, CurvesSection.MaxCurves).Select(n => Numbered(Curve, n)),
        .. Enumerable.Range(0, CheckedSection.MaxQuestions).SelectMany(n => new[] { Numbered(Calibration, n), Numbered(Residuals, n) }),
    ];

    /// <summary>The drawings that the report has, by the name of their file.</summary>
    public static IEnumerable<(string File, string Text)> Draw(ReportContent content)
    {
        (string File, XElement? Drawing)[] drawings =
        [
            (Frontier, FrontierPicture.Draw(content.Document)),
            (Regions, content.Plane is { } plane ? PlanePicture.Draw(content, plane) : null),
            (Importance, ImportancePicture.Draw(content)),
            (Network, content.Affine is not null || content.Network?.Drawn is not null ? NetworkPicture.Draw(content) : null),
            .. Curves(content),
            .. Checked(content),
        ];
        foreach (var (file, drawing) in drawings)
        {
            if (drawing is null)
                continue;
            // After the title and the description, which come first for those who do not see the drawing.
            drawing.Element(Svg.Space + "desc")!.AddAfterSelf(new XElement(Svg.Space + "style", PageAssets.Drawing));
            yield return (file, drawing.ToString(SaveOptions.DisableFormatting) + "\n");
        }
    }

    private static IEnumerable<(string File, XElement? Drawing)> Curves(ReportContent content) =>
        PlacedCurve.Of(content.Document).Take(CurvesSection.MaxCurves).Select((curve, n) =>
        {
            var picture = new CurvePicture(curve, content.Rows);
            return (Numbered(Curve, n), picture.IsDrawable ? picture.Draw(Name(Curve, n)) : null);
        });

    private static IEnumerable<(string File, XElement? Drawing)> Checked(ReportContent content)
    {
        if (content.Rows is not { HasTruth: true } rows)
            return [];
        var questions = AnsweredQuestion.Of(content.Document, rows).Take(CheckedSection.MaxQuestions)
            .Select((question, n) => (Numbered(Calibration, n), CalibrationPart.Draw(question, Name(Calibration, n))));
        var values = Enumerable.Range(0, content.Document.Decision.IsClass ? 0 : content.Document.Outputs.Count)
            .Take(CheckedSection.MaxQuestions)
            .Select(n => (Numbered(Residuals, n), ResidualsPart.Draw(content.Document, rows, n, Name(Residuals, n))));
        return questions.Concat(values);
    }

    private static string Name(string kind, int n) => $"{kind}-{ShownNumber.Integer(n + 1)}";

    private static string Numbered(string kind, int n) => Name(kind, n) + ".svg";
}
