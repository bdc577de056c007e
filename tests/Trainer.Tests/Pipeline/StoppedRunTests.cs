using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tests.Cli;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

public sealed class StoppedRunTests
{
    [Theory]
    [InlineData(SampleDocuments.Price)]
    [InlineData(SampleDocuments.Loan)]
    [InlineData(SampleDocuments.Xor)]
    public void TheMarkIsReadWhereTheDocumentIs(string text)
    {
        var document = RuleDocumentReader.Read(text);
        var marked = StoppedRun.Marked(document, new TrainingProgress("collapse", 0.5, 40, 1, 2));
        Assert.Equal(
            ($"{document.Summary} Training was stopped early, in phase 'collapse' at step 40: "
                + "these are the best rules until then.").TrimStart(),
            marked.Summary);
        Assert.Equal(marked, RuleDocumentReader.Read(RuleDocumentWriter.Write(marked)));
        Assert.Equal(document.Rules, marked.Rules);
        if (document.Provenance is not null)
            Assert.Equal("in phase 'collapse' at step 40", marked.Provenance!.Options.Single(o => o.Name == StoppedRun.Option).Value);
    }

    [Fact]
    public void ARunThatEndsByItselfHasNoMark()
    {
        var document = RuleDocumentReader.Read(SampleDocuments.Price);
        Assert.Same(document, StoppedRun.Run(RunContext.None, _ => new TrainResult(document, [])).Document);
    }

    /// <summary>What is reported while a stopped run is finished is not where it was stopped.</summary>
    [Fact]
    public void TheMarkTellsWhereItWasStopped()
    {
        using var stop = new CancellationTokenSource();
        var document = RuleDocumentReader.Read(SampleDocuments.Price);
        var result = StoppedRun.Run(
            new RunContext(stop.Token),
            context =>
            {
                context.Progress!.Report(new TrainingProgress("train", 0, 7, 1, 2));
                stop.Cancel();
                context.Progress.Report(new TrainingProgress("tune", 1, 99, 1, 2));
                return new TrainResult(document, []);
            });
        Assert.Contains("in phase 'train' at step 7", result.Document.Summary, StringComparison.Ordinal);
        Assert.Contains("at its beginning", StoppedRun.Marked(document, null).Summary, StringComparison.Ordinal);
    }
}
