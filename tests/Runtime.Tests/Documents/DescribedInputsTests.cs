using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Schema;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

/// <summary>What a file says of inputs that no data tell.</summary>
public class DescribedInputsTests
{
    private static readonly EquatableArray<Input> Inputs = EquatableArray.Of<Input>(
        new NumberInput("age", null, null, Number.From(18), Number.From(90), null),
        new CategoryInput("savings", "kept", EquatableArray.Of("much", "none", "some"), 1));

    private static readonly JSchema Schema =
        JSchema.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "schema", "inputs.schema.json")));

    [Fact]
    public void AFileSaysWhatInputsMean()
    {
        var described = Read("""
            { "name": "age", "title": "Age", "unit": "years", "step": 1, "immutable": true, "reason": { "code": "A", "text": "The age" } },
            { "name": "savings", "order": [ "none", "some", "much" ], "actionable": "up" },
            { "name": "colour", "title": "left out" }
            """);
        var age = described.Inputs.NumberAt(0);
        Assert.Equal(("Age", "years", "1", true), (age.Title, age.Unit, age.Step?.Text, age.IsImmutable));
        Assert.Equal(new Reason("A", "The age"), age.Reason);
        var savings = described.Inputs[1];
        Assert.Equal(("kept", (Actionable?)Actionable.Up), (savings.Description, savings.Actionable));
        Assert.Equal([1, 2, 0], savings.Match(_ => [], category => category.Order.ToArray()));
        Assert.Equal(["colour"], described.Others);
    }

    /// <summary>Rules that are trained anew keep what was said of the inputs of the old ones.</summary>
    [Fact]
    public void ADocumentSaysItToo()
    {
        var old = RuleDocumentReader.Read(HingeExample.Text);
        var bare = old.Inputs.Select(i => i.Match<Input>(
            number => new NumberInput(number.Name, null, null, number.Minimum, number.Maximum, null),
            category => new CategoryInput(category.Name, null, category.Categories, category.Other))).Skip(1).ToEquatableArray();
        var described = DescribedInputs.Read(HingeExample.Text, bare, []);
        Assert.Equal(
            old.Inputs.Skip(1).Select(i => (i.Title, i.Description, i.Reason, i.IsImmutable, i.Actionable, StepOf(i), OrderOf(i))),
            described.Inputs.Select(i => (i.Title, i.Description, i.Reason, i.IsImmutable, i.Actionable, StepOf(i), OrderOf(i))));
        Assert.Equal([old.Inputs[0].Name], described.Others);
        Assert.Contains(old.Inputs, i => i.Reason is not null || i.Actionable is not null || i.Title is not null);
    }

    [Theory]
    [InlineData("""{ "name": ¦"agge" }""", "There is no input 'agge'. Is 'age' meant?")]
    [InlineData("""{ "name": "age" }, { "name": ¦"age" }""", "declared twice")]
    [InlineData("""{ "name": "age", "step": ¦0 }""", "A step is above 0")]
    [InlineData("""{ "name": "age", "actionable": ¦"up" }""", "has a 'step'")]
    [InlineData("""{ "name": "age", ¦"order": [] }""", "order")]
    [InlineData("""{ "name": "savings", ¦"step": 1 }""", "step")]
    [InlineData("""{ "name": "savings", "order": ¦[ "none" ] }""", "names each of the 3 categories once")]
    [InlineData("""{ "name": "savings", "order": [ ¦"nought" ] }""", "There is no category 'nought'")]
    [InlineData("""{ "name": "savings", "actionable": ¦"down" }""", "no up or down")]
    public void AFaultHasItsPlace(string marked, string message)
    {
        var text = Whole(marked);
        var offset = text.IndexOf('¦', StringComparison.Ordinal);
        text = text.Remove(offset, 1);
        var error = Assert.Throws<RuleDocumentException>(() => DescribedInputs.Read(text, Inputs, [])).Error;
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        var line = text[..offset].Count(c => c == '\n') + 1;
        Assert.Equal((line, offset - text.LastIndexOf('\n', offset)), (error.Line, error.Column));
    }

    [Fact]
    public void TheSchemaKnowsTheMembers()
    {
        var sample = JObject.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "samples", "GermanCredit", "inputs.json")));
        Assert.True(sample.IsValid(Schema, out IList<string> errors), string.Join(" ", errors));
        var wrong = JObject.Parse(Whole("""{ "name": "age", "range": [0, 1] }"""));
        Assert.False(wrong.IsValid(Schema));
    }

    private static Number? StepOf(Input input) => input.Match(number => number.Step, _ => null);

    private static EquatableArray<int> OrderOf(Input input) => input.Match(_ => EquatableArray<int>.Empty, category => category.Order);

    private static DescribedInputs Read(string items) => DescribedInputs.Read(Whole(items), Inputs, ["colour"]);

    private static string Whole(string items) => $$"""
        { "version": 1,
          "inputs": [ {{items}} ] }
        """;
}
