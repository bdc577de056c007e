namespace RuleCompiler.Trainer.Convolution.Layers;

/// <summary>What the first weights of a network are drawn from; its biases are 0.</summary>
public enum WeightStart
{
    /// <summary>
    /// Uniform in ±√(6/inputs) before a rectifier, which keeps the variance of what goes through (He, Zhang, Ren, Sun 2015, eq. 10), and in
    /// ±√(3/inputs) in the last layer.
    /// </summary>
    He,

    /// <summary>
    /// Uniform in ±√(6/(inputs + outputs)), the usual start of Keras (Glorot, Bengio 2010, eq. 16). Outputs are those that an input goes
    /// to: of a convolution the filters times the places of a window.
    /// </summary>
    Glorot,
}
