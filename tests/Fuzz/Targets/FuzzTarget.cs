using System.Collections.Generic;
using RuleCompiler.Fuzz.Mutation;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>
/// What reads something that a person hands in. It may refuse it with a <see cref="RuleCompilerException"/>, and do nothing else.
/// </summary>
/// <param name="name">What it is called on the command line, and its folders.</param>
/// <param name="mutator">What makes inputs of inputs.</param>
internal abstract class FuzzTarget(string name, IMutator mutator)
{
    /// <summary>What it is called on the command line, and its folders.</summary>
    public string Name => name;

    /// <summary>What makes inputs of inputs.</summary>
    public IMutator Mutator => mutator;

    /// <summary>Of so many accepted inputs one is used; those that reach something new are used in any case.</summary>
    public virtual int UsedOf => 1;

    /// <summary>What the first inputs are made of.</summary>
    public virtual IEnumerable<byte[]> Seeds() => SeedFolder.Read(name);

    /// <summary>Reads an input.</summary>
    /// <returns>What it is, for <see cref="Use"/>.</returns>
    public abstract object Read(byte[] input);

    /// <summary>Does with an input that was accepted what is done with it later.</summary>
    /// <returns>What came of it, the less the more inputs are alike.</returns>
    public virtual string Use(object read) => string.Empty;
}
