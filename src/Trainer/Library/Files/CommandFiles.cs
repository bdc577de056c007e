using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace RuleCompiler.Trainer.Files;

/// <summary>The files of one command, for as long as it runs: each input is opened once, and no output is an input.</summary>
/// <remarks>
/// Whoever reads asks <see cref="InputFile"/>, and whoever writes goes through <see cref="AtomicFile"/>, so that no reader sees two files
/// under one name, and no writer destroys what is read, however the two are reached. It goes with the flow of the work, as a culture
/// does, so that a reader deep inside cannot be given another one.
/// </remarks>
public sealed class CommandFiles : IDisposable
{
    private static readonly AsyncLocal<CommandFiles?> Ambient = new();

    private readonly Lock _lock = new();
    private readonly CommandFiles? _outer;
    private readonly Dictionary<string, InputSource> _sources = new(StringComparer.Ordinal);
    private readonly List<(NamedFile File, FileStatus? Status)> _inputs = [];
    private readonly List<(NamedFile File, FilePlace Place)> _outputs = [];
    private readonly List<string> _pointedAt = [];
    private readonly Dictionary<string, Lazy<IDisposable>> _made = new(StringComparer.Ordinal);
    private readonly HashSet<string> _provided = new(StringComparer.Ordinal);

    private CommandFiles(CommandFiles? outer, StandardStreams? standard, CancellationToken cancellation) =>
        (_outer, Standard, Cancellation) = (outer, standard, cancellation);

    /// <summary>Those of the command that runs here; null outside of one.</summary>
    internal static CommandFiles? Current => Ambient.Value;

    /// <summary>What <c>-</c> stands for.</summary>
    internal StandardStreams? Standard { get; }

    /// <summary>Ends reading, and waiting for pipes.</summary>
    internal CancellationToken Cancellation { get; }

    /// <summary>What was read though no option names it: files that a network points at.</summary>
    public IReadOnlyList<string> PointedAt
    {
        get
        {
            lock (_lock)
                return [.. _pointedAt];
        }
    }

    /// <summary>Begins a command: until it ends, each file that it names is opened once and stays the same file.</summary>
    /// <param name="standard">What <c>-</c> stands for; null has no such streams.</param>
    /// <param name="cancellation">Ends reading.</param>
    /// <returns>Its files, until they are disposed of.</returns>
    public static CommandFiles Begin(StandardStreams? standard, CancellationToken cancellation) =>
        Ambient.Value = new CommandFiles(Ambient.Value, standard, cancellation);

    /// <summary>Begins work that reads a file more than once, where no command has begun.</summary>
    /// <returns>What ends it.</returns>
    internal static IDisposable? BeginOrJoin() => Current is null ? Begin(null, CancellationToken.None) : null;

    /// <summary>Checks the files of a command before its work.</summary>
    /// <param name="inputs">What it reads.</param>
    /// <param name="outputs">What it writes.</param>
    /// <exception cref="InputFileException">An output is an input or another output, or a stream would have to be read twice.</exception>
    public void Declare(IEnumerable<NamedFile> inputs, IEnumerable<NamedFile> outputs)
    {
        foreach (var input in inputs)
        {
            var status = StatusOf(input.Path);
            if (status is { Kind: FileKind.Stream } && Reader(status) is { } other)
                throw new InputFileException(
                    input.Path, $"{other.Name} and {input.Name} both read this stream, which can be read once; give one of them a file.");
            _inputs.Add((input, status));
        }

        foreach (var output in outputs)
        {
            var place = AtomicFile.PlaceOf(output.Path);
            if (_inputs.Find(i => place.Is(i.Status)).File is { } input)
                throw Overwrites(output, input.Name);
            if (_outputs.Find(o => o.Place.Is(place) || IsSameStream(o.File, output)).File is { } other)
                throw new InputFileException(output.Path, $"{other.Name} and {output.Name} both write this file; name two.");
            _outputs.Add((output, place));
        }
    }

    /// <summary>Refuses to write over an input, whoever asks.</summary>
    /// <param name="path">The file that is about to be written.</param>
    /// <param name="place">Where it is.</param>
    /// <exception cref="InputFileException">It is an input.</exception>
    internal void RequireNoInput(string path, FilePlace place)
    {
        lock (_lock)
        {
            if (_inputs.Find(i => place.Is(i.Status)).File is { } input)
                throw Overwrites(new NamedFile("the output", path), input.Name);
        }

        _outer?.RequireNoInput(path, place);
    }

    /// <summary>The one source of a file.</summary>
    internal InputSource SourceOf(string path)
    {
        lock (_lock)
        {
            if (_sources.TryGetValue(path, out var source))
                return source;
            if (_inputs.TrueForAll(i => i.File.Path != path))
                Join(path);
            source = InputSource.Open(path, Standard, Cancellation);
            _sources.Add(path, source);
            return source;
        }
    }

    /// <summary>What is read under a name that no file has, such as the rows of a query; it is made when it is read first.</summary>
    /// <param name="name">The name.</param>
    /// <param name="make">Makes it.</param>
    /// <exception cref="InputFileException">A file that is read has this name.</exception>
    internal void Provide(string name, Func<IDisposable> make)
    {
        lock (_lock)
        {
            if (_inputs.Exists(i => i.File.Path == name))
                throw new InputFileException(name, $"{name} is the name of something else here; name the file ./{name}.");
            _provided.Add(name);
            _made.TryAdd(name, new Lazy<IDisposable>(make));
        }
    }

    /// <summary>Whether a name is that of no file.</summary>
    internal bool Provides(string name)
    {
        lock (_lock)
            return _provided.Contains(name);
    }

    /// <summary>What was provided under a name, or is made of a file: once, and if it fails, it fails once and for all.</summary>
    /// <param name="path">The name.</param>
    /// <param name="make">Makes it.</param>
    internal IDisposable MadeOf(string path, Func<IDisposable> make)
    {
        Lazy<IDisposable>? made;
        lock (_lock)
        {
            if (!_made.TryGetValue(path, out made))
                _made.Add(path, made = new Lazy<IDisposable>(make));
        }

        return made.Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Ambient.Value == this)
            Ambient.Value = _outer;
        foreach (var made in _made.Values.Where(m => m.IsValueCreated))
            made.Value.Dispose();
        _made.Clear();
        foreach (var source in _sources.Values)
            source.Dispose();
        _sources.Clear();
    }

    /// <summary>A file that another one points at is known only when that is read, but before anything is written.</summary>
    private void Join(string path)
    {
        var status = StatusOf(path);
        if (_outputs.Find(o => o.Place.Is(status)).File is { } output)
            throw Overwrites(output, "the network points at it");
        _inputs.Add((new NamedFile("the network points at it", path), status));
        _pointedAt.Add(path);
    }

    private static bool IsSameStream(NamedFile one, NamedFile other) =>
        StandardStreams.Descriptor(one.Path, isOutput: true) is { } descriptor
            && StandardStreams.Descriptor(other.Path, isOutput: true) == descriptor;

    private NamedFile? Reader(FileStatus stream) =>
        _inputs.Find(i => i.Status?.IsSameFile(stream) == true && i.Status.Kind == FileKind.Stream).File;

    private static FileStatus? StatusOf(string path)
    {
        try
        {
            return FileStatus.Of(StandardStreams.SystemPath(path, isOutput: false));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // Whoever reads it says so in its own words.
            return null;
        }
    }

    private static InputFileException Overwrites(NamedFile output, string input) =>
        new(output.Path, $"{output.Name} would write over a file that is read ({input}); name another file.");
}
