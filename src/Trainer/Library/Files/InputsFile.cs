using System.Collections.Generic;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Files;

/// <summary>What a company says of its inputs, as a file of its own or in a rule document.</summary>
public static class InputsFile
{
    /// <summary>Reads what a file says of inputs, strictly.</summary>
    /// <param name="path">The file: inputs alone, or a rule document.</param>
    /// <param name="inputs">The inputs as the data have them.</param>
    /// <param name="others">The names of columns that are no inputs, which the file may name all the same.</param>
    /// <returns>The inputs with what the file says.</returns>
    /// <exception cref="InputFileException">
    /// The file cannot be read, is not valid, or names what the data do not have; the first fault, with its place.
    /// </exception>
    public static DescribedInputs Read(string path, EquatableArray<Input> inputs, IReadOnlyCollection<string> others) =>
        JsonFile.Read(path, "a file of inputs", text => DescribedInputs.Read(text, inputs, others));
}
