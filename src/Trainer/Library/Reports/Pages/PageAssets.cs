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
        ["exponential.js", "tables.js", "explanation.js", "distance.js", "decisiondistance.js", "plane.js", "elements.js", "controls.js", "regions.js", "whatif.js", "network.js", "page.js"];

    /// <summary>Those of a document of version 2.</summary>
    private static readonly string[] HingeScripts =
        ["exponential.js", "tables.js", "hingetables.js", "distance.js", "hingeexplanation.js", "elements.js", "controls.js", "specials.js", "whatif.js", "hingewhatif.js", "hingepage.js"];

    /// <summary>The frame of the page.</summary>
    public static string Frame { get; } = Read("page.html");

    /// <summary>How drawings look, in the page and by themselves.</summary>
    public static string Drawing => Read("drawing.css");

    /// <summary>How the page looks, its drawings included.</summary>
    /// <param name="version">The version of the document.</param>
    public static string Style(int version) => Read("page.css") + Drawing + (version > 1 ? Read("hinges.css") : string.Empty);

    /// <summary>What moves in the page.</summary>
    /// <param name="version">The version of the document.</param>
    public static string Script(int version) => "\"use strict\";\n" + string.Concat((version > 1 ? HingeScripts : Scripts).Select(Read));

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream("Pages." + name)
            ?? throw new InvalidOperationException($"The program lacks its part {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // The bytes that a policy's hash is of must not depend on how the sources were checked out.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
