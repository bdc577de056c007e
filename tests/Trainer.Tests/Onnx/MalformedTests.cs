using System;
using System.IO;
using System.Linq;
using Google.Protobuf;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Onnx.Protocol;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Onnx;

/// <summary>A file that is damaged, or holds what is not supported, gives one error that says what and where.</summary>
public sealed class MalformedTests : IDisposable
{
    private const int Flips = 1000;

    // A damaged network that is still valid is evaluated too, unless the damage made it a large one.
    private const double EvaluatedWork = 1e6;

    private readonly string _folder = Directory.CreateTempSubdirectory("onnx").FullName;

    public static TheoryData<string> Names => new(Fixture.Names);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void FlippedBytesGiveANetworkOrOneError(string name)
    {
        var bytes = File.ReadAllBytes(Fixture.PathOf(name));
        var random = new Random(20261121);
        var path = Path.Combine(_folder, "flipped.onnx");
        var errors = 0;
        for (var flip = 0; flip < Flips; flip++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            try
            {
                Evaluate(OnnxFile.Read(path, () => damaged).Graph);
            }
            catch (InputFileException e)
            {
                errors++;
                Assert.StartsWith(path + ": ", e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.True(errors > 0, "Not one of the flips was noticed.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CutFilesGiveOneError(string name)
    {
        var bytes = File.ReadAllBytes(Fixture.PathOf(name));
        var path = Path.Combine(_folder, "cut.onnx");
        for (var part = 0; part < 20; part++)
        {
            File.WriteAllBytes(path, bytes[..(bytes.Length * part / 20)]);
            Assert.Throws<InputFileException>(() => OnnxFile.Read(path));
        }
    }

    [Fact]
    public void UnsupportedOperatorIsNamedWithItsNodeAndWhatReplacesIt()
    {
        var message = Refused(m => m.Graph.Node[0].OpType = "Gelu");
        Assert.Contains("(Gelu)", message, StringComparison.Ordinal);
        Assert.Contains($"'{First().Graph.Node[0].Name}'", message, StringComparison.Ordinal);
        Assert.Contains("Relu", message, StringComparison.Ordinal);
        Assert.Contains(
            "com.example.Fancy",
            Refused(m => (m.Graph.Node[0].OpType, m.Graph.Node[0].Domain) = ("Fancy", "com.example")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void CyclesAndMissingTensorsAreReported()
    {
        Assert.Contains("cycle", Refused(m => m.Graph.Node[0].Input[0] = m.Graph.Node[^1].Output[0]), StringComparison.Ordinal);
        Assert.Contains("cycle", Refused(m => m.Graph.Node[0].Input[0] = m.Graph.Node[0].Output[0]), StringComparison.Ordinal);
        var tensor = First().Graph.Initializer[0].Name;
        Assert.Contains($"'{tensor}'", Refused(m => m.Graph.Initializer.RemoveAt(0)), StringComparison.Ordinal);
        Assert.Contains("given twice", Refused(m => m.Graph.Node[1].Output[0] = m.Graph.Node[0].Output[0]), StringComparison.Ordinal);
        Assert.Contains("no node gives it", Refused(m => m.Graph.Output[0].Name = "nothing"), StringComparison.Ordinal);
    }

    [Fact]
    public void SizesAreComparedWithTheBytesThatAreThere()
    {
        Assert.Contains("bytes", Refused(m => m.Graph.Initializer[0].Dims[0] = 1 << 20), StringComparison.Ordinal);
        Assert.Contains("dimension", Refused(m => m.Graph.Initializer[0].Dims[0] = long.MaxValue), StringComparison.Ordinal);
        Assert.Contains("dimension", Refused(m => m.Graph.Initializer[0].Dims[0] = -1), StringComparison.Ordinal);
        Assert.Contains(
            "dimension", Refused(m => m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 1L << 40), StringComparison.Ordinal);
        Assert.Contains("shape", Refused(m => m.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 14), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void WeightsAreFinite(float weight)
    {
        var message = Refused(m =>
        {
            var bytes = m.Graph.Initializer[0].RawData.ToByteArray();
            BitConverter.TryWriteBytes(bytes.AsSpan(8), weight);
            m.Graph.Initializer[0].RawData = ByteString.CopyFrom(bytes);
        });
        Assert.Contains("position 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpsetsThatAreNotKnownAreRefused()
    {
        Assert.Contains("opset 6", Refused(m => m.OpsetImport[0].Version = 6), StringComparison.Ordinal);
        Assert.Contains("opset 99", Refused(m => m.OpsetImport[0].Version = 99), StringComparison.Ordinal);
    }

    [Fact]
    public void TextFromTheFileIsShownAsVisibleText() =>
        Assert.DoesNotContain('\u202E', Refused(m => (m.Graph.Node[0].OpType, m.Graph.Node[0].Name) = ("x\u202Ey\n", "a\u202Eb\u0007")));

    [Fact]
    public void DataBesideTheModelIsRead()
    {
        var (path, bytes) = WithExternal("weights.bin", 4);
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), [1, 2, 3, 4, .. bytes]);
        var fixture = Fixture.Of("dense-13");
        Assert.Equal(
            OnnxFile.Read(Fixture.PathOf("dense-13")).Evaluate(fixture.Inputs[0]), OnnxFile.Read(path).Evaluate(fixture.Inputs[0]));
    }

    [Fact]
    public void DataThatIsTooShortIsRefused()
    {
        var (path, bytes) = WithExternal("weights.bin", 8);
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), bytes);
        Assert.Contains(
            "do not belong together", Assert.Throws<InputFileException>(() => OnnxFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("sub/../../secret.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("")]
    [InlineData("link.bin")]
    [InlineData("linked/secret.bin")]
    public void DataOutsideTheFolderIsNotRead(string location)
    {
        var outside = Directory.CreateDirectory(Path.Combine(_folder, "outside"));
        var inside = Directory.CreateDirectory(Path.Combine(_folder, "inside"));
        var (path, bytes) = WithExternal(location, 0);
        var model = Path.Combine(inside.FullName, "model.onnx");
        File.Move(path, model);
        foreach (var folder in new[] { _folder, outside.FullName })
            File.WriteAllBytes(Path.Combine(folder, "secret.bin"), bytes);
        File.CreateSymbolicLink(Path.Combine(inside.FullName, "link.bin"), Path.Combine(outside.FullName, "secret.bin"));
        Directory.CreateSymbolicLink(Path.Combine(inside.FullName, "linked"), outside.FullName);
        Assert.Contains(
            "not next to the model", Assert.Throws<InputFileException>(() => OnnxFile.Read(model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WorkOnConstantsIsLimited()
    {
        // Each node doubles the size of a constant.
        var model = First();
        model.Graph.Node.Clear();
        for (var i = 0; i < 60; i++)
        {
            var name = FormattableString.Invariant($"c{i}");
            var node = new NodeProto { Name = name, OpType = "Concat", Output = { name } };
            var input = i == 0 ? model.Graph.Initializer[0].Name : FormattableString.Invariant($"c{i - 1}");
            node.Input.Add([input, input]);
            node.Attribute.Add(new AttributeProto { Name = "axis", I = 0 });
            model.Graph.Node.Add(node);
        }

        model.Graph.Output[0].Name = "c59";
        Assert.Contains("values", Refused(model), StringComparison.Ordinal);
    }

    [Fact]
    public void AFewBytesThatDeclareMillionsOfInputsAreRefusedBeforeAnythingIsMadeOfThem()
    {
        SmallModel Of(params long[] inputs)
        {
            var model = new SmallModel();
            foreach (var (width, i) in inputs.Select((w, i) => (w, i)))
                model.Input($"x{i}", ElementType.Float, 4, width).Output($"y{i}").Node("Relu", $"x{i}", $"y{i}");
            return model;
        }

        var most = OnnxFile.Read(Path.Combine(_folder, "x.onnx"), () => Of(1 << 19, 1 << 19).Proto.ToByteArray());
        Assert.Equal(ModelInputs.MaxValues, most.Graph.InputCount);
        foreach (var model in new[] { Of((1 << 20) + 1), Of(1 << 19, 1 << 19, 1), Of(1 << 25, 1 << 25) })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("more than the 1048576 values of a row", Refused(model.Proto), StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
        }
    }

    [Fact]
    public void AModelOfFixedRowsThatRefusesUnknownCategoriesIsRead()
    {
        var model = new SmallModel().Input("x", ElementType.Float, 3, 1)
            .Node("OneHotEncoder", "x", "y", ("cats_int64s", new[] { 1L, 2L }), ("zeros", 0L)).Output("y");
        var graph = OnnxFile.Read(Path.Combine(_folder, "x.onnx"), () => model.Proto.ToByteArray()).Graph;
        Assert.Equal([0.0, 1], graph.Evaluate([2]));
        var refused = Assert.Throws<RuleCompilerException>(() => graph.Evaluate([7]));
        Assert.Contains("7 is none of the 2 categories", refused.Message, StringComparison.Ordinal);
    }

    private static ModelProto First() => ModelProto.Parser.ParseFrom(File.ReadAllBytes(Fixture.PathOf("dense-13")));

    private static void Evaluate(NetworkGraph graph)
    {
        if (graph.Work > EvaluatedWork)
            return;
        try
        {
            Assert.Equal(graph.OutputCount, graph.Evaluate(new double[graph.InputCount]).Length);
        }
        catch (RuleCompilerException e)
        {
            // A value that is none of a network's categories.
            Assert.Contains("categories", e.Message, StringComparison.Ordinal);
        }

        try
        {
            Assert.Equal(graph.InputCount, graph.ToPiecewise().Network.Inputs);
        }
        catch (NotPiecewiseException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private string Refused(Action<ModelProto> damage)
    {
        var model = First();
        damage(model);
        return Refused(model);
    }

    private string Refused(ModelProto model)
    {
        var path = Path.Combine(_folder, "damaged.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        return Assert.Throws<InputFileException>(() => OnnxFile.Read(path)).Message;
    }

    private (string Path, byte[] Bytes) WithExternal(string location, int offset)
    {
        var (model, path) = (First(), Path.Combine(_folder, "model.onnx"));
        var tensor = model.Graph.Initializer.OrderByDescending(t => t.RawData.Length).First();
        var bytes = tensor.RawData.ToByteArray();
        (tensor.RawData, tensor.DataLocation) = (ByteString.Empty, 1);
        tensor.ExternalData.Add(new StringEntry { Key = "location", Value = location });
        tensor.ExternalData.Add(new StringEntry { Key = "offset", Value = FormattableString.Invariant($"{offset}") });
        File.WriteAllBytes(path, model.ToByteArray());
        return (path, bytes);
    }
}
