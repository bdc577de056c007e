using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace RuleCompiler.Documents;

/// <summary>Reads and checks <c>*.rules.json</c> documents, version 1.</summary>
public static class RuleDocumentReader
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a whole document.</summary>
    /// <param name="text">The JSON text.</param>
    /// <returns>The document: complete, consistent, each reference resolved.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column.</exception>
    public static RuleDocument Read(string text) => Read(text, out _);

    /// <summary>Reads a whole document and tells where its name stands.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="namePosition">Line and column of the value of <c>name</c>, counted from 1.</param>
    /// <returns>The document: complete, consistent, each reference resolved.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column.</exception>
    public static RuleDocument Read(string text, out (int Line, int Column) namePosition)
    {
        var root = StrictJson.Parse(text).AsObject();
        RequireVersion(root);
        root.Allow(
            "$schema", "version", "name", "summary", "inputs", "outputs", "decision", "conditions", "tree", "rules", "provenance");
        root.Text("$schema");

        var nameNode = root.Require("name");
        var name = nameNode.AsName();
        namePosition = (nameNode.Line, nameNode.Column);
        var summary = root.Text("summary") ?? string.Empty;
        var space = InputSpace.Read(root.Require("inputs"));
        var outputs = ReadOutputs(root.Require("outputs"));
        var decision = DecisionReader.Read(root.Require("decision").AsObject(), outputs.Count);

        var conditionIds = new IdIndex("condition");
        var conditions = root.Find("conditions")?.AsArray().Select(c => ReadCondition(c.AsObject(), conditionIds, space)).ToEquatableArray()
            ?? EquatableArray<Condition>.Empty;

        var ruleIds = new IdIndex("rule");
        var ruleNodes = root.Require("rules");
        var rules = ruleNodes.AsArray().Select(r => ReadRule(r.AsObject(), ruleIds, conditionIds, space, outputs.Count)).ToEquatableArray();
        if (rules.Count == 0)
            throw ruleNodes.Error(DocumentFault.Value, "A rule system has at least one rule.");

        var paths = new List<int>[rules.Count];
        var tree = ReadTree(root.Require("tree").AsObject(), conditionIds, ruleIds, new List<int>(), paths);
        conditionIds.RequireAllUsed();
        ruleIds.RequireAllUsed();
        RequireImpliedOnPath(ruleNodes, rules, conditions, paths);

        var provenance = root.Find("provenance") is { } node ? ProvenanceReader.Read(node.AsObject()) : null;
        return new RuleDocument(name, summary, RecordedMarks.Apply(space.Inputs, provenance), outputs, decision, conditions, tree, rules, provenance);
    }

    /// <summary>Reads the bytes of a file: UTF-8, with or without byte order mark.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <returns>The document: complete, consistent, each reference resolved.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column.</exception>
    public static RuleDocument Read(byte[] utf8)
    {
        var start = utf8.Length >= 3 && utf8[0] == 0xEF && utf8[1] == 0xBB && utf8[2] == 0xBF ? 3 : 0;
        string text;
        try
        {
            text = StrictUtf8.GetString(utf8, start, utf8.Length - start);
        }
        catch (DecoderFallbackException e)
        {
            var before = Encoding.UTF8.GetString(utf8, start, Math.Max(0, e.Index));
            var line = before.Count(c => c == '\n') + 1;
            var column = before.Length - before.LastIndexOf('\n');
            throw new RuleDocumentException(new DocumentError(DocumentFault.Syntax, line, column, "The file is not UTF-8 here; save it in that encoding."));
        }

        return Read(text);
    }

    private static void RequireVersion(JsonObject root)
    {
        var node = root.Find("version")
            ?? throw root.Error(DocumentFault.Version, "The member 'version' is missing; this format has version 1.");
        var version = node.AsNumber().Text;
        if (version != "1")
        {
            throw node.Error(
                DocumentFault.Version,
                $"Version {version} is not one that is read here, which is version {RuleDocument.Version}; use the RuleCompiler that wrote the document.");
        }
    }

    private static EquatableArray<Output> ReadOutputs(JsonNode node)
    {
        var names = new NameIndex("output");
        var outputs = node.AsArray().Select(item =>
        {
            var output = item.AsObject();
            output.Allow("name");
            var name = output.Require("name");
            return new Output(names.Declare(name, name.AsName()));
        }).ToEquatableArray();
        return outputs.Count > 0 ? outputs : throw node.Error(DocumentFault.Value, "A rule system has at least one output.");
    }

    private static Condition ReadCondition(JsonObject node, IdIndex ids, InputSpace space)
    {
        node.Allow("id", "expression", "source");
        var id = ids.Declare(node.Require("id"));
        return new Condition(id, space.ReadExpression(node.Require("expression").AsObject()), ReadSource(node.Find("source")));
    }

    private static ConditionSource? ReadSource(JsonNode? node)
    {
        if (node is null)
            return null;
        var source = node.AsObject();
        source.Allow("level", "neuron", "slope");
        return new ConditionSource(
            source.Require("level").AsInteger(1), source.Require("neuron").AsInteger(1), source.Require("slope").AsNumber());
    }

    private static Rule ReadRule(JsonObject node, IdIndex ids, IdIndex conditionIds, InputSpace space, int outputs)
    {
        node.Allow("id", "expressions", "implied", "support", "witness");
        var id = ids.Declare(node.Require("id"));
        var expressionsNode = node.Require("expressions");
        var expressions = expressionsNode.AsArray().Select(e => space.ReadExpression(e.AsObject())).ToEquatableArray();
        if (expressions.Count != outputs)
        {
            throw expressionsNode.Error(
                DocumentFault.Value, $"Rule {id} has {expressions.Count} expressions; it needs one for each of the {outputs} outputs.");
        }

        var implied = node.Find("implied")?.AsArray().Select(conditionIds.Find).ToEquatableArray() ?? EquatableArray<int>.Empty;
        var witness = node.Find("witness") is { } point ? space.ReadPoint(point.AsObject()) : null;
        return new Rule(id, expressions, implied, ReadSupport(node.Find("support")), witness);
    }

    private static Support? ReadSupport(JsonNode? node)
    {
        if (node is null)
            return null;
        var support = node.AsObject();
        support.Allow("rows", "share", "accuracy", "error");
        return new Support(
            support.Require("rows").AsInteger(0),
            support.Require("share").AsNumber(0, 1),
            support.Number("accuracy", 0, 1),
            support.Number("error", 0, double.PositiveInfinity));
    }

    private static TreeNode ReadTree(JsonObject node, IdIndex conditions, IdIndex rules, List<int> path, List<int>[] paths)
    {
        if (node.Find("rule") is { } ruleNode)
        {
            node.Allow("rule");
            var rule = rules.Find(ruleNode);
            if (rules.Use(rule) > 0)
                throw ruleNode.Error(DocumentFault.Tree, $"Rule {ruleNode.AsInteger(1)} stands at two places in the tree; a rule is one region.");
            paths[rule] = new List<int>(path);
            return new Leaf(rule);
        }

        if (node.Find("condition") is not { } conditionNode)
        {
            throw node.Error(
                DocumentFault.Tree, "A node of the tree is { \"rule\": ID } or { \"condition\": ID, \"negative\": …, \"positive\": … }.");
        }

        node.Allow("condition", "negative", "positive");
        var condition = conditions.Find(conditionNode);
        conditions.Use(condition);
        if (path.Contains(condition))
        {
            throw conditionNode.Error(
                DocumentFault.Tree, $"Condition {conditionNode.AsInteger(1)} is tested twice on one path; one of its branches can never be reached.");
        }

        path.Add(condition);
        var negative = ReadTree(Side(node, "negative"), conditions, rules, path, paths);
        var positive = ReadTree(Side(node, "positive"), conditions, rules, path, paths);
        path.RemoveAt(path.Count - 1);
        return new Branch(condition, negative, positive);
    }

    private static JsonObject Side(JsonObject node, string name) => (node.Find(name) ?? throw node.Error(
        DocumentFault.Tree, $"The branch '{name}' is missing, so the tree would not cover every input.")).AsObject();

    private static void RequireImpliedOnPath(
        JsonNode ruleNodes, EquatableArray<Rule> rules, EquatableArray<Condition> conditions, List<int>[] paths)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            for (var k = 0; k < rules[i].Implied.Count; k++)
            {
                var implied = rules[i].Implied[k];
                var id = conditions[implied].Id;
                var node = ruleNodes.AsArray()[i].AsObject().Require("implied").AsArray()[k];
                if (!paths[i].Contains(implied))
                    throw node.Error(DocumentFault.Dangling, $"Condition {id} is not on the path of rule {rules[i].Id}, so it cannot be implied there.");
                if (rules[i].Implied.Take(k).Contains(implied))
                    throw node.Error(DocumentFault.Repeated, $"Condition {id} is listed twice as implied.");
            }
        }
    }
}
