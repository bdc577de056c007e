using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Fuzz.Mutation;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Tables;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>Files that are no JSON: tables, networks, descriptions of Parquet files.</summary>
internal static class FileTargets
{
    /// <summary>All of them.</summary>
    public static IEnumerable<FuzzTarget> All => [new OnnxTarget(), new TableTarget(), new FooterTarget()];

    /// <summary>Where a file is that has to be one.</summary>
    public static string Scratch(string name)
    {
        var folder = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return Path.Combine(folder, FormattableString.Invariant($"rulec-fuzz-{Environment.ProcessId}-{name}"));
    }

    private sealed class OnnxTarget() : FuzzTarget("onnx", new WireMutator())
    {
        public override object Read(byte[] input) => OnnxFile.Read("/nowhere/model.onnx", () => input);

        public override string Use(object read) => string.Join(' ', ((OnnxModel)read).Notes);
    }

    private sealed class TableTarget() : FuzzTarget("tables", new TextMutator(",;\t\"\n|'. "))
    {
        private readonly string _path = Scratch("table.csv");

        public override object Read(byte[] input)
        {
            File.WriteAllBytes(_path, input);
            try
            {
                return TableReader.Read(_path, TableOptions.Default);
            }
            finally
            {
                File.Delete(_path);
            }
        }

        public override string Use(object read)
        {
            // Which kinds of columns there are, not how many of each.
            var table = (Table)read;
            return string.Join(' ', table.Profile.Columns.Select(c => c.Kind.ToString() + c.LeftOut
                    + (c.Findings.Count > 0 ? c.Findings[0].Kind.ToString() : string.Empty))
                .Distinct().Order(StringComparer.Ordinal).Take(2));
        }
    }

    private sealed class FooterTarget() : FuzzTarget("footers", new ByteMutator())
    {
        public override IEnumerable<byte[]> Seeds()
        {
            ParquetColumn[] columns =
            [
                ParquetColumn.Of("n", Enumerable.Range(0, 8).Select(i => (double?)i / 7).ToArray()),
                ParquetColumn.Of("t", Enumerable.Range(0, 8).Select(i => i % 3 == 0 ? null : "t" + (i % 4)).ToArray()),
            ];
            foreach (var count in new[] { 1, 2 })
            {
                var file = ParquetWriting.Bytes(8, 8 / count, columns[..count]);
                var length = BitConverter.ToInt32(file.AsSpan(^8..));
                yield return file[(file.Length - 8 - length)..^8];
            }
        }

        public override object Read(byte[] input) =>
            ParquetFooter.IsWhole(input) ? input : throw new RuleCompilerException("It is no description.");
    }
}
