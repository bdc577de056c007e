namespace RuleCompiler.Generator.Tests.Support;

/// <summary>How the outputs of a random document become an answer.</summary>
public enum Shape
{
    /// <summary>One threshold.</summary>
    Binary,

    /// <summary>Several thresholds.</summary>
    Bits,

    /// <summary>The largest output.</summary>
    Argmax,

    /// <summary>One value.</summary>
    Value,

    /// <summary>Several values.</summary>
    Values,
}
