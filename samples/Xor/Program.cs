using System;

namespace Samples;

/// <summary>The note's experiment: out1 = in1 xor in2, out2 = in3 xor in4, out3 = in1 and in2, decided by the compiled rules.</summary>
internal static class Program
{
    private static int Main()
    {
        var wrong = 0;
        Console.WriteLine("in1 in2 in3 in4   rule   out1 out2 out3");
        for (var bits = 0; bits < 16; bits++)
        {
            int in1 = bits >> 3 & 1, in2 = bits >> 2 & 1, in3 = bits >> 1 & 1, in4 = bits & 1;
            var expected = Xor.Label.None;
            if (in1 != in2)
                expected |= Xor.Label.Out1;
            if (in3 != in4)
                expected |= Xor.Label.Out2;
            if (in1 + in2 == 2)
                expected |= Xor.Label.Out3;

            var label = Xor.Classify(in1, in2, in3, in4);
            wrong += label == expected ? 0 : 1;
            Console.WriteLine(
                $"  {in1}   {in2}   {in3}   {in4}      {Xor.Rule(in1, in2, in3, in4)}      {Bit(label, Xor.Label.Out1)}    "
                    + $"{Bit(label, Xor.Label.Out2)}    {Bit(label, Xor.Label.Out3)}");
        }

        Console.WriteLine(wrong == 0 ? "All 16 combinations are right." : $"{wrong} combinations are wrong.");
        return wrong == 0 ? 0 : 1;
    }

    private static char Bit(Xor.Label label, Xor.Label output) => label.HasFlag(output) ? '1' : '0';
}
