using System.Collections.Generic;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>Where the sheet of numbers has those of a sum.</summary>
/// <param name="Title">What it is the sum of.</param>
/// <param name="Bias">What it begins with.</param>
/// <param name="Terms">Its terms.</param>
/// <param name="Adjustments">The weight of each adjustment.</param>
internal sealed record SumCells(string Title, Formula Bias, IReadOnlyList<TermCells> Terms, IReadOnlyList<Formula> Adjustments);

/// <summary>Where the sheet of numbers has those of a term.</summary>
/// <param name="Weight">The weight of a number; null of a category or a curve.</param>
/// <param name="Weights">The number of each category; null of a number.</param>
/// <param name="Specials">The number of each special value; null where there are none.</param>
/// <param name="Curve">Its points; null where it is no curve.</param>
internal sealed record TermCells(Formula? Weight, CellRange? Weights, CellRange? Specials, CurveCells? Curve);

/// <summary>Where the sheet of numbers has a curve.</summary>
/// <param name="From">Where each piece begins.</param>
/// <param name="Heights">The height there.</param>
/// <param name="Slopes">The slope from there on.</param>
/// <param name="First">The height before the first point.</param>
internal sealed record CurveCells(CellRange From, CellRange Heights, CellRange Slopes, Formula First);
