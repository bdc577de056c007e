using System;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>Thrown inside the room when a model cannot be used; <see cref="OnnxFile"/> adds the file.</summary>
/// <param name="message">What is wrong and what to do. Text from the file stands in it as visible text.</param>
internal sealed class OnnxFault(string message) : Exception(message);
