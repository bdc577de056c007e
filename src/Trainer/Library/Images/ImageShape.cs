
namespace RuleCompiler.Trainer.Images;

/// <summary>The shape of an image, or of what a layer makes of it; its values are ordered channel by channel, each row by row.</summary>
/// <param name="Channels">Values per pixel: 1 for grey, 3 for colours, one per filter after a convolution.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels per row.</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>The number of pixels per channel: height × width.</summary>
    public int Pixels => Height * Width;

    /// <summary>The number of values: channels × height × width.</summary>
    public int Length => Channels * Pixels;

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Channels}×{Height}×{Width}");
}
