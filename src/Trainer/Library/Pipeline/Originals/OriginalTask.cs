using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>What a person says of a network's inputs and outputs, which its file does not tell.</summary>
public sealed record OriginalTask
{
    /// <summary>The columns that are its inputs, in order; none takes all but the targets as written in the file.</summary>
    public EquatableArray<string> Columns { get; init; } = EquatableArray<string>.Empty;

    /// <summary>
    /// What the file calls the inputs, in order; none where it has no names of its own. A table that has all of them is read by them.
    /// </summary>
    public EquatableArray<string> OwnNames { get; init; } = EquatableArray<string>.Empty;

    /// <summary>What its outputs are; null finds out.</summary>
    public TaskKind? Kind { get; init; }

    /// <summary>The labels in the order of the outputs, or the two of each question; none are guessed or made up.</summary>
    public EquatableArray<string> Labels { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The second of two labels holds where the output is at least this.</summary>
    public double Threshold { get; init; }

    /// <summary>Whether the least output is the answer rather than the largest, as where outputs are costs.</summary>
    public bool IsLeast { get; init; }

    /// <summary>The task of a network whose own answers are learned.</summary>
    /// <param name="network">The network.</param>
    /// <param name="taken">Names that columns have.</param>
    /// <returns>The task: with one output two labels and with several one label each, unless <see cref="Kind"/> says otherwise.</returns>
    /// <exception cref="RuleCompilerException">The outputs or labels do not fit.</exception>
    internal LearningTask OfAnswers(PiecewiseNetwork network, IReadOnlyCollection<string> taken)
    {
        var kind = Kind ?? (network.Outputs == 1 ? TaskKind.Binary : TaskKind.MultiClass);
        if (kind == TaskKind.MultiClass && network.Outputs == 1)
            throw new RuleCompilerException(
                "classes have an output each, and the network has 1 output; use --task binary or --task regression.");
        if (kind == TaskKind.Binary && network.Outputs > 2)
            throw new RuleCompilerException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a question with two labels has 1 output or 2, and the network has {network.Outputs}; use --task classes, bits or "
                        + $"regression."));
        // Two classes are one question.
        if (kind == TaskKind.MultiClass && network.Outputs == 2)
            kind = TaskKind.Binary;
        var count = kind switch
        {
            TaskKind.Regression => 0,
            TaskKind.MultiClass => network.Outputs,
            _ => 2,
        };
        var labels = Labels;
        if (labels.Count == 0)
            labels = kind == TaskKind.MultiClass ? Numbered("class", count).ToEquatableArray() : EquatableArray.Of("no", "yes");
        if (kind == TaskKind.Regression)
            labels = Labels;
        if (labels.Count != count || labels.Distinct(StringComparer.Ordinal).Count() < count)
            throw new RuleCompilerException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a task with {ShownCount(network.Outputs, "output")} has {ShownCount(count, "label")}, each once; --labels gives "
                        + $"{Shown(Labels)}."));
        var names = kind is TaskKind.Binary or TaskKind.MultiClass ? ["answer"] : Numbered("out", network.Outputs);
        return new LearningTask(kind, names.Select(n => new Target(Free(n, taken), labels)).ToEquatableArray());
    }

    /// <summary>The task of targets in the data, with the labels in the order of the network.</summary>
    /// <param name="task">The task as the data tell it.</param>
    /// <exception cref="RuleCompilerException">The labels are others than the data's.</exception>
    internal LearningTask Ordered(LearningTask task)
    {
        if (Labels.Count == 0)
            return task;
        foreach (var target in task.Targets)
        {
            if (!target.Labels.Order(StringComparer.Ordinal).SequenceEqual(Labels.Order(StringComparer.Ordinal), StringComparer.Ordinal))
                throw new RuleCompilerException(
                    $"--labels gives {Shown(Labels)}, and the labels of '{VisibleText.Of(target.Name)}' are {Shown(target.Labels)}; give "
                        + "these in the order of the network's outputs.");
        }

        return task with { Targets = task.Targets.Select(t => t with { Labels = Labels }).ToEquatableArray() };
    }

    /// <summary>
    /// A network whose outputs are those of a task: two logits become their difference, and 0 is where the second label begins.
    /// </summary>
    /// <exception cref="RuleCompilerException">The network has another number of outputs.</exception>
    internal PiecewiseNetwork Fitted(PiecewiseNetwork network, LearningTask task) =>
        Fitting(network.Outputs, task) is { } last ? new PiecewiseNetwork([.. network.Layers, last]) : network;

    /// <summary>The layer that makes of a network's outputs those of a task; null where they are.</summary>
    /// <exception cref="RuleCompilerException">The network has another number of outputs.</exception>
    internal PiecewiseLayer? Fitting(int networkOutputs, LearningTask task)
    {
        if (task.Kind == TaskKind.Binary && networkOutputs == 2)
            return new PiecewiseLayer(2, IsLeast ? [1, -1] : [-1, 1], [-Threshold], new Identity());
        if (IsLeast && task.Kind != TaskKind.MultiClass)
            throw new RuleCompilerException(
                "the smallest of several outputs can only be the answer where each output is a class; omit --decision.");
        var outputs = task.Outputs.Count;
        if (networkOutputs != outputs)
        {
            throw new RuleCompilerException(string.Create(
                CultureInfo.InvariantCulture,
                $"the network has {ShownCount(networkOutputs, "output")}, and "
                    + $"{string.Join(", ", task.Targets.Take(5).Select(t => $"'{VisibleText.Of(t.Name)}'"))} "
                    + $"{(task.Targets.Count == 1 ? "asks" : "ask")} for {outputs}; say with --task what the outputs are, or name other "
                    + $"targets."));
        }

        if (!IsLeast && (Threshold == 0 || task.Kind is TaskKind.Regression or TaskKind.MultiClass))
            return null;
        var identity = new double[outputs * outputs];
        for (var k = 0; k < outputs; k++)
            identity[(k * outputs) + k] = IsLeast ? -1 : 1;
        return new PiecewiseLayer(outputs, identity, Enumerable.Repeat(IsLeast ? 0 : -Threshold, outputs).ToArray(), new Identity());
    }

    private static IEnumerable<string> Numbered(string word, int count) =>
        Enumerable.Range(1, count).Select(k => word + k.ToString(CultureInfo.InvariantCulture));

    private static string Free(string name, IReadOnlyCollection<string> taken)
    {
        while (taken.Contains(name, StringComparer.Ordinal))
            name = "network " + name;
        return name;
    }

    private static string Shown(EquatableArray<string> labels) => labels.Count == 0 ? "none" : LearningTask.Listed(labels);

    private static string ShownCount(int count, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? "no" : count)} {word}{(count == 1 ? string.Empty : "s")}");
}
