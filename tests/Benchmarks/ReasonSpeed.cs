using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// What the reasons for a decision cost in generated code beside the decision: nanoseconds of processor time a row, which others on the
/// machine disturb less than the clock, and bytes allocated. <c>-- reasons</c>.
/// </summary>
internal static class ReasonSpeed
{
    private const int RowCount = 4096;
    private const int Passes = 40;
    private const int PassesAtOnce = 25;

    public static void Run(TextWriter output)
    {
        output.WriteLine("| document | Classify | Reasons | ratio | bytes |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        Print(output, "8 rules x 15 inputs", RuleCases.EightHinges);
        Print(output, "the same, 5 inputs along curves", RuleCases.EightCurvedHinges);
        Print(output, "GermanCredit", RuleDocumentReader.Read(File.ReadAllText(Sample("GermanCredit"))));
    }

    private static void Print(TextWriter output, string title, RuleDocument document)
    {
        document = document.References.Count > 0 ? document : document with { References = EquatableArray.Of(Middle(document)) };
        var caller = GeneratedAssembly.Load(document, Caller(document)).GetType("Caller")!;
        caller.GetMethod("Prepare")!.CreateDelegate<Action<double[][]>>()(Rows(document));
        var classify = Measure(caller.GetMethod("Classify")!.CreateDelegate<Func<int>>());
        var reasons = Measure(caller.GetMethod("Reasons")!.CreateDelegate<Func<int>>());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {title} | {classify.Nanoseconds:0} ns | {reasons.Nanoseconds:0} ns | {reasons.Nanoseconds / classify.Nanoseconds:0.0} | "
                + $"{reasons.Bytes:0} |"));
    }

    /// <summary>The lower quartile of passes, after the JIT has had time to optimise.</summary>
    private static (double Nanoseconds, double Bytes) Measure(Func<int> pass)
    {
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            for (var k = 0; k < 20; k++)
                sum += pass();
            Thread.Sleep(200);
        }

        var times = new double[Passes];
        var bytes = 0L;
        for (var i = 0; i < Passes; i++)
        {
            var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadTime.Now());
            for (var k = 0; k < PassesAtOnce; k++)
                sum += pass();
            times[i] = (ThreadTime.Now() - start).TotalNanoseconds / RowCount / PassesAtOnce;
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        if (sum == 0)
            throw new InvalidOperationException("Nothing was calculated.");
        return (times.Order().ElementAt(Passes / 4), (double)bytes / Passes / PassesAtOnce / RowCount);
    }

    private static string Caller(RuleDocument document)
    {
        var names = new DocumentNames(document);
        var values = names.Inputs.Select((input, i) =>
            input.Type == "double" ? $"row[{i}]" : $"({names.Class}.{input.Type})(int)row[{i}]");
        return $$"""
            using System;
            public static partial class {{names.Class}} { }
            public static class Caller
            {
                private static {{names.Class}}.Input[] inputs = Array.Empty<{{names.Class}}.Input>();

                public static void Prepare(double[][] rows) =>
                    inputs = Array.ConvertAll(rows, row => new {{names.Class}}.Input({{string.Join(", ", values)}}));

                public static int Classify()
                {
                    var sum = 0;
                    foreach (ref readonly var input in inputs.AsSpan())
                        sum += 1 + (int){{names.Class}}.Classify(input);
                    return sum;
                }

                public static int Reasons()
                {
                    var sum = 0;
                    Span<{{names.Class}}.Reason> reasons = new {{names.Class}}.Reason[4];
                    foreach (ref readonly var input in inputs.AsSpan())
                        sum += {{names.Class}}.Reasons(input, reasons);
                    return sum;
                }
            }
            """;
    }

    private static double[][] Rows(RuleDocument document)
    {
        var random = new Random(7);
        return Enumerable.Range(0, RowCount).Select(_ => document.Inputs.Select(input => input.Match(
            number => number.Minimum.Value + (number.Width * random.NextDouble()),
            category => random.Next(category.Categories.Count))).ToArray()).ToArray();
    }

    private static Reference Middle(RuleDocument document) => new(
        "the middle",
        document.Inputs.Select(input => input.Match<InputValue>(
            number => new NumberValue(Number.From(number.Minimum.Value + (0.4375 * number.Width))), _ => new CategoryValue(0)))
            .ToEquatableArray(),
        true);

    /// <summary>The document of a sample.</summary>
    public static string Sample(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "samples", name, name + ".rules.json");
            if (File.Exists(file))
                return file;
        }

        throw new FileNotFoundException("The samples are not beside the benchmarks.");
    }
}
