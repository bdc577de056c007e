using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Reads the rows that reasons are measured from.</summary>
internal static class ReferenceReader
{
    /// <summary>Reads all of them.</summary>
    public static EquatableArray<Reference> Read(JsonNode node, InputSpace space)
    {
        var names = new NameIndex("reference");
        var references = new List<Reference>();
        foreach (var item in node.AsArray())
        {
            var reference = item.AsObject();
            reference.Allow("name", "row", "default");
            var name = reference.Require("name");
            var isDefault = reference.Find("default")?.AsBoolean() ?? false;
            if (isDefault && references.Any(r => r.IsDefault))
                throw reference.Require("default").Error(DocumentFault.Repeated, "Another reference is the default already.");
            var row = reference.Require("row").AsObject();
            references.Add(new Reference(names.Declare(name, name.AsName()), space.ReadPoint(row), isDefault));
            RequireInside(row, space, references[references.Count - 1].Row);
        }

        return references.Count == 0 || references.Any(r => r.IsDefault)
            ? references.ToEquatableArray()
            : throw node.Error(DocumentFault.Value, "One of the references is the default; say \"default\": true there.");
    }

    private static void RequireInside(JsonObject node, InputSpace space, EquatableArray<InputValue> row)
    {
        foreach (var member in node.Members)
        {
            var input = space.Find(member);
            row[input].Match(
                number =>
                {
                    var range = space.Inputs.NumberAt(input);
                    if (!range.IsInRange(number.Value.Value))
                        throw member.Value.Error(
                            DocumentFault.Value,
                            $"{number.Value.Text} is outside the range of '{VisibleText.Of(range.Name)}', which is {range.Minimum.Text} to "
                                + $"{range.Maximum.Text}.");
                },
                _ => { },
                _ => { });
        }
    }
}
