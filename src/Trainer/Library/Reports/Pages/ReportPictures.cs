using System.Collections.Generic;
using System.Xml.Linq;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The drawings of a report as files of their own, for papers and reviews.</summary>
internal static class ReportPictures
{
    private const string Frontier = "frontier.svg";
    private const string Regions = "regions.svg";
    private const string Importance = "importance.svg";
    private const string Network = "network.svg";

    /// <summary>The files that there may be.</summary>
    public static IReadOnlyList<string> Files { get; } = [Frontier, Regions, Importance, Network];

    /// <summary>The drawings that the report has, by the name of their file.</summary>
    public static IEnumerable<(string File, string Text)> Draw(ReportContent content)
    {
        (string File, XElement? Drawing)[] drawings =
        [
            (Frontier, FrontierPicture.Draw(content.Document)),
            (Regions, content.Plane is { } plane ? PlanePicture.Draw(content, plane) : null),
            (Importance, ImportancePicture.Draw(content)),
            (Network, content.Document.Version == 1 || content.Network?.Drawn is not null ? NetworkPicture.Draw(content) : null),
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
}
