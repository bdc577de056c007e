using RuleCompiler.Documents;

namespace RuleCompiler.Tool.Shared;

/// <summary>Metrics as people call them in a sentence.</summary>
internal static class MetricName
{
    /// <summary><c>AUC</c> for <c>auc</c>; an unknown name is kept as it is.</summary>
    public static string Of(string metric) => metric switch
    {
        "auc" => "AUC",
        "balancedAccuracy" => "balanced accuracy",
        "logLoss" => "log loss",
        "r2" => "R²",
        "rmse" => "root mean squared error",
        _ => VisibleText.Of(metric),
    };
}
