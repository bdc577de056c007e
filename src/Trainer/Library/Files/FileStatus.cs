using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RuleCompiler.Trainer.Files;

/// <summary>What is at a place.</summary>
internal enum FileKind
{
    /// <summary>A file whose bytes stay.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, a terminal, a device, a socket: what is read or written once, and cannot be replaced.</summary>
    Stream,
}

/// <summary>What the operating system says of a file, through links: which one it is, however it is spelled.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Device">Where it is stored; with <paramref name="Number"/> the same for all names of one file only.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Owner">The user and the group that it belongs to; null where there are no such numbers.</param>
internal sealed record FileStatus(FileKind Kind, ulong Device, ulong Number, (uint User, uint Group)? Owner)
{
    private const int CurrentFolder = -100;
    private const int NoSuchFile = 2;
    private const int GetFlags = 1;
    private const int GetAccess = 3;
    private const int AccessMask = 3;
    private const int ReadOnly = 0;
    private const int CloseOnExec = 1;
    private const int NotAFolder = 20;
    private const uint BasicMask = 0x7FF;
    private const int StatusSize = 256;
    private const int KindMask = 0xF000;
    private const int KindFolder = 0x4000;
    private const int KindRegular = 0x8000;

    /// <summary>Whether another status is of the same file.</summary>
    public bool IsSameFile(FileStatus other) => Device == other.Device && Number == other.Number;

    /// <summary>Asks.</summary>
    /// <param name="path">The place.</param>
    /// <returns>What is there; null where there is nothing.</returns>
    /// <exception cref="IOException">
    /// The place cannot be inspected: a name is too long, links form a cycle, a folder is closed.
    /// </exception>
    public static FileStatus? Of(string path)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return OfLinux(path);
            if (OperatingSystem.IsMacOS())
                return OfMac(path);
            if (OperatingSystem.IsWindows())
                return OfWindows(path);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // An old C library: the full name has to do.
        }

        return OfName(path);
    }

    /// <summary>Gives a file to the owner that another one had, where this process may.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">The owner.</param>
    public static void TryGive(string path, (uint User, uint Group) owner)
    {
        // Only an administrator may give files away; what is not given stays with who writes it, as everywhere.
        if (!OperatingSystem.IsWindows())
            _ = Chown(path, owner.User, owner.Group);
    }

    /// <summary>
    /// Whether standard output or error was handed to this process; where it was not, its number may be in use for something else.
    /// </summary>
    /// <param name="descriptor">1 or 2.</param>
    /// <returns>Whether it may be written to.</returns>
    public static bool IsInheritedOutput(int descriptor)
    {
        if (OperatingSystem.IsWindows())
            return true;
        // Whatever the runtime opens for itself is closed in programs that it starts; what came from one that started it was not.
        var flags = Fcntl(descriptor, GetFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0 && (Fcntl(descriptor, GetAccess) & AccessMask) != ReadOnly;
    }

    /// <summary>Whether a number stands for an open file.</summary>
    /// <param name="descriptor">The number.</param>
    public static bool IsOpen(int descriptor) => Fcntl(descriptor, GetFlags) >= 0;

    private static FileStatus? OfLinux(string path)
    {
        var buffer = new byte[StatusSize];
        if (Statx(CurrentFolder, path, 0, BasicMask, buffer) != 0)
            return Nothing(path);
        // struct statx of the kernel: the same on every processor.
        return new FileStatus(
            KindOf(BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(28))),
            BitConverter.ToUInt64(buffer, 136),
            BitConverter.ToUInt64(buffer, 32),
            (BitConverter.ToUInt32(buffer, 20), BitConverter.ToUInt32(buffer, 24)));
    }

    private static FileStatus? OfMac(string path)
    {
        var buffer = new byte[StatusSize];
        var result = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatInode64(path, buffer) : Stat(path, buffer);
        if (result != 0)
            return Nothing(path);
        return new FileStatus(
            KindOf(BitConverter.ToUInt16(buffer, 4)),
            BitConverter.ToUInt32(buffer, 0),
            BitConverter.ToUInt64(buffer, 8),
            (BitConverter.ToUInt32(buffer, 16), BitConverter.ToUInt32(buffer, 20)));
    }

    private static FileStatus? OfWindows(string path)
    {
        if (Directory.Exists(path))
            return OfName(path);
        if (!File.Exists(path))
            return null;
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[52];
        if (!GetFileInformationByHandle(handle, buffer))
            return OfName(path);
        // BY_HANDLE_FILE_INFORMATION: the serial number of the volume, and the index in two halves.
        var index = ((ulong)BitConverter.ToUInt32(buffer, 44) << 32) | BitConverter.ToUInt32(buffer, 48);
        return new FileStatus(FileKind.Regular, BitConverter.ToUInt32(buffer, 28), index, null);
    }

    /// <summary>Where the system says no more: the full name stands for the file.</summary>
    private static FileStatus? OfName(string path)
    {
        var full = Path.GetFullPath(path);
        var isFolder = Directory.Exists(full);
        if (!isFolder && !File.Exists(full))
            return null;
        var final = (isFolder
            ? Directory.ResolveLinkTarget(full, returnFinalTarget: true)
            : File.ResolveLinkTarget(full, returnFinalTarget: true))?.FullName ?? full;
        var hash = System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(OperatingSystem.IsWindows() ? final.ToUpperInvariant() : final));
        return new FileStatus(
            isFolder ? FileKind.Folder : FileKind.Regular,
            BitConverter.ToUInt64(hash, 0),
            BitConverter.ToUInt64(hash, sizeof(ulong)),
            null);
    }

    private static FileStatus? Nothing(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return error is NoSuchFile or NotAFolder ? null : throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)} : '{path}'");
    }

    private static FileKind KindOf(int mode) => (mode & KindMask) switch
    {
        KindFolder => FileKind.Folder,
        KindRegular => FileKind.Regular,
        _ => FileKind.Stream,
    };

#pragma warning disable SYSLIB1054, CA2101 // Generated marshalling needs unsafe code and gains nothing for calls that are made a few times per run; paths are UTF-8.
    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "stat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "stat$INODE64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatInode64([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fcntl(int descriptor, int command);

    [DllImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetFileInformationByHandle(SafeFileHandle handle, [Out] byte[] information);
#pragma warning restore SYSLIB1054, CA2101
}
