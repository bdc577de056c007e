using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace RuleCompiler.Browser.Tests;

/// <summary>The browser that the pages are tested in: the one of the system, which may be told by <c>CHROMIUM</c>.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>The name of the tests that share one browser.</summary>
    public const string Collection = "Chromium";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // Nothing but the page: the browser itself asks nothing of any other place either.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where it is; null where there is none.</summary>
    public static string? Path { get; } = new[] { Environment.GetEnvironmentVariable("CHROMIUM") }.Concat(Places).FirstOrDefault(
        File.Exists);

    /// <summary>Why tests cannot run here; null where they can. On a build server they fail rather than be left out.</summary>
    public static string? Reason { get; } = Path is not null
        || string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
        ? null
        : "Chromium was not found. Install it (apt-get install chromium), or say where it is: CHROMIUM=/path/to/chromium.";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Reason is not null)
            return;
        Assert.True(
            Path is not null, "Chromium was not found, and on a build server these tests are not left out: apt-get install chromium.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Args = Arguments });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page of its own, without scripts where that is said.</summary>
    public Task<IPage> NewPage(bool isScripted = true, int width = 1200) =>
        _browser!.NewPageAsync(
            new BrowserNewPageOptions { JavaScriptEnabled = isScripted, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
}

/// <summary>The tests that share one browser.</summary>
[CollectionDefinition(Chromium.Collection)]
public sealed class ChromiumGroup : ICollectionFixture<Chromium>;

/// <summary>A test that needs the browser.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>Leaves the test out where there is no browser.</summary>
    public BrowserFactAttribute() => Skip = Chromium.Reason;
}

/// <summary>A test with several cases that needs the browser.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    /// <summary>Leaves the test out where there is no browser.</summary>
    public BrowserTheoryAttribute() => Skip = Chromium.Reason;
}
