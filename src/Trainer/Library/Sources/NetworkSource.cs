using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Sources;

/// <summary>A network from a file, whatever form it has there: the one place where that is determined.</summary>
/// <param name="Path">The file, as the person named it.</param>
/// <param name="Graph">The network.</param>
/// <param name="Boxed">It with its box, where the file has the JSON form.</param>
public sealed record NetworkSource(string Path, NetworkGraph Graph, BoxedNetwork? Boxed)
{
    /// <summary>What the inputs are called, in the order in which the network takes them.</summary>
    public IReadOnlyList<string> InputNames => Graph.InputNames;

    /// <summary>What a person should know of how the file was read.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>The other files that the network is made of too.</summary>
    public IReadOnlyList<string> ExternalFiles { get; init; } = [];

    // The first field of an ONNX file, its version, is written so.
    private const int FirstByteOfOnnx = 0x08;

    /// <summary>Reads a network: ONNX by its name or its first byte, JSON otherwise.</summary>
    /// <param name="path">The file.</param>
    /// <param name="output">The only output of an ONNX file that is wanted; null for all that are computed.</param>
    /// <returns>The network.</returns>
    /// <exception cref="InputFileException">The file cannot be read or is not a network.</exception>
    public static NetworkSource Read(string path, string? output = null)
    {
        if (IsOnnx(path))
        {
            var (graph, notes) = OnnxFile.ReadModel(path, output);
            return new NetworkSource(path, graph, null)
            {
                Notes = notes.Select(n => new Note("network", n + ".")).ToArray(),
                ExternalFiles = [.. CommandFiles.Current?.PointedAt ?? []],
            };
        }

        if (output is not null)
            throw new InputFileException(path, "this is a network in JSON, which has one output; omit --network-output.");
        var boxed = NetworkFile.Read(path);
        return new NetworkSource(path, NetworkGraph.FromLayers(boxed.Network), boxed);
    }

    /// <summary>Whether a file holds a network rather than a rule document.</summary>
    /// <param name="path">The file.</param>
    /// <returns>True for ONNX, and for JSON with layers.</returns>
    /// <exception cref="InputFileException">The file cannot be read or is no JSON.</exception>
    public static bool IsNetwork(string path) => !path.EndsWith(DocumentName.Extension, StringComparison.OrdinalIgnoreCase)
        && (IsOnnx(path)
        || JsonFile.Read(
            path, "a rule document or a network", text => StrictJson.Parse(text) is JsonObject root && root.Find("layers") is not null));

    /// <summary>The network as dense layers, small enough to be searched, and what follows them.</summary>
    /// <param name="limit">Ends the work with an exception; null does not.</param>
    /// <returns>The layers.</returns>
    /// <exception cref="InputFileException">It is no such chain, or too large.</exception>
    public HeadedNetwork Chain(WorkLimit? limit = null)
    {
        var chain = Layers(limit);
        var units = chain.Network.Layers.Sum(l => l.Units);
        return Boxed is not null || (units <= NetworkReader.MaxUnits && chain.Network.Inputs <= NetworkReader.MaxInputs)
            ? chain
            : throw new InputFileException(Path, FormattableString.Invariant(
                $"as dense layers the network has {chain.Network.Inputs} inputs and {units} units, more than the {NetworkReader.MaxInputs} and {NetworkReader.MaxUnits} that are searched; use a smaller network."));
    }

    /// <summary>The network as dense layers, however many units they have, and what follows them.</summary>
    /// <param name="limit">Ends the work with an exception; null does not.</param>
    /// <returns>The layers.</returns>
    /// <exception cref="InputFileException">It is not a chain of layers.</exception>
    public HeadedNetwork Layers(WorkLimit? limit = null) =>
        Boxed is not null
            ? new HeadedNetwork(Boxed.Network, NetworkHead.None)
            : InputFileException.Blaming(Path, () => Graph.ToPiecewise(limit));

    /// <summary>The network as decision trees.</summary>
    /// <returns>The trees; null where it has none.</returns>
    /// <exception cref="InputFileException">It has trees and more than them.</exception>
    public TreeModel? Trees() => InputFileException.Blaming(Path, () => TreeModel.Find(Graph));

    /// <summary>What a person should know before rules of the network: how it was read, and which outputs have no part in them.</summary>
    /// <param name="leftOut">The outputs that say something other than the answer.</param>
    /// <returns>The notes.</returns>
    public IReadOnlyList<Note> NotesWithout(IReadOnlyList<string> leftOut) => leftOut.Count == 0 ? Notes :
    [
        .. Notes,
        new Note(
            "network-outputs",
            $"the answer is another output than {string.Join(", ", leftOut.Select(n => $"'{VisibleText.Of(n)}'"))}; --network-output NAME "
                + "takes one of them.") { Count = leftOut.Count },
    ];

    /// <summary>The names of <see cref="ExternalFiles"/>, each with the file's SHA-256.</summary>
    /// <returns>A line each.</returns>
    /// <exception cref="InputFileException">One of them cannot be read.</exception>
    public IEnumerable<string> ExternalFingerprints() =>
        ExternalFiles.Select(FileFingerprint.WithName);

    /// <summary>Whether rules were made from this network, or do not say from which.</summary>
    /// <param name="document">The rules.</param>
    /// <returns>False where the document has another SHA-256.</returns>
    /// <exception cref="InputFileException">The file cannot be read.</exception>
    public bool IsOriginalOf(RuleDocument document) =>
        document.Provenance?.Network is not { } original || FileFingerprint.OfBytes(Path) == original.Sha256;

    private static bool IsOnnx(string path)
    {
        if (path.EndsWith(OnnxFile.Extension, StringComparison.OrdinalIgnoreCase))
            return true;
        try
        {
            using var file = InputFile.Open(path);
            return file.ReadByte() == FirstByteOfOnnx;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }
}
