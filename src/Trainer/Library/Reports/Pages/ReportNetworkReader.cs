using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Reads the network of <c>rulec report --network</c>, and asks it about the rows.</summary>
/// <remarks>
/// Its inputs are the features of the rules where it has as many. Rules that <c>rulec collapse</c> made may ask for fewer inputs than the
/// network: there, and where columns are named, they are columns of the data, found as for the collapse.
/// </remarks>
internal sealed class ReportNetworkReader
{
    private readonly RuleDocument _document;
    private readonly NetworkSource _source;
    private readonly NetworkAnswers _answers;

    private ReportNetworkReader(RuleDocument document, NetworkSource source, NetworkAnswers answers) =>
        (_document, _source, _answers) = (document, source, answers);

    /// <summary>Reads it.</summary>
    /// <param name="path">The file of the network.</param>
    /// <param name="document">The rules.</param>
    /// <param name="data">The file of the rows, and the rows as the rules read them; null without data.</param>
    /// <param name="options">How to read the file of the rows; names the targets, and what else is not an input.</param>
    /// <param name="inputs">The columns that are the inputs, in order, where they are named.</param>
    /// <param name="told">Where to say what is left out, a sentence each.</param>
    /// <returns>The network with its answers.</returns>
    /// <exception cref="InputFileException">The file is not a network, or one that does not fit the rules or the rows.</exception>
    public static ReportNetwork Read(
        string path,
        RuleDocument document,
        (string File, ReportRows Rows)? data,
        TableOptions options,
        EquatableArray<string> inputs,
        ICollection<string> told)
    {
        var source = NetworkSource.Read(path);
        if (!source.IsOriginalOf(document))
            told.Add("This is not the network that the rules were made from: its SHA-256 is not that of the document.");
        return InputFileException.Blaming(
            path,
            () => new ReportNetworkReader(document, source, NetworkAnswers.Prepare(document, source.Graph)).Read(
                data, options, inputs, told));
    }

    private ReportNetwork Read(
        (string File, ReportRows Rows)? data, TableOptions options, EquatableArray<string> inputs, ICollection<string> told)
    {
        var features = NetworkInputs.OfFeatures(_document);
        var count = _source.Graph.InputCount;
        var network = new ReportNetwork(
            Path.GetFileName(_source.Path), Drawn(data is not null, told), _document.Inputs.Select(i => i.Name).ToArray(), features, null);
        var isCollapsed = _document.Provenance?.Network is not null;
        if (data is var (file, rows) && (inputs.Count > 0 || isCollapsed || count != features.Length))
        {
            var columns = Columns(file, options, inputs);
            return network with { Inputs = columns, InputOf = Enumerable.Range(0, count).ToArray(), Answers = OfColumns(file, options, columns) };
        }

        if (count == features.Length)
            return network with { Answers = data?.Rows.Rows.Select(r => OfFeatures(data.Value.File, r.Point)).ToArray() };
        return isCollapsed
            ? network with { Inputs = Recorded(count) is { Count: > 0 } recorded ? recorded : NetworkRules.InputNames(count), InputOf = Enumerable.Range(0, count).ToArray() }
            : throw new RuleCompilerException(
                $"The network has {ShownNumber.Count(count, "input")}, but the rules have {ShownNumber.Count(features.Length, "feature")}, "
                    + "one per number and one per category; give rows with its inputs by --data, and name their columns with --inputs.");
    }

    /// <summary>What can be drawn is dense layers; anything else can still be asked about rows.</summary>
    private PiecewiseNetwork? Drawn(bool isAsked, ICollection<string> told)
    {
        try
        {
            return _source.Chain().Network;
        }
        catch (InputFileException e) when (isAsked)
        {
            told.Add("The network is compared, but not drawn: " + e.Problem);
            return null;
        }
    }

    private EquatableArray<string> Columns(string file, TableOptions options, EquatableArray<string> inputs)
    {
        var recorded = _document.Provenance;
        var targets = options.Targets.Concat(RecordedOptions.Read(recorded, RecordedOptions.Target));
        var ignored = options.Ignored.Concat(RecordedOptions.Read(recorded, RecordedOptions.Ignore));
        var named = inputs.Count > 0
            ? inputs
            : Recorded(_source.Graph.InputCount) is { Count: > 0 } own ? own : RecordedOptions.Read(recorded, RecordedOptions.Inputs);
        return OriginalColumns.Find(
            file,
            options with { Targets = targets.ToEquatableArray(), Ignored = ignored.ToEquatableArray() },
            _source.Graph.InputCount,
            named);
    }

    /// <summary>The inputs that the document records, where they are those of this network.</summary>
    private EquatableArray<string> Recorded(int count) => _document.Provenance?.NetworkInputs is { } recorded && recorded.Count == count
        ? recorded.Select(r => r.Name).ToEquatableArray()
        : EquatableArray<string>.Empty;

    private List<double[]> OfColumns(string file, TableOptions options, EquatableArray<string> columns)
    {
        using var rows = NumberRows.Open(file, options, columns);
        var answers = new List<double[]>();
        while (rows.Read())
            answers.Add(At(rows.Point, rows.Error));
        return answers;
    }

    private double[] OfFeatures(string file, double[] point) =>
        At(NetworkInputs.Features(_document, point), problem => new InputFileException(file, problem));

    private double[] At(double[] x, Func<string, InputFileException> error)
    {
        double[] answer;
        try
        {
            answer = _answers.At(x);
        }
        catch (RuleCompilerException e)
        {
            // A number that is none of the network's categories.
            throw error(e.Problem);
        }

        return Array.TrueForAll(answer, double.IsFinite)
            ? answer
            : throw error("the network's answer for this row is not a finite number; look at its weights, or leave the row out.");
    }
}
