using System;
using System.Linq;
using RuleCompiler.Proofs.Comparison;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs.Comparison;

/// <summary>What is said of one change at a time.</summary>
public class DocumentComparisonTests
{
    [Fact]
    public void Show()
    {
        foreach (var (from, to) in new[] {
            ("\"bias\": -1.4", "\"bias\": -1.5"), ("[45, 0.3]", "[45, 0.4]"), ("\"threshold\": 0", "\"threshold\": 0.25"), ("\"bias\": 12,", "\"bias\": 12.5,"),
            ("[0, 250]", "[0, 300]"), ("\"value\": 31, \"marks\": [-1]", "\"value\": 32, \"marks\": [-1]"), ("\"value\": 31, \"marks\": [-1]", "\"value\": 31, \"marks\": [-2]"),
            (", \"other\": \"other\"", ""), ("0.021", "0.02100000000000001"), ("\"own\": 0.35", "\"own\": 0.350"), ("\"value\": -9, \"name\": \"no record\"", "\"value\": -8, \"name\": \"no record\"") })
        {
            var d = Compare(HingeDocuments.Loan, HingeDocuments.Loan.Edited(from, to));
            Console.WriteLine($"=== {from} -> {to}: {d.Class} {d.Undecided} share {d.Share} max {d.LargestChange} p {d.ProbabilityChange} rounding {d.RoundingDifference}");
            foreach (var c in d.Inputs.Select(i => i.Text).Concat(d.Outputs).Concat(d.Texts))
                Console.WriteLine("   " + c);
            foreach (var c in d.Cells.Concat(d.ScoreCells))
                Console.WriteLine($"   {c.OldRule}->{c.NewRule} {c.OldAnswer}->{c.NewAnswer} share {c.Share} thin {c.Witness.IsThin} {c.LargestChange} p {c.ProbabilityChange}\n      {c.Witness.Exact}\n      {string.Join("; ", c.Limits)}\n      {string.Join("; ", c.Conditions)}");
        }
    }

    private static DocumentDifference Compare(string old, string @new) =>
        DocumentComparison.Compare(VerifiedDocuments.Read(old), VerifiedDocuments.Read(@new));
}
