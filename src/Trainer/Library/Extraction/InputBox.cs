using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>
/// The domain of a rule system over n features: bounds for each feature, and groups of one-hot features of which exactly one is 1.
/// </summary>
public sealed class InputBox
{
    /// <summary>Makes a box from a range per feature, and the groups of features that are one-hot categories.</summary>
    /// <param name="lower">n lower bounds, finite.</param>
    /// <param name="upper">n upper bounds, finite, none below its lower one; an equal one fixes the feature.</param>
    /// <param name="groups">For each category input its features, which are bounded by 0 and 1 and in no other group.</param>
    /// <exception cref="ArgumentException">The bounds or groups are not of this form; the message says where.</exception>
    public InputBox(IReadOnlyList<double> lower, IReadOnlyList<double> upper, IEnumerable<IReadOnlyList<int>>? groups = null)
    {
        Lower = lower.ToArray();
        Upper = upper.ToArray();
        Groups = (groups ?? []).Select(g => (IReadOnlyList<int>)Array.AsReadOnly(g.ToArray())).ToArray();
        if (Lower.Length != Upper.Length)
            throw new ArgumentException($"A box has as many lower as upper bounds, found {Lower.Length} and {Upper.Length}.");
        for (var i = 0; i < Lower.Length; i++)
        {
            if (!double.IsFinite(Lower[i]) || !double.IsFinite(Upper[i]) || Lower[i] > Upper[i])
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture, $"Bounds are finite and in order, found [{Lower[i]}, {Upper[i]}] for feature {i}."));
            }
        }

        CheckGroups();
    }

    /// <summary>n, the number of features.</summary>
    public int Features => Lower.Length;

    /// <summary>The lower bounds, one per feature.</summary>
    public double[] Lower { get; }

    /// <summary>The upper bounds, one per feature, each at least the lower one.</summary>
    public double[] Upper { get; }

    /// <summary>For each category input its one-hot features.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Groups { get; }

    /// <summary>Whether a point is inside its bounds and has exactly one 1 (and else 0) in each group.</summary>
    /// <param name="x">n features.</param>
    /// <returns>True where it is in the domain.</returns>
    public bool Contains(ReadOnlySpan<double> x)
    {
        for (var i = 0; i < Features; i++)
        {
            if (!(x[i] >= Lower[i] && x[i] <= Upper[i]))
                return false;
        }

        foreach (var group in Groups)
        {
            var ones = 0;
            foreach (var feature in group)
            {
                if (x[feature] != 0 && x[feature] != 1)
                    return false;
                ones += (int)x[feature];
            }

            if (ones != 1)
                return false;
        }

        return true;
    }

    private void CheckGroups()
    {
        var taken = new HashSet<int>();
        foreach (var group in Groups)
        {
            if (group.Count == 0)
                throw new ArgumentException("A group of one-hot features has at least one feature.");
            foreach (var feature in group)
            {
                if (feature < 0 || feature >= Features || !taken.Add(feature))
                {
                    throw new ArgumentException(
                        $"Groups name features of the box, each once; feature {feature} is not one or is named twice.");
                }

                if (Lower[feature] != 0 || Upper[feature] != 1)
                    throw new ArgumentException($"A one-hot feature has the bounds [0, 1]; feature {feature} has others.");
            }
        }
    }
}
