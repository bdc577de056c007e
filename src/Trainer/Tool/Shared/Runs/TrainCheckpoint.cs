using System;
using System.IO;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>The checkpoint of <c>rulec train</c>: where it is, and what is reported about it.</summary>
internal sealed class TrainCheckpoint
{
    /// <summary>What the name of a document's checkpoint ends with.</summary>
    public const string Extension = ".checkpoint";

    private readonly string _path;
    private readonly TextWriter _messages;

    private TrainCheckpoint(string path, Checkpoint? state, TextWriter messages)
    {
        _path = path;
        State = state;
        _messages = messages;
    }

    /// <summary>The state of the run; null where none can be kept.</summary>
    public Checkpoint? State { get; }

    /// <summary>Where the state of a run is kept that writes a document.</summary>
    /// <param name="output">The document.</param>
    /// <returns>The file beside it; null where it goes to a stream, which nothing is beside of.</returns>
    public static string? PathFor(string output) => AtomicFile.IsStream(output) ? null : output + Extension;

    /// <summary>Begins a checkpoint, or takes one up where <c>--resume</c> was given.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="identity">What decides the result of the run.</param>
    /// <param name="messages">Where people read.</param>
    /// <param name="cancellation">The run's cancellation.</param>
    /// <returns>The checkpoint.</returns>
    /// <exception cref="InputFileException">It is damaged, of another run, or cannot be written where it was asked for.</exception>
    public static TrainCheckpoint Open(
        RunOptions options, EquatableArray<NamedText> identity, TextWriter messages, CancellationToken cancellation)
    {
        if ((options.Checkpoint ?? PathFor(options.Output)) is not { } path)
        {
            if (options.Resume)
                throw new InputFileException(
                    options.Output, "a run that writes to a stream keeps no state to resume from; name its file with --checkpoint.");
            return new TrainCheckpoint(options.Output, null, messages);
        }

        if (options.Checkpoint is null && WhyNotKept(path) is { } obstacle)
        {
            messages.WriteLine($"If this run is interrupted it cannot be resumed: {obstacle} Name a file for its state with --checkpoint.");
            return new TrainCheckpoint(path, null, messages);
        }

        var isThere = File.Exists(path);
        var resumes = options.Resume && isThere;
        var shown = VisibleText.Of(path);
        if (resumes)
            messages.WriteLine($"Resuming from {shown}.");
        else if (options.Resume)
            messages.WriteLine($"There is no {shown} to resume from, so training starts from the beginning.");
        else if (isThere && options.Checkpoint is null)
            messages.WriteLine($"{shown} belongs to a run that did not end; without --resume it is not used, and will be replaced.");

        if (isThere && !Checkpoint.IsOne(path))
            throw new InputFileException(path, "this file exists and is not a checkpoint; name another one with --checkpoint.");
        var interval = TimeSpan.FromSeconds(options.CheckpointSeconds);
        var state = resumes
            ? Checkpoint.Resume(path, identity, interval, cancellation)
            : Checkpoint.Begin(path, identity, interval, cancellation);
        // Where a person named the file, a wrong place is reported before hours of work; otherwise short runs need none.
        if (options.Checkpoint is not null && !resumes)
            state.Save();
        return new TrainCheckpoint(path, state, messages);
    }

    private static string? WhyNotKept(string path)
    {
        try
        {
            AtomicFile.RequireWritable(path);
            return null;
        }
        catch (InputFileException e)
        {
            return e.Message;
        }
    }

    /// <summary>Removes the checkpoint of a run that is over, and writes that of one that was stopped.</summary>
    /// <param name="stopped">Whether the run was stopped.</param>
    public void End(bool stopped)
    {
        try
        {
            if (State is null)
                return;
            if (stopped)
            {
                State.Save();
                _messages.WriteLine($"The same command with --resume resumes from {VisibleText.Of(_path)}.");
                return;
            }

            if (State.Problem is { } problem)
                _messages.WriteLine("No checkpoint could be kept: " + problem);
            State.Delete();
        }
        catch (InputFileException e)
        {
            // The document is written; this is not a reason to call the run a failure.
            _messages.WriteLine("rulec: " + e.Message);
        }
    }
}
