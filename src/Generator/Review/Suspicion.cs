using System;
using Microsoft.CodeAnalysis;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Review;

/// <summary>Something that is legal in a document but suspect.</summary>
/// <param name="Descriptor">Which diagnostic it is.</param>
/// <param name="Place">Finds the place in the document's JSON that is to blame.</param>
/// <param name="Message">What is suspect and what to do.</param>
internal sealed record Suspicion(DiagnosticDescriptor Descriptor, Func<JsonObject, JsonNode> Place, string Message);
