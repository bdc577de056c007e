using System;
using System.Threading;

namespace RuleCompiler.Tool.Shared;

/// <summary>
/// Says now and then how far long work is: on a terminal in one line that is rewritten, elsewhere in lines rare enough for a log.
/// </summary>
internal sealed class LiveLine : IDisposable
{
    private const int MaxWidth = 78;
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(20);

    private readonly Streams _streams;
    private readonly Func<string> _text;
    private readonly Lock _lock = new();
    private readonly Timer _timer;
    private bool _isShown;
    private bool _isOver;

    private LiveLine(Streams streams, Func<string> text)
    {
        (_streams, _text) = (streams, text);
        var interval = streams.ErrorIsTerminal ? OnTerminal : InLog;
        _timer = new Timer(_ => Show(), null, interval, interval);
    }

    /// <summary>The characters of a line: what wraps cannot be rewritten.</summary>
    public static int Width { get; } = Console.IsErrorRedirected || Console.WindowWidth <= 0
        ? MaxWidth
        : Math.Min(Console.WindowWidth - 1, MaxWidth);

    /// <summary>Begins.</summary>
    /// <param name="streams">Where to.</param>
    /// <param name="text">How far it is; asked from another thread.</param>
    /// <returns>What ends it, and clears the line.</returns>
    public static LiveLine Start(Streams streams, Func<string> text) => new(streams, text);

    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _isOver = true;
            if (_isShown && _streams.ErrorIsTerminal)
                _streams.Error.Write("\r" + new string(' ', Width) + "\r");
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (_isOver)
                return;
            _isShown = true;
            var text = _text();
            if (!_streams.ErrorIsTerminal)
                _streams.Error.WriteLine(text);
            else
                _streams.Error.Write("\r" + (text.Length > Width ? text[..Width] : text.PadRight(Width)));
        }
    }
}
