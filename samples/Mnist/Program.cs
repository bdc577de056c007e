using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading;
using RuleCompiler.Trainer.Files;

namespace Samples;

/// <summary>
/// Trains the network 2CONV on handwritten digits and repeats the experiments of Szymanski, McCane and Atkinson with it; <c>--help</c>
/// lists the options.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var folder = new Argument<string>("folder")
        {
            Description = "Where the four files of MNIST are; without it a part of them is taken that is kept beside this program.",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "data"),
        };
        var network = new Option<string?>(
            "--network")
        { Description = "A network that this program wrote; it is taken, and none is trained.", HelpName = "file" };
        var epochs = Number("--epochs", "The most epochs of training.", 20, 1);
        var plain = new Option<bool>("--plain")
        { Description = "Train plainly: Glorot's start, batches of 128, a rate that stays, images as they are; the last state remains." };
        var output = new Option<string>(
            "--output",
            "-o")
        { Description = "The folder that networks and pictures go to.", HelpName = "folder", DefaultValueFactory = _ => "." };
        var images = Number("--images", "How many test images are explained; 0 to train only.", 100, 0);
        var digit = Number("--digit", "The test image that is drawn, counted from 0.", 0, 0);
        var cifar = new Option<string?>(
            "--cifar")
        { Description = "Where train-4000.bin and test-1000.bin of CIFAR-10 are, to run that too.", HelpName = "folder" };
        var command = new RootCommand(
            "Trains 2CONV on handwritten digits, and tells what its inactive units say.")
        {
            folder, network, epochs, plain, output, images, digit, cifar,
        };
        command.SetAction(result => Run(new SampleOptions(
            result.GetRequiredValue(folder),
            result.GetValue(network),
            result.GetValue(epochs),
            result.GetRequiredValue(output),
            result.GetValue(images),
            result.GetValue(digit),
            result.GetValue(cifar),
            result.GetValue(plain))));
        var parsed = command.Parse(args);
        if (parsed.Errors is not [var error, ..])
            return parsed.Invoke();
        Console.Error.WriteLine("Mnist: " + error.Message);
        return 2;
    }

    private static int Run(SampleOptions options)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            // The first Ctrl-C ends a training with the best state so far, the second the program.
            e.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        try
        {
            return Experiments.Run(options, Console.Out, stop.Token);
        }
        catch (InputFileException e)
        {
            Console.Error.WriteLine("Mnist: " + e.Message);
            return 2;
        }
    }

    private static Option<int> Number(string name, string description, int standard, int minimum)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "n", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < minimum)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is at least {minimum}."));
        });
        return option;
    }
}
