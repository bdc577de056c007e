namespace RuleCompiler.Generator.Writing;

/// <summary>A piece of code that is still to be written. In a hole that has its line to itself, it is written there.</summary>
/// <param name="code">What it is written with.</param>
internal delegate void Code(CodeWriter code);
