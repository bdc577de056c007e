namespace RuleCompiler.Trainer.Interpretation.Attributions;

/// <summary>A way to say what each input value did to a unit.</summary>
public interface IAttribution
{
    /// <summary>What it is called, in kebab case.</summary>
    string Name { get; }

    /// <summary>Attributes a unit's value to the inputs.</summary>
    /// <param name="state">The network at the input.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>One number per input value, and their sum as the method promises it.</returns>
    Attribution Attribute(NetworkState state, Unit unit);
}

/// <summary>What each input value did.</summary>
/// <param name="Values">One per input value, flattened in row-major order.</param>
/// <param name="Sum">What they must add up to, found in another way than by adding them.</param>
public sealed record Attribution(double[] Values, double Sum);
