using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Networks;

public class NetworkReaderTests
{
    private const string Last = """{ "weights": [[1, -1]], "bias": [0.5] }""";

    [Fact]
    public void SlopesHoldForHiddenLayers()
    {
        var read = NetworkReader.Read(
            """{ "layers": [{ "weights": [[1, 2], [3, 4]], "bias": [5, 6] }, """ + Last
                + """], "slopes": [0.25], "box": [[-1, 1], [2, 2]] }""");
        Assert.Equal([1, 2, 3, 4], read.Network.Layers[0].Weights);
        Assert.Equal([5, 6], read.Network.Layers[0].Biases);
        Assert.Equal([0.25, 0.25], Assert.IsType<NegativeSlopes>(read.Network.Layers[0].Activation).Slopes);
        Assert.IsType<Identity>(read.Network.Layers[1].Activation);
        Assert.Equal([-1, 2], read.Lower);
        Assert.Equal([1, 2], read.Upper);
    }

    [Theory]
    [InlineData("\"relu\"", "0 0")]
    [InlineData("\"leakyRelu\"", "0.01 0.01")]
    [InlineData("{\"kind\":\"leakyRelu\",\"slope\":0.2}", "0.2 0.2")]
    [InlineData("{\"kind\":\"prelu\",\"slopes\":[0.3,1]}", "0.3 1")]
    public void SlopesOfALayer(string activation, string slopes) => Assert.Equal(
        slopes,
        string.Join(' ', Assert.IsType<NegativeSlopes>(Read(activation).Layers[0].Activation).Slopes.Select(s => Number.From(s).Text)));

    [Fact]
    public void OtherActivations()
    {
        Assert.Equal(new Clip(0, 6), Read("""{"kind":"clippedRelu","ceiling":6}""").Layers[0].Activation);
        Assert.Equal(new Clip(-1, 1), Read("\"hardTanh\"").Layers[0].Activation);
        Assert.Equal(new Clip(-2, 3), Read("""{"kind":"hardTanh","low":-2,"high":3}""").Layers[0].Activation);
        Assert.Equal(new Identity(), Read("\"identity\"").Layers[0].Activation);
        Assert.Equal(new MaxOfUnits(1), Read("""{"kind":"max","units":1}""").Layers[0].Activation);
    }

    [Theory]
    [InlineData("", 1, 1, "empty")]
    [InlineData("[]", 1, 1, "Expected an object")]
    [InlineData("{}", 1, 1, "'layers' is missing")]
    [InlineData("{\"layers\":[],\"box\":[]}", 1, 11, "at least one layer")]
    [InlineData("{\"layers\":[\n{\"weights\":[[1],[2,3]],\"bias\":[0,0]}],\"box\":[[0,1]]}", 2, 17, "the first row has 1, found 2")]
    [InlineData("{\"layers\":[\n{\"weights\":[[1],[2]],\"bias\":[0]}],\"box\":[[0,1]]}", 2, 29, "2 rows, found 1")]
    [InlineData("{\"layers\":[{\"weights\":[],\"bias\":[]}],\"box\":[[0,1]]}", 1, 23, "at least one unit")]
    [InlineData("{\"layers\":[{\"weights\":[[]],\"bias\":[0]}],\"box\":[]}", 1, 24, "from 1 to 10000 inputs")]
    [InlineData("{\"layers\":[{\"weights\":[[NaN]],\"bias\":[0]}],\"box\":[[0,1]]}", 1, 25, "'NaN' is not a JSON value")]
    [InlineData("{\"layers\":[{\"weights\":[[1e400]],\"bias\":[0]}],\"box\":[[0,1]]}", 1, 25, "within the range of a double")]
    [InlineData("{\"layers\":[{\"weights\":[[1]],\"bias\":[0],\"bias\":[0]}],\"box\":[[0,1]]}", 1, 40, "stands twice")]
    [InlineData("{\"layers\":[{\"weights\":[[1]],\"bias\":[0],\"biases\":[0]}],\"box\":[[0,1]]}", 1, 40, "'biases' is not a member")]
    [InlineData("{\"layers\":[{\"weights\":[[1]],\"bias\":[0]}],\"box\":[]}", 1, 48, "the first layer has 1, found 0")]
    [InlineData("{\"layers\":[{\"weights\":[[1]],\"bias\":[0]}],\"box\":[[1,0]]}", 1, 49, "The range is empty")]
    [InlineData("{\"layers\":[{\"weights\":[[1]],\"bias\":[0]}],\"box\":[[1]]}", 1, 49, "two numbers")]
    [InlineData("{\"layers\":[{\"weights\":[[1]],\"bias\":[0]}],\"slopes\":[0],\"box\":[[0,1]]}", 1, 51, "expected 0, found 1")]
    [InlineData(
        "{\"layers\":[{\"weights\":[[1]],\"bias\":[0]},{\"weights\":[[1]],\"bias\":[0]}],\"box\":[[0,1]]}", 1, 12, "give 'slopes' for all")]
    [InlineData(
        "{\"layers\":[{\"weights\":[[1]],\"bias\":[0],\"activation\":\"relu\"}],\"box\":[[0,1]]}", 1, 53, "Nothing but the identity")]
    [InlineData(
        "{\"layers\":[{\"weights\":[[1]],\"bias\":[0],\"activation\":\"relu\"},{\"weights\":[[1]],\"bias\":[0]}],\"slopes\":[0],\"box\":[[0,1]]}",
        1,
        53,
        "given twice")]
    [InlineData(
        "{\"layers\":[{\"weights\":[[1]],\"bias\":[0],\"activation\":\"gelu\"},{\"weights\":[[1]],\"bias\":[0]}],\"box\":[[0,1]]}",
        1,
        53,
        "no activation 'gelu'; there are identity")]
    [InlineData(
        "{\"layers\":[{\"weights\":[[1]],\"bias\":[0],\"activation\":{\"kind\":\"max\",\"units\":2}},{\"weights\":[[1]],\"bias\":[0]}],\"box\":[[0,1]]}",
        1,
        75,
        "do not divide")]
    [InlineData(
        "{\"layers\":[{\"weights\":[[1]],\"bias\":[0],\"activation\":{\"kind\":\"clippedRelu\",\"ceiling\":0}},{\"weights\":[[1]],\"bias\":[0]}],\"box\":[[0,1]]}",
        1,
        85,
        "a ceiling above 0")]
    [InlineData(
        "{\"layers\":[{\"weights\":[[1]],\"bias\":[0],\"activation\":\"max\"},{\"weights\":[[1]],\"bias\":[0]}],\"box\":[[0,1]]}",
        1,
        53,
        "needs a parameter")]
    public void FaultsAreSaidWithTheirPlace(string text, int line, int column, string message)
    {
        var error = Assert.Throws<RuleDocumentException>(() => NetworkReader.Read(text)).Error;
        Assert.Contains(message, error.Message, System.StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void TooManyUnitsAreRefused()
    {
        var rows = string.Join(',', Enumerable.Repeat("[1]", NetworkReader.MaxUnits + 1));
        var biases = string.Join(',', Enumerable.Repeat("0", NetworkReader.MaxUnits + 1));
        var error = Assert.Throws<RuleDocumentException>(
            () => NetworkReader.Read($$"""{"layers":[{"weights":[{{rows}}],"bias":[{{biases}}]}],"box":[[0,1]]}""")).Error;
        Assert.Equal(DocumentFault.Limit, error.Fault);
    }

    private static PiecewiseNetwork Read(string activation) => NetworkReader.Read(
        """{ "layers": [{ "weights": [[1, 2], [3, 4]], "bias": [5, 6], "activation": """ + activation + "}, " + Last
            + """], "box": [[-1, 1], [0, 2]] }""").Network;
}
