using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Files;

/// <summary>Tells by its first bytes what a file is that is not a plain table, and what to do with it.</summary>
internal static class FileFormat
{
    private const int HeadLength = 64;

    private static readonly (byte[] Mark, string Problem)[] Others =
    [
        ("PARE"u8.ToArray(), "this is an encrypted Parquet file; write it without encryption, or as CSV."),
        ("ARROW1"u8.ToArray(), "this is an Arrow (Feather) file; write it as Parquet or CSV."),
        (
            "SQLite format 3"u8.ToArray(),
            "this is a SQLite database; export the table as CSV, or where there is --query, ask it with --connection sqlite:FILE."),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "this is an old Office file (.xls); open it and save the sheet as CSV (UTF-8)."),
        ("BZh"u8.ToArray(), "this file is compressed with bzip2; unpack it, or compress it with gzip."),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "this file is compressed with xz; unpack it, or compress it with gzip."),
        ([0x28, 0xB5, 0x2F, 0xFD], "this file is compressed with Zstandard; unpack it, or compress it with gzip."),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "this is a 7z archive; unpack it."),
        ("%PDF"u8.ToArray(), "this is a PDF; give the table as CSV."),
        ("<!DOCTYPE"u8.ToArray(), "this is a web page, not a table; was it downloaded without logging in? Give the CSV."),
        ("<!doctype"u8.ToArray(), "this is a web page, not a table; was it downloaded without logging in? Give the CSV."),
        ("<html"u8.ToArray(), "this is a web page, not a table; was it downloaded without logging in? Give the CSV."),
        ("<?xml"u8.ToArray(), "this is XML; give the table as CSV."),
    ];

    /// <summary>In which form a table is.</summary>
    /// <exception cref="InputFileException">It is known to be something else than a table.</exception>
    public static TableForm Of(string path)
    {
        var head = Head(path);
        if (head is [0x1F, 0x8B, ..])
            return TableForm.Gzip;
        if (head.AsSpan().StartsWith("PAR1"u8))
            return TableForm.Parquet;
        if (head is [(byte)'P', (byte)'K', 3, 4, ..])
            throw new InputFileException(path, OfZip(path));
        // The byte 0x89 is not one in UTF-8 literals.
        if (head is [0x89, (byte)'H', (byte)'D', (byte)'F', ..])
            throw new InputFileException(path, "this is an HDF5 file; write the table as CSV.");
        foreach (var (mark, problem) in Others)
        {
            if (head.AsSpan().StartsWith(mark))
                throw new InputFileException(path, problem);
        }

        if (LooksLikeJson(head))
            throw new InputFileException(path, "this is JSON, not a table; write its records as CSV, a column for each field.");
        return TableForm.Text;
    }

    /// <summary>A brace that opens an object, or a bracket that opens a list of objects; a header may begin with either.</summary>
    private static bool LooksLikeJson(byte[] head)
    {
        var text = new string(head.Where(b => b is > 0x20 and < 0x80).Select(b => (char)b).ToArray());
        return text.StartsWith("{\"", StringComparison.Ordinal) || text.StartsWith("[{", StringComparison.Ordinal);
    }

    private static string OfZip(string path)
    {
        const string Sheet = "open it and save the sheet as CSV (UTF-8).";
        try
        {
            using var stream = InputFile.Open(path);
            using var zip = new ZipArchive(stream);
            if (zip.GetEntry("xl/workbook.xml") is not null || zip.GetEntry("xl/workbook.bin") is not null)
                return "this is an Excel workbook; " + Sheet;
            if (zip.GetEntry("mimetype") is not null && zip.GetEntry("content.xml") is not null)
                return "this is an OpenDocument file; " + Sheet;
            return zip.Entries.FirstOrDefault(e => e.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) is { } entry
                ? $"this is a zip archive; unpack it and give '{VisibleText.Of(entry.FullName)}'."
                : "this is a zip archive; unpack it and give the table as CSV.";
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return "this is a zip archive, and it is broken; give the table as CSV.";
        }
    }

    /// <summary>The first bytes; none where there are none.</summary>
    private static byte[] Head(string path)
    {
        try
        {
            using var stream = InputFile.Open(path);
            var head = new byte[HeadLength];
            return head[..stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // Whoever reads the file says what is wrong with it.
            return [];
        }
    }
}

/// <summary>The form of a table.</summary>
internal enum TableForm
{
    /// <summary>CSV.</summary>
    Text,

    /// <summary>CSV, compressed with gzip.</summary>
    Gzip,

    /// <summary>Parquet.</summary>
    Parquet,
}
