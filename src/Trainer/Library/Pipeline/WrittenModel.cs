using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>A candidate as it is written.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Form">Its form before rounding.</param>
/// <param name="Regions">The regions of the form.</param>
/// <param name="Document">The document, with support and without provenance.</param>
/// <param name="Digits">The digits that its largest effects keep.</param>
/// <param name="Ties">The rows whose score was on a threshold until biases were moved.</param>
/// <param name="IsRefitted">Whether the form was fitted once more to all rows that may be used.</param>
internal sealed record WrittenModel(
    ExtractedCandidate Candidate, HingeForm Form, RegionTree Regions, RuleDocument Document, int Digits, int Ties, bool IsRefitted);
