namespace RuleCompiler.Generator.Models;

/// <summary>What generation needs to know of the project that it generates for.</summary>
/// <param name="Namespace">The namespace of the class, empty for the global one.</param>
/// <param name="HasNullableAnnotations">Whether the project's language version knows <c>#nullable</c> (C# 8).</param>
/// <param name="HasRequiredMembers">Whether members can be <c>required</c>: C# 11, and a framework that has the attributes.</param>
internal sealed record Target(string Namespace, bool HasNullableAnnotations, bool HasRequiredMembers);
