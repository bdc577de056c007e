using System;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Diagnostics;

namespace RuleCompiler.Generator.Review;

/// <summary>Something that is legal in a document but suspect.</summary>
/// <param name="Kind">Which diagnostic it is.</param>
/// <param name="Place">Finds the place in the document's JSON that is to blame.</param>
/// <param name="Message">What is suspect and what to do.</param>
internal sealed record Suspicion(DiagnosticKind Kind, Func<JsonObject, JsonNode> Place, string Message);
