using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Approvals;

/// <summary>What changes a meaning changes its hash, and what does not keeps it: 100,000 edits of documents of all kinds.</summary>
public class MeaningMutationTests
{
    // Half a minute on two processors; each part has a seed of its own.
    private const int Parts = 4;
    private const int EditsOfAPart = 25_000;

    // So many of each kind must be accepted by the reader, or the test does not see the kind.
    private const int FewestOfAKind = 40;

    private static readonly (Mutation Mutation, bool Changes)[] Kinds =
        ChangingMutations.All.Select(m => (m, true)).Concat(KeepingMutations.All.Select(m => (m, false))).ToArray();

    [Fact]
    public void TheHashFollowsTheMeaning()
    {
        var documents = Documents().ToArray();
        var accepted = Enumerable.Range(0, Parts).AsParallel().SelectMany(part => Edit(documents, new Random(20_261 + part)))
            .GroupBy(n => n).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(Parts * EditsOfAPart, accepted.Values.Sum());
        Assert.All(Kinds, k => Assert.InRange(accepted.GetValueOrDefault(k.Mutation.Name), FewestOfAKind, int.MaxValue));
    }

    /// <summary>The names of the edits that gave a document, each of which did to the hash what it had to.</summary>
    private static List<string> Edit((EditedDocument Document, string Hash)[] documents, Random random)
    {
        var accepted = new List<string>();
        while (accepted.Count < EditsOfAPart)
        {
            var (document, hash) = documents[random.Next(documents.Length)];
            var (mutation, changes) = Kinds[random.Next(Kinds.Length)];
            var edited = document.Copy();
            if (!mutation.Apply(edited, random) || Read(edited.Text(random)) is not { } read)
                continue;
            if (hash == Meaning.Of(read).Hash == changes)
                Assert.Fail($"{mutation.Name} {(changes ? "keeps" : "changes")} the hash:\n{document.Root}\n{edited.Root}");
            accepted.Add(mutation.Name);
        }

        return accepted;
    }

    private static IEnumerable<(EditedDocument Document, string Hash)> Documents()
    {
        var random = new Random(7);
        string[] texts =
        [
            .. Enumerable.Range(0, 300).Select(seed => RuleDocumentWriter.Write(RandomDocuments.Make(seed))),
            .. Enumerable.Range(0, 600).Select(_ => RandomHinges.Make(random)),
            .. Enumerable.Repeat(HingeExample.Text, 60),
            .. Enumerable.Repeat(ExampleDocument.Text, 20),
            .. Samples(),
        ];
        // Those of them that have a common part are there without it, too, where their rules have sums of their own.
        texts = [.. texts, .. texts.Select(WithoutCommon).OfType<string>()];
        foreach (var text in texts)
        {
            if (Read(text) is { } document)
                yield return (new EditedDocument(text), Meaning.Of(document).Hash);
        }
    }

    private static string? WithoutCommon(string text)
    {
        var document = new EditedDocument(text);
        return document.Root.Remove("common") && document.Rules.Any(r => r.ContainsKey("expressions"))
            ? document.Root.ToJsonString()
            : null;
    }

    private static IEnumerable<string> Samples()
    {
        var files = Directory.GetFiles(Path.Combine(SourceTree.Root, "samples"), "*.rules.json", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")).ToArray();
        Assert.True(files.Length >= 5, "These are not the samples.");
        return files.Select(File.ReadAllText);
    }

    private static RuleDocument? Read(string text)
    {
        try
        {
            return RuleDocumentReader.Read(text);
        }
        catch (RuleDocumentException)
        {
            return null;
        }
    }
}
