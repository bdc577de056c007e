namespace RuleCompiler.Generator.Diagnostics;

/// <summary>The diagnostics, by the last digits of their identifiers.</summary>
internal enum DiagnosticKind
{
    Syntax = 1,
    Limit = 2,
    Version = 3,
    Value = 4,
    MissingMember = 5,
    UnknownMember = 6,
    Repeated = 7,
    Dangling = 8,
    Unused = 9,
    Tree = 10,
    Unreadable = 11,
    SameName = 12,
    NoSupport = 13,
    DeadBranch = 14,
    IdleLabel = 15,
    RecordedMarks = 16,
    Option = 20,
    TableDriven = 30,
    NameHidden = 40,
    NameTaken = 41,
    NameElsewhere = 42,
}
