using System.Drawing;
using SpreadCheetah.Styling;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>How cells look.</summary>
internal static class WorkbookStyles
{
    private const string Decimals = "0.0000##";

    private static readonly Color InputColor = Color.FromArgb(255, 246, 214);
    private static readonly Color HeaderColor = Color.FromArgb(232, 237, 244);
    private static readonly Color RemarkColor = Color.FromArgb(96, 96, 96);
    private static readonly Color TitleColor = Color.FromArgb(31, 56, 100);

    /// <summary>A style.</summary>
    public static Style Of(CellStyle style) => style switch
    {
        CellStyle.Wrapped => new Style { Alignment = { WrapText = true, Vertical = VerticalAlignment.Top } },
        CellStyle.Code => new Style { Font = { Name = "Consolas", Size = 10 } },
        CellStyle.Title => new Style { Font = { Bold = true, Size = 16, Color = TitleColor } },
        CellStyle.Heading => new Style { Font = { Bold = true, Size = 12, Color = TitleColor } },
        CellStyle.Header => new Style
        {
            Font = { Bold = true },
            Fill = { Color = HeaderColor },
            Alignment = { WrapText = true, Vertical = VerticalAlignment.Top },
        },
        CellStyle.NumberHeader => new Style
        {
            Font = { Bold = true },
            Fill = { Color = HeaderColor },
            Alignment = { WrapText = true, Vertical = VerticalAlignment.Top, Horizontal = HorizontalAlignment.Right },
        },
        CellStyle.TextHeader => new Style
        {
            Font = { Bold = true },
            Fill = { Color = HeaderColor },
            Alignment = { WrapText = true, Vertical = VerticalAlignment.Top, Horizontal = HorizontalAlignment.Left, Indent = 1 },
        },
        CellStyle.Text => new Style { Alignment = { Indent = 1, Horizontal = HorizontalAlignment.Left } },
        CellStyle.Remark => new Style { Font = { Italic = true, Color = RemarkColor } },
        CellStyle.Input => Typed(null),
        CellStyle.TextInput => Typed(NumberFormat.Standard(StandardNumberFormat.Text)),
        CellStyle.Answer => new Style { Font = { Bold = true }, Alignment = { Horizontal = HorizontalAlignment.Left } },
        CellStyle.Score => new Style
        {
            Font = { Bold = true },
            Alignment = { Horizontal = HorizontalAlignment.Left },
            Format = NumberFormat.Custom(Decimals),
        },
        CellStyle.Decimal => new Style { Format = NumberFormat.Custom(Decimals) },
        CellStyle.Signed => new Style { Format = NumberFormat.Custom($"+{Decimals};-{Decimals};0") },
        CellStyle.Percent => new Style
        {
            Format = NumberFormat.Custom("0.0%"),
            Alignment = { Horizontal = HorizontalAlignment.Left },
        },
        CellStyle.Part => new Style { Format = NumberFormat.Custom("0.0%") },
        CellStyle.Tiny => new Style { Format = NumberFormat.Custom("0.0E+00") },
        _ => new Style(),
    };

    private static Style Typed(NumberFormat? format)
    {
        var style = new Style
        {
            Fill = { Color = InputColor },
            Border =
            {
                Left = { BorderStyle = BorderStyle.Thin, Color = TitleColor },
                Right = { BorderStyle = BorderStyle.Thin, Color = TitleColor },
                Top = { BorderStyle = BorderStyle.Thin, Color = TitleColor },
                Bottom = { BorderStyle = BorderStyle.Thin, Color = TitleColor },
            },
        };
        if (format is not null)
            style.Format = format;
        return style;
    }
}
