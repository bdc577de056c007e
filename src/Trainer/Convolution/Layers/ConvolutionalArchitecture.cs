using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Convolution.Layers;

/// <summary>A layer that makes images of images.</summary>
/// <param name="Kernel">The side of its square window.</param>
/// <param name="Stride">The distance of the window's places.</param>
/// <param name="Padding">What it does at the border.</param>
public abstract record ImageLayer(int Kernel, int Stride, Padding Padding)
{
    /// <summary>What comes of an image.</summary>
    /// <param name="input">The shape of the image.</param>
    /// <returns>The shape of the result.</returns>
    /// <exception cref="ArgumentException">The window has no place in the image.</exception>
    public ImageShape Output(ImageShape input) => new(
        Channels(input),
        Window.Place(input.Height, Kernel, Stride, Padding).Places,
        Window.Place(input.Width, Kernel, Stride, Padding).Places);

    private protected abstract int Channels(ImageShape input);
}

/// <summary>A convolution, as networks have it (the kernel is not mirrored), followed by the network's rectifier.</summary>
/// <param name="Filters">Channels of the result.</param>
/// <param name="Kernel">The side of its square window.</param>
/// <param name="Stride">The distance of the window's places.</param>
/// <param name="Padding">What it does at the border.</param>
public sealed record ConvolutionLayer(
    int Filters, int Kernel, int Stride = 1, Padding Padding = Padding.Same) : ImageLayer(Kernel, Stride, Padding)
{
    private protected override int Channels(ImageShape input) => Filters;
}

/// <summary>The largest value of each window, channel by channel; at the border only the pixels of the image count.</summary>
/// <param name="Kernel">The side of its square window.</param>
/// <param name="Stride">The distance of the window's places.</param>
/// <param name="Padding">What it does at the border.</param>
public sealed record MaxPoolLayer(int Kernel, int Stride, Padding Padding = Padding.Same) : ImageLayer(Kernel, Stride, Padding)
{
    private protected override int Channels(ImageShape input) => input.Channels;
}

/// <summary>What follows every convolution and every hidden dense layer.</summary>
public enum Rectifier
{
    /// <summary>f(z) = max(0, z).</summary>
    Relu,

    /// <summary>f(z) = max(0, z) + a·min(0, z) with one slope a per filter or dense unit, trained from 0.25 on within [0, 1].</summary>
    PRelu,
}

/// <summary>
/// A network for images: convolutions and max-pools, then dense layers, the last of them affine with one logit per class.
/// </summary>
public sealed record ConvolutionalArchitecture
{
    /// <summary>Makes an architecture of convolution stages followed by dense layers.</summary>
    /// <param name="input">The shape of the images.</param>
    /// <param name="layers">The layers that make images, in order.</param>
    /// <param name="hidden">Units of each hidden dense layer, in order.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="rectifier">What follows every layer but the max-pools and the last.</param>
    /// <exception cref="ArgumentException">A size is not positive, or a window has no place.</exception>
    public ConvolutionalArchitecture(
        ImageShape input, IReadOnlyList<ImageLayer> layers, IReadOnlyList<int> hidden, int classes, Rectifier rectifier = Rectifier.Relu)
    {
        if (input.Channels < 1 || input.Height < 1 || input.Width < 1 || classes < 1 || hidden.Any(u => u < 1)
            || layers.OfType<ConvolutionLayer>().Any(c => c.Filters < 1))
            throw new ArgumentException("Images, filters, dense layers and classes have at least size 1.", nameof(input));
        (Input, Layers, Hidden, Classes, Rectifier) = (input, layers, hidden, classes, rectifier);
        var shapes = new List<ImageShape> { input };
        foreach (var layer in layers)
            shapes.Add(layer.Output(shapes[^1]));
        Shapes = shapes;
    }

    /// <summary>The shape of the images.</summary>
    public ImageShape Input { get; }

    /// <summary>The layers that make images, in order.</summary>
    public IReadOnlyList<ImageLayer> Layers { get; }

    /// <summary>Units of each hidden dense layer, in order.</summary>
    public IReadOnlyList<int> Hidden { get; }

    /// <summary>Outputs: one logit per class.</summary>
    public int Classes { get; }

    /// <summary>What follows every layer but the max-pools and the last.</summary>
    public Rectifier Rectifier { get; }

    /// <summary>The shape of the input, and of the result of each of <see cref="Layers"/>.</summary>
    public IReadOnlyList<ImageShape> Shapes { get; }

    /// <summary>The number of rectified units: those of convolutions and hidden dense layers, not those of max-pools and outputs.</summary>
    public int Units => Layers.Select((layer, l) => layer is ConvolutionLayer ? Shapes[l + 1].Length : 0).Sum() + Hidden.Sum();

    /// <summary>
    /// 2CONV of Szymanski, McCane and Atkinson: 32 filters 5×5, max-pool 2, 64 filters 5×5, max-pool 2, dense 512. It has 38,144 units on
    /// 28×28 images and 28,160 on 24×24.
    /// </summary>
    /// <param name="input">The shape of the images.</param>
    /// <param name="classes">Outputs.</param>
    /// <param name="rectifier">The rectifier; the paper's is the ReLU.</param>
    public static ConvolutionalArchitecture TwoConvolutions(ImageShape input, int classes, Rectifier rectifier = Rectifier.Relu) => new(
        input,
        [new ConvolutionLayer(32, 5), new MaxPoolLayer(2, 2), new ConvolutionLayer(64, 5), new MaxPoolLayer(2, 2)],
        [512],
        classes,
        rectifier);

    /// <summary>
    /// RLNET of the same paper, for four frames of 84×84: 32 filters 8×8 every 4 pixels, 64 filters 4×4 every 3, 64 filters 3×3, dense
    /// 512, 18 outputs. With <see cref="Padding.Same"/> it has the paper's 20,896 units: 21·21·32 + 7·7·64 + 7·7·64 + 512.
    /// </summary>
    /// <param name="rectifier">The rectifier; the paper's is the ReLU.</param>
    public static ConvolutionalArchitecture Frames(Rectifier rectifier = Rectifier.Relu) => new(
        new ImageShape(4, 84, 84),
        [new ConvolutionLayer(32, 8, 4), new ConvolutionLayer(64, 4, 3), new ConvolutionLayer(64, 3)],
        [512],
        18,
        rectifier);
}
