using System.Text.Encodings.Web;
using System.Text.Json;

namespace RuleCompiler.Tool.Shared;

/// <summary>Results as one JSON object, which a person may read too.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // This JSON is never embedded in a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The object as text; names of members begin with a small letter.</summary>
    public static string Of<T>(T result) => JsonSerializer.Serialize(result, Options);
}
