using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Browser.Tests;

/// <summary>The page keeps to itself, and text from the document stays text.</summary>
[Collection(Chromium.Collection)]
public sealed class PageTests(Chromium browser)
{
    private const string Attack = "<script>window.attacked = 1</script><img src=x onerror='window.attacked = 2'></script>{data}{script}";

    [BrowserTheory]
    [InlineData("Adult.rules.json")]
    [InlineData("Hostile.rules.json")]
    [InlineData("OneRule.rules.json")]
    [InlineData("Gates.rules.json")]
    [InlineData("Loan.rules.json")]
    public async Task NothingGoesWrongAndNothingLeavesThePage(string file)
    {
        // Both are asserted when the report is closed; here that the script came through to its end.
        await using var report = await OpenReport.Of(browser, file);
        Assert.Contains("live", await report.Page.GetAttributeAsync("html", "class"), StringComparison.Ordinal);
        Assert.NotEqual(string.Empty, await report.Page.TextContentAsync("#what-if-decision"));
    }

    [BrowserFact]
    public async Task ScriptInNamesIsText()
    {
        var document = RuleDocumentReader.Read(System.IO.File.ReadAllText(OpenReport.PathOf("Loan.rules.json")));
        var hostile = document with
        {
            Name = Attack,
            Summary = Attack,
            Inputs = document.Inputs.Select((input, i) => input switch
            {
                NumberInput n => n with { Name = Attack + i, Unit = Attack, Description = Attack },
                CategoryInput c =>
                    (Input)(c with
                    {
                        Name = Attack
                        + i,
                        Description = Attack,
                        Categories = c.Categories.Select(x => x + Attack).ToEquatableArray()
                    }),
                _ => input,
            }).ToEquatableArray(),
            Outputs = document.Outputs.Select((o, k) => new Output(Attack + k)).ToEquatableArray(),
        };
        await using var report = await OpenReport.Of(browser, hostile, isScripted: true);
        Assert.True(await report.Page.EvaluateAsync<bool>("window.attacked === undefined"));
        Assert.Equal(0, await report.Page.Locator("img").CountAsync());
        Assert.Equal(2, await report.Page.Locator("script").CountAsync());
        Assert.Equal(Attack, await report.Page.TextContentAsync("h1"));
        Assert.Contains(Attack + "0", await report.Page.TextContentAsync("#what-if-details"), StringComparison.Ordinal);
        Assert.Contains(Attack + "0", (await report.All("label[for=input-0]", "l => l.textContent"))[0], StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task PolicyForbidsWhatIsNotOfThePage()
    {
        await using var report = await OpenReport.Of(browser, "Loan.rules.json");
        // A script that is put in later does not run. The browser complains of it, which is what is wanted here.
        var ran = await report.Page.EvaluateAsync<bool>(
            """
            () => new Promise(resolve => {
              document.addEventListener("securitypolicyviolation", () => resolve(window.added === true), { once: true });
              const script = document.createElement("script");
              script.textContent = "window.added = true";
              document.body.append(script);
              setTimeout(() => resolve(true), 2000);
            })
            """);
        Assert.False(ran);
        report.Forgive("Content Security Policy");
    }

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(1400)]
    public async Task PageIsNoWiderThanTheWindow(int width)
    {
        await using var report = await OpenReport.Of(browser, "Adult.rules.json");
        await report.Page.SetViewportSizeAsync(width, 800);
        Assert.True(await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [BrowserTheory]
    [InlineData("GermanCredit.rules.json", "german-credit.csv")]
    [InlineData("GeneSwitch.rules.json", "gene-switch.csv")]
    public async Task NoColumnOfATableIsOutOfSightOnAPhone(string rules, string data)
    {
        await using var report = await OpenReport.Of(browser, rules, "--data", OpenReport.PathOf(data));
        await report.Page.SetViewportSizeAsync(390, 844);
        await report.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => { d.open = true; })");
        const string Cut = "t => t.scrollWidth > t.parentElement.clientWidth + 1 ? t.caption.textContent : ''";
        Assert.DoesNotContain(await report.All("table", Cut), caption => caption.Length > 0);
        // Where heads are out of sight each cell says which one is its own.
        var columns = await report.All(
            "#checked table.listed td", "c => String(getComputedStyle(c, '::before').content.includes(c.dataset.column))");
        Assert.All(columns, c => Assert.Equal("true", c));
    }

    [BrowserFact]
    public async Task RulesThatAreClosedOpenByKeyboardAndInPrint()
    {
        await using var report = await OpenReport.Of(
            browser,
            RuleDocumentReader.Read(File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "Version1", "GeneSwitch.rules.json"))),
            isScripted: true);
        const string Visible = "p => String(p.checkVisibility() && p.getBoundingClientRect().height > 20)";
        Assert.All(await report.All("#rules pre", Visible), v => Assert.Equal("false", v));
        await report.Page.FocusAsync("#rule-1 summary");
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("true", (await report.All("#rule-1 pre", Visible)).Single());
        await report.Page.EmulateMediaAsync(new Microsoft.Playwright.PageEmulateMediaOptions { Media = Microsoft.Playwright.Media.Print });
        Assert.All(await report.All("#rules pre", Visible), v => Assert.Equal("true", v));
    }

    [BrowserFact]
    public async Task CheckOnDataIsReachedByKeyboardAndPrinted()
    {
        await using var report = await OpenReport.Of(
            browser, "GermanCredit.rules.json", "--data", OpenReport.PathOf("german-credit.csv"), "--group", "foreign_worker");
        Assert.Equal("Checked on the data", await report.Page.TextContentAsync("nav a[href='#checked']"));
        Assert.Equal("0", await report.Page.GetAttributeAsync("#checked .scroll", "tabindex"));
        await report.Page.EmulateMediaAsync(new Microsoft.Playwright.PageEmulateMediaOptions { Media = Microsoft.Playwright.Media.Print });
        const string Visible = "t => String(t.checkVisibility() && t.getBoundingClientRect().height > 20)";
        Assert.All(await report.All("#checked table, #calibration-1", Visible), v => Assert.Equal("true", v));
        Assert.Equal(4, (await report.All("#checked table, #calibration-1", Visible)).Length);
    }

    [BrowserFact]
    public async Task RulesAreMarkedAndReachedByKeyboard()
    {
        await using var report = await OpenReport.Of(browser, "Banknote.rules.json");
        var firing = await report.All("#rules article.fires", "a => a.id");
        Assert.Single(firing);
        Assert.Equal("#" + firing[0], await report.Page.GetAttributeAsync("#what-if-decision a", "href"));
        await report.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the report", await report.Page.EvaluateAsync<string>("document.activeElement.textContent"));
    }

    [BrowserFact]
    public async Task NetworkShowsTheLinesOfTheChosenRule()
    {
        await using var report = await OpenReport.Of(browser, "Banknote.rules.json");
        foreach (var rule in (string[])["0", "1"])
        {
            await report.Page.SelectOptionAsync("#network-rule", rule);
            Assert.Equal([rule], await report.All("#network-picture .rule:not(.away)", "g => g.dataset.rule"));
        }
    }

    [BrowserFact]
    public async Task WithoutScriptTheStillPictureStands()
    {
        var document = RuleDocumentReader.Read(System.IO.File.ReadAllText(OpenReport.PathOf("Banknote.rules.json")));
        await using var report = await OpenReport.Of(browser, document, isScripted: false);
        Assert.True(await report.Page.Locator("#regions-areas .area").CountAsync() > 1);
        Assert.False(await report.Page.Locator("#what-if-form").IsVisibleAsync());
        Assert.False(await report.Page.Locator("#regions-x").IsVisibleAsync());
    }
}
