using System;
using System.Linq;
using System.Reflection;
using RuleCompiler.Trainer.Files;
using SQLitePCL;
using NativeLibrary = System.Runtime.InteropServices.NativeLibrary;

namespace RuleCompiler.Trainer.Queries;

/// <summary>The library of SQLite: that of the program that this is a part of, if it brings one, or the machine's.</summary>
/// <remarks>
/// There is one for a whole process. Where a program has databases open with its own, another in its place would be given handles that it
/// does not know.
/// </remarks>
internal static class NativeSqlite
{
    /// <summary>A path to it, where it is in no place that the system looks at.</summary>
    private const string Variable = "RULEC_SQLITE";

    private static readonly Lazy<bool> Loaded = new(Load);

    private static string[] Names =>
    [
        .. Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? new[] { path } : [],
        // Windows has one under a name of its own.
        .. OperatingSystem.IsWindows() ? new[] { "winsqlite3", "sqlite3" } : new[] { "libsqlite3.so.0", "libsqlite3.dylib", "sqlite3" },
        "e_sqlite3",
    ];

    /// <summary>Loads it.</summary>
    /// <exception cref="InputFileException">There is none.</exception>
    public static void Require()
    {
        if (!Loaded.Value)
            throw new InputFileException(
                QueryTable.Name,
                $"there is no SQLite on this machine; install its library (libsqlite3), or set {Variable} to the path of one.");
    }

    private static bool Load()
    {
        if (IsSet() || HasBundle())
            return true;
        var handle = Names.Select(
            n => NativeLibrary.TryLoad(n, typeof(NativeSqlite).Assembly, null, out var library) ? library : IntPtr.Zero)
            .FirstOrDefault(l => l != IntPtr.Zero);
        if (handle == IntPtr.Zero)
            return false;
        SQLite3Provider_dynamic_cdecl.Setup("sqlite3", new Exports(handle));
        raw.SetProvider(new SQLite3Provider_dynamic_cdecl());
        return true;
    }

    // Without one everything throws an exception of no particular type.
    private static bool IsSet()
    {
        try
        {
            return raw.sqlite3_libversion_number() > 0;
        }
        catch (Exception e) when (e.GetType() == typeof(Exception))
        {
            return false;
        }
    }

    // A bundle is set by the first connection anywhere, which may come later than this.
    private static bool HasBundle()
    {
        if (Type.GetType("SQLitePCL.Batteries_V2, SQLitePCLRaw.batteries_v2")?.GetMethod("Init", Type.EmptyTypes) is not { } set)
            return false;
        try
        {
            set.Invoke(null, null);
            return IsSet();
        }
        catch (TargetInvocationException)
        {
            return false;
        }
    }

    private sealed class Exports(IntPtr library) : IGetFunctionPointer
    {
        // What an older library lacks is not called here.
        public IntPtr GetFunctionPointer(string name) => NativeLibrary.TryGetExport(library, name, out var address) ? address : IntPtr.Zero;
    }
}
