using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Recourses;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Predictions.Recourses;

/// <summary>Certificates of a file that were checked in exact arithmetic.</summary>
/// <param name="Certificates">How many the file has.</param>
/// <param name="Already">How many prove that nothing has to change.</param>
/// <param name="Found">How many prove a change than which none costs less.</param>
/// <param name="None">How many prove that there is no change.</param>
/// <param name="Undecided">How many prove only that no change costs less than something.</param>
/// <param name="Failed">For each that proves nothing its place and why.</param>
public sealed record CheckedCertificates(
    long Certificates, long Already, long Found, long None, long Undecided, IReadOnlyList<string> Failed)
{
    /// <summary>Checks the certificates of a file.</summary>
    /// <param name="document">The rules that they are of.</param>
    /// <param name="path">The file: a JSON object in each line, with <c>certificate</c>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What they prove.</returns>
    /// <exception cref="InputFileException">The file cannot be read, or a line is none of such a file.</exception>
    public static CheckedCertificates Of(RuleDocument document, string path, CancellationToken cancellation)
    {
        var checker = new RecourseChecker(document);
        var failed = new List<string>();
        var counts = new long[3];
        var (number, certificates, already) = (0, 0, 0L);
        foreach (var line in Lines(path))
        {
            cancellation.ThrowIfCancellationRequested();
            number++;
            if (line.Length == 0)
                continue;
            certificates++;
            var check = checker.Check(Certificate(path, number, line));
            if (check is { Holds: true, Status: RecourseStatus.Found, Cost: 0 })
                already++;
            else if (check.Holds)
                counts[(int)check.Status]++;
            else
                failed.Add(FormattableString.Invariant(
                    $"{VisibleText.Of(path)}({number},1): this certificate proves nothing: {check.Reason}"));
        }

        return new CheckedCertificates(
            certificates,
            already,
            counts[(int)RecourseStatus.Found],
            counts[(int)RecourseStatus.None],
            counts[(int)RecourseStatus.Undecided],
            failed);
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(InputFile.Open(path));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static string Certificate(string path, int number, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("certificate", out var text)
                && text.ValueKind == JsonValueKind.String)
                return text.GetString()!;
        }
        catch (JsonException)
        {
            // The line is none, as is said below.
        }

        throw new InputFileException(
            path,
            number,
            1,
            "this is no line of a file of certificates, an object with \"certificate\"; rulec recourse --certificates writes them.");
    }
}
