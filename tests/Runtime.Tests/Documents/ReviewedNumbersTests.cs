using System;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

public class ReviewedNumbersTests
{
    /// <summary>
    /// Condition 1: 12, 0.4, 2 for no record, −0.6; condition 5: −26, and 0.5 as it has more than its term; condition 7: −200. Common:
    /// −1.4, a curve of three points and a jump, 0.021, 0.5, −0.012, three adjustments. Rule 2: 0.25 and 0.5.
    /// </summary>
    [Fact]
    public void EachNumberCountsWhereItStands() =>
        Assert.Equal(4 + 2 + 1 + (1 + 6 + 3 + 3 + 3) + 2, ReviewedNumbers.Count(HingeExample.Read()));

    [Theory]
    [InlineData("\"threshold\": 0,", "\"threshold\": 0.5,", 1)]
    [InlineData("{ \"own\": 0.5 }", "{ \"own\": 0.5, \"rent\": 0.50 }", 0)]
    [InlineData("{ \"own\": 0.5 }", "{ \"own\": 0.5, \"rent\": 0.25 }", 1)]
    [InlineData("{ \"own\": 0.5 }", "{ \"own\": 0.5, \"rent\": 0 }", 0)]
    [InlineData("\"bias\": 0.25", "\"bias\": 0", -1)]
    [InlineData("\"bias\": -200, \"weights\": { \"debt\": 1 }", "\"bias\": -400, \"weights\": { \"debt\": 2 }", 1)]
    public void WhatChangesIsCounted(string piece, string replacement, int more)
    {
        var changed = RuleDocumentReader.Read(HingeExample.Text.Replace(piece, replacement, StringComparison.Ordinal));
        Assert.Equal(ReviewedNumbers.Count(HingeExample.Read()) + more, ReviewedNumbers.Count(changed));
    }
}
