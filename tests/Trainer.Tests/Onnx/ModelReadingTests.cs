using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Onnx.Protocol;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Onnx;

/// <summary>What a file leaves open, has too much of, or names in numbers.</summary>
public sealed class ModelReadingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reading").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(16, "bfloat16")]
    [InlineData(14, "complex64")]
    [InlineData(22, "int4")]
    [InlineData(99, "of the unknown number 99")]
    public void TypesOfElementsAreNamed(int type, string name)
    {
        var model = new SmallModel().Input("x", ElementType.Float, -1, 2).Node("Relu", "x", "y").Output("y");
        model.Proto.Graph.Input[0].Type.TensorType.ElemType = type;
        Assert.Contains($"the input 'x' has elements of type {name}, which are not read", Refused(model), StringComparison.Ordinal);

        model = new SmallModel().Input("x", ElementType.Float, -1, 2).Node("Add", "x w", "y").Output("y");
        model.Proto.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = type, Dims = { 2 } });
        Assert.Contains($"the tensor 'w' has elements of type {name}; read are float", Refused(model), StringComparison.Ordinal);

        model = new SmallModel().Input("x", ElementType.Float, -1, 2).Node("Cast", "x", "y", ("to", (long)type)).Output("y");
        Assert.Contains($"elements of type {name}", Refused(model), StringComparison.Ordinal);
    }

    [Fact]
    public void TextIsNotCastToANumber() => Assert.Contains(
        "(Cast): it turns string into float",
        Refused(new SmallModel().Input("t", ElementType.String, -1, 1).Node("Cast", "t", "y", ("to", 1L)).Output("y")),
        StringComparison.Ordinal);

    [Fact]
    public void RowsThatAreAddedToEachOtherAreRefused()
    {
        var model = new SmallModel().Input("x", ElementType.Float, 3, 2).Node("Relu", "x", "r").Tensor("b", [3, 2], 1, 2, 3, 4, 5, 6).Node(
            "Add", "r b", "y").Output("y");
        var message = Refused(model);
        Assert.Contains(
            "the input 'x' is made for 3 rows at a time, and the node 'Add/y' (Add) takes them together; export the model for one row",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void RowsThatBecomeOneAreRefused()
    {
        var model = new SmallModel().Input("x", ElementType.Float, 4, 2).Node("ReduceSum", "x", "y", ("keepdims", 0L)).Output("y");
        Assert.Contains("the node 'ReduceSum/y' (ReduceSum) takes them together", Refused(model), StringComparison.Ordinal);
    }

    [Fact]
    public void RowsThatStandAgainstEachOtherAreRefused()
    {
        // The shapes tell nothing here.
        var model = new SmallModel().Input("x", ElementType.Float, 5, 2).Node("Softmax", "x", "y", ("axis", 0L)).Output("y");
        Assert.Contains("one of its nodes takes them together", Refused(model), StringComparison.Ordinal);
    }

    [Fact]
    public void RowsThatStayApartAreReadOneByOneAndItIsTold()
    {
        var read = OnnxFile.ReadModel(
            new SmallModel().Input("x", ElementType.Float, 5, 2).Tensor("w", [2, 1], 1, -2).Node("MatMul", "x w", "m").Node(
                "Sigmoid", "m", "y").Output("y").Write(_folder));
        Assert.Equal("the file was made for 5 rows at a time; they are read one by one, which gives the same", Assert.Single(read.Notes));
        Assert.Equal([0.5], read.Graph.Evaluate([2, 1]));
    }

    [Theory]
    [InlineData("Scaler", 3)]
    [InlineData("MatMul", 3)]
    [InlineData("TreeEnsembleRegressor", 4)]
    [InlineData("LinearRegressor", 3)]
    public void FirstNodeSettlesWhatIsLeftOpen(string operation, int width)
    {
        var model = new SmallModel().Input("x", ElementType.Float, -1, -1);
        _ = operation switch
        {
            "Scaler" => model.Node(operation, "x", "y", ("offset", new float[3]), ("scale", new[] { 1f, 2, 3 })),
            "MatMul" => model.Tensor("w", [3, 2], 1, 2, 3, 4, 5, 6).Node(operation, "x w", "y"),
            "LinearRegressor" => model.Node(operation, "x", "y", ("coefficients", new[] { 1f, 2, 3 }), ("targets", 1L)),
            _ => model.Steps(operation, "x", "y", "BRANCH_LEQ", (3, 1)),
        };
        var read = OnnxFile.ReadModel(model.Output("y").Write(_folder));
        Assert.Equal(width, read.Graph.InputCount);
        Assert.Contains(
            $"leaves its number of values open; the first node that takes it settles {width}",
            Assert.Single(read.Notes),
            StringComparison.Ordinal);
    }

    [Fact]
    public void OpenSizeThatNothingSettlesIsRefused() => Assert.Contains(
        "the input 'x' leaves its dimension 2 open",
        Refused(new SmallModel().Input("x", ElementType.Float, -1, -1).Node("Softmax", "x", "y").Output("y")),
        StringComparison.Ordinal);

    [Fact]
    public void OutputIsChosenByItsName()
    {
        var path = Several().Write(_folder);
        Assert.Equal([2.0, 8], OnnxFile.ReadModel(path, "sum").Graph.Evaluate([1, 4]));
        var refused = Assert.Throws<InputFileException>(() => OnnxFile.ReadModel(path, "Sum"));
        Assert.Contains("no output 'Sum'; it has 'same', 'sum', 'fixed'", refused.Message, StringComparison.Ordinal);
        Assert.Equal([1.0, 4], OnnxFile.ReadModel(path, "same").Graph.Evaluate([1, 4]));
    }

    [Fact]
    public void OutputsThatRepeatAnInputOrNeverChangeAreLeftOutAndTold()
    {
        var read = OnnxFile.ReadModel(Several().Write(_folder));
        Assert.Equal("sum", Assert.Single(read.Graph.OutputValues).Name);
        Assert.Equal(
            "2 outputs only repeat an input or never change, and are left out, such as 'same'; --network-output NAME takes one",
            Assert.Single(read.Notes));
    }

    [Fact]
    public void InputsThatNothingUsesAreNotAskedFor()
    {
        var graph = OnnxFile.Read(new SmallModel().Input("id", ElementType.String, -1, 1).Input("a", ElementType.Float, -1, 1).Input(
            "b", ElementType.Int64, -1, 2).Node("Cast", "b", "f", ("to", 1L))
            .Node("Concat", "a f", "y", ("axis", 1L)).Output("y").Write(_folder));
        Assert.Equal(["a", "b_1", "b_2"], graph.InputNames);
        Assert.Equal([InputKind.Number, InputKind.WholeNumber, InputKind.WholeNumber], graph.InputValues.Select(i => i.Kind));
        Assert.Equal(["float", "int64", "int64"], graph.InputValues.Select(i => i.Type));
    }

    [Fact]
    public void QuantisedFileIsToldAndItsRulesAreThoseOfTheFloatNetwork()
    {
        var read = OnnxFile.ReadModel(new SmallModel().Input("x", ElementType.Float, -1, 1).Tensor("s", [], 0.1f).Whole(
            "z", ElementType.UInt8, [], 10).Node("QuantizeLinear", "x s z", "q")
            .Node("DequantizeLinear", "q s z", "y").Output("y").Write(_folder));
        Assert.Contains(
            "the file is quantised; rules and regions are those of its float network", Assert.Single(read.Notes), StringComparison.Ordinal);
        Assert.Equal(0.3, read.Graph.Evaluate([0.32])[0], 1e-6);
        var chain = read.Graph.ToPiecewise().Network;
        Assert.Equal([0.32, -1, 24.5], new[] { 0.32, -7, 99 }.Select(x => Math.Round(chain.Evaluate([x])[0], 6)));
    }

    private static SmallModel Several() =>
        new SmallModel().Input("x", ElementType.Float, -1, 2).Node("Identity", "x", "same").Node("Add", "x x", "sum").Tensor("c", [1], 7)
            .Node("Identity", "c", "fixed")
            .Output("same").Output("sum").Output("fixed");

    private string Refused(SmallModel model)
    {
        var path = model.Write(_folder);
        return Assert.Throws<InputFileException>(() => OnnxFile.Read(path)).Message;
    }
}
