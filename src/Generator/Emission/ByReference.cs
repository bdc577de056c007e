using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace RuleCompiler.Generator.Emission;

/// <summary>Two parts of a document are two, even where they are equal.</summary>
/// <typeparam name="T">The kind of part.</typeparam>
internal sealed class ByReference<T> : IEqualityComparer<T>
    where T : class
{
    public static readonly ByReference<T> Comparer = new();

    public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

    public int GetHashCode(T part) => RuntimeHelpers.GetHashCode(part);
}
