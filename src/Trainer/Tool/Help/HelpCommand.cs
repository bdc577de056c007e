using System.CommandLine;
using System.Linq;
using RuleCompiler.Tool.Shared;

namespace RuleCompiler.Tool.Help;

/// <summary><c>rulec help train</c>: what <c>rulec train --help</c> says.</summary>
internal static class HelpCommand
{
    public static Command Create(RootCommand root, Streams streams)
    {
        var about = new Argument<string?>(
            "command")
        { Description = "The command; without one, all of them.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("help", "Shows what a command does and which options it has.") { about };
        command.SetAction((result, cancellation) =>
        {
            var name = result.GetValue(about);
            if (name is not null && root.Subcommands.All(c => c.Name != name))
            {
                var names = root.Subcommands.Select(c => c.Name).ToArray();
                throw new RuleCompilerException(UsageError.NoCommand(name, names));
            }

            string[] arguments = name is null ? ["--help"] : [name, "--help"];
            return root.Parse(arguments).InvokeAsync(
                new InvocationConfiguration { Output = streams.Out, Error = streams.Error }, cancellation);
        });
        return command;
    }
}
