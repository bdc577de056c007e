using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Networks;

/// <summary>A network and the box in which it is examined.</summary>
/// <param name="Network">The network.</param>
/// <param name="Lower">The lower bound of each input.</param>
/// <param name="Upper">The upper bound of each input, not below the lower one.</param>
public sealed record BoxedNetwork(PiecewiseNetwork Network, double[] Lower, double[] Upper);

/// <summary>Networks as JSON files.</summary>
public static class NetworkFile
{
    /// <summary>Reads a network and its box from a JSON file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The network and its box.</returns>
    /// <exception cref="InputFileException">The file cannot be read or is not a valid network; the first fault, with its place.</exception>
    public static BoxedNetwork Read(string path) => JsonFile.Read(path, "a network", NetworkReader.Read);
}
