namespace RuleCompiler.Documents;

/// <summary>Writes the part <c>provenance</c>.</summary>
internal static class ProvenanceWriter
{
    public static void Write(DocumentJsonWriter json, Provenance provenance, RuleDocument document)
    {
        json.WriteStartObject();
        json.Member("tool", provenance.Tool);
        WriteFile(json, "data", provenance.Data);
        WriteFile(json, "testData", provenance.TestData);
        WriteNetwork(json, provenance);
        if (provenance.Rows.Count > 0)
            WriteNumbers(json, "rows", provenance.Rows);
        if (provenance.Seed is { } seed)
            json.Member("seed", seed);
        if (provenance.Architecture.Count > 0)
            json.LineArray("architecture", provenance.Architecture, units => json.WriteValue(units));
        if (provenance.Options.Count > 0)
        {
            json.Object("options", () =>
            {
                foreach (var option in provenance.Options)
                    json.Member(option.Name, option.Value);
            });
        }

        if (provenance.Measured is { } measured)
            json.Object("measured", () => WriteMeasured(json, measured));
        WriteMetrics(json, provenance.Metrics);
        if (provenance.Fidelity.Count > 0)
            WriteGroups(json, "fidelity", provenance.Fidelity);
        if (provenance.Rounding.Count > 0)
            WriteNumbers(json, "rounding", provenance.Rounding);
        if (provenance.Frontier.Count > 0)
            json.Array("frontier", provenance.Frontier, entry => WriteEntry(json, entry));
        if (provenance.Counts is { } counts)
            json.Object("counts", () => RowCountsWriter.Write(json, counts, document.Inputs, document.Outputs, document.Decision));
        json.WriteEndObject();
    }

    /// <summary>Writes the member <c>metrics</c>, if there are any.</summary>
    public static void WriteMetrics(DocumentJsonWriter json, EquatableArray<ModelMetrics> metrics)
    {
        if (metrics.Count == 0)
            return;
        json.Object("metrics", () =>
        {
            foreach (var model in metrics)
                WriteGroups(json, model.Model, model.Splits);
        });
    }

    private static void WriteMeasured(DocumentJsonWriter json, MeasuredFigures measured)
    {
        WriteFile(json, "data", measured.Data);
        WriteFile(json, "testData", measured.TestData);
        WriteNumbers(json, "rows", measured.Rows);
        if (measured.IsEdited)
            WriteMark(json, "edited");
        json.Member("meaning", measured.Meaning);
    }

    private static void WriteMark(DocumentJsonWriter json, string name)
    {
        json.WritePropertyName(name);
        json.WriteValue(true);
    }

    private static void WriteFile(DocumentJsonWriter json, string name, DataFile? file)
    {
        if (file is null)
            return;
        json.LineObject(name, () =>
        {
            json.Member("file", file.File);
            json.Member("sha256", file.Sha256);
        });
    }

    private static void WriteNetwork(DocumentJsonWriter json, Provenance provenance)
    {
        if (provenance.Network is not { } file || provenance.NetworkInputs.Count == 0)
        {
            WriteFile(json, "network", provenance.Network);
            return;
        }

        json.Object("network", () =>
        {
            json.Member("file", file.File);
            json.Member("sha256", file.Sha256);
            json.Array("inputs", provenance.NetworkInputs, input => json.LineObject(() =>
            {
                json.Member("name", input.Name);
                json.WritePropertyName("range");
                json.WriteStartArray();
                json.WriteNumber(input.Minimum);
                json.WriteNumber(input.Maximum);
                json.WriteEndArray();
            }));
        });
    }

    private static void WriteEntry(DocumentJsonWriter json, FrontierEntry entry) => json.LineObject(() =>
    {
        json.Member("nonlinear", entry.Nonlinear);
        if (entry.Rules is { } rules)
            json.Member("rules", rules);
        json.Member("meanTerms", entry.MeanTerms);
        if (entry.Numbers is { } numbers)
            json.Member("numbers", numbers);
        if (entry.Points is { } points)
            json.Member("points", points);
        if (entry.ExpectedLoss is { } loss)
            json.Member("expectedLoss", loss);
        if (entry.Price is { } price)
            json.Member("price", price);
        if (entry.IsChosen)
            WriteMark(json, "chosen");

        if (entry.Validation.Count > 0)
            WriteNumbers(json, "validation", entry.Validation);
        if (entry.Test.Count > 0)
            WriteNumbers(json, "test", entry.Test);
        if (entry.Fidelity.Count > 0)
            WriteNumbers(json, "fidelity", entry.Fidelity);
    });

    private static void WriteGroups(DocumentJsonWriter json, string name, EquatableArray<NamedNumbers> groups) => json.Object(name, () =>
    {
        foreach (var group in groups)
            WriteNumbers(json, group.Name, group.Numbers);
    });

    private static void WriteNumbers(DocumentJsonWriter json, string name, EquatableArray<NamedNumber> numbers) =>
        json.LineObject(name, () =>
        {
            foreach (var number in numbers)
                json.Member(number.Name, number.Value);
        });
}
