using System;
using System.IO;
using System.IO.MemoryMappedFiles;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>
/// What the process that runs inputs tells the one that watches it, in a file that both map: the input that runs now is there even when
/// the process is gone.
/// </summary>
internal sealed class SharedState : IDisposable
{
    /// <summary>The longest input.</summary>
    public const int MostBytes = 1 << 20;

    private const int InputAt = 4096;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private SharedState(MemoryMappedFile file) => (_file, _view) = (file, file.CreateViewAccessor());

    /// <summary>The number of the input that runs, or is to run next; below 0 while the corpus is run.</summary>
    public long Number { get => _view.ReadInt64(0); set => _view.Write(0, value); }

    /// <summary>When the input that runs was started, by <see cref="Environment.TickCount64"/>; 0 when none runs.</summary>
    public long Started { get => _view.ReadInt64(8); private set => _view.Write(8, value); }

    /// <summary>How many inputs were run, those of the corpus aside.</summary>
    public long Inputs { get => _view.ReadInt64(24); set => _view.Write(24, value); }

    /// <summary>How many branches were taken.</summary>
    public long Edges { get => _view.ReadInt64(32); set => _view.Write(32, value); }

    /// <summary>How many inputs the corpus has.</summary>
    public long Kept { get => _view.ReadInt64(40); set => _view.Write(40, value); }

    /// <summary>The most bytes that were allocated for one input, at once or one after the other.</summary>
    public long Allocated { get => _view.ReadInt64(48); set => _view.Write(48, value); }

    /// <summary>The most time of a processor that one input took, in microseconds.</summary>
    public long Longest { get => _view.ReadInt64(56); set => _view.Write(56, value); }

    /// <summary>How many inputs were taken, not refused.</summary>
    public long Accepted { get => _view.ReadInt64(64); set => _view.Write(64, value); }

    /// <summary>How long inputs were run, in milliseconds.</summary>
    public long Elapsed { get => _view.ReadInt64(72); set => _view.Write(72, value); }

    /// <summary>Whether all was run that was asked for.</summary>
    public bool IsFinished { get => _view.ReadBoolean(80); set => _view.Write(80, value); }

    /// <summary>Makes the file, of nothing yet.</summary>
    public static SharedState Create(string path)
    {
        using (var file = File.Create(path))
            file.SetLength(InputAt + MostBytes);
        return Open(path);
    }

    /// <summary>Opens a file that was made.</summary>
    public static SharedState Open(string path) => new(MemoryMappedFile.CreateFromFile(path, FileMode.Open));

    /// <summary>Notes the input that is to run.</summary>
    public void Begin(byte[] input)
    {
        _view.Write(16, input.Length);
        _view.WriteArray(InputAt, input, 0, input.Length);
        Started = Environment.TickCount64;
    }

    /// <summary>Notes that it came to an end.</summary>
    public void End() => Started = 0;

    /// <summary>The input that runs, or ran last.</summary>
    public byte[] Input()
    {
        var input = new byte[_view.ReadInt32(16)];
        _view.ReadArray(InputAt, input, 0, input.Length);
        return input;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
