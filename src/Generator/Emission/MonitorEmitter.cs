using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the class <c>Monitor</c>, which answers as the other methods do and counts what it answers.</summary>
/// <remarks>
/// A row adds 1 to the count of its rule and to one for each score, and nothing else: labels and the number of rows are sums of these.
/// Whether a value is out of the ordinary is a single test for all inputs; what it is is found out in methods that are called seldom.
/// </remarks>
internal sealed class MonitorEmitter : IMemberEmitter
{
    private const int SummandsPerLine = 8;

    private readonly EmissionContext _context;
    private readonly RuleCells _rules;
    private readonly ScoreCells _scores;
    private readonly InputCells _inputs;
    private readonly OrdinaryTest _test;

    public MonitorEmitter(EmissionContext context)
    {
        _context = context;
        _rules = new RuleCells(context.Document);
        _scores = new ScoreCells(context);
        _inputs = new InputCells(context.Document);
        _test = new OrdinaryTest(context);
    }

    private string Type => _context.Document.Decision.IsClass ? "Label" : _context.OutputType;

    private bool HasInputs => _context.Document.Inputs.Count > 0;

    /// <inheritdoc/>
    public void Emit(CodeWriter code) => code.Write($$"""

        /// <summary>Decides rows as the rules do, and counts what they answer: rules, labels and bands of scores, and the values that are
        ///     below or above their range, special, missing, not declared or refused.</summary>
        /// <remarks>It is not for two threads at once: each has one of its own, and <see cref="Add({{DocumentNames.MonitorClass}})"/>
        ///     brings their counts together.</remarks>
        {{Attributes.Member}}
        public sealed class {{DocumentNames.MonitorClass}}
        {
            {{_rules.EmitFields}}

            {{_scores.Remark}}
            private long[] _scores = new long[{{_scores.Count}}];

            // How many rows had a value of each input that is no ordinary one; InputTexts says which count is which.
            private long[] _inputs = new long[{{_inputs.All.Count}}];

            /// <summary>How many rows were decided.</summary>
            public long Rows
            {
                get { return Sum(_rules, 0, _rules.Length, 1); }
            }

            /// <summary>How many rows were refused.</summary>
            public long Refused
            {
                get
                {
                    return {{Refused}};
                }
            }
            {{EmitDecision}}

            /// <summary>Adds what another one has counted, which keeps it.</summary>
            /// <param name="other">The other one; no thread may be counting with it meanwhile.</param>
            public void Add({{DocumentNames.MonitorClass}} other)
            {
                if (other == null)
                {
                    throw new global::System.ArgumentNullException("other");
                }

                Add(_rules, other._rules);
                Add(_scores, other._scores);
                Add(_inputs, other._inputs);
            }

            /// <summary>Takes what was counted so far, and begins again at zero.</summary>
            /// <returns>What was counted.</returns>
            public {{DocumentNames.MonitorClass}} Take()
            {
                {{DocumentNames.MonitorClass}} taken = ({{DocumentNames.MonitorClass}})MemberwiseClone();
                _rules = new long[taken._rules.Length];
                _scores = new long[taken._scores.Length];
                _inputs = new long[taken._inputs.Length];
                return taken;
            }
            {{new MonitorJson(_context, _rules, _scores, _inputs).Emit}}
            {{EmitCounting}}

            private static void Add(long[] counts, long[] others)
            {
                for (int i = 0; i < counts.Length; i++)
                {
                    counts[i] += others[i];
                }
            }

            private static long Sum(long[] counts, int first, int count, int step)
            {
                long sum = 0;
                for (int i = 0; i < count; i++)
                {
                    sum += counts[first + i * step];
                }
                return sum;
            }
        }
        """);

    private IEnumerable<string> Refused => _inputs.Refusals.Any()
        ? OperatorLines.Of("+", _inputs.Refusals.Select((cell, i) => (Text: $"_inputs[{Literals.Int(cell)}]", Line: i / SummandsPerLine))
            .GroupBy(cell => cell.Line, cell => cell.Text).Select(line => string.Join(" + ", line)))
        : ["0"];

    private void EmitDecision(CodeWriter code)
    {
        var isClass = _context.Document.Decision.IsClass;
        new RowMethod(
            isClass ? "Classify" : "Evaluate",
            Type,
            isClass ? "Decides one row, and counts it." : "Calculates the answer for one row, and counts it.",
            "The same as without counting.",
            _context.Row.AreScalars ? EmitScalars : EmitStruct)
        {
            IsInstance = true,
            IsInlined = _context.HasOneOutput,
            StructBody = EmitStruct,
        }.Emit(code, _context);
    }

    private void EmitScalars(CodeWriter code)
    {
        if (HasInputs)
        {
            code.Write($$"""
                bool isAccepted = {{_test.OfScalars}};
                if (!isAccepted)
                {
                    CountUnusual({{_context.Row.Accepted}});
                }
                """);
        }

        EmitAnswer(code, _context.Row.Accepted);
    }

    private void EmitStruct(CodeWriter code)
    {
        if (HasInputs)
        {
            code.Write($$"""
                bool isAccepted = IsOrdinary(in input);
                if (!isAccepted)
                {
                    CountUnusual(in input);
                }
                """);
        }

        EmitAnswer(code, _context.Row.AreScalars ? _context.Row.Unpacked : new("in input"));
    }

    private void EmitAnswer(CodeWriter code, CommaList row)
    {
        var arguments = _context.Row.Descent(row, "isAccepted", "out int rule");
        code.Write($$"""
            {{_context.OutputType}} {{_context.OutputName}} = {{DocumentNames.TreeMethod}}({{arguments}});
            return Count({{Modifier}}{{_context.OutputName}}, rule);
            """);
    }

    private string Modifier => _context.HasOneOutput ? string.Empty : "in ";

    private void EmitCounting(CodeWriter code)
    {
        code.Write($$"""

            // Counts a row that was decided.
            {{Attributes.Inlined}}
            private {{Type}} Count({{Modifier}}{{_context.OutputType}} {{_context.OutputName}}, int rule)
            {
                {{_rules.Statement}}
                {{_scores.EmitCount}}
            }
            """);
        _rules.EmitPosition(code);
        _scores.EmitMethods(code);
        if (!HasInputs)
            return;
        _test.Emit(code);
        new UnusualEmitter(_context, _inputs).Emit(code);
    }
}
