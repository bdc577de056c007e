using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Policies;

/// <summary>A solver that others wrote, z3, says the same of random policies.</summary>
public sealed class SolverTests
{
    private const int Cases = 300;

    [Fact]
    [Trait("Category", "Solver")]
    public void SolverAgreesOnWhichPoliciesAreBroken()
    {
        var questions = new List<(string Told, bool IsBroken, string Text)>();
        for (var seed = 100_000; questions.Count < Cases; seed++)
        {
            var random = new Random(seed);
            var text = RandomHinges.Make(random);
            if (PolicyPropertyTests.Read(text) is not { } document)
                continue;
            var kind = RandomPolicy.Kinds[seed % RandomPolicy.Kinds.Count];
            if (kind == "probabilityChange" || RandomPolicy.Make(random, document, kind) is not { } policy)
                continue;
            var json = policy.Json.Replace('\'', '"');
            var set = PolicyReader.Read("{\"version\":1,\"policies\":[" + json + "]}", document);
            var result = PolicyChecker.Check(document, text, set).Results[0];
            Assert.NotEqual(Verdict.Undecided, result.Verdict);
            questions.Add(($"seed {seed}: {json}\n{result.Text}\n{text}", result.Verdict == Verdict.Refuted, SmtText.Of(text, json)));
        }

        var answers = Solve(string.Join("(reset)\n", questions.Select(q => q.Text)));
        Assert.Equal(Cases, answers.Length);
        Assert.All(
            questions.Zip(answers), q => Assert.True(q.Second == (q.First.IsBroken ? "sat" : "unsat"), $"{q.Second} {q.First.Told}"));
        var broken = questions.Count(q => q.IsBroken);
        Assert.InRange(broken, Cases / 4, Cases * 9 / 10);
    }

    /// <summary>The answers of the solver, a line each.</summary>
    internal static string[] Solve(string text)
    {
        try
        {
            using var solver = Process.Start(new ProcessStartInfo("z3", "-in")
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            var answers = solver.StandardOutput.ReadToEndAsync();
            solver.StandardInput.Write(text);
            solver.StandardInput.Close();
            return answers.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                "The program z3 is not there: install Debian's package z3, or leave this test out with --filter \"Category!=Solver\".", e);
        }
    }
}
