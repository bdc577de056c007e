using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Metrics as people call them.</summary>
internal static class MetricName
{
    /// <summary><c>AUC</c> for <c>auc</c>; an unknown name is kept as it is.</summary>
    public static string Of(string metric) => metric switch
    {
        "accuracy" => "Accuracy",
        "auc" => "AUC",
        "logLoss" => "Log loss",
        "r2" => "R²",
        "rmse" => "Root mean squared error",
        "fidelity" => "Agreement with the network",
        _ => VisibleText.Of(metric),
    };

    /// <summary>A value: shares as percentages.</summary>
    public static string Value(string metric, double value) => metric is "accuracy" or "fidelity"
        ? ShownNumber.Decimals(100 * value, "0.##") + " %"
        : ShownNumber.Short(value);
}
