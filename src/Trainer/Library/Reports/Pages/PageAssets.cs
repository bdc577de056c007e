using System;
using System.IO;
using System.Linq;
using System.Text;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The files of the page that no document changes; they travel in the program.</summary>
internal static class PageAssets
{
    /// <summary>The scripts, in the order in which they build on each other.</summary>
    private static readonly string[] Scripts =
    [
        "exponential.js", "tables.js", "row.js", "distance.js", "reasons.js", "shares.js", "explanation.js", "plane.js", "elements.js",
        "controls.js",
        "specials.js", "regions.js", "whatif.js", "network.js", "page.js",
    ];

    /// <summary>The frame of the page.</summary>
    public static string Frame { get; } = Read("page.html");

    /// <summary>How drawings look, in the page and by themselves.</summary>
    public static string Drawing => Read("drawing.css");

    /// <summary>How the page looks, its drawings included.</summary>
    public static string Style { get; } = Read("page.css") + Drawing;

    /// <summary>How a dossier looks.</summary>
    public static string DossierStyle => Read("page.css") + Read("dossier.css");

    /// <summary>What moves in the page.</summary>
    public static string Script { get; } = "\"use strict\";\n" + string.Concat(Scripts.Select(Read));

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream("Pages." + name)
            ?? throw new InvalidOperationException($"The program lacks its part {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // The bytes that a policy's hash is of must not depend on how the sources were checked out.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
