using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Keeps the state of a run in a file, so that a run that was killed continues from there and ends with the same bytes.</summary>
/// <remarks>
/// A run is pieces of work with a name each: a start's training, its collapse, a hinge form's tuning, a step of pruning. Each is decided
/// by data, options and seed alone, so it may be done again, taken up in the middle, or be taken from the file, with the same end. A
/// checkpoint of other data, options or program is refused. May be used from several threads.
/// </remarks>
public sealed class Checkpoint
{
    /// <summary>A write waits for this many times what the last one took, so that large states do not slow the work down.</summary>
    private const int WorkPerWrite = 20;

    private readonly string _path;
    private readonly EquatableArray<NamedText> _identity;
    private readonly Dictionary<string, byte[]> _states;
    private readonly TimeSpan _interval;
    private readonly CancellationToken _cancellation;
    private readonly Action<string, Action<Stream>> _write;
    private readonly Lock _lock = new();
    private long _lastWrite = TimeProvider.System.GetTimestamp();
    private TimeSpan _writeTime;

    /// <summary>Starts with some states.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">What decides the result of the run.</param>
    /// <param name="states">The states so far.</param>
    /// <param name="interval">The time between two writes; 0 writes whenever there is something new.</param>
    /// <param name="write">Writes a file whole or not at all.</param>
    /// <param name="cancellation">The run's; what work ends with once it is cancelled is not its end.</param>
    internal Checkpoint(
        string path, EquatableArray<NamedText> identity, Dictionary<string, byte[]> states, TimeSpan interval,
        Action<string, Action<Stream>> write, CancellationToken cancellation)
    {
        _path = path;
        _identity = identity;
        _states = states;
        _interval = interval;
        _cancellation = cancellation;
        _write = write;
    }

    /// <summary>Why the file could not be written the last time; null when it was.</summary>
    public string? Problem { get; private set; }

    /// <summary>Starts without any state. Nothing is written yet.</summary>
    /// <param name="path">The file that will be written.</param>
    /// <param name="identity">What decides the result of the run.</param>
    /// <param name="interval">The time between two writes; 0 writes whenever there is something new.</param>
    /// <param name="cancellation">The run's cancellation.</param>
    /// <returns>The checkpoint.</returns>
    public static Checkpoint Begin(string path, EquatableArray<NamedText> identity, TimeSpan interval, CancellationToken cancellation) =>
        new(path, identity, new Dictionary<string, byte[]>(StringComparer.Ordinal), interval, AtomicFile.Write, cancellation);

    /// <summary>Takes up what an earlier run has written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="identity">What decides the result of the run.</param>
    /// <param name="interval">The time between two writes; 0 writes whenever there is something new.</param>
    /// <param name="cancellation">The run's cancellation.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="InputFileException">The file cannot be read, is damaged, or is of another run.</exception>
    public static Checkpoint Resume(string path, EquatableArray<NamedText> identity, TimeSpan interval, CancellationToken cancellation) =>
        new(path, identity, StatesOf(path, identity), interval, AtomicFile.Write, cancellation);

    /// <summary>Whether a file begins as a checkpoint does, so that it may be replaced by one.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Whether it does.</returns>
    /// <exception cref="InputFileException">The file cannot be read.</exception>
    public static bool IsOne(string path) => CheckpointFile.IsOne(path);

    /// <summary>What decides the result of a run: the program, the data, the seed and the options.</summary>
    /// <param name="data">The data.</param>
    /// <param name="head">What the document says of itself.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>Names as a person knows them, and values.</returns>
    public static EquatableArray<NamedText> IdentityOf(Dataset data, DocumentHead head, int seed) => EquatableArray.Of<NamedText>(
    [
        // Two builds of one version may differ in what they compute.
        new NamedText("rulec", $"{head.Tool} ({typeof(Checkpoint).Module.ModuleVersionId:N})"),
        new NamedText("the data file", data.Table.Sha256),
        new NamedText("the test file", data.TestTable?.Sha256 ?? string.Empty),
        new NamedText("--seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        .. head.Network is { } network ? [new NamedText("the network", network.Sha256)] : Array.Empty<NamedText>(),
        .. head.Options.Select(o => new NamedText("--" + o.Name, o.Value)),
    ]);

    /// <summary>The states in a file, if it is of the same run.</summary>
    /// <exception cref="InputFileException">The file cannot be read, is damaged, or is of another run.</exception>
    internal static Dictionary<string, byte[]> StatesOf(string path, EquatableArray<NamedText> identity)
    {
        var (kept, states) = CheckpointFile.Read(path);
        var names = identity.Concat(kept).Select(i => i.Name).Distinct(StringComparer.Ordinal);
        var differing = names.Where(n => !string.Equals(ValueOf(identity, n), ValueOf(kept, n), StringComparison.Ordinal)).ToArray();
        if (differing.Length == 0)
            return states;
        throw new InputFileException(
            path,
            $"this checkpoint is of another run: {VisibleText.Of(string.Join(", ", differing))} "
                + $"{(differing.Length == 1 ? "differs" : "differ")}; give what it was started with, or start afresh without --resume.");
    }

    /// <summary>Where a piece of work keeps its state.</summary>
    /// <param name="work">The name of the work, the same in every run.</param>
    internal IResumePoint Point(string work) => new ResumePoint(this, work);

    /// <summary>Writes what has not been written yet.</summary>
    /// <exception cref="InputFileException">The file cannot be written.</exception>
    public void Save()
    {
        lock (_lock)
        {
            var start = TimeProvider.System.GetTimestamp();
            _write(_path, stream => CheckpointFile.Write(stream, _identity, _states));
            Problem = null;
            _lastWrite = TimeProvider.System.GetTimestamp();
            _writeTime = TimeProvider.System.GetElapsedTime(start, _lastWrite);
        }
    }

    /// <summary>Removes the file, when the run is over.</summary>
    public void Delete() => AtomicFile.Delete(_path);

    private static string? ValueOf(IEnumerable<NamedText> identity, string name) =>
        identity.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.Ordinal))?.Value;

    /// <summary>Keeps a state, and writes the file if it is time to. A full disk ends no run; it is reported at the end.</summary>
    private void Keep(string work, byte[] state)
    {
        lock (_lock)
        {
            _states[work] = state;
            var elapsed = TimeProvider.System.GetElapsedTime(_lastWrite);
            var isTooEarly = elapsed < _interval || (_interval > TimeSpan.Zero && elapsed < WorkPerWrite * _writeTime);
            if (isTooEarly && !_cancellation.IsCancellationRequested)
                return;
            try
            {
                Save();
            }
            catch (InputFileException e)
            {
                Problem = e.Message;
                _lastWrite = TimeProvider.System.GetTimestamp();
            }
        }
    }

    private byte[]? StateOf(string work)
    {
        lock (_lock)
            return _states.GetValueOrDefault(work);
    }

    private sealed class ResumePoint(Checkpoint owner, string work) : IResumePoint
    {
        private long _lastTaken = TimeProvider.System.GetTimestamp();

        public bool TryResume(Action<StateReader> read)
        {
            if (owner.StateOf(work) is not { } state)
                return false;
            try
            {
                var reader = new StateReader(state);
                read(reader);
                reader.End();
                return true;
            }
            catch (InvalidDataException e)
            {
                throw CheckpointFile.Damaged(owner._path, e);
            }
        }

        public void Offer(Action<StateWriter> write)
        {
            // A run that is to end soon keeps what it has got to.
            if (!owner._cancellation.IsCancellationRequested && TimeProvider.System.GetElapsedTime(_lastTaken) < owner._interval)
                return;
            owner.Keep(work, StateWriter.BytesOf(write));
            _lastTaken = TimeProvider.System.GetTimestamp();
        }

        public void Finish(Action<StateWriter> write)
        {
            if (!owner._cancellation.IsCancellationRequested)
                owner.Keep(work, StateWriter.BytesOf(write));
        }
    }
}
