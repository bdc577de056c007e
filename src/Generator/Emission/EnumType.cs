using System.Collections.Generic;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>A public enum.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is, for its documentation.</param>
/// <param name="Members">Its members, each with its value and its documentation.</param>
internal sealed record EnumType(string Name, string Summary, IEnumerable<(string Name, int Value, string Summary)> Members)
{
    /// <summary>Whether a value may be several members at once.</summary>
    public bool IsFlags { get; init; }

    /// <summary>Writes the enum.</summary>
    public void Emit(CodeWriter code) => code.Write($$"""

        /// <summary>{{Summary}}</summary>
        {{Attributes.GeneratedCode}}
        {{(IsFlags ? "[global::System.Flags]" : string.Empty)}}
        public enum {{Name}}
        {
            {{EmitMembers}}
        }
        """);

    private void EmitMembers(CodeWriter code)
    {
        foreach (var member in Members)
        {
            code.Write($$"""

                /// <summary>{{member.Summary}}</summary>
                {{member.Name}} = {{member.Value}},
                """);
        }
    }
}
