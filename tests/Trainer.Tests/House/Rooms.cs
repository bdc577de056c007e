#pragma warning disable MA0010, MA0048, MA0182, CA1812, CS0649, IDE0130, CA1823, IDE0051, CA1018
using System;
using System.Collections.Generic;
using System.Linq;

// A small house for the test of the arrows: each room knows the cellar in another way.
namespace RuleCompiler.Trainer.Tests.House.Cellar
{
    internal class Wine
    {
        public static int Bottles => 3;
    }

    internal sealed class LabelAttribute : Attribute;
}

namespace RuleCompiler.Trainer.Tests.House.Fields
{
    internal sealed class Table
    {
        public Cellar.Wine? Served { get; init; }
    }
}

namespace RuleCompiler.Trainer.Tests.House.Bodies
{
    internal static class Host
    {
        public static int Count() => Cellar.Wine.Bottles;
    }
}

namespace RuleCompiler.Trainer.Tests.House.Generics
{
    internal static class Shelf
    {
        public static int Count() => new List<Cellar.Wine>().Count;
    }
}

namespace RuleCompiler.Trainer.Tests.House.Closures
{
    internal static class Waiter
    {
        public static Func<int[], int> Pour(int glasses) => guests => guests.Sum(g => g * glasses * (typeof(Cellar.Wine) is null ? 0 : 1));
    }
}

namespace RuleCompiler.Trainer.Tests.House.Attributes
{
    [Cellar.Label]
    internal sealed class Bottle;
}

namespace RuleCompiler.Trainer.Tests.House.Bases
{
    internal sealed class Claret : Cellar.Wine;
}
