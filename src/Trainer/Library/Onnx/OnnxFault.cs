
namespace RuleCompiler.Trainer.Onnx;

/// <summary>Thrown inside the room when a model cannot be used; <see cref="OnnxFile"/> adds the file.</summary>
/// <param name="message">What is wrong and what to do. Text from the file is in it as visible text.</param>
internal sealed class OnnxFault(string message) : RuleCompilerException(message)
{
    /// <summary>Throws where something is so.</summary>
    /// <param name="isSo">Whether it is.</param>
    /// <param name="problem">What is wrong then, and what to do.</param>
    /// <exception cref="OnnxFault">It is so.</exception>
    public static void When(bool isSo, string problem)
    {
        if (isSo)
            throw new OnnxFault(problem);
    }
}
