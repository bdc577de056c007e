using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using RuleCompiler.Documents;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>Valid documents of every shape, with texts that try to break out of where they stand.</summary>
internal sealed class RandomDocuments
{
    private static readonly string[] Hostile =
    [
        "class", "1st income (USD)", "a*/b", "\"quoted\"", "\\", "\\u0041", "line\nbreak\r\n", "\u202Eevil\u202C", "\0",
        "\u2028\u2029\u0085", "\uFEFF",
        "{\"a\":1}", "</summary>", "#pragma", "\U0001F600", "\U000E0041", "e\u0301", "\u00A0", "İ", "ß", "$schema", "bias", "'", "//", "\t",
        "\u007F", "\uFFFF",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "0.0", "1.50", "1e-5", "-1E+05", "5e-324", "1.7976931348623157E+308", "0.1", "-1", "123456789012345678901234567890",
        "0e0", "3",
    ];

    private readonly Random _random;

    private RandomDocuments(int seed) => _random = new Random(seed);

    /// <summary>Documents by seed, so that a failing one can be made again.</summary>
    public static Arbitrary<int> Seeds() => Gen.Choose(0, int.MaxValue).ToArbitrary();

    public static RuleDocument Make(int seed) => new RandomDocuments(seed).Document();

    private RuleDocument Document()
    {
        var inputs = Names(1 + _random.Next(4)).Select(Input).ToEquatableArray();
        var outputs = Names(1 + _random.Next(3)).Select(n => new Output(n)).ToEquatableArray();
        var conditionIds = Ids(_random.Next(6));
        var paths = new List<List<int>>();
        var tree = Tree(conditionIds.Length, [], paths);
        var used = paths.SelectMany(p => p).ToHashSet();
        var conditions = conditionIds.Select(id => new Condition(id, Expression(inputs), Maybe(Source))).ToList();
        // The tree is drawn from all conditions; those that it happens not to test are left out, and the others move up.
        var kept = Enumerable.Range(0, conditions.Count).Where(used.Contains).ToList();
        tree = Renumber(tree, kept);
        var ruleIds = Ids(paths.Count);
        var rules = paths.Select((path, r) => new Rule(
            ruleIds[r],
            Rule.Alone(outputs.Select(_ => Expression(inputs))),
            path.Where(_ => _random.Next(3) == 0).Select(c => kept.IndexOf(c)).ToEquatableArray(),
            Maybe(() => new Support(_random.Next(), Share(), MaybeNumber(Share), MaybeNumber(() => Digits.Of("2.5")))),
            Maybe(() => inputs.Select(Value).ToEquatableArray()))).ToEquatableArray();
        return new RuleDocument(
            Name(), Text(), inputs, outputs, Decision(outputs.Count), kept.Select(c => conditions[c])
                .ToEquatableArray(), tree, rules, Maybe(Provenance));
    }

    private TreeNode Tree(int conditions, List<int> path, List<List<int>> paths)
    {
        var free = Enumerable.Range(0, conditions).Except(path).ToArray();
        if (free.Length == 0 || _random.Next(3) == 0)
        {
            paths.Add([.. path]);
            return new Leaf(paths.Count - 1);
        }

        var condition = free[_random.Next(free.Length)];
        return new Branch(condition, Tree(conditions, [.. path, condition], paths), Tree(conditions, [.. path, condition], paths));
    }

    private static TreeNode Renumber(TreeNode node, List<int> kept) => node is Branch branch
        ? new Branch(kept.IndexOf(branch.Condition), Renumber(branch.Negative, kept), Renumber(branch.Positive, kept))
        : node;

    private Input Input(string name)
    {
        if (_random.Next(2) == 0)
        {
            var ends = new[] { Number(), Number() }.OrderBy(n => n.Value).ToArray();
            return new NumberInput(name, Maybe(Text), Maybe(Text), ends[0], ends[1], MaybeNumber(Number));
        }

        var categories = Names(1 + _random.Next(4)).ToEquatableArray();
        return new CategoryInput(name, Maybe(Text), categories, _random.Next(2) == 0 ? null : _random.Next(categories.Count));
    }

    private Expression Expression(EquatableArray<Input> inputs) => new(
        Number(), Enumerable.Range(0, inputs.Count).Where(_ => _random.Next(3) > 0).Select(i => Term(i, inputs[i])).ToEquatableArray());

    private Term Term(int position, Input input) => input is CategoryInput category
        ? new CategoryTerm(
            position,
            Enumerable.Range(0, category.Categories.Count).Where(_ => _random.Next(3) > 0)
                .Select(c => new CategoryWeight(c, Number())).ToEquatableArray())
        : new NumberTerm(position, Number());

    private InputValue Value(Input input) =>
        input is CategoryInput category ? new CategoryValue(_random.Next(category.Categories.Count)) : new NumberValue(Number());

    private Decision Decision(int outputs)
    {
        var scores = (ScoreKind)_random.Next(3);
        return _random.Next(outputs > 1 ? 3 : 2) switch
        {
            0 => new ValueDecision(),
            1 => new ThresholdDecision(
                scores,
                Enumerable.Range(0, outputs).Select(_ => Names(2).ToArray())
                    .Select(labels => new ThresholdBit(Number(), labels[0], labels[1])).ToEquatableArray()),
            _ => new ArgmaxDecision(scores, Names(outputs).ToEquatableArray()),
        };
    }

    private ConditionSource Source() => new(1 + _random.Next(9), 1 + _random.Next(int.MaxValue - 1), Number());

    private Provenance Provenance() => new(
        Name(),
        Maybe(File),
        Maybe(File),
        NamedNumbers(),
        _random.Next(2) == 0 ? null : _random.Next(),
        Enumerable.Range(0, _random.Next(4)).Select(_ => 1 + _random.Next(50)).ToEquatableArray(),
        Names(_random.Next(3)).Select(n => new NamedText(n, Text())).ToEquatableArray(),
        Names(_random.Next(3)).Select(n => new ModelMetrics(n, Groups())).ToEquatableArray(),
        Groups(),
        NamedNumbers(),
        Frontier())
    {
        Network = Maybe(File),
    };

    private EquatableArray<FrontierEntry> Frontier()
    {
        var count = _random.Next(4);
        var chosen = _random.Next(6);
        var nonlinear = Enumerable.Range(0, count).Select(_ => _random.Next(30)).Distinct().Order().ToArray();
        return nonlinear.Select((n, i) =>
        {
            var rules = _random.Next(3) == 0 ? (int?)null : 1 + _random.Next(9);
            var isPriced = _random.Next(2) == 0;
            return new FrontierEntry(n, rules, Share(), i == chosen, NamedNumbers(), NamedNumbers())
            {
                Numbers = isPriced ? _random.Next(200) : null,
                Points = isPriced ? _random.Next(50) : null,
                ExpectedLoss = isPriced ? Share() : null,
                Price = isPriced && _random.Next(2) == 0 ? Share() : null,
                Fidelity = NamedNumbers(),
            };
        }).ToEquatableArray();
    }

    private EquatableArray<NamedNumbers> Groups() =>
        Names(_random.Next(3)).Select(n => new NamedNumbers(n, NamedNumbers())).ToEquatableArray();

    private EquatableArray<NamedNumber> NamedNumbers() =>
        Names(_random.Next(3)).Select(n => new NamedNumber(n, Number())).ToEquatableArray();

    private DataFile File() => new(Name(), string.Concat(Enumerable.Range(0, 64).Select(_ => "0123456789abcdef"[_random.Next(16)])));

    private int[] Ids(int count)
    {
        var ids = new HashSet<int>();
        while (ids.Count < count)
            ids.Add(1 + _random.Next(_random.Next(2) == 0 ? 20 : int.MaxValue - 1));
        return [.. ids];
    }

    private Number Number() =>
        _random.Next(2) == 0
            ? Digits.Of(Numbers[_random.Next(Numbers.Length)])
            : RuleCompiler.Documents.Number.From(_random.NextDouble() - 0.5);

    private Number Share() => RuleCompiler.Documents.Number.From(_random.NextDouble());

    private List<string> Names(int count)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (names.Count < count)
            names.Add(Name());
        return [.. names];
    }

    private string Name() =>
        Text() is var text && string.IsNullOrWhiteSpace(text) ? "x" + _random.Next(10).ToString(CultureInfo.InvariantCulture) : text;

    private string Text() => string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => _random.Next(3) switch
    {
        0 => Hostile[_random.Next(Hostile.Length)],
        1 => ((char)_random.Next(0x20, 0x7F)).ToString(),
        _ => char.ConvertFromUtf32(_random.Next(2) == 0 ? _random.Next(0xD800) : _random.Next(0xE000, 0x110000)),
    }));

    private T? Maybe<T>(Func<T> make)
        where T : class => _random.Next(2) == 0 ? null : make();

    private Number? MaybeNumber(Func<Number> make) => _random.Next(2) == 0 ? null : make();
}
