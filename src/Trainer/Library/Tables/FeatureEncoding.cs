using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>How the inputs become the features of a network, and how a function of the features becomes one of the inputs.</summary>
/// <remarks>
/// All is measured on the training rows only. A number is standardised; a missing or special one counts as the median, and what it adds
/// of its own is a feature of <see cref="CurveEncoding"/>. A category is one-hot; a missing one is a category of its own where it occurs
/// in training, called as it is written in the file or <c>(missing)</c>; one that does not occur in training counts as the most frequent,
/// or is refused, as <see cref="CategoryOptions"/> says. Of very many categories the rarest are one, called <c>(rare)</c>, and so are then
/// those that do not occur in training. What does not vary over the training rows is left out.
/// </remarks>
public sealed partial class FeatureEncoding
{
    private readonly EncodedInput[] _inputs;
    private readonly Feature[] _features;

    private FeatureEncoding(
        EncodedInput[] inputs, EquatableArray<Input> documentInputs, EquatableArray<string> constant, bool refusesUnknown)
    {
        RefusesUnknown = refusesUnknown;
        _inputs = inputs;
        _features = inputs.SelectMany((input, i) =>
            Enumerable.Range(0, input.Features).Select(c => new Feature(i, input is EncodedNumber ? -1 : c))).ToArray();
        Inputs = documentInputs;
        Constant = constant;
        Box = MakeBox(inputs, _features.Length);
    }

    /// <summary>The number of features.</summary>
    public int Features => _features.Length;

    /// <summary>What each feature stands for.</summary>
    public ReadOnlySpan<Feature> FeatureList => _features;

    /// <summary>The inputs as the document has them.</summary>
    public EquatableArray<Input> Inputs { get; }

    /// <summary>Columns that vary in the table, but not over the training rows, and are left out.</summary>
    public EquatableArray<string> Constant { get; }

    /// <summary>Whether categories that do not occur in training rows are refused.</summary>
    public bool RefusesUnknown { get; }

    /// <summary>The ranges of the features and the groups that belong to one category input.</summary>
    public FeatureBox Box { get; }

    /// <summary>Measures the training rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="trainingRows">The rows to measure.</param>
    /// <param name="targets">The columns that are not inputs.</param>
    /// <param name="others">Tables read like this one, whose missing numbers must be answered too.</param>
    /// <returns>The encoding.</returns>
    /// <exception cref="InputFileException">No column is left as an input.</exception>
    public static FeatureEncoding Fit(
        Table table, ReadOnlySpan<int> trainingRows, IReadOnlyCollection<string> targets, params Table[] others) =>
        Fit(table, trainingRows, targets, CategoryOptions.Default, others);

    /// <summary>Measures the training rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="trainingRows">The rows to measure.</param>
    /// <param name="targets">The columns that are not inputs.</param>
    /// <param name="options">What becomes of categories that are unknown or rare.</param>
    /// <param name="others">Tables read like this one, whose missing numbers must be answered too.</param>
    /// <returns>The encoding.</returns>
    /// <exception cref="InputFileException">No column is left as an input, or one has more categories than it may.</exception>
    public static FeatureEncoding Fit(
        Table table, ReadOnlySpan<int> trainingRows, IReadOnlyCollection<string> targets, CategoryOptions options, params Table[] others) =>
        Fit(table, trainingRows, targets, options, SpecialSettings.None, others);

    /// <summary>Measures the training rows.</summary>
    /// <param name="table">The table.</param>
    /// <param name="trainingRows">The rows to measure.</param>
    /// <param name="targets">The columns that are not inputs.</param>
    /// <param name="options">What becomes of categories that are unknown or rare.</param>
    /// <param name="special">The values of numbers that are no quantities.</param>
    /// <param name="others">Tables read like this one, whose missing numbers must be answered too.</param>
    /// <returns>The encoding.</returns>
    /// <exception cref="InputFileException">No column is left as an input, or one has more categories than it may.</exception>
    internal static FeatureEncoding Fit(
        Table table,
        ReadOnlySpan<int> trainingRows,
        IReadOnlyCollection<string> targets,
        CategoryOptions options,
        SpecialSettings special,
        params Table[] others)
    {
        var inputs = new List<EncodedInput>();
        var documentInputs = new List<Input>();
        var constant = new List<string>();
        var features = 0;
        foreach (var column in table.Columns.Where(c => !targets.Contains(c.Name, StringComparer.Ordinal)))
        {
            EncodedInput? input = column is NumberColumn number
                ? EncodedNumber.Fit(
                    number,
                    features,
                    trainingRows,
                    special.Of(number, trainingRows, others.Select(t => (NumberColumn)t[number.Name])))
                : Category(table, (CategoryColumn)column, features, trainingRows, options);
            if (input is null)
            {
                constant.Add(column.Name);
                continue;
            }

            features += input.Features;
            inputs.Add(input);
            documentInputs.Add(DocumentInput(input, others.Prepend(table)));
        }

        return inputs.Count > 0
            ? new FeatureEncoding(inputs.ToArray(), documentInputs.ToEquatableArray(), constant.ToEquatableArray(), options.RefusesUnknown)
            : throw NothingLeft(table, constant);
    }

    /// <summary>The same features of inputs of which more is known.</summary>
    /// <param name="inputs">The inputs, in the same order.</param>
    internal FeatureEncoding Of(EquatableArray<Input> inputs) => new(_inputs, inputs, Constant, RefusesUnknown);

    /// <summary>The features of rows.</summary>
    /// <param name="table">The table, or one read like it.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>rows × features, row by row.</returns>
    public float[] Encode(Table table, ReadOnlySpan<int> rows)
    {
        var result = new float[checked(rows.Length * Features)];
        Encode(table, rows, result);
        return result;
    }

    /// <summary>The same into an array that is there already.</summary>
    internal void Encode(Table table, ReadOnlySpan<int> rows, Span<float> result)
    {
        result.Clear();
        foreach (var input in _inputs)
        {
            switch (input)
            {
                case EncodedNumber number:
                    var values = ((NumberColumn)table[number.Name]).Values;
                    for (var r = 0; r < rows.Length; r++)
                        result[(r * Features) + number.First] = (float)number.Encode(values[rows[r]]);
                    break;
                case EncodedCategory category:
                    var column = (CategoryColumn)table[category.Name];
                    var positions = category.Positions(column);
                    for (var r = 0; r < rows.Length; r++)
                    {
                        var position = category.Known(Position(positions, column.Codes[rows[r]]));
                        result[(r * Features) + category.First + position] = 1;
                    }

                    break;
            }
        }
    }

    /// <summary>How a number input is measured.</summary>
    /// <param name="input">The position of the input.</param>
    internal EncodedNumber NumberOf(int input) => (EncodedNumber)_inputs[input];

    /// <summary>The values of a number input in all rows of a table.</summary>
    /// <param name="input">The position of the input.</param>
    /// <param name="table">The table, or one read like it.</param>
    internal double[] ValuesOf(int input, Table table) => ((NumberColumn)table[_inputs[input].Name]).Values;

    /// <summary>The features of a point in document form.</summary>
    /// <param name="point">For each input a number (NaN where it is missing) or the position of a category (−1 for an unknown one).</param>
    /// <returns>One value per feature.</returns>
    public double[] EncodePoint(double[] point)
    {
        var result = new double[Features];
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (_inputs[i] is EncodedNumber number)
                result[number.First] = number.Encode(point[i]);
            else
                result[_inputs[i].First + ((EncodedCategory)_inputs[i]).Known((int)point[i])] = 1;
        }

        return result;
    }

    /// <summary>The point in document form that has given features: the reverse of <see cref="EncodePoint"/>.</summary>
    /// <param name="features">One value per feature, in each group the largest for the category.</param>
    /// <returns>For each input a number or the position of a category.</returns>
    public double[] DecodePoint(ReadOnlySpan<double> features)
    {
        RequireFeatures(features.Length);
        var point = new double[_inputs.Length];
        for (var i = 0; i < _inputs.Length; i++)
        {
            var own = features.Slice(_inputs[i].First, _inputs[i].Features);
            point[i] = _inputs[i] is EncodedNumber number ? (own[0] * number.Scale) + number.Mean : own.IndexOf(own.ToArray().Max());
        }

        return point;
    }

    /// <summary>Rows in document form, as <see cref="Evaluation.RuleEvaluator"/> takes them.</summary>
    /// <param name="table">The table, or one read like it.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>
    /// For each row one value per input: a number (NaN where it is missing) or the position of a category (−1 for an unknown one).
    /// </returns>
    public double[][] ToPoints(Table table, ReadOnlySpan<int> rows)
    {
        var points = new double[rows.Length][];
        for (var r = 0; r < rows.Length; r++)
            points[r] = new double[_inputs.Length];
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (table[_inputs[i].Name] is NumberColumn number)
            {
                for (var r = 0; r < rows.Length; r++)
                    points[r][i] = number.Values[rows[r]];
            }
            else
            {
                var column = (CategoryColumn)table[_inputs[i].Name];
                var positions = ((EncodedCategory)_inputs[i]).Positions(column);
                for (var r = 0; r < rows.Length; r++)
                    points[r][i] = Position(positions, column.Codes[rows[r]]);
            }
        }

        return points;
    }

    /// <summary>Turns a function of the features into the same function of the inputs.</summary>
    /// <param name="weights">One weight per feature.</param>
    /// <param name="bias">The constant.</param>
    /// <returns>w·(x − mean)/scale + b = (w/scale)·x + (b − w·mean/scale) for numbers; a category's weights are its features'.</returns>
    public InputWeights ToOriginalUnits(ReadOnlySpan<double> weights, double bias)
    {
        RequireFeatures(weights.Length);
        var result = new double[_inputs.Length][];
        for (var i = 0; i < _inputs.Length; i++)
        {
            var w = weights.Slice(_inputs[i].First, _inputs[i].Features).ToArray();
            if (_inputs[i] is EncodedNumber number)
            {
                w[0] /= number.Scale;
                bias -= w[0] * number.Mean;
            }

            result[i] = w;
        }

        return new InputWeights(bias, result);
    }

    /// <summary>
    /// Turns a function of the inputs into the same function of the features: the reverse of <see cref="ToOriginalUnits"/>.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <returns>One weight per feature, and the constant.</returns>
    public (double[] Weights, double Bias) ToFeatureSpace(InputWeights function)
    {
        var weights = new double[Features];
        var bias = function.Bias;
        for (var i = 0; i < _inputs.Length; i++)
        {
            function.Weights[i].CopyTo(weights, _inputs[i].First);
            if (_inputs[i] is EncodedNumber number)
            {
                weights[number.First] *= number.Scale;
                bias += function.Weights[i][0] * number.Mean;
            }
        }

        return (weights, bias);
    }

    private static int Position(int[] positions, int code) => code < 0 ? positions[^1] : positions[code];

    private static Input DocumentInput(EncodedInput input, IEnumerable<Table> tables)
    {
        if (input is EncodedCategory category)
            return new CategoryInput(category.Name, null, category.Categories, category.Other < 0 ? null : category.Other);
        var number = (EncodedNumber)input;
        var isMissing = !Array.Exists(number.Specials, double.IsNaN)
            && tables.Any(t => Array.Exists(((NumberColumn)t[number.Name]).Values, double.IsNaN));
        return new NumberInput(
            number.Name,
            null,
            null,
            Number.From(number.Minimum),
            Number.From(number.Maximum),
            isMissing ? Number.From(number.Median) : null)
        {
            Specials = number.DocumentSpecials(),
        };
    }

    private static InputFileException NothingLeft(Table table, List<string> constant)
    {
        var reasons = table.Profile.Columns.Where(c => c.LeftOut != LeftOutReason.None).Select(c => (c.Name, c.LeftOut))
            .Concat(constant.Select(name => (Name: name, LeftOut: LeftOutReason.Constant)))
            .Select(c => $"'{VisibleText.Of(c.Name)}' {Because(c.LeftOut)}").Take(10).ToArray();
        var why = reasons.Length == 0 ? "there is no column besides the target" : string.Join(", ", reasons);
        return new InputFileException(table.Path, $"no column is left to predict from: {why}.");

        static string Because(LeftOutReason reason) => reason switch
        {
            LeftOutReason.Ignored => "is ignored",
            LeftOutReason.Empty => "has no values",
            LeftOutReason.Constant => "has the same value in every training row",
            LeftOutReason.Identifier => "looks like an identifier (--keep keeps it)",
            LeftOutReason.Date => "has dates (--keep keeps it)",
            LeftOutReason.Nameless => "has no name (--keep keeps it)",
            _ => "looks like free text (--keep keeps it)",
        };
    }

    private static FeatureBox MakeBox(EncodedInput[] inputs, int features)
    {
        var minimum = new double[features];
        var maximum = new double[features];
        Array.Fill(maximum, 1);
        foreach (var number in inputs.OfType<EncodedNumber>())
            (minimum[number.First], maximum[number.First]) = (number.Encode(number.Minimum), number.Encode(number.Maximum));
        return new FeatureBox(
            minimum, maximum, inputs.OfType<EncodedCategory>().Select(c => new FeatureGroup(c.First, c.Features)).ToEquatableArray());
    }

    private void RequireFeatures(int count)
    {
        if (count != Features)
            throw new ArgumentException(FormattableString.Invariant($"There are {count} weights for {Features} features."), nameof(count));
    }
}
