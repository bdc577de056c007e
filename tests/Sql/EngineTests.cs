using RuleCompiler.Sql.Engines;
using Xunit;

namespace RuleCompiler.Sql;

/// <summary>What holds in every engine that runs here.</summary>
public abstract class EngineTests
{
    [Fact]
    public void InDuckDb()
    {
        using var engine = new DuckDb();
        Holds(engine);
    }

    [Fact]
    public void InSqlite()
    {
        using var engine = new Sqlite();
        Holds(engine);
    }

    [Fact]
    [Trait("Category", "Server")]
    public void InClickHouse()
    {
        using var engine = new ClickHouse();
        Holds(engine);
    }

    [Fact]
    [Trait("Category", "Server")]
    public void InPostgres()
    {
        using var engine = new Postgres();
        Holds(engine);
    }

    private protected abstract void Holds(Engine engine);
}
