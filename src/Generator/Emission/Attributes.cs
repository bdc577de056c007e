using System.Collections.Generic;

namespace RuleCompiler.Generator.Emission;

/// <summary>The attributes of generated members, and the version that stands in one of them.</summary>
internal static class Attributes
{
    private const string MethodImpl = "global::System.Runtime.CompilerServices.MethodImpl";

    /// <summary>The version of the generator.</summary>
    public static readonly string Version = typeof(Attributes).Assembly.GetName().Version.ToString(3);

    /// <summary>What tells analyzers and coverage that nobody wrote a public member by hand.</summary>
    public static readonly string GeneratedCode = $"[global::System.CodeDom.Compiler.GeneratedCode(\"RuleCompiler\", \"{Version}\")]";

    /// <summary>
    /// What keeps coverage and the debugger out of a member. It stands on members and nested types, never on the class, whose other parts
    /// may be written by hand.
    /// </summary>
    public const string NotUserCode =
        "[global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage, global::System.Diagnostics.DebuggerNonUserCode]";

    /// <summary>On a public member that is or has code.</summary>
    public static readonly IReadOnlyList<string> Member = [GeneratedCode, NotUserCode];

    /// <summary>On a method whose call the JIT should replace by its body.</summary>
    public static readonly IReadOnlyList<string> Inlined = [$"[{MethodImpl}(", $"    {MethodImpl}Options.AggressiveInlining)]"];

    /// <summary>On a method that is called seldom, so that its body does not lengthen the one that calls it.</summary>
    public const string NotInlined = $"[{MethodImpl}({MethodImpl}Options.NoInlining)]";
}
