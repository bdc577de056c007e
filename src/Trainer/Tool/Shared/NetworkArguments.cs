using System.CommandLine;

namespace RuleCompiler.Tool.Shared;

/// <summary>What a person says of a network that has more than one answer.</summary>
internal static class NetworkArguments
{
    /// <summary>The option that names an output of an ONNX file.</summary>
    public static Option<string?> Output() => new("--network-output")
    {
        Description = "The name of the output that is the answer, for an ONNX file with several.",
        HelpName = "name",
    };
}
