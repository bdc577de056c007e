using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using RuleCompiler.Trainer.Export.Sql;

namespace RuleCompiler.Sql.Engines;

/// <summary>
/// The two ClickHouse servers that the variable RULEC_CLICKHOUSE leads to, as the address of the first; <c>.ci/run</c> starts them. Each
/// holds every other row, and the rules are asked of both through a distributed table of the first.
/// </summary>
internal sealed class ClickHouse : Engine
{
    private const string Shard = "shard";

    // As scripts/clickhouse.sh lays out its ports.
    private const int PortsOfAServer = 3;

    private readonly HttpClient _client = new();
    private readonly string _database = "d" + Guid.NewGuid().ToString("N");
    private readonly Uri[] _servers;

    public ClickHouse()
    {
        var server = Environment.GetEnvironmentVariable("RULEC_CLICKHOUSE") ?? throw new InvalidOperationException(
            "These tests ask ClickHouse: start it with scripts/clickhouse.sh, and set RULEC_CLICKHOUSE to what it prints.");
        var first = new Uri(server.Split('#')[0]);
        _servers = [first, new UriBuilder(first) { Port = first.Port + PortsOfAServer }.Uri];
        foreach (var address in _servers)
            Send(address, "default", string.Empty, Encoding.UTF8.GetBytes($"CREATE DATABASE {_database}"));
    }

    public override SqlDialect Dialect => SqlDialects.Of("clickhouse");

    public override void Load(IEnumerable<(string Name, bool IsNumber)> inputs, IReadOnlyList<object?[]> rows)
    {
        var columns = Columns(inputs, "Int32", "Nullable(Float64)", "Nullable(String)");
        foreach (var (server, s) in _servers.Select((server, s) => (server, s)))
        {
            Run(server, $"DROP TABLE IF EXISTS {Shard}");
            Run(server, $"CREATE TABLE {Shard} ({columns}) ENGINE = Memory");
            Send(server, _database, $"INSERT INTO {Shard} FORMAT RowBinary", Rows(rows, s));
        }

        Run(_servers[0], $"DROP TABLE IF EXISTS {Dialect.Identifier(Table)}");
        Run(_servers[0], $"CREATE TABLE {Dialect.Identifier(Table)} ({columns}) ENGINE = Distributed(shards, {_database}, {Shard})");
    }

    public override IEnumerable<(int Row, Dictionary<string, object?> Answer)> Ask(string sql)
    {
        using var stream = new MemoryStream(Send(_servers[0], _database, string.Empty, Encoding.UTF8.GetBytes(sql + "\nFORMAT Native")));
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        while (stream.Position < stream.Length)
        {
            foreach (var row in NativeBlock.Read(reader))
                yield return ((int)row[Key]!, row.Where(v => v.Key != Key).ToDictionary(StringComparer.Ordinal));
        }
    }

    public override void Dispose()
    {
        foreach (var server in _servers)
            Run(server, $"DROP DATABASE {_database}");
        _client.Dispose();
    }

    private void Run(Uri server, string sql) => Send(server, _database, string.Empty, Encoding.UTF8.GetBytes(sql));

    private byte[] Send(Uri server, string database, string query, byte[] body)
    {
        var address = new UriBuilder(server) { Query = $"database={database}&query={Uri.EscapeDataString(query)}" }.Uri;
        using var content = new ByteArrayContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        using var response = _client.Send(request);
        using var buffer = new MemoryStream();
        response.Content.ReadAsStream().CopyTo(buffer);
        return response.IsSuccessStatusCode ? buffer.ToArray()
            : throw new InvalidOperationException(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    // Before each value that may be NULL stands whether it is.
    private byte[] Rows(IReadOnlyList<object?[]> rows, int shard)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        for (var r = shard; r < rows.Count; r += _servers.Length)
        {
            writer.Write(r);
            foreach (var value in rows[r])
            {
                writer.Write(value is null);
                if (value is double number)
                {
                    writer.Write(number);
                }
                else if (value is string text)
                {
                    var bytes = Encoding.UTF8.GetBytes(text);
                    writer.Write7BitEncodedInt(bytes.Length);
                    writer.Write(bytes);
                }
            }
        }

        writer.Flush();
        return buffer.ToArray();
    }
}
