using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;
using RuleCompiler.Tool.Shared;

namespace RuleCompiler.Tool.Completion;

/// <summary><c>rulec completion bash</c>: what a shell needs to complete commands and options with the Tab key.</summary>
/// <remarks>The scripts ask the tool itself, by its directive <c>[suggest:position]</c>, so that they never know less than it.</remarks>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # Put this into ~/.bashrc:  eval "$(rulec completion bash)"
            _rulec() {
              local word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE#* }"
              local start=$(( ${#COMP_LINE} - ${#line} ))
              mapfile -t COMPREPLY < <(compgen -W "$(rulec "[suggest:$(( COMP_POINT - start ))]" "$line" 2>/dev/null)" -- "$word")
            }
            complete -o default -F _rulec rulec
            """,
        ["zsh"] = """
            # Put this into ~/.zshrc, after compinit:  eval "$(rulec completion zsh)"
            _rulec() {
              local line="${BUFFER#* }"
              local start=$(( ${#BUFFER} - ${#line} ))
              local -a found=("${(@f)$(rulec "[suggest:$(( CURSOR - start ))]" "$line" 2>/dev/null)}")
              [[ -n "${found[1]}" ]] && compadd -- "${found[@]}" || _files
            }
            compdef _rulec rulec
            """,
        ["fish"] = """
            # Put this into ~/.config/fish/config.fish:  rulec completion fish | source
            function __rulec_complete
                set -l line (string replace -r '^\S+\s' '' -- (commandline -cp))
                rulec "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c rulec -a '(__rulec_complete)'
            """,
        ["pwsh"] = """
            # Put this into $PROFILE:  rulec completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName rulec -ScriptBlock {
                param($word, $commandAst, $position)
                $whole = $commandAst.ToString().PadRight($position)
                $line = $whole -replace '^\S+\s', ''
                $at = $position - ($whole.Length - $line.Length)
                rulec "[suggest:$at]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }
            """,
    };

    public static Command Create(Streams streams)
    {
        var shell = new Argument<string>("shell") { Description = "The shell: " + string.Join(", ", Scripts.Keys) + "." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Prints a script that completes commands and options in a shell.") { shell };
        command.SetAction((result, _) =>
        {
            streams.Out.WriteLine(Scripts[result.GetRequiredValue(shell)].ReplaceLineEndings("\n"));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
