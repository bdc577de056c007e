using System;
using FsCheck;
using FsCheck.Fluent;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>Properties over what is drawn at random, each made of one seed, which a failure prints.</summary>
internal static partial class RandomCases
{
    /// <summary>Checks a property for the same seeds in every run.</summary>
    public static void Hold(int cases, Action<Random> property)
    {
        var seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(20261121, 7);
        Check.One(config, Prop.ForAll(seeds, seed => property(new Random(seed))));
    }
}
