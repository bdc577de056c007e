using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the tree, as branches or as a table: the one place in the generated class where rules are decided.</summary>
/// <remarks><c>Classify</c>, <c>Score</c>, <c>Evaluate</c> and <c>Rule</c> all run it, so what they say cannot differ.</remarks>
internal sealed class TreeEmitter(EmissionContext context) : IMemberEmitter
{
    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (context.Tree.IsTable)
        {
            var table = new TableEmitter(context);
            EmitTree(code, table.EmitReason, table.EmitDescent);
            table.EmitTables(code);
            return;
        }

        foreach (var method in context.Tree.Methods)
        {
            Code branches = context.Hinges.IsHinged ? new HingeBranches(context, method).Emit : new BranchEmitter(context, method).Emit;
            if (method.IsFirst)
                EmitTree(code, static _ => { }, branches);
            else
                EmitPart(code, method.Name, branches);
            if (method.IsFirst)
                new HingeEmitter(context, method.Tables).EmitApart(code);
            method.Tables.Emit(code);
            foreach (var sum in method.Sums)
                EmitSum(code, sum);
        }
    }

    private void EmitTree(CodeWriter code, Code reason, Code body) => code.Write($$"""

        // The rules as a tree: gives the outputs of the one rule that holds, and its number.
        {{reason}}
        {{Attributes.NotUserCode}}
        private static {{context.OutputType}} {{DocumentNames.TreeMethod}}({{context.Row.TreeParameters}})
        {
            {{new AcceptanceTest(context).Emit}}

            {{body}}
        }
        """);

    private void EmitPart(CodeWriter code, string name, Code body) => code.Write($$"""

        // A part of the tree: all of it in one method would be too long or too deep to be compiled well.
        {{Attributes.NotUserCode}}
        private static {{context.OutputType}} {{name}}({{PartParameters}})
        {
            {{body}}
        }
        """);

    private CommaList PartParameters => context.Hinges.IsApart
        ? context.Row.AcceptedParameters.And($"ref {context.Hinges.Struct} {context.Hinges.Local}", "out int rule")
        : context.Row.AcceptedParameters.And("out int rule");

    private void EmitSum(CodeWriter code, SumMethod method)
    {
        code.Write($$"""

            {{Attributes.NotUserCode}}
            private static double {{method.Name}}({{context.Row.AcceptedParameters}})
            {
                return {{new ExpressionEmitter(context, method.Tables).Terms(method.Sum)}};
            }
            """);
        method.Tables.Emit(code);
    }
}
