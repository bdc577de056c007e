using System;
using System.Linq;
using RuleCompiler.Trainer.Training.Kernels;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class ExponentialsTests
{
    [Fact]
    public void ManyAtATimeHaveTheBitsOfEachByItself()
    {
        var random = new Random(5);
        double[] ends = [0, -0.0, 1, -708, -708.1, -707.9, 709.78, 709.79, 5e-324, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue];
        var x = ends.Concat(Enumerable.Range(0, 100_000).Select(i => (i % 2 == 0 ? 710 : 8) * ((2 * random.NextDouble()) - 1))).ToArray();
        var together = x.ToArray();
        Exponentials.Replace(together);
        for (var i = 0; i < x.Length; i++)
        {
            // One alone does not fill a vector.
            var alone = new[] { x[i] };
            Exponentials.Replace(alone);
            Assert.Equal(BitConverter.DoubleToInt64Bits(alone[0]), BitConverter.DoubleToInt64Bits(together[i]));
        }
    }
}
