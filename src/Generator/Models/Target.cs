namespace RuleCompiler.Generator.Models;

/// <summary>What generation needs to know of the project that it generates for.</summary>
/// <param name="Namespace">The namespace of the class, empty for the global one.</param>
/// <param name="HasNullableAnnotations">Whether the project's language version knows <c>#nullable</c> (C# 8).</param>
/// <param name="Types">Which types of the framework generated code may use.</param>
internal sealed record Target(string Namespace, bool HasNullableAnnotations, TargetTypes Types)
{
    /// <summary>Whether the language has <c>ref readonly</c> parameters (C# 12), as <c>Unsafe.AsRef</c> has one from .NET 8 on.</summary>
    public bool HasReadOnlyReferences { get; init; }
}

/// <summary>Which types of the framework generated code may use, as far as the language version can.</summary>
/// <param name="HasSpans">Whether there is <c>ReadOnlySpan</c>: .NET Core 2.1 and later, or a reference to System.Memory.</param>
/// <param name="HasVectors">Whether there is <c>Vector256</c> with its operators: .NET 7 and later.</param>
/// <param name="HasWideVectors">Whether there is <c>Vector512</c>: .NET 8 and later.</param>
/// <param name="HasRequiredMembers">Whether there are the attributes of <c>required</c> members: .NET 7 and later.</param>
/// <param name="HasInit">Whether there is what the compiler asks for before it takes <c>init</c>: .NET 5 and later.</param>
internal sealed record TargetTypes(bool HasSpans, bool HasVectors, bool HasWideVectors, bool HasRequiredMembers, bool HasInit);
