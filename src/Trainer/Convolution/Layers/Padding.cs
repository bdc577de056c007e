namespace RuleCompiler.Trainer.Convolution.Layers;

/// <summary>What a window does at the border of an image.</summary>
public enum Padding
{
    /// <summary>It stays inside: ⌊(n − kernel)/stride⌋ + 1 places on n pixels.</summary>
    Valid,

    /// <summary>
    /// As many zeros are put around the image as give ⌈n/stride⌉ places; where their number is odd, the extra one comes after
    /// (TensorFlow's <c>SAME</c>, ONNX's <c>SAME_UPPER</c>). With stride 1 the image keeps its size.
    /// </summary>
    Same,
}
