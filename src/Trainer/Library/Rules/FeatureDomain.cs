using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>The domain of the regions: where the features of training rows lie.</summary>
internal static class FeatureDomain
{
    public static InputBox ToInputBox(this FeatureBox box) => new(
        box.Minimum, box.Maximum, box.Groups.Select(g => Enumerable.Range(g.First, g.Count).ToArray()));
}
