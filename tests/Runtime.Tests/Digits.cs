using System;
using RuleCompiler.Documents;

namespace RuleCompiler.Runtime.Tests;

/// <summary>Numbers by the digits they are written with.</summary>
internal static class Digits
{
    public static Number Of(string text) =>
        Number.TryParse(text, out var number) ? number : throw new ArgumentException(text, nameof(text));
}
