using System.Linq;
using System.Threading;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Predictions.Recourses;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Recourse;

/// <summary><c>rulec recourse F --verify certificates</c>: checks proofs that somebody kept.</summary>
internal static class CertificateAction
{
    private const int MaxShown = 20;

    public static int Run(string rules, string path, bool json, Streams streams, CancellationToken cancellation)
    {
        var result = CheckedCertificates.Of(DocumentFile.Read(rules), path, cancellation);
        if (json)
        {
            streams.Out.WriteLine(ResultJson.Of(
                new { result.Certificates, result.Already, result.Found, result.None, result.Undecided, result.Failed }));
        }
        else
        {
            streams.Out.WriteLine(
                $"{ShownNumber.Integer(result.Certificates - result.Failed.Count)} of {ShownNumber.Integer(result.Certificates)} "
                    + $"certificates hold: {ShownNumber.Integer(result.Already)} rows need no change, of "
                    + $"{ShownNumber.Integer(result.Found)} nothing that costs less "
                    + $"would do, {ShownNumber.Integer(result.None)} have none at all, "
                    + $"{ShownNumber.Integer(result.Undecided)} open.");
            foreach (var failed in result.Failed.Take(MaxShown))
                streams.Error.WriteLine($"rulec: {failed}");
            if (result.Failed.Count > MaxShown)
                streams.Error.WriteLine($"rulec: and {ShownNumber.Integer(result.Failed.Count - MaxShown)} more");
        }

        return result.Failed.Count == 0 ? ExitCode.Done : ExitCode.CheckFailed;
    }
}
