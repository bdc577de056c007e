using System;
using System.Globalization;
using System.IO;

namespace RuleCompiler.Documents;

/// <summary>Writes rule documents: the same document gives the same bytes on every machine, under every culture.</summary>
public static class RuleDocumentWriter
{
    /// <summary>Writes a document as indented JSON with LF line ends and a final line end.</summary>
    /// <remarks>Small objects stand on one line, so that a changed rule or weight changes few lines.</remarks>
    /// <param name="document">The document.</param>
    /// <returns>The text; its UTF-8 bytes, without byte order mark, are the file.</returns>
    public static string Write(RuleDocument document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var json = new DocumentJsonWriter(text);
        new DocumentJson(json, document).Write();
        json.Flush();
        return text.ToString() + "\n";
    }

    private sealed class DocumentJson
    {
        private readonly DocumentJsonWriter _json;
        private readonly RuleDocument _document;

        public DocumentJson(DocumentJsonWriter json, RuleDocument document)
        {
            _json = json;
            _document = document;
        }

        public void Write()
        {
            _json.WriteStartObject();
            Member("$schema", RuleDocument.SchemaUri);
            Member("version", RuleDocument.Version);
            Member("name", _document.Name);
            Member("summary", _document.Summary);
            Array("inputs", _document.Inputs, WriteInput);
            Array("outputs", _document.Outputs, o => _json.LineObject(() => Member("name", o.Name)));
            _json.WritePropertyName("decision");
            WriteDecision(_document.Decision);
            Array("conditions", _document.Conditions, WriteCondition);
            _json.WritePropertyName("tree");
            WriteTree(_document.Tree);
            Array("rules", _document.Rules, WriteRule);
            if (_document.Provenance is { } provenance)
            {
                _json.WritePropertyName("provenance");
                WriteProvenance(provenance);
            }

            _json.WriteEndObject();
        }

        private void WriteInput(Input input)
        {
            _json.WriteStartObject();
            Member("name", input.Name);
            Optional("description", input.Description);
            switch (input)
            {
                case NumberInput number:
                    Optional("unit", number.Unit);
                    _json.WritePropertyName("range");
                    _json.LineArray(() =>
                    {
                        Raw(number.Minimum);
                        Raw(number.Maximum);
                    });
                    Optional("missing", number.Missing);
                    break;
                case CategoryInput category:
                    Texts("categories", category.Categories);
                    if (category.Other is { } other)
                        Member("other", category.Categories[other]);
                    break;
            }

            _json.WriteEndObject();
        }

        private void WriteDecision(Decision decision)
        {
            _json.WriteStartObject();
            switch (decision)
            {
                case ValueDecision:
                    Member("kind", "value");
                    break;
                case ThresholdDecision threshold:
                    Member("kind", "threshold");
                    WriteScores(threshold.Scores);
                    Array("thresholds", threshold.Bits, bit => _json.LineObject(() =>
                    {
                        Member("threshold", bit.Threshold);
                        Member("below", bit.Below);
                        Member("atOrAbove", bit.AtOrAbove);
                    }));
                    break;
                case ArgmaxDecision argmax:
                    Member("kind", "argmax");
                    WriteScores(argmax.Scores);
                    Texts("labels", argmax.Labels);
                    break;
            }

            _json.WriteEndObject();
        }

        private void WriteScores(ScoreKind scores) => Member("scores", scores switch
        {
            ScoreKind.Logit => "logit",
            ScoreKind.Probability => "probability",
            _ => "plain",
        });

        private void WriteCondition(Condition condition)
        {
            _json.WriteStartObject();
            Member("id", condition.Id);
            _json.WritePropertyName("expression");
            WriteExpression(condition.Expression);
            if (condition.Source is { } source)
            {
                _json.WritePropertyName("source");
                _json.LineObject(() =>
                {
                    Member("level", source.Level);
                    Member("neuron", source.Neuron);
                    Member("slope", source.Slope);
                });
            }

            _json.WriteEndObject();
        }

        private void WriteExpression(Expression expression)
        {
            _json.WriteStartObject();
            Member("bias", expression.Bias);
            _json.WritePropertyName("weights");
            _json.WriteStartObject();
            foreach (var term in expression.Terms)
            {
                var input = _document.Inputs[term.Input];
                switch (term)
                {
                    case NumberTerm number:
                        Member(input.Name, number.Weight);
                        break;
                    case CategoryTerm table:
                        _json.WritePropertyName(input.Name);
                        _json.WriteStartObject();
                        foreach (var weight in table.Weights)
                            Member(((CategoryInput)input).Categories[weight.Category], weight.Weight);
                        _json.WriteEndObject();
                        break;
                }
            }

            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        private void WriteTree(TreeNode node)
        {
            switch (node)
            {
                case Leaf leaf:
                    _json.LineObject(() => Member("rule", _document.Rules[leaf.Rule].Id));
                    break;
                case Branch branch:
                    _json.WriteStartObject();
                    Member("condition", _document.Conditions[branch.Condition].Id);
                    _json.WritePropertyName("negative");
                    WriteTree(branch.Negative);
                    _json.WritePropertyName("positive");
                    WriteTree(branch.Positive);
                    _json.WriteEndObject();
                    break;
            }
        }

        private void WriteRule(Rule rule)
        {
            _json.WriteStartObject();
            Member("id", rule.Id);
            Array("expressions", rule.Expressions, WriteExpression);
            if (rule.Implied.Count > 0)
            {
                _json.WritePropertyName("implied");
                _json.LineArray(() =>
                {
                    foreach (var condition in rule.Implied)
                        _json.WriteValue(_document.Conditions[condition].Id);
                });
            }

            if (rule.Support is { } support)
            {
                _json.WritePropertyName("support");
                _json.LineObject(() =>
                {
                    Member("rows", support.Rows);
                    Member("share", support.Share);
                    Optional("accuracy", support.Accuracy);
                    Optional("error", support.Error);
                });
            }

            if (rule.Witness is { } witness)
            {
                _json.WritePropertyName("witness");
                _json.LineObject(() =>
                {
                    for (var i = 0; i < witness.Count; i++)
                    {
                        var input = _document.Inputs[i];
                        if (witness[i] is CategoryValue category)
                            Member(input.Name, ((CategoryInput)input).Categories[category.Category]);
                        else
                            Member(input.Name, ((NumberValue)witness[i]).Value);
                    }
                });
            }

            _json.WriteEndObject();
        }

        private void WriteProvenance(Provenance provenance)
        {
            _json.WriteStartObject();
            Member("tool", provenance.Tool);
            WriteFile("data", provenance.Data);
            WriteFile("testData", provenance.TestData);
            WriteNumbers("rows", provenance.Rows);
            if (provenance.Seed is { } seed)
                Member("seed", seed);
            if (provenance.Architecture.Count > 0)
            {
                _json.WritePropertyName("architecture");
                _json.LineArray(() =>
                {
                    foreach (var units in provenance.Architecture)
                        _json.WriteValue(units);
                });
            }

            if (provenance.Options.Count > 0)
            {
                Object("options", () =>
                {
                    foreach (var option in provenance.Options)
                        Member(option.Name, option.Value);
                });
            }

            if (provenance.Metrics.Count > 0)
            {
                Object("metrics", () =>
                {
                    foreach (var model in provenance.Metrics)
                        Object(model.Model, () => WriteGroups(model.Splits));
                });
            }

            if (provenance.Fidelity.Count > 0)
                Object("fidelity", () => WriteGroups(provenance.Fidelity));
            WriteNumbers("rounding", provenance.Rounding);
            _json.WriteEndObject();
        }

        private void WriteFile(string name, DataFile? file)
        {
            if (file is null)
                return;
            _json.WritePropertyName(name);
            _json.LineObject(() =>
            {
                Member("file", file.File);
                Member("sha256", file.Sha256);
            });
        }

        private void WriteGroups(EquatableArray<NamedNumbers> groups)
        {
            foreach (var group in groups)
                WriteNumbers(group.Name, group.Numbers);
        }

        private void WriteNumbers(string name, EquatableArray<NamedNumber> numbers)
        {
            if (numbers.Count == 0)
                return;
            _json.WritePropertyName(name);
            _json.LineObject(() =>
            {
                foreach (var number in numbers)
                    Member(number.Name, number.Value);
            });
        }

        private void Object(string name, Action members)
        {
            _json.WritePropertyName(name);
            _json.WriteStartObject();
            members();
            _json.WriteEndObject();
        }

        private void Array<T>(string name, EquatableArray<T> items, Action<T> write)
        {
            _json.WritePropertyName(name);
            _json.WriteStartArray();
            foreach (var item in items)
                write(item);
            _json.WriteEndArray();
        }

        private void Texts(string name, EquatableArray<string> texts)
        {
            _json.WritePropertyName(name);
            _json.LineArray(() =>
            {
                foreach (var text in texts)
                    _json.WriteValue(text);
            });
        }

        private void Optional(string name, string? text)
        {
            if (text is not null)
                Member(name, text);
        }

        private void Optional(string name, Number? number)
        {
            if (number is { } value)
                Member(name, value);
        }

        private void Member(string name, string text)
        {
            _json.WritePropertyName(name);
            _json.WriteValue(text);
        }

        private void Member(string name, int number)
        {
            _json.WritePropertyName(name);
            _json.WriteValue(number);
        }

        private void Member(string name, Number number)
        {
            _json.WritePropertyName(name);
            Raw(number);
        }

        private void Raw(Number number) => _json.WriteRawValue(number.Text);
    }
}
