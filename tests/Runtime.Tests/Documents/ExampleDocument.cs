using RuleCompiler.Documents;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>A valid document that has every member of the format; faults are put into it.</summary>
internal static class ExampleDocument
{
    public const string Text =
        """
        {
          "$schema": "https://rulecompiler.dev/schema/rules.schema.json",
          "version": 1,
          "name": "Loan",
          "summary": "Whether a loan is paid back.",
          "inputs": [
            { "name": "income", "description": "per year", "unit": "kUSD", "range": [0, 250.50], "missing": 41.5 },
            { "name": "age", "range": [18, 90] },
            { "name": "housing", "description": "now", "categories": ["own", "rent", "else"], "other": "else" }
          ],
          "outputs": [ { "name": "paid" } ],
          "decision": {
            "kind": "threshold",
            "scores": "logit",
            "thresholds": [ { "threshold": 0.5, "below": "no", "atOrAbove": "yes" } ]
          },
          "conditions": [
            {
              "id": 7,
              "expression": { "bias": -1.5, "weights": { "income": 0.05, "housing": { "own": 1.0, "rent": -0.25 } } },
              "source": { "level": 1, "neuron": 3, "slope": 0.125 }
            },
            { "id": 4, "expression": { "bias": -25, "weights": { "age": 1 } } }
          ],
          "tree": {
            "condition": 7,
            "negative": { "condition": 4, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
            "positive": { "rule": 3 }
          },
          "rules": [
            {
              "id": 1,
              "expressions": [ { "bias": -3, "weights": { "age": 0.01, "income": 4e-2 } } ],
              "implied": [ 4 ],
              "support": { "rows": 212, "share": 0.106, "accuracy": 0.91, "error": 0.25 },
              "witness": { "income": 12, "age": 20.5, "housing": "rent" }
            },
            { "id": 2, "expressions": [ { "bias": -2, "weights": { } } ] },
            { "id": 3, "expressions": [ { "bias": 0.5 } ] }
          ],
          "provenance": {
            "tool": "rulec 0.1.0",
            "data": { "file": "loans.csv", "sha256": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff" },
            "testData": { "file": "more.csv", "sha256": "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff" },
            "rows": { "train": 2000, "test": 500 },
            "seed": 1,
            "architecture": [5, 16, 1],
            "options": { "schedule": "auto" },
            "metrics": { "rules": { "test": { "accuracy": 0.902 } } },
            "fidelity": { "test": { "agreement": 0.991 } },
            "rounding": { "digits": 3 },
            "frontier": [
              { "nonlinear": 0, "rules": 1, "meanTerms": 3, "validation": { "accuracy": 0.85 }, "test": { "accuracy": 0.84 } },
              { "nonlinear": 2, "rules": 3, "meanTerms": 2.5, "numbers": 14, "points": 3, "expectedLoss": 0.41, "price": 0.4129, "chosen": true, "validation": { "accuracy": 0.93 }, "test": { "accuracy": 0.902 } },
              { "nonlinear": 5, "meanTerms": 4 }
            ]
          }
        }
        """;

    public static RuleDocument Read() => RuleDocumentReader.Read(Text);
}
