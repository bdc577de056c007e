using System;

namespace RuleCompiler.Trainer.Training;

/// <summary>The force that pulls each slope towards 1, a ← max(0, min(1, a + ηp·sgn(1−a))), and what follows from it.</summary>
internal static class SlopeForce
{
    /// <summary>A PReLU counts as linear when its slope is above this (the note).</summary>
    public const double LinearAbove = 0.9995;

    /// <summary>Applies the force to every slope, after a step of the optimiser.</summary>
    /// <param name="network">The network.</param>
    /// <param name="force">ηp.</param>
    public static void Apply(TrainableNetwork network, float force)
    {
        foreach (var layer in network.Layout.Layers)
        {
            foreach (ref var a in network.Slopes(layer))
                a = Math.Clamp(a + (force * Math.Sign(1 - a)), 0, 1);
        }
    }

    /// <summary>How many PReLUs are not linear.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The number of slopes at or below <see cref="LinearAbove"/>.</returns>
    public static int CountNonlinear(TrainableNetwork network)
    {
        var count = 0;
        foreach (var layer in network.Layout.Layers)
        {
            foreach (var a in network.Slopes(layer))
                count += a > LinearAbove ? 0 : 1;
        }

        return count;
    }
}
