using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>A report as one page of HTML that asks nothing of any other place.</summary>
internal static class ReportPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="content">What it is made of.</param>
    /// <returns>The text of the file, the same bytes for the same content.</returns>
    public static string Write(ReportContent content)
    {
        var (style, script) = (PageAssets.Style, PageAssets.Script);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["policy"] = Policy(style, script),
            ["title"] = WebUtility.HtmlEncode($"{VisibleText.Of(content.Document.Name)}: rule report"),
            ["style"] = style,
            ["body"] = Body(content),
            ["data"] = PageData.Write(content),
            ["script"] = script,
        };
        // The frame is cut at its marks once, so that a text from the document that looks like a mark stays a text.
        return string.Concat(PageAssets.Frame.Split('{', '}').Select((piece, i) => i % 2 == 1 ? parts[piece] : piece));
    }

    /// <summary>Nothing is loaded, and nothing runs but the script of this page.</summary>
    private static string Policy(string style, string script) =>
        $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'";

    /// <summary>What a policy calls a script or a style that may be there.</summary>
    public static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Body(ReportContent content)
    {
        XElement?[] parts =
        [
            .. HeadSection.Of(content.Document),
            RulesSection.Of(content),
            CurvesSection.Of(content),
            CheckedSection.Of(content),
            WhatIfSection.Of(content),
            RegionsSection.Of(content),
            ImportanceSection.Of(content),
            FrontierSection.Of(content.Document),
            ComparisonSection.Of(content),
            NetworkSection.Of(content),
            TrainingSection.Of(content.Document),
            LeftOutSection.Of(content),
        ];
        var sections = parts.OfType<XElement>().ToArray();
        var contents = new XElement(
            "nav",
            new XAttribute("aria-label", "Contents"),
            new XElement(
                "ul",
                sections.Where(s => s.Name == "section").Select(
                    s => new XElement(
                        "li", new XElement("a", new XAttribute("href", "#" + s.Attribute("id")!.Value), s.Element("h2")!.Value)))));
        XElement[] body =
        [
            new XElement("a", new XAttribute("class", "skip"), new XAttribute("href", "#content"), "Skip to the report"),
            sections[0],
            contents,
            new XElement("main", new XAttribute("id", "content"), sections.Skip(1)),
        ];
        return string.Join('\n', body.Select(Html.Write));
    }
}
