using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Fuzz.Mutation;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>Checkpoints of a small training, which goes on from some of them. Their checksums are always right.</summary>
internal sealed class CheckpointTarget() : FuzzTarget("checkpoints", new ByteMutator())
{
    private static readonly TrainingOptions Options = new() { Hidden = EquatableArray.Of(2), MaxSteps = 300 };
    private static readonly DocumentHead Head = new("Notes", "rulec fuzz", EquatableArray<NamedText>.Empty);

    // A training is told from others by its build as well, which corpora are to outlive.
    private static readonly EquatableArray<NamedText> Identity = EquatableArray.Of(new NamedText("--seed", "1"));

    private readonly string _path = FileTargets.Scratch("run.checkpoint");
    private readonly Lazy<Dataset> _data = new(Data);

    /// <inheritdoc/>
    public override int UsedOf => 64;

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        var bytes = Array.Empty<byte>();
        var states = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var checkpoint = new Checkpoint(_path, Identity, states, TimeSpan.FromHours(1), (_, _) => { }, CancellationToken.None);
        Train(checkpoint);
        foreach (var kept in states.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new[] { s }).Append([.. states]))
        {
            using var stream = new MemoryStream();
            CheckpointFile.Write(stream, Identity, kept.ToDictionary(StringComparer.Ordinal));
            bytes = stream.ToArray();
            yield return bytes[..^SHA256.HashSizeInBytes];
        }
    }

    /// <inheritdoc/>
    public override object Read(byte[] input)
    {
        File.WriteAllBytes(_path, [.. input, .. SHA256.HashData(input)]);
        try
        {
            return Checkpoint.StatesOf(_path, Identity);
        }
        finally
        {
            File.Delete(_path);
        }
    }

    /// <inheritdoc/>
    public override string Use(object read)
    {
        var states = (Dictionary<string, byte[]>)read;
        Train(new Checkpoint(_path, Identity, states, TimeSpan.FromHours(1), (_, _) => { }, CancellationToken.None));
        return string.Empty;
    }

    private void Train(Checkpoint checkpoint)
    {
        var result = TrainRun.Run(_data.Value, Options, Head, new RunContext(CancellationToken.None, null, checkpoint));
        RuleDocumentReader.Read(RuleDocumentWriter.Write(result.Document));
    }

    private static Dataset Data()
    {
        var path = FileTargets.Scratch("train.csv");
        File.WriteAllText(
            path, "a,b,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
                FormattableString.Invariant($"{i * 7 % 11},{i * 13 % 17},{(i * 7 % 11 > 5 ? 1 : 0)}\n"))));
        try
        {
            return Dataset.Read(path, null, new TableOptions { Targets = EquatableArray.Of("y") }, null, 1);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
