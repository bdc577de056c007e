using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>A run that is killed again and again, goes on from its checkpoint, and ends with the bytes of an unbroken one.</summary>
/// <param name="Document">What it ends with.</param>
/// <param name="Pieces">The names of the pieces of work whose state was kept.</param>
internal sealed record KilledRun(RuleDocument Document, IReadOnlyCollection<string> Pieces)
{
    /// <summary>Runs to the end, killed with the first write of each piece of work and at random before at most so many writes.</summary>
    public static KilledRun Of(Dataset data, TrainingOptions options, string path, int mostWrites)
    {
        var head = new DocumentHead("Notes", "rulec test", EquatableArray<NamedText>.Empty);
        var unbroken = TrainRun.Run(data, options, head, RunContext.None);

        var identity = Checkpoint.IdentityOf(data, head, options.Seed);
        var random = new Xoshiro256((ulong)options.Threads);
        var started = new HashSet<string>(StringComparer.Ordinal);
        var kills = 0;
        while (true)
        {
            var killer = new Killer(started, random.NextInt(mostWrites));
            var states = File.Exists(path) ? Checkpoint.StatesOf(path, identity) : new Dictionary<string, byte[]>(StringComparer.Ordinal);
            var checkpoint = new Checkpoint(path, identity, states, TimeSpan.Zero, killer.Write, CancellationToken.None);
            try
            {
                var resumed = TrainRun.Run(data, options, head, new RunContext(CancellationToken.None, null, checkpoint));
                Assert.Equal(RuleDocumentWriter.Write(unbroken.Document), RuleDocumentWriter.Write(resumed.Document));
                Assert.Equal(unbroken.Notes, resumed.Notes);
                break;
            }
            catch (Exception e) when (IsKilled(e))
            {
                kills++;
            }
        }

        Assert.True(kills > started.Count, $"{kills} kills, {started.Count} pieces of work");
        return new KilledRun(unbroken.Document, started);
    }

    private static bool IsKilled(Exception e) =>
        e is KilledException || (e is AggregateException aggregate && aggregate.Flatten().InnerExceptions.All(i => i is KilledException));

    /// <summary>Writes until it is killed, and nothing from then on.</summary>
    private sealed class Killer(HashSet<string> started, int writes)
    {
        private int _left = writes;
        private bool _isDead;

        public void Write(string path, Action<Stream> write)
        {
            if (_isDead)
                throw new KilledException();
            // Without waiting for the disk, since no machine fails here.
            using (var stream = File.Create(path))
                write(stream);
            var isNew = false;
            foreach (var work in CheckpointFile.Read(path).States.Keys)
                isNew |= started.Add(work);
            if (!isNew && _left-- > 0)
                return;
            _isDead = true;
            throw new KilledException();
        }
    }

    private sealed class KilledException : Exception;
}
