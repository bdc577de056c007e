using System;
using FsCheck;
using FsCheck.Fluent;
using RuleCompiler.Runtime.Tests.Documents;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>Properties over random cases, each made of one seed, which a failure prints.</summary>
internal static class Seeds
{
    /// <summary>Checks a property for the same seeds in every run.</summary>
    public static void Hold(int cases, Action<Random> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(20261121, 7),
        Prop.ForAll(RandomDocuments.Seeds(), seed => property(new Random(seed))));
}
