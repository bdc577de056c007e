using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Sources;

/// <summary>Rows of a table as points of a network, whose inputs may be texts.</summary>
public sealed class NetworkRows : IDisposable
{
    private readonly NumberRows _numbers;
    private readonly CsvRecords? _texts;
    private readonly int[] _numberPlaces;
    private readonly (int Place, int Column)[] _textPlaces;
    private readonly Dictionary<string, int> _positions;

    private NetworkRows(NetworkGraph graph, NumberRows numbers, CsvRecords? texts, int[] numberPlaces, (int Place, int Column)[] textPlaces)
    {
        (_numbers, _texts, _numberPlaces, _textPlaces) = (numbers, texts, numberPlaces, textPlaces);
        _positions = graph.Texts.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i, StringComparer.Ordinal);
        Point = new double[graph.InputCount];
    }

    /// <summary>The current row; overwritten by the next.</summary>
    public double[] Point { get; }

    /// <summary>What a person should know of how the columns were found.</summary>
    public IReadOnlyList<Note> Notes => _numbers.Notes;

    /// <summary>The names of all columns of the file.</summary>
    internal IReadOnlyList<string> Names => _numbers.Names;

    /// <summary>A cell of the current row in UTF-8, whatever its column, until the next row is read.</summary>
    /// <param name="column">The position of the column.</param>
    internal ReadOnlySpan<byte> Cell(int column) => _numbers.Cell(column);

    /// <summary>Opens a table to read rows for a network.</summary>
    /// <param name="path">The table.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="graph">The network.</param>
    /// <returns>The rows, before the first.</returns>
    /// <exception cref="InputFileException">It cannot be read or lacks columns.</exception>
    public static NetworkRows Open(string path, TableOptions options, NetworkGraph graph)
    {
        var places = Enumerable.Range(0, graph.InputCount).ToLookup(i => graph.InputValues[i].Kind == InputKind.Text);
        var numbers = NumberRows.Open(path, options, places[false].Select(i => graph.InputNames[i]).ToArray());
        if (!places[true].Any())
            return new NetworkRows(graph, numbers, null, [.. places[false]], []);
        var texts = CsvRecords.Open(path, options);
        var positions = ColumnNames.Positions(texts.Names);
        var columns = places[true].Select(i => (Place: i, Column: positions.GetValueOrDefault(graph.InputNames[i], -1))).ToArray();
        if (columns.Any(c => c.Column < 0))
        {
            texts.Dispose();
            numbers.Dispose();
            throw new InputFileException(
                path,
                $"the column '{VisibleText.Of(graph.InputNames[columns.First(c => c.Column < 0).Place])}' is missing, which the network "
                    + "takes as a text; name the columns as the network's inputs.");
        }

        return new NetworkRows(graph, numbers, texts, [.. places[false]], columns);
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InputFileException">It is none that the network takes.</exception>
    public bool Read()
    {
        if (!_numbers.Read() || _texts?.Read() == false)
            return false;
        for (var k = 0; k < _numberPlaces.Length; k++)
            Point[_numberPlaces[k]] = _numbers.Point[k];
        foreach (var (place, column) in _textPlaces)
            Point[place] = _positions.TryGetValue(_texts!.Text(column), out var position) ? position : -1;
        return true;
    }

    /// <summary>The error for the current row.</summary>
    /// <param name="problem">What is wrong with it and what to do.</param>
    /// <returns>The error with its place.</returns>
    public InputFileException Error(string problem) =>
        _texts is { } texts ? texts.Error(_textPlaces[0].Column, problem) : _numbers.Error(problem);

    /// <inheritdoc/>
    public void Dispose()
    {
        _numbers.Dispose();
        _texts?.Dispose();
    }
}
