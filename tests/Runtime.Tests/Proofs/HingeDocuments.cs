using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>Documents of version 2 to verify.</summary>
internal static class HingeDocuments
{
    /// <summary>The example of the format: a common part, two adjustments, a curve with a jump, special values, directions.</summary>
    public const string Loan = """
        {
          "version": 2, "name": "Loan", "summary": "Whether a loan will be paid back.",
          "inputs": [
            { "name": "age", "unit": "years", "range": [18, 90], "step": 1, "immutable": true },
            { "name": "income", "unit": "kUSD a year", "range": [0, 250], "direction": "increasing",
              "special": [ { "value": -9, "name": "no record" } ],
              "reason": { "code": "R02", "text": "Income too low for the amount" } },
            { "name": "debt", "unit": "% of income", "range": [0, 180], "direction": "decreasing", "missing": { "value": 31, "marks": [-1] },
              "reason": { "code": "R03", "text": "Existing debt too high" } },
            { "name": "housing", "categories": [ "own", "rent", "other" ], "other": "other" }
          ],
          "outputs": [ { "name": "paid" } ],
          "decision": { "kind": "threshold", "scores": "logit", "thresholds": [ { "threshold": 0, "below": "refused", "atOrAbove": "granted" } ] },
          "conditions": [
            { "id": 1, "name": "debt is high for the income",
              "expression": { "bias": 12, "weights": { "income": 0.4, "debt": -0.6 } }, "source": { "level": 1, "neuron": 7, "slope": 0.21 } },
            { "id": 2, "name": "young and renting",
              "expression": { "bias": -26, "weights": { "age": 1, "housing": { "own": 4 } } }, "source": { "level": 2, "neuron": 3, "slope": 0.64 } }
          ],
          "common": [
            { "bias": -1.4,
              "weights": {
                "age": { "curve": [ [18, -0.6], [25, -0.1], [45, 0.3], [70, 0.3, 0.1] ] },
                "income": { "weight": 0.021, "special": { "no record": 0.5 } },
                "debt": -0.012,
                "housing": { "own": 0.35 } },
              "adjustments": { "1": 0.045, "2": 0.08 } }
          ],
          "tree": {
            "condition": 1,
            "negative": { "condition": 2, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
            "positive": { "condition": 2, "negative": { "rule": 3 }, "positive": { "rule": 4 } }
          },
          "rules": [
            { "id": 1, "support": { "rows": 98, "share": 0.049, "accuracy": 0.908 } },
            { "id": 2, "support": { "rows": 414, "share": 0.207, "accuracy": 0.874 } },
            { "id": 3, "support": { "rows": 214, "share": 0.107, "accuracy": 0.804 } },
            { "id": 4, "support": { "rows": 1274, "share": 0.637, "accuracy": 0.936 } }
          ],
          "references": [ { "name": "all training rows", "row": { "age": 41, "income": 58, "debt": 31, "housing": "rent" }, "default": true } ]
        }
        """;

    /// <summary>
    /// Condition 1 is a curve of x that is negative up to 4 and where x is unknown, and jumps from −1 to 2 at 5; condition 2 is x − 7 plus
    /// half of condition 1 where that is negative, so it is negative where condition 1 is, and not negative only where condition 1 is not
    /// either.
    /// </summary>
    public const string Curved = """
        {"version":2,"name":"Curved","summary":"",
        "inputs":[
        {"name":"x","range":[0,10],"special":[{"value":-1,"name":"unknown"},{"value":3,"name":"three","inside":true}],"direction":{"score":"increasing"}},
        {"name":"y","categories":["mid","low","high"],"order":["low","mid","high"],"direction":{"score":"increasing"}}],
        "outputs":[{"name":"score"}],"decision":{"kind":"threshold","thresholds":[{"threshold":1,"below":"no","atOrAbove":"yes"}]},
        "conditions":[
        {"id":1,"expression":{"bias":0,"weights":{"x":{"curve":[[0,-3],[4,-1],[5,-1,2],[8,3]],"special":{"unknown":-2,"three":1}}}}},
        {"id":2,"expression":{"bias":-7,"weights":{"x":1},"adjustments":{"1":0.5}}}],
        "common":[{"bias":0.5,"weights":{"x":{"weight":0.25,"special":{"unknown":-1}},"y":{"mid":1,"high":1.5}},"adjustments":{"1":0.5,"2":0.125}}],
        "tree":{"condition":1,"negative":{"rule":1},"positive":{"condition":2,"negative":{"rule":2},"positive":{"rule":3}}},
        "rules":[
        {"id":1,"implied":[{"condition":2,"negative":true}],"witness":{"x":{"special":"unknown"},"y":"low"}},
        {"id":2,"witness":{"x":{"special":"three"},"y":"mid"}},
        {"id":3,"implied":[1],"witness":{"x":9,"y":"high"}}]}
        """;

    /// <summary>Two rules with sums of their own, which jump by 1 to 3 where x = 5 and never fall with x.</summary>
    public const string Own = """
        {"version":2,"name":"Own","summary":"",
        "inputs":[{"name":"x","range":[0,10],"direction":"increasing"},{"name":"z","range":[0,2]}],
        "outputs":[{"name":"score"}],"decision":{"kind":"value"},
        "conditions":[{"id":1,"expression":{"bias":-5,"weights":{"x":1}}}],
        "tree":{"condition":1,"negative":{"rule":1},"positive":{"rule":2}},
        "rules":[
        {"id":1,"expressions":[{"bias":0,"weights":{"x":1}}],"witness":{"x":2,"z":1}},
        {"id":2,"expressions":[{"bias":6,"weights":{"z":1}}],"witness":{"x":6,"z":0}}]}
        """;

    /// <summary>A row inside the ranges: quantities, points of curves among them, special values and categories.</summary>
    public static double[] Row(Random random, RuleDocument document) => document.Inputs.Select(input => input.Match(
        number => number.Specials.Count > 0 && random.Next(4) == 0
            ? number.Specials[random.Next(number.Specials.Count)].InRow
            : Quantity(random, number),
        category => random.Next(category.Categories.Count))).ToArray();

    /// <summary>A quantity inside the range, one of three a whole number; one that is special inside the range is none.</summary>
    public static double Quantity(Random random, NumberInput number)
    {
        while (true)
        {
            var x = number.Minimum.Value + (random.NextDouble() * number.Width);
            x = random.Next(3) == 0 ? Math.Round(x) : x;
            if (number.FindSpecial(x) < 0)
                return x;
        }
    }
}
