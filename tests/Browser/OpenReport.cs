using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Playwright;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using Xunit;

namespace RuleCompiler.Browser.Tests;

/// <summary>
/// A report that <c>rulec report</c> wrote, open in the browser; at the end nothing has gone wrong in it and nothing has left it.
/// </summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private readonly string _folder;
    private readonly List<string> _complaints = [];

    private OpenReport(string folder, string file, RuleDocument document, IPage page)
    {
        (_folder, File, Document, Page) = (folder, file, document, page);
        page.Console += (_, message) => _complaints.AddRange(message.Type is "error" or "warning" ? [message.Text] : Array.Empty<string>());
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) => _complaints.AddRange(request.Url == Address ? [] : [$"asked for {request.Url}"]);
    }

    /// <summary>The page as a file.</summary>
    public string File { get; }

    public RuleDocument Document { get; }

    public IPage Page { get; }

    private string Address => new Uri(File).AbsoluteUri;

    /// <summary>A document that travels with these tests.</summary>
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Documents", file);

    /// <summary>Writes the report of a document in a file and opens it.</summary>
    public static Task<OpenReport> Of(Chromium browser, string file, params string[] options) =>
        Of(browser, RuleDocumentReader.Read(System.IO.File.ReadAllText(PathOf(file))), true, options);

    /// <summary>Writes the report of a document and opens it.</summary>
    public static async Task<OpenReport> Of(Chromium browser, RuleDocument document, bool isScripted, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("rulec-browser-").FullName;
        var (rules, page) = (Path.Combine(folder, "x.rules.json"), Path.Combine(folder, "report.html"));
        System.IO.File.WriteAllText(rules, RuleDocumentWriter.Write(document));
        using var error = new StringWriter();
        var code = Tool.Program.Run(["report", rules, "-o", page, .. options], new Streams(TextWriter.Null, error));
        Assert.True(code == 0, error.ToString());
        var report = new OpenReport(
            folder, page, RuleDocumentReader.Read(System.IO.File.ReadAllText(rules)), await browser.NewPage(isScripted));
        await report.Page.GotoAsync(report.Address);
        return report;
    }

    /// <summary>Calls a function of one argument in the page; both ways as JSON.</summary>
    public async Task<JsonElement> Call(string function, object argument) =>
        JsonDocument.Parse(
            await Page.EvaluateAsync<string>(
                $"text => JSON.stringify(({function})(JSON.parse(text)))", JsonSerializer.Serialize(argument))).RootElement;

    /// <summary>The elements of a selector, each by what a function says of it.</summary>
    public async Task<string[]> All(string selector, string function) =>
        (await Page.EvalOnSelectorAllAsync<string[]>(selector, $"elements => elements.map({function})")).ToArray();

    /// <summary>Takes back complaints that a test asked for.</summary>
    public void Forgive(string about) => Assert.NotEqual(0, _complaints.RemoveAll(c => c.Contains(about, StringComparison.Ordinal)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        Directory.Delete(_folder, recursive: true);
        Assert.Empty(_complaints);
    }
}
