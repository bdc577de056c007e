using System.Linq;

namespace RuleCompiler.Trainer.Interpretation.Attributions;

/// <summary>The switched weights ŵ, which are the gradient of v.</summary>
/// <remarks>
/// Simonyan, Vedaldi and Zisserman 2014 (there |ŵ|). Their sum is how fast v grows when all inputs grow alike; here from a sweep forward.
/// </remarks>
public sealed class Gradient : IAttribution
{
    /// <inheritdoc/>
    public string Name => "gradient";

    /// <inheritdoc/>
    public Attribution Attribute(NetworkState state, Unit unit)
    {
        var growth = state.SweepForward(Enumerable.Repeat(1.0, state.Graph.InputCount).ToArray());
        return new Attribution(state.Project(unit).Weights, growth[unit.Node][unit.Element]);
    }
}

/// <summary>Gradient × input: x_j·ŵ_j for each input j.</summary>
/// <remarks>Shrikumar, Greenside and Kundaje 2017, section 2. By Theorem 1 of the switched projections the sum is v − b̂.</remarks>
public sealed class GradientTimesInput : IAttribution
{
    /// <inheritdoc/>
    public string Name => "gradient-input";

    /// <inheritdoc/>
    public Attribution Attribute(NetworkState state, Unit unit)
    {
        var projection = state.Project(unit);
        var x = state.Input.ToArray();
        return new Attribution(x.Zip(projection.Weights, (xj, w) => xj * w).ToArray(), projection.Value - projection.Bias);
    }
}

/// <summary>The contributions around the centre, (x_j − c_j)·ŵ_j.</summary>
/// <remarks>Szymanski, McCane and Atkinson, eq. 5: the sum is v. Where ŵ is 0 they are 0.</remarks>
public sealed class Contributions : IAttribution
{
    /// <inheritdoc/>
    public string Name => "contributions";

    /// <inheritdoc/>
    public Attribution Attribute(NetworkState state, Unit unit)
    {
        var projection = state.Project(unit);
        return new Attribution(projection.Contributions(), projection.Square > 0 ? projection.Value : 0);
    }
}

/// <summary>Insens, the mean of ω̂ over the inactive units; it belongs to the state, and is the same for every unit.</summary>
/// <remarks>
/// Szymanski, McCane and Atkinson, eq. 8. The sum is the mean of (v_i / ŵ_i·ŵ_i)·Σ_j ŵ_ij; the last sum is how fast v_i grows when all
/// inputs grow alike, here from a sweep forward.
/// </remarks>
public sealed class InactiveSensitivity : IAttribution
{
    /// <inheritdoc/>
    public string Name => "insens";

    /// <inheritdoc/>
    public Attribution Attribute(NetworkState state, Unit unit)
    {
        var (factors, total) = Insens.FactorsOf(state);
        var growth = state.SweepForward(Enumerable.Repeat(1.0, state.Graph.InputCount).ToArray());
        var sum = factors.Zip(growth, (f, g) => f is null ? 0 : f.Zip(g, (a, b) => a * b).Sum()).Sum();
        return new Attribution(Insens.Compute(state, factors, total), total > 0 ? sum / total : 0);
    }
}
