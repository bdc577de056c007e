using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Recourses;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Recourses;

public class RecourseTests
{
    private const int Cases = 1_000;

    [Fact]
    public void NearestChangeIsThatOfTryingEveryChange()
    {
        var counts = new Dictionary<string, int>();
        foreach (var (seed, one) in RandomCases(Cases))
        {
            var answer = new RecourseFinder(one.Document).Find(one.Row, one.Options);
            var expected = EveryChange.Of(one);
            var told = $"seed {seed}: {answer.Status} {answer.Cost} {string.Join(' ', answer.Row)}, not "
                + (expected is { } e ? $"{e.Cost} {string.Join(' ', e.Row)}" : "none") + $" from {string.Join(' ', one.Row)}\n"
                + answer.Certificate;
            Assert.True(answer.Status == (expected is null ? RecourseStatus.None : RecourseStatus.Found), told);
            if (expected is { } found)
            {
                Assert.True(answer.Cost == found.Cost && answer.Row.SequenceEqual(found.Row), told);
                Assert.Equal(found.Changed, answer.Changes.Select(c => c.Input));
                Assert.Equal(found.Cost, answer.Changes.Sum(c => c.Cost));
                var evaluator = new RuleEvaluator(one.Document);
                if (one.Document.Decision.IsClass)
                    Assert.Equal(evaluator.Classify(evaluator.Evaluate(found.Row).Outputs), answer.Class);
            }

            var check = new RecourseChecker(one.Document).Check(answer.Certificate, one.Row, one.Options);
            Assert.True(check.Holds, check.Reason + "\n" + told);
            Assert.Equal(answer.Status, check.Status);
            var kind = $"{answer.Status} {answer.Changes.Count}";
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }

        Assert.True(counts.GetValueOrDefault("None 0") is > Cases / 20 and < Cases * 3 / 5, string.Join(", ", counts));
        Assert.True(counts.GetValueOrDefault("Found 1") > Cases / 20, string.Join(", ", counts));
        Assert.True(counts.GetValueOrDefault("Found 2") > Cases / 50, string.Join(", ", counts));
    }

    [Fact]
    public void CertificateWithAChangedNumberProvesNothing()
    {
        var numbers = 0;
        foreach (var (_, one) in RandomCases(40, first: 50_000))
        {
            var text = new RecourseFinder(one.Document).Find(one.Row, one.Options).Certificate;
            var checker = new RecourseChecker(one.Document);
            Assert.True(checker.Check(text).Holds);
            foreach (var position in Enumerable.Range(0, text.Length).Where(p => char.IsAsciiHexDigit(text[p])))
            {
                var changed = text[..position] + (text[position] == '1' ? '2' : '1') + text[(position + 1)..];
                Assert.False(checker.Check(changed).Holds, changed);
                numbers++;
            }
        }

        Assert.True(numbers > 5_000, $"{numbers}");
    }

    [Fact]
    public void ChangedCertificateWithANewSealClaimsNothingThatIsNotSo()
    {
        var (refused, holding) = (0, 0);
        foreach (var (seed, one) in RandomCases(200, first: 60_000))
        {
            var text = new RecourseFinder(one.Document).Find(one.Row, one.Options).Certificate;
            var checker = new RecourseChecker(one.Document);
            var best = EveryChange.Of(one)?.Cost ?? long.MaxValue;
            var random = new Random(seed);
            var first = text.IndexOf("atLeast", text.IndexOf("most", StringComparison.Ordinal), StringComparison.Ordinal);
            var positions = Enumerable.Range(first, text.IndexOf(RecourseText.SealMark, StringComparison.Ordinal) - first)
                .Where(p => char.IsAsciiDigit(text[p])).ToArray();
            foreach (var position in Enumerable.Range(0, 20).Select(_ => positions[random.Next(positions.Length)]))
            {
                var changed = text[..position] + (char)('0' + random.Next(10)) + text[(position + 1)..];
                changed = changed[..changed.LastIndexOf(RecourseText.SealMark, StringComparison.Ordinal)];
                var check = checker.Check(changed + RecourseText.SealMark + RecourseText.Seal(changed) + "\n", one.Row, one.Options);
                var isSo = best == long.MaxValue || (check.LowerBound <= best && (check.Cost ?? long.MaxValue) >= best);
                Assert.True(!check.Holds || isSo, changed);
                Assert.True(!check.Holds || check.Status != RecourseStatus.None || best == long.MaxValue, changed);
                (refused, holding) = check.Holds ? (refused, holding + 1) : (refused + 1, holding);
            }
        }

        // Another multiplier may still be enough.
        Assert.True(refused > 500 && holding > 200, $"{refused} refused, {holding} hold");
    }

    private static IEnumerable<(int Seed, RandomRecourse Case)> RandomCases(int count, int first = 1)
    {
        for (var seed = first; count > 0; seed++)
        {
            if (RandomRecourse.Make(seed) is not { } one)
                continue;
            count--;
            yield return (seed, one);
        }
    }
}
