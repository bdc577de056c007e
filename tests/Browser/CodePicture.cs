using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Generator.Tests.Support;

namespace RuleCompiler.Browser.Tests;

/// <summary>Lines of C# as a drawing, coloured by what the compiler says they are; it follows the light or dark of the system.</summary>
internal static class CodePicture
{
    private const double Letter = 7.8, Line = 19, Margin = 18;

    private const string Style = """
        text { font: 13px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1c2430; white-space: pre; }
        .paper { fill: #f4f6f9; }
        .keyword { fill: #0b4fa0; }
        .comment { fill: #2d6a3a; }
        .number { fill: #9a3d00; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6eaf0; }
          .paper { fill: #1e252e; }
          .keyword { fill: #7db7f5; }
          .comment { fill: #8fcf9b; }
          .number { fill: #ffb27a; }
        }
        """;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws lines of a file.</summary>
    /// <param name="code">The file.</param>
    /// <param name="title">What is to be seen.</param>
    /// <param name="first">What stands in the first line.</param>
    /// <param name="last">The line after the last one; it begins where the first one does.</param>
    /// <returns>The drawing as text.</returns>
    public static string Draw(string code, string title, string first, string last)
    {
        var tree = CSharpSyntaxTree.ParseText(code, Generation.Latest);
        var lines = tree.GetText().Lines.ToArray();
        var from = Array.FindIndex(lines, l => l.ToString().Contains(first, StringComparison.Ordinal));
        var indent = Indent(lines[from].ToString());
        var to = Array.FindIndex(lines, from, l => l.ToString() == new string(' ', indent) + last);
        var shown = lines[from..to].SkipLast(1).ToArray();
        var pieces = Pieces(tree).ToArray();
        var (width, height) = ((2 * Margin) + (Letter * (shown.Max(l => l.Span.Length) - indent)), (2 * Margin) + (Line * shown.Length));
        var drawing = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Length(width)} {Length(height)}"),
            new XAttribute("width", Length(width)),
            new XAttribute("height", Length(height)),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", title),
            new XElement(Svg + "style", Style),
            new XElement(
                Svg + "rect",
                new XAttribute("class", "paper"),
                new XAttribute("width", Length(width)),
                new XAttribute("height", Length(height)),
                new XAttribute("rx", "8")),
            shown.SelectMany((line, n) => pieces.Where(p => line.Span.Contains(p.Start)).Select(
                p => Text(p, Margin + (Letter * (p.Start - line.Start - indent)), Margin + (Line * (n + 0.72))))));
        return drawing.ToString(SaveOptions.None) + "\n";
    }

    /// <summary>The tokens and comments of a file, each in its place.</summary>
    private static IEnumerable<Piece> Pieces(SyntaxTree tree) => tree.GetRoot().DescendantTokens().SelectMany(
        token => token.LeadingTrivia.Concat(token.TrailingTrivia).Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia))
            .Select(t => new Piece(t.SpanStart, t.ToString(), "comment"))
            .Append(new Piece(token.SpanStart, token.Text, KindOf(token))).Where(p => p.Text.Length > 0));

    private static string? KindOf(SyntaxToken token) =>
        token.IsKeyword() ? "keyword" : token.Kind() is SyntaxKind.NumericLiteralToken or SyntaxKind.StringLiteralToken ? "number" : null;

    // As wide as letters of one width are, whatever font the reader has.
    private static XElement Text(Piece piece, double x, double y) => new(
        Svg + "text",
        piece.Kind is null ? null : new XAttribute("class", piece.Kind),
        new XAttribute("x", Length(x)),
        new XAttribute("y", Length(y)),
        new XAttribute("textLength", Length(Letter * piece.Text.Length)),
        piece.Text);

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    private static string Length(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed record Piece(int Start, string Text, string? Kind);
}
