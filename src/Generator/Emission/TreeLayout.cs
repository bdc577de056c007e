using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The methods that the tree is written as, the sums that have methods of their own, and the tables of each.</summary>
internal sealed class TreeLayout
{
    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Dictionary<TreeNode, TreeMethod> _methods = new(ByReference<TreeNode>.Comparer);
    private readonly Dictionary<Expression, SumMethod> _sums = new(ByReference<Expression>.Comparer);

    /// <summary>Names all methods and tables of a document.</summary>
    public TreeLayout(RuleDocument document, DocumentNames names)
    {
        (_document, _names) = (document, names);
        if (TreePlan.IsTable(document))
        {
            Hinges = new HingePlan(document);
            Methods = [];
            return;
        }

        var plan = new TreePlan(document);
        (Hinges, IsApart) = (plan.Hinges, plan.IsApart);
        Methods = plan.Roots.Select((root, position) => LayOut(plan, root, position)).ToArray();
    }

    /// <summary>The methods, the one that is called first before the others; none where the tree is a table.</summary>
    public IReadOnlyList<TreeMethod> Methods { get; }

    /// <summary>What is calculated before the branches.</summary>
    public HingePlan Hinges { get; }

    /// <summary>Whether that takes methods of its own.</summary>
    public bool IsApart { get; }

    /// <summary>Whether the tree is a table that a loop descends.</summary>
    public bool IsTable => Methods.Count == 0;

    /// <summary>Whether the tree is one method, but for sums that have their own.</summary>
    public bool IsOneMethod => Methods.Count == 1;

    /// <summary>The method that a node starts, or null where it stands inside another's.</summary>
    public TreeMethod? MethodFrom(TreeNode node) => _methods.TryGetValue(node, out var method) ? method : null;

    /// <summary>The method that a sum has of its own, or null where it stands in the tree's.</summary>
    public SumMethod? MethodOf(Expression sum) => _sums.TryGetValue(sum, out var method) ? method : null;

    private TreeMethod LayOut(TreePlan plan, TreeNode root, int position)
    {
        var inPlace = new List<(string Owner, Expression Sum)>();
        var own = new List<SumMethod>();
        if (position == 0)
            AddFirst();
        AddSums(root);
        var tables = new TableSet(_document, _names, Numbered(DocumentNames.TablesClass, position), inPlace);
        var method = new TreeMethod(Numbered(DocumentNames.TreeMethod, position), position == 0, root, tables, own);
        _methods.Add(root, method);
        return method;

        void AddFirst()
        {
            for (var k = 0; k < _document.Common.Count; k++)
            {
                if (_document.Common[k] is { } common)
                    Add(_document.Common.Count == 1 ? "Common" : "Common" + _names.Outputs[k].Property, common);
            }

            foreach (var condition in Hinges.First)
                AddCondition(_document.Conditions[condition]);
        }

        void AddSums(TreeNode node)
        {
            if (plan.MethodOf(node) is var start && start >= 0 && start != position)
                return;
            node.Match(AddBranch, leaf => AddRule(_document.Rules[leaf.Rule]));
        }

        void AddBranch(Branch branch)
        {
            if (!Hinges.IsFirst(branch.Condition))
                AddCondition(_document.Conditions[branch.Condition]);
            AddSums(branch.Negative);
            AddSums(branch.Positive);
        }

        void AddCondition(Condition condition) => Add("Condition" + Literals.Int(condition.Id), condition.Expression);

        void AddRule(Rule rule)
        {
            var owner = "Rule" + Literals.Int(rule.Id);
            for (var k = 0; k < rule.Own.Count; k++)
            {
                if (rule.Own[k] is { } own)
                    Add(rule.Own.Count == 1 ? owner : owner + _names.Outputs[k].Property, own);
            }
        }

        void Add(string owner, Expression sum)
        {
            if (!plan.HasOwnMethod(sum))
                inPlace.Add((owner, sum));
            else if (!_sums.ContainsKey(sum))
                own.Add(LayOut(owner, sum));
        }
    }

    private SumMethod LayOut(string owner, Expression sum)
    {
        var name = _names.Members.Take(owner);
        var tables = new TableSet(_document, _names, _names.Members.Take(name + DocumentNames.TablesClass), [("Sum", sum)]);
        var method = new SumMethod(name, sum, tables);
        _sums.Add(sum, method);
        return method;
    }

    private static string Numbered(string name, int position) => position == 0 ? name : name + Literals.Int(position + 1);
}

/// <summary>A method that is the tree, or a part of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFirst">Whether it starts from the root of the whole tree, with a row that is not accepted yet.</param>
/// <param name="Root">The subtree that it starts from.</param>
/// <param name="Tables">What categories add to the sums that stand in it.</param>
/// <param name="Sums">The methods of sums that it calls before any other does.</param>
internal sealed record TreeMethod(string Name, bool IsFirst, TreeNode Root, TableSet Tables, IReadOnlyList<SumMethod> Sums);

/// <summary>A sum with a method of its own.</summary>
/// <param name="Name">The name of the method.</param>
/// <param name="Sum">The sum.</param>
/// <param name="Tables">What categories add to it.</param>
internal sealed record SumMethod(string Name, Expression Sum, TableSet Tables);
