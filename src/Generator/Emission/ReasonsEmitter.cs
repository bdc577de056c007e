using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>Reasons</c> and the struct <c>Reason</c>, where the document has a reference to measure from.</summary>
internal sealed class ReasonsEmitter(EmissionContext context) : IMemberEmitter
{
    private const string Summary = "Gives the principal reasons for what is decided: what did most towards it, and is other than in";

    // Where the largest output decides there is one score; else each output is one.
    private bool HasChoice => !context.HasOneOutput && !context.Document.Decision.ComparesOutputs;

    private string Output => HasChoice ? ", int output" : string.Empty;

    private string List => context.Target.Types.HasSpans ? "global::System.Span<Reason>" : "Reason[]";

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (!context.HasReasons)
            return;
        code.Write($$"""

            /// <summary>{{Summary}} the reference {{Quoted(context.Document.References[Default])}}.</summary>
            /// <param name="input">The row.</param>
            {{EmitParameters}}
            /// <returns>How many reasons there are.</returns>
            {{new RowDocumentation(context).EmitExceptions}}
            {{Attributes.Member}}
            public static int Reasons(in Input input, {{List}} reasons{{Parameter}})
            {
                return Reasons(input, Explanation.All.Origins[{{Default}}], reasons{{Argument}});
            }

            /// <summary>{{Summary}} a reference.</summary>
            /// <param name="input">The row.</param>
            /// <param name="reference">The name of the reference: {{Names}}.</param>
            {{EmitParameters}}
            /// <returns>How many reasons there are.</returns>
            /// <exception cref="global::System.ArgumentException">There is no such reference, or a value is refused.</exception>
            {{Attributes.Member}}
            public static int Reasons(in Input input, string reference, {{List}} reasons{{Parameter}})
            {
                return Reasons(input, Explanation.All.Find(reference), reasons{{Argument}});
            }
            {{EmitRanking}}
            {{EmitStruct}}
            """);
    }

    private string Parameter => Output.Length > 0 ? Output + " = 0" : string.Empty;

    private string Argument => HasChoice ? ", output" : string.Empty;

    // One of them is the default.
    private int Default => context.Document.References.TakeWhile(r => !r.IsDefault).Count();

    private string Names => string.Join(", ", context.Document.References.Select(Quoted));

    private static string Quoted(Reference reference) => $"\"{VisibleText.Of(reference.Name)}\"";

    private void EmitParameters(CodeWriter code)
    {
        code.Write($$"""
            /// <param name="reasons">Where the reasons go, the largest first; its length is how many there are at most.</param>
            """);
        if (HasChoice)
            code.Write($$"""/// <param name="output">The position of the output that is the score.</param>""");
    }

    private void EmitRanking(CodeWriter code) => code.Write($$"""

        {{Attributes.NotUserCode}}
        private static int Reasons(in Input input, Explanation.Tables.Origin from, {{List}} reasons{{Output}})
        {
            Explanation.Tables tables = Explanation.All;
            Explanation.Tables.Way way = tables.OwnWay;
            double[] row = way.Values;
            {{Values}}
            way.Begin(from);
            way.Go({{(HasChoice ? "output" : "0")}});
            int count = way.Rank(reasons.Length);
            for (int n = 0; n < count; n++)
            {
                int i = way.Named(n);
                reasons[n] = new Reason(i, tables.Inputs[i], tables.ReasonCodes[i], tables.ReasonTexts[i], way.ReasonShare(n));
            }
            return count;
        }
        """);

    /// <summary>A line for each input; a category is its position.</summary>
    private IEnumerable<string> Values => context.Document.Inputs.Select((input, i) =>
        $"row[{i}] = {(input.IsNumber ? string.Empty : "(int)")}"
            + AcceptanceEmitter.Call(input, "input." + context.Names.Inputs[i].Property, context.Row.ExceptionName(i)) + ";");

    private static void EmitStruct(CodeWriter code) => code.Write($$"""

        /// <summary>A reason for a decision: what an input, or those with one reason together, did towards it.</summary>
        {{Attributes.Member}}
        public readonly struct Reason
        {
            internal Reason(int input, string name, string code, string text, double share)
            {
                this.Input = input;
                this.Name = name;
                this.Code = code;
                this.Text = text;
                this.Share = share;
            }

            /// <summary>The position of the input; of several with one reason that of the one that did most.</summary>
            public int Input { get; }

            /// <summary>The name of that input as the rules' text shows it.</summary>
            public string Name { get; }

            /// <summary>The code of the reason; the name of the input where it declares none.</summary>
            public string Code { get; }

            /// <summary>What is told; the title of the input, or else its name, where it declares no reason.</summary>
            public string Text { get; }

            /// <summary>The share of all inputs with this reason, in units of the score.</summary>
            public double Share { get; }
        }
        """);
}
