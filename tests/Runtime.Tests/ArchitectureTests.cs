using System;
using System.Linq;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests;

public class ArchitectureTests
{
    /// <summary>The generator bundles what Runtime needs, so that is Newtonsoft.Json and nothing else.</summary>
    [Fact]
    public void RuntimeKnowsOnlyTheBaseLibraryAndNewtonsoftJson()
    {
        var references = typeof(RuleDocument).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToArray();
        Assert.Contains("Newtonsoft.Json", references);
        Assert.All(references, name => Assert.True(
            name is "Newtonsoft.Json" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal),
            $"Runtime references {name}."));
    }

    [Fact]
    public void NoTypeOfNewtonsoftJsonIsPartOfThePublicApi()
    {
        var shown = from type in typeof(RuleDocument).Assembly.GetExportedTypes()
                    from member in type.GetMembers()
                    where member.ToString()!.Contains("Newtonsoft", StringComparison.Ordinal)
                        || type.BaseType?.Namespace == "Newtonsoft.Json"
                    select $"{type.Name}.{member.Name}";
        Assert.Empty(shown);
        Assert.NotEmpty(typeof(RuleDocument).Assembly.GetExportedTypes());
    }
}
