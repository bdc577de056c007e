using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

public class IdentifierTests
{
    [Theory]
    [InlineData("age", "Age")]
    [InlineData("in1", "In1")]
    [InlineData("job class", "JobClass")]
    [InlineData("education-num", "EducationNum")]
    [InlineData("marital_status", "MaritalStatus")]
    [InlineData("1st income (USD)", "Value1stIncomeUSD")]
    [InlineData("a*/b", "AStarB")]
    [InlineData("<=50K", "AtMost50K")]
    [InlineData(">50K", "Above50K")]
    [InlineData("A+", "APlus")]
    [InlineData("A-", "AMinus")]
    [InlineData("-1", "Minus1")]
    [InlineData("1.5", "Value1_5")]
    [InlineData("?", "Unknown")]
    [InlineData("0", "Value0")]
    [InlineData("18-24", "Value18_24")]
    [InlineData("_", "ValueNo7")]
    [InlineData("0 <= ... < 200 DM", "From0Below200DM")]
    [InlineData("1 <= ... < 4 years", "From1Below4Years")]
    [InlineData("0.5 < x <= 1.5", "Above0_5XAtMost1_5")]
    [InlineData("-10 ≤ t < -1", "FromMinus10TBelowMinus1")]
    [InlineData("< 0 DM", "Below0DM")]
    [InlineData("... >= 200 DM", "AtLeast200DM")]
    [InlineData("Größe in m²", "GrößeInMSquared")]
    [InlineData("年齢", "年齢")]
    [InlineData("e\u0301tat", "État")]
    [InlineData("\u202Eevil\u2066", "Evil")]
    [InlineData("\u3164", "ValueNo7")]
    [InlineData("שלום", "ValueNo7")]
    [InlineData("'\"\n", "ValueNo7")]
    public void TextBecomesPascalCase(string text, string expected) => Assert.Equal(expected, Identifiers.Pascal(text, "Value", 6));

    [Theory]
    [InlineData("JobClass", "jobClass")]
    [InlineData("BMI", "bmi")]
    [InlineData("USDRate", "usdRate")]
    [InlineData("Value1stIncomeUSD", "value1stIncomeUSD")]
    public void PascalBecomesCamelCase(string pascal, string expected) => Assert.Equal(expected, Identifiers.Camel(pascal));

    [Theory]
    [InlineData("My.App", "My.App")]
    [InlineData("my-app", "my_app")]
    [InlineData("1.2", "_1._2")]
    [InlineData("a.class", "a.@class")]
    [InlineData("..", "")]
    public void RootNamespaceBecomesNamespace(string text, string expected) => Assert.Equal(expected, Identifiers.Namespace(text));

    [Theory]
    [InlineData("loan", "Loan")]
    [InlineData("Rule", "RuleRules")]
    [InlineData("input", "InputRules")]
    [InlineData("System", "SystemRules")]
    [InlineData("Descend2", "Descend2Rules")]
    [InlineData("\u0001", "RulesNo1")]
    public void ClassNameKeepsClearOfItsMembers(string name, string expected)
    {
        var documents = new RandomDocuments(new System.Random(3), kind => kind == "model" ? name : kind);
        Assert.Equal(expected, DocumentNames.ClassName(documents.Next(Shape.Binary, 1, 0)));
    }

    [Fact]
    public void NamesThatMeetGetNumbers()
    {
        var scope = new NameScope(["Label"]);
        Assert.Equal(
            ["Label2", "Age", "AGE2", "Age3", "X1", "x1_2"],
            [scope.Take("Label"), scope.Take("Age"), scope.Take("AGE"), scope.Take("Age"), scope.Take("X1"), scope.Take("x1")]);
    }

    [Fact]
    public void KeywordIsEscaped() =>
        Assert.Equal(
            ["@class", "@record", "age"], [Identifiers.Escaped("class"), Identifiers.Escaped("record"), Identifiers.Escaped("age")]);
}
