using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests;

public class PublicApiTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>The list of public members beside the project is that of the assembly for .NET 10; the other one has the same.</summary>
    [Fact]
    public void BothAssembliesHaveTheSameMembers()
    {
        var netstandard = new AssemblyLoadContext(nameof(PublicApiTests))
            .LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "netstandard2.0", "RuleCompiler.Runtime.dll"));
        var members = Members(typeof(RuleDocument).Assembly);
        Assert.Contains("RuleCompiler.Documents.RuleDocumentReader: RuleCompiler.Documents.RuleDocument Read(System.String)", members);
        Assert.Equal(members, Members(netstandard));
    }

    // A record's copy has the type of the record only where the run time can return a more special one; nobody calls it by name.
    private static string[] Members(Assembly assembly) =>
    [
        .. from type in assembly.GetExportedTypes()
           from member in type.GetMembers(Declared)
           where member.Name != "<Clone>$" && IsVisible(member)
           let text = $"{type.FullName}: {member}"
           orderby text
           select text,
    ];

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        Type nested => nested.IsNestedPublic || nested.IsNestedFamily || nested.IsNestedFamORAssem,
        _ => true,
    };
}
