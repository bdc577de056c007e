using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;
using RuleCompiler.Generator.Emission;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Parsing;
using RuleCompiler.Generator.Review;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>No file makes the generator throw, and a cancelled run stops at every stage.</summary>
public class RobustnessTests
{
    private static readonly Target Project = new(
        "Example.App",
        HasNullableAnnotations: true,
        new TargetTypes(HasSpans: true, HasVectors: true, HasWideVectors: true, HasRequiredMembers: true, HasInit: true));

    private static readonly string[] Splinters =
        ["{", "}", "[", "]", ",", ":", "\"", "null", "true", "-", "1e308", "-1e308", "1e999", "0", "99999999999", "\"rule\"", "\"\\ud800\"", "\0", "\u202E", "/*", "//", "NaN", "{\"rule\":1}"];

    [Fact]
    public void AnyBytesGiveADiagnostic()
    {
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            // Some begin as a document does, so that the reader gets past the first character.
            var text = (i % 2 == 0 ? string.Empty : "{ \"version\": 1, ") + Encoding.UTF8.GetString(bytes);
            Assert.NotNull(Run(text).Error);
        }
    }

    [Fact]
    public void TruncatedDocumentGivesADiagnosticInsideTheFile()
    {
        var text = Documents().First();
        for (var length = 0; length < text.TrimEnd().Length; length++)
        {
            var error = Run(text[..length]).Error;
            Assert.NotNull(error);
            Assert.InRange(error.Line, 1, text[..length].Count(c => c == '\n') + 1);
            Assert.True(error.Column >= 1);
        }
    }

    [Fact]
    public void MutatedDocumentGivesADiagnosticOrCode()
    {
        var random = new Random(6);
        var documents = Documents().ToArray();
        var (wrong, right) = (0, 0);
        for (var i = 0; i < 6_000; i++)
        {
            var text = documents[i % documents.Length];
            for (var n = random.Next(1, 4); n > 0; n--)
                text = Mutate(text, documents[random.Next(documents.Length)], random);
            if (Run(text).Error is null)
                right++;
            else
                wrong++;
        }

        Assert.True(wrong > 2_000 && right > 200, $"{wrong} documents were refused and {right} were not.");
    }

    [Fact]
    public void CancelledRunStopsAtEveryStage()
    {
        var cancelled = new CancellationToken(canceled: true);
        var text = Documents().First();
        var file = new RuleFile("/project/Model.rules.json", text, GenerationOptions.Default, null);
        var document = RuleFileParser.Parse(file, CancellationToken.None).Document!;
        Assert.Throws<OperationCanceledException>(
            () => RuleFileParser.Read(
                new CancellableText(), Generation.Options("Example.App", new Dictionary<string, string>()), cancelled));
        Assert.Throws<OperationCanceledException>(() => RuleFileParser.Distinct(ImmutableArray.Create(file), cancelled));
        Assert.Throws<OperationCanceledException>(() => RuleFileParser.Parse(file, cancelled));
        Assert.Throws<OperationCanceledException>(() => DocumentReview.Run(document.Rules, cancelled));
        Assert.Throws<OperationCanceledException>(
            () => FileSeverities.Apply((EquatableArray<DiagnosticInfo>.Empty, EquatableArray<FileSeverities>.Empty), cancelled));
        Assert.Throws<OperationCanceledException>(() => ClassNames.Assign(ImmutableArray.Create(document.Claim), cancelled));
        Assert.Throws<OperationCanceledException>(
            () => NameClashes.Find(new[] { document.Claim }.ToEquatableArray(), "Example", CSharpCompilation.Create("Example"), cancelled));
        Assert.Throws<OperationCanceledException>(() => SourceEmitter.Emit(document, Project, cancelled));
    }

    [Fact]
    public async Task CancellationInTheMiddleOfEmissionStopsIt()
    {
        var document = RuleDocumentWriter.Write(new RandomDocuments(new Random(1)).Next(Shape.Argmax, 8, 8));
        var source = RuleFileParser.Parse(
            new RuleFile("/project/Model.rules.json", document, GenerationOptions.Default, null), CancellationToken.None).Document!;
        using var cancel = new CancellationTokenSource();
        var emission = Task.Run(() =>
        {
            while (true)
                SourceEmitter.Emit(source, Project, cancel.Token);
        });
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => emission.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    /// <summary>Parses, and emits where there is no error; whatever is thrown fails the test.</summary>
    private static ParsedFile Run(string text)
    {
        var parsed = RuleFileParser.Parse(
            new RuleFile("/project/Model.rules.json", text, GenerationOptions.Default, null), CancellationToken.None);
        Assert.True(parsed.Document is null != parsed.Error is null);
        if (parsed.Document is { } document)
            Assert.All(SourceEmitter.Emit(document, Project, CancellationToken.None), source => Assert.NotEmpty(source.Text));
        return parsed;
    }

    private static string Mutate(string text, string other, Random random)
    {
        var start = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(12), text.Length - start);
        switch (random.Next(6))
        {
            case 0:
                return text.Remove(start, length);
            case 1:
                return text.Insert(start, Splinters[random.Next(Splinters.Length)]);
            case 2:
                return text.Insert(start, text.Substring(start, length));
            case 3:
                var from = random.Next(other.Length);
                return text.Insert(start, other.Substring(from, Math.Min(random.Next(40), other.Length - from)));
            default:
                // One digit for another: most of these stay documents.
                var digits = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit(text[i])).ToArray();
                if (digits.Length == 0)
                    return text;
                var at = digits[random.Next(digits.Length)];
                return text[..at] + (char)('0' + random.Next(10)) + text[(at + 1)..];
        }
    }

    private static IEnumerable<string> Documents() =>
        Directory.GetFiles(Folder(), "*.rules.json").Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(t => t.Length < 8_000);

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Snapshots");

    private sealed class CancellableText : Microsoft.CodeAnalysis.AdditionalText
    {
        public override string Path => "/project/Model.rules.json";

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Microsoft.CodeAnalysis.Text.SourceText.From("{}");
        }
    }
}
