using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>The documents whose bands are tried: the samples, and small ones that are drawn.</summary>
internal static class BandDocuments
{
    private static readonly string[] Samples = ["Adult", "Banknote", "GermanCredit", "GeneSwitch", "Xor"];

    /// <summary>The samples, then so many that are drawn; always the same.</summary>
    public static IEnumerable<RuleDocument> All(int drawn) => Samples.Select(Sample).Concat(Hinges(drawn));

    private static RuleDocument Sample(string name) => RuleDocumentReader.Read(
        File.ReadAllText(Path.Combine(SourceTree.Root, "samples", name, name + ".rules.json")));

    private static IEnumerable<RuleDocument> Hinges(int count)
    {
        var random = new Random(11);
        for (var made = 0; made < count;)
        {
            RuleDocument document;
            try
            {
                document = RuleDocumentReader.Read(RandomHinges.Make(random));
            }
            catch (RuleDocumentException)
            {
                continue;
            }

            made++;
            yield return document;
        }
    }
}
