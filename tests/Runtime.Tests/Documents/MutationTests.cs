using System;
using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>Damaged documents are read as valid ones or refused with a place; nothing else ever happens.</summary>
public class MutationTests
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "0", "-", "1e999", "NaN", "null", "true", "//", "/*", "'", "\0", "\n",
        "\r", "\u00A0", "\uD83D", "\uFEFF",
        "\"rule\"", "\"condition\"", "{ \"rule\": 1 }", "\"id\"", "7", "4", "undefined", "new Date(", "0x1", "00", "1.", "e5", " ",
    ];

    [Fact]
    public void ReadingADamagedDocumentGivesAValidOneOrAnErrorWithItsPlace()
    {
        var random = new Random(20_240);
        var faults = new HashSet<DocumentFault>();
        var accepted = 0;
        for (var round = 0; round < 12_000; round++)
        {
            var text = Damage(round % 3 == 0 ? RuleDocumentWriter.Write(RandomDocuments.Make(round)) : ExampleDocument.Text, random);
            try
            {
                var document = RuleDocumentReader.Read(text);
                Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
                Assert.NotNull(new RuleEvaluator(document));
                accepted++;
            }
            catch (RuleDocumentException e)
            {
                var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
                Assert.InRange(e.Error.Line, 1, lines.Length);
                Assert.InRange(e.Error.Column, 1, lines[e.Error.Line - 1].Length + 2);
                Assert.DoesNotContain(e.Error.Message, char.IsControl);
                faults.Add(e.Error.Fault);
            }
        }

        Assert.InRange(accepted, 100, 10_000);
        Assert.Superset(
            new HashSet<DocumentFault>
            {
                DocumentFault.Syntax, DocumentFault.Value, DocumentFault.MissingMember, DocumentFault.UnknownMember, DocumentFault.Repeated,
                DocumentFault.Dangling, DocumentFault.Tree,
            },
            faults);
    }

    private static string Damage(string text, Random random)
    {
        for (var times = 1 + random.Next(3); times > 0 && text.Length > 0; times--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(4) == 0 ? random.Next(40) : 1, text.Length - at);
            text = random.Next(7) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Fragments[random.Next(Fragments.Length)]),
                2 => text.Remove(at, length).Insert(at, Fragments[random.Next(Fragments.Length)]),
                3 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
                4 => SwapLines(text, random),
                _ => OtherDigit(text, at, random),
            };
        }

        return text;
    }

    /// <summary>Changes the next digit, so that ids and references go astray in texts that are JSON still.</summary>
    private static string OtherDigit(string text, int at, Random random)
    {
        var digit = text.AsSpan(at).IndexOfAnyInRange('0', '9');
        return digit < 0 ? text : text.Remove(at + digit, 1).Insert(at + digit, ((char)('0' + random.Next(10))).ToString());
    }

    private static string SwapLines(string text, Random random)
    {
        var lines = text.Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], random.Next(2) == 0 ? lines[a] : lines[b]);
        return string.Join('\n', lines);
    }
}
