using System;
using System.Reflection;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Queries;

/// <summary>The library of DuckDB that the machine has: it is too large to come with the tool for every system.</summary>
internal static class NativeDuckDb
{
    /// <summary>The oldest that has all that is called.</summary>
    public const string Version = "1.5";

    /// <summary>A path to it, where it is in no place that the system looks at.</summary>
    private const string Variable = "RULEC_DUCKDB";

    private const string Name = "duckdb";

    private static readonly Lazy<IntPtr> Library = new(Load);

    private static string FileName => OperatingSystem.IsWindows() ? "duckdb.dll"
        : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";

    private static Assembly Bindings => typeof(DuckDBNativeConnection).Assembly;

    /// <summary>Loads it.</summary>
    /// <exception cref="InputFileException">There is none.</exception>
    public static void Require()
    {
        if (Library.Value == IntPtr.Zero)
            throw new InputFileException(
                QueryTable.Name,
                $"there is no DuckDB library on this machine; get {FileName} {Version} or later (C/C++ at duckdb.org/install) and put it "
                    + $"where the system looks for libraries, or set {Variable} to its path.");
    }

    private static IntPtr Load()
    {
        var library = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path
            ? NativeLibrary.TryLoad(path, out var named) ? named : IntPtr.Zero
            : NativeLibrary.TryLoad(Name, Bindings, null, out var found) ? found : IntPtr.Zero;
        if (library != IntPtr.Zero)
            NativeLibrary.SetDllImportResolver(Bindings, (name, _, _) => name == Name ? library : IntPtr.Zero);
        return library;
    }
}
