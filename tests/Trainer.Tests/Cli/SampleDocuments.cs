namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>Documents made by hand.</summary>
internal static class SampleDocuments
{
    /// <summary>Two bits, a chain of two conditions, sources, support.</summary>
    public const string Xor = """
        {"version":1,"name":"Xor","summary":"Two bits.",
        "inputs":[{"name":"in1","range":[0,1]},{"name":"in2","range":[0,1]},{"name":"in3","range":[0,1]},{"name":"in4","range":[0,1]}],
        "outputs":[{"name":"out1"},{"name":"out2"}],
        "decision":{"kind":"threshold","thresholds":[{"threshold":0.5,"below":"0","atOrAbove":"1"},{"threshold":0.50,"below":"no","atOrAbove":"yes"}]},
        "conditions":[
        {"id":1,"expression":{"bias":2.0,"weights":{"in1":0.001,"in2":0.002,"in3":-2.0,"in4":-1.998}},"source":{"level":1,"neuron":3,"slope":0.9242}},
        {"id":2,"expression":{"bias":-1.5,"weights":{"in1":1.5,"in2":1.5,"in3":-0.0001,"in4":-0.00012}},"source":{"level":4,"neuron":1,"slope":0.9257}}],
        "tree":{"condition":1,"negative":{"condition":2,"negative":{"rule":1},"positive":{"rule":2}},"positive":{"rule":3}},
        "rules":[
        {"id":1,"expressions":[{"bias":0.0004,"weights":{"in1":1.01,"in2":1.01,"in3":-0.001}},{"bias":2,"weights":{"in3":-1,"in4":-1}}],"support":{"rows":3,"share":0.1875,"accuracy":1}},
        {"id":2,"expressions":[{"bias":2,"weights":{"in1":-1,"in2":-1}},{"bias":2,"weights":{"in3":-1,"in4":-1}}],"implied":[2]},
        {"id":3,"expressions":[{"bias":2,"weights":{"in1":-1,"in2":-1}},{"bias":0,"weights":{"in3":1,"in4":1}}]}]}
        """;

    /// <summary>Numbers of different sizes, categories, missing and unseen values, three labels, one rule without source.</summary>
    public const string Loan = """
        {"version":1,"name":"Loan","summary":"Which loan.",
        "inputs":[{"name":"income","range":[0,90000],"missing":20000},{"name":"age","range":[18,90]},
        {"name":"work","categories":["?","gov","private","self"],"other":"private"},{"name":"region","categories":["n","s"]}],
        "outputs":[{"name":"none"},{"name":"prediction"},{"name":"large"}],
        "decision":{"kind":"argmax","labels":["none","small","large"]},
        "conditions":[{"id":7,"expression":{"bias":-0.5,"weights":{"income":0.00002,"work":{"gov":0.4,"private":0.4,"self":-0.25}}}}],
        "tree":{"condition":7,"negative":{"rule":10},"positive":{"rule":20}},
        "rules":[
        {"id":10,"expressions":[{"bias":1,"weights":{}},{"bias":0.1,"weights":{"age":0.01}},{"bias":-1,"weights":{"region":{"n":0.5,"s":0.5}}}]},
        {"id":20,"expressions":[{"bias":0,"weights":{}},{"bias":0.1,"weights":{"age":0.01}},{"bias":0,"weights":{"income":0.00001}}],"support":{"rows":1,"share":0.001,"error":0.25}}]}
        """;

    /// <summary>One number, without conditions.</summary>
    public const string Price = """
        {"version":1,"name":"Price","summary":"","inputs":[{"name":"size","range":[1,2]}],"outputs":[{"name":"price"}],"decision":{"kind":"value"},
        "conditions":[],"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0.1,"weights":{"size":0.2}}]}],
        "provenance":{"tool":"rulec","options":{"missing":"size=-1\n-999"}}}
        """;
}
