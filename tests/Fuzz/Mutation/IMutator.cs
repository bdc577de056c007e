using System;
using RuleCompiler.Fuzz.Loop;

namespace RuleCompiler.Fuzz.Mutation;

/// <summary>Makes inputs of those of a corpus.</summary>
internal interface IMutator
{
    /// <summary>Makes one.</summary>
    byte[] Mutate(Corpus corpus, Random random);
}
