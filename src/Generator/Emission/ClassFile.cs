using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>A generated file, which holds a part of the document's class.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Remarks">What its header says of it and of the others.</param>
/// <param name="Documentation">The documentation of the class, in one of the files.</param>
/// <param name="Modifiers">What stands before <c>static partial class</c>.</param>
/// <param name="Members">What is in it.</param>
internal sealed record ClassFile(
    string Name, IReadOnlyList<string> Remarks, Code Documentation, string Modifiers, IReadOnlyList<IMemberEmitter> Members)
{
    /// <summary>The files of a class: what is read and signed, then what only repeats it for many rows and for explanations.</summary>
    /// <param name="context">What is emitted.</param>
    /// <param name="className">The name of the class, with its namespace where that is not the project's.</param>
    public static IReadOnlyList<ClassFile> For(EmissionContext context, string className)
    {
        var rules = FileName(className, null);
        var remarks = new List<string>();
        var others = new List<ClassFile>();
        var isShort = context.Document.Version > 1;
        if (isShort)
        {
            var input = FileName(className, "Input");
            remarks.Add($"{input} has what callers use: the methods, the row, its categories and texts, and the checks.");
            others.Add(Other(input, $"How callers ask the rules of {rules}: no rule stands here.", [.. CallMembers(context)]));
        }

        if (BatchEmitter.IsFor(context))
        {
            var batch = FileName(className, "Batch");
            remarks.Add($"{batch} has the same rules for many rows at once.");
            others.Add(Other(
                batch, $"The rules of {rules}, for many rows at once, with the same numbers.", new BatchEmitter(context)));
        }

        if (context.HasMonitor)
        {
            var monitor = FileName(className, DocumentNames.MonitorClass);
            remarks.Add($"{monitor} has Monitor, which counts what the rules answer.");
            others.Add(Other(monitor, $"How answers of the rules of {rules} are counted.", new MonitorEmitter(context)));
        }

        if (context.HasExplanation)
        {
            var explain = FileName(className, "Explain");
            var members = context.HasReasons ? "Explain and Reasons, which calculate" : "Explain, which calculates";
            remarks.Add($"{explain} has {members} from the same numbers in tables.");
            others.Add(Other(
                explain,
                $"How the rules of {rules} explain an answer, with the same numbers.",
                new ReasonsEmitter(context),
                new ExplainEmitter(context),
                new ExponentialEmitter()));
        }

        if (context.HasRecourse)
        {
            var recourse = FileName(className, "Recourse");
            remarks.Add($"{recourse} has Recourse, which searches with the same tables.");
            others.Add(Other(
                recourse, $"How the nearest change of a decision by the rules of {rules} is found.", new RecourseEmitter(context)));
        }

        var modifiers = context.Options.Accessibility is { } word ? word + " " : string.Empty;
        return [new ClassFile(rules, remarks, new ClassDocumentation(context).Emit, modifiers, isShort ? SignedMembers(context) : RuleMembers(context)), .. others];
    }

    private static ClassFile Other(string name, string remark, params IMemberEmitter[] members) =>
        new(name, [remark], static _ => { }, string.Empty, members);

    /// <summary>What a reviewer reads, in the order in which it is read: the answer, the rules, and what surrounds them.</summary>
    private static IReadOnlyList<IMemberEmitter> RuleMembers(EmissionContext context)
    {
        IMemberEmitter[] none = [];
        var outputs = new OutputsEmitter(context);
        var isClass = context.Document.Decision.IsClass;
        return
        [
            new LabelEmitter(context),
            isClass ? new DecisionEmitter(context) : outputs,
            new TreeEmitter(context),
            new TermEmitter(context),
            new ReplacementEmitter(context),
            .. isClass ? [outputs] : none,
            new RuleNumberEmitter(context),
            new RulesTextEmitter(context),
            new ProbabilityEmitter(context),
            new InputEmitter(context),
            new OutputStructEmitter(context),
            new TextEmitter(context),
            new AcceptanceEmitter(context),
            // Where there is an explanation, it stands beside that.
            .. context.HasProbability && !context.HasExplanation ? [new ExponentialEmitter()] : none,
        ];
    }

    /// <summary>Of version 2, which says each number once, the file that is signed has the rules and nothing else.</summary>
    private static IReadOnlyList<IMemberEmitter> SignedMembers(EmissionContext context) => RuleMembers(context).Where(IsRule).ToArray();

    private static IEnumerable<IMemberEmitter> CallMembers(EmissionContext context) => RuleMembers(context).Where(m => !IsRule(m));

    private static bool IsRule(IMemberEmitter member) => member is LabelEmitter or TreeEmitter or TermEmitter;

    /// <summary>The name of a file: that of the class, in characters that every file system takes.</summary>
    /// <remarks>No class is called as a part is (<see cref="DocumentNames.IsReserved"/>), so that no two files have one name.</remarks>
    private static string FileName(string className, string? part)
    {
        var name = new StringBuilder();
        foreach (var c in className)
        {
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.')
                name.Append(c);
            else
                name.Append('_').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return name.Append(part is null ? ".g.cs" : $".{part}.g.cs").ToString();
    }
}
