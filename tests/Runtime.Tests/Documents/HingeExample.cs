using RuleCompiler.Documents;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>A valid document of version 2 that has every member which version 1 does not have.</summary>
internal static class HingeExample
{
    public const string Text =
        """
        {
          "version": 2,
          "name": "Loan",
          "summary": "Whether a loan will be paid back.",
          "inputs": [
            { "name": "age", "title": "Age of the applicant", "unit": "years", "range": [18, 90], "step": 1, "immutable": true },
            {
              "name": "income", "unit": "kUSD", "range": [0, 250], "step": 0.5, "direction": "increasing", "actionable": "up",
              "special": [ { "value": -9, "name": "no record" }, { "value": 0, "name": "none", "inside": true }, { "value": "NaN", "name": "not asked" } ],
              "reason": { "code": "R02", "text": "Income too low for the amount" }
            },
            { "name": "debt", "range": [0, 180], "direction": { "paid": "decreasing" }, "missing": { "value": 31, "marks": [-1] } },
            { "name": "housing", "categories": ["own", "rent", "other"], "other": "other", "order": ["other", "rent", "own"], "actionable": "both" }
          ],
          "outputs": [ { "name": "paid" } ],
          "decision": { "kind": "threshold", "scores": "logit", "thresholds": [ { "threshold": 0, "below": "refused", "atOrAbove": "granted" } ] },
          "conditions": [
            { "id": 1, "name": "debt is high", "expression": { "bias": 12, "weights": { "income": { "weight": 0.4, "special": { "no record": 2 } }, "debt": -0.6 } } },
            { "id": 5, "expression": { "bias": -26, "weights": { "age": 1 }, "adjustments": { "1": 0.5 } } },
            { "id": 7, "expression": { "bias": -200, "weights": { "debt": 1 } } }
          ],
          "common": [
            {
              "bias": -1.4,
              "weights": {
                "age": { "curve": [[18, -0.6], [25, -0.1], [45, 0.3], [70, 0.3, 0.1]] },
                "income": { "weight": 0.021, "special": { "no record": 0.5 } },
                "debt": -0.012
              },
              "adjustments": { "1": 0.045, "5": 0.08, "7": 0.001 }
            }
          ],
          "tree": { "condition": 1, "negative": { "condition": 5, "negative": { "rule": 1 }, "positive": { "rule": 2 } }, "positive": { "rule": 3 } },
          "rules": [
            { "id": 1, "implied": [{ "condition": 7, "negative": true }] },
            { "id": 2, "expressions": [ { "bias": 0.25, "weights": { "housing": { "own": 0.5 } } } ], "implied": [{ "condition": 7, "negative": true }] },
            {
              "id": 3, "expressions": [ null ],
              "implied": [{ "condition": 5, "negative": true }, { "condition": 7, "negative": true }],
              "witness": { "age": 20, "income": { "special": "no record" }, "debt": 3, "housing": "rent" }
            }
          ],
          "references": [
            { "name": "all", "row": { "age": 41, "income": 58, "debt": 31, "housing": "rent" }, "default": true },
            { "name": "unknown", "row": { "age": 41, "income": { "special": "not asked" }, "debt": 31, "housing": "rent" } }
          ]
        }
        """;

    public static RuleDocument Read() => RuleDocumentReader.Read(Text);
}
