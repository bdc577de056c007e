using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Resuming;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>A run that was killed goes on from its checkpoint to the same bytes; a checkpoint that cannot be right is refused.</summary>
public class CheckpointTests
{
    private static readonly string Samples = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "..", "samples"));
    private static readonly EquatableArray<NamedText> Identity = EquatableArray.Of(
        new NamedText("--seed", "1"), new NamedText("--hidden", "5"));

    private static readonly HingeForm Form = new(2, [1, 2], [3], [0], [4, 5], [6], [7], [new HingeSource(1, 2, 0.5)]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AKilledRunEndsWithTheBytesOfAnUnbrokenOne(int threads)
    {
        // Every eighth row: the pieces of work are those of the whole table, each is shorter.
        var lines = File.ReadAllLines(Path.Combine(Samples, "Banknote", "banknote-train.csv"));
        using var file = new CsvFile(string.Join('\n', lines.Where((_, i) => i % 8 == 0)) + "\n");
        var data = Dataset.Read(file.Path, null, CsvFile.Target("class"), null, 1);
        var options = new TrainingOptions { Hidden = EquatableArray.Of(6), Threads = threads, Noise = 0.01 };
        Assert.True(KilledRun.Of(data, options, file.Sibling("run.checkpoint"), 400).Pieces.Count > 15);
    }

    [Fact]
    public void AKilledRunOfTheNotesScheduleEndsWithTheBytesOfAnUnbrokenOne()
    {
        using var file = new CsvFile(File.ReadAllText(Path.Combine(Samples, "Xor", "xor.csv")));
        var data = Dataset.Read(file.Path, null, CsvFile.Target("out1", "out2", "out3"), null, 1);
        var options = new TrainingOptions { Schedule = Schedule.Note, Hidden = EquatableArray.Of(5, 5, 5, 5), Threads = 2, Noise = 0.01 };
        Assert.NotEmpty(KilledRun.Of(data, options, file.Sibling("run.checkpoint"), 6).Pieces);
    }

    /// <summary>
    /// Directions are tried with fits whose state is kept: none and all, and then, since a does not rise for each b, one free at a time and
    /// ever fewer of them.
    /// </summary>
    [Fact]
    public void AKilledRunThatFindsDirectionsEndsWithTheBytesOfAnUnbrokenOne()
    {
        var random = new Random(5);
        using var file = new CsvFile(CsvFile.Rows("a,b,c,y", 200, _ =>
        {
            var (a, b, c) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            var y = (4 * a * a * a) - (4 * c * c * c) + (3 * a * b) + (0.3 * random.NextDouble());
            return string.Create(CultureInfo.InvariantCulture, $"{a:0.####},{b:0.####},{c:0.####},{y:0.###}");
        }));
        var data = Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1);
        var options = new TrainingOptions { Hidden = EquatableArray.Of(4), MaxNonlinear = 3, FindsDirections = true };
        var run = KilledRun.Of(data, options, file.Sibling("run.checkpoint"), 100);
        Assert.Equal(["c"], run.Document.Inputs.Where(i => i.Directions.Count > 0).Select(i => i.Name));
        Assert.All(Enumerable.Range(0, 4), trial => Assert.Contains(
            run.Pieces, p => p.StartsWith(RunContext.NameOf("try", trial) + " ", StringComparison.Ordinal)));
    }

    [Fact]
    public void ACancelledRunKeepsItsStateAndNotItsEarlyEnd()
    {
        using var file = new CsvFile("unused");
        var path = file.Sibling("run.checkpoint");
        using var cancellation = new CancellationTokenSource();
        var checkpoint = Checkpoint.Begin(path, Identity, TimeSpan.FromHours(1), cancellation.Token);
        var point = checkpoint.Point("train 0");
        point.Offer(writer => writer.Write(1));
        cancellation.Cancel();
        point.Offer(writer => writer.Write(2));
        point.Finish(writer => writer.Write(3));

        var resumed = Checkpoint.Resume(path, Identity, TimeSpan.FromHours(1), CancellationToken.None);
        var state = 0;
        Assert.True(resumed.Point("train 0").TryResume(reader => state = reader.ReadInt()));
        Assert.Equal(2, state);
        Assert.False(resumed.Point("train 1").TryResume(reader => state = reader.ReadInt()));
    }

    [Fact]
    public void EveryCutAndEveryChangedByteIsRefused()
    {
        using var file = new CsvFile("unused");
        var path = Saved(file);
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length < bytes.Length; length++)
            Refused(path, bytes[..length]);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 0x40;
            Refused(path, changed);
        }

        Refused(path, [.. bytes, 0]);
    }

    [Fact]
    public void LengthsThatCannotBeAreRefusedEvenUnderARightChecksum()
    {
        using var file = new CsvFile("unused");
        var path = Saved(file);
        var contents = File.ReadAllBytes(path)[..^SHA256.HashSizeInBytes];
        var refused = 0;
        for (var i = "rulec checkpoint 1\n".Length; i + sizeof(int) <= contents.Length; i++)
        {
            foreach (var length in new[] { int.MaxValue, -1, int.MinValue })
            {
                var changed = (byte[])contents.Clone();
                BitConverter.TryWriteBytes(changed.AsSpan(i), length);
                File.WriteAllBytes(path, [.. changed, .. SHA256.HashData(changed)]);
                try
                {
                    var resumed = Checkpoint.Resume(path, Identity, TimeSpan.Zero, CancellationToken.None);
                    resumed.Point("linear").TryResume(reader => reader.ReadHingeForm(Form));
                }
                catch (InputFileException)
                {
                    refused++;
                }
            }
        }

        Assert.True(refused > 3 * 8, $"{refused} refused");
    }

    [Theory]
    [InlineData(Schedule.Auto, 120)]
    [InlineData(Schedule.Note, 40)]
    public void NumbersThatCannotBeAreRefusedAndNeverBecomeRules(Schedule schedule, int forgeries)
    {
        using var file = new CsvFile(
            CsvFile.Rows("a,b,y", 60, i => FormattableString.Invariant($"{i * 7 % 11 % 2},{i * 13 % 17},{i * 7 % 11 % 2}")));
        var data = Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1);
        var options = new TrainingOptions { Schedule = schedule, Hidden = EquatableArray.Of(2), MaxSteps = 10_000 };
        var head = new DocumentHead("Notes", "rulec test", EquatableArray<NamedText>.Empty);
        var path = file.Sibling("run.checkpoint");
        var identity = Checkpoint.IdentityOf(data, head, options.Seed);
        var states = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        TrainRun.Run(
            data,
            options,
            head,
            new RunContext(
                CancellationToken.None,
                null,
                new Checkpoint(path, identity, states, TimeSpan.Zero, (_, _) => { }, CancellationToken.None)));

        byte[][] wrong =
        [
            BitConverter.GetBytes(double.NaN), BitConverter.GetBytes(double.PositiveInfinity), BitConverter.GetBytes(float.NaN),
            BitConverter.GetBytes(float.NegativeInfinity),
            BitConverter.GetBytes(int.MaxValue), BitConverter.GetBytes(-1), BitConverter.GetBytes(int.MinValue), BitConverter.GetBytes(3),
        ];
        var random = new Xoshiro256(9);
        var names = states.Keys.Order(StringComparer.Ordinal).ToArray();
        var refused = 0;
        for (var n = 0; n < forgeries; n++)
        {
            var name = names[random.NextInt(names.Length)];
            var forged = (byte[])states[name].Clone();
            var bytes = wrong[random.NextInt(wrong.Length)];
            if (forged.Length < bytes.Length)
                continue;
            bytes.CopyTo(forged, random.NextInt(forged.Length - bytes.Length + 1));
            var copy = new Dictionary<string, byte[]>(states, StringComparer.Ordinal) { [name] = forged };
            try
            {
                // What can still be a state may lead elsewhere, but to rules of finite numbers, which the writer requires.
                var checkpoint = new Checkpoint(path, identity, copy, TimeSpan.FromHours(1), (_, _) => { }, CancellationToken.None);
                RuleDocumentReader.Read(
                    RuleDocumentWriter.Write(
                        TrainRun.Run(data, options, head, new RunContext(CancellationToken.None, null, checkpoint)).Document));
            }
            catch (InputFileException e)
            {
                Assert.Contains("this checkpoint is damaged", e.Message, StringComparison.Ordinal);
                refused++;
            }
            catch (TrainingFailedException)
            {
                // Of the note's schedule: a forged network has not learned.
            }
        }

        Assert.True(refused > forgeries / 4, $"{refused} refused");
    }

    [Theory]
    [InlineData(0, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    [InlineData(2, double.NegativeInfinity)]
    public void AHingeFormHasFiniteNumbers(int position, double value)
    {
        using var file = new CsvFile("unused");
        var weights = new[] { 4.0, 5, 6 };
        weights[position] = value;
        var path = file.Sibling("run.checkpoint");
        var forged = new HingeForm(3, [], [], [], weights, [6], [], []);
        Checkpoint.Begin(path, Identity, TimeSpan.Zero, CancellationToken.None).Point("linear").Finish(
            writer => writer.Write(forged));
        var point = Checkpoint.Resume(path, Identity, TimeSpan.Zero, CancellationToken.None).Point("linear");
        Assert.Throws<InputFileException>(() => point.TryResume(reader => reader.ReadHingeForm(forged)));
    }

    [Fact]
    public void AHingeFormOfAnotherRunIsRefused()
    {
        using var file = new CsvFile("unused");
        var point = Checkpoint.Resume(Saved(file), Identity, TimeSpan.Zero, CancellationToken.None).Point("linear");
        HingeForm[] others =
        [
            new(1, [1], [3], [0], [4], [6], [7], [new HingeSource(1, 2, 0.5)]),
            new(2, [], [], [], [4, 5], [6], [], []),
            new(2, [1, 2], [3], [0], [4, 5, 4, 5], [6, 6], [7, 7], [new HingeSource(1, 2, 0.5)]),
            new(2, [1, 2], [3], [0], [4, 5], [6], [7], [new HingeSource(1, 3, 0.5)]),
        ];
        Assert.All(others, other => Assert.Throws<InputFileException>(() => point.TryResume(reader => reader.ReadHingeForm(other))));
    }

    [Fact]
    public void ACheckpointOfAnotherRunIsRefusedAndSaysWhatDiffers()
    {
        using var file = new CsvFile("unused");
        var path = Saved(file);
        var other = EquatableArray.Of(new NamedText("--seed", "2"), new NamedText("--hidden", "5"), new NamedText("--max-terms", "3"));
        var error = Assert.Throws<InputFileException>(() => Checkpoint.Resume(path, other, TimeSpan.Zero, CancellationToken.None));
        Assert.Contains("--seed, --max-terms differ;", error.Problem, StringComparison.Ordinal);
        Assert.Contains("--resume", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TheEndRemovesTheFileAndWhatAKilledWriterLeft()
    {
        using var file = new CsvFile("unused");
        var path = Saved(file);
        var left = AtomicFile.TemporaryFor(path);
        File.WriteAllText(left, "half");
        Checkpoint.Resume(path, Identity, TimeSpan.Zero, CancellationToken.None).Delete();
        Assert.Equal([file.Path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    private static string Saved(CsvFile file)
    {
        var path = file.Sibling("run.checkpoint");
        var checkpoint = Checkpoint.Begin(path, Identity, TimeSpan.Zero, CancellationToken.None);
        checkpoint.Point("linear").Finish(writer => writer.Write(Form));
        HingeForm? read = null;
        Assert.True(Checkpoint.Resume(path, Identity, TimeSpan.Zero, CancellationToken.None).Point("linear").TryResume(
            r => read = r.ReadHingeForm(Form)));
        Assert.Equal(Form.OutputWeights, read!.OutputWeights);
        return path;
    }

    private static void Refused(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        var error = Assert.Throws<InputFileException>(() => Checkpoint.Resume(path, Identity, TimeSpan.Zero, CancellationToken.None));
        Assert.Equal(path, error.File);
        Assert.Contains("--resume", error.Problem, StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
