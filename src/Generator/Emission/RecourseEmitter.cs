using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>Recourse</c> and its types: the data of this document, then what is the same for all.</summary>
internal sealed class RecourseEmitter(EmissionContext context) : IMemberEmitter
{
    private static readonly Regex PublicType = new(
        "^public (sealed |static |partial )*(class|enum) ",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public void Emit(CodeWriter code) => code.Write($$"""

        /// <summary>Finds the nearest change of the row that changes its decision, by at most 3 inputs.</summary>
        {{RowDocumentation.EmitRow}}
        /// <returns>The change with the proof that none is nearer, or that there is none.</returns>
        {{new RowDocumentation(context).EmitExceptions}}
        {{Attributes.Member}}
        public static RecourseAnswer {{DocumentNames.RecourseTypes}}(in Input input)
        {
            return {{DocumentNames.RecourseTypes}}(in input, RecourseOptions.Default);
        }

        /// <summary>Finds the nearest change of the row that leads to what is wanted.</summary>
        {{RowDocumentation.EmitRow}}
        /// <param name="options">What is wanted, and what it may cost.</param>
        /// <returns>The change with the proof that none is nearer, or that there is none.</returns>
        /// <exception cref="global::System.ArgumentException">The row is refused, or the options name what is not there.</exception>
        {{Attributes.Member}}
        public static RecourseAnswer {{DocumentNames.RecourseTypes}}(in Input input, RecourseOptions options)
        {
            return RecourseSearch.Find(
                RecourseData.All,
                new double[]
                {
                    {{Row((_, value, _) => value)}}
                },
                new double[]
                {
                    {{Row(AcceptanceEmitter.Call)}}
                },
                options);
        }

        public sealed partial class Explanation
        {
            internal static Tables AllTables => Data.All;
        }

        public sealed partial class RecourseAnswer
        {
            /// <summary>The row after the change; the row itself where there is none.</summary>
            public Input Input => new Input({{Changed}});
            {{EmitLabel}}
        }

        // What inputs can become, at which cost, and how far computed sums can be from exact ones.
        {{Attributes.NotUserCode}}
        private static class RecourseData
        {
            {{new RecourseData(context.Document).Emit}}
        }

        {{Shared}}
        """);

    // A public type says that it is generated.
    private static IEnumerable<string> Shared => SharedSource.Recourse.SelectMany(
        line => PublicType.IsMatch(line) && line.IndexOf("class Explanation", StringComparison.Ordinal) < 0
            ? new[] { Attributes.GeneratedCode, line }
            : [line]);

    private void EmitLabel(CodeWriter code)
    {
        if (!context.Document.Decision.IsClass)
            return;
        code.Write($$"""

            /// <summary>What is decided of it.</summary>
            public Label Label => (Label)Class;
            """);
    }

    private CommaList Changed => new(context.Names.Inputs.Select(
        (names, i) => context.Document.Inputs[i].IsNumber ? $"_row[{i}]" : $"({names.Type})(int)_row[{i}]"));

    /// <summary>A line for each input; a category is its position.</summary>
    private IEnumerable<string> Row(Func<Input, string, string, string> value) => context.Document.Inputs.Select((input, i) =>
        (input.IsNumber ? string.Empty : "(int)")
        + value(input, "input." + context.Names.Inputs[i].Property, context.Names.Inputs[i].Property) + ",");
}
