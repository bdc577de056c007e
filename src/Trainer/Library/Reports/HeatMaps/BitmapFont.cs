using System;
using System.Collections.Generic;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Reports.HeatMaps;

/// <summary>Capital letters, digits and signs of 5×7 pixels, so that pictures have captions on machines without fonts.</summary>
internal static class BitmapFont
{
    /// <summary>The rows of a character.</summary>
    public const int Height = 7;

    /// <summary>The columns from one character to the next.</summary>
    public const int Advance = 6;

    private static readonly Dictionary<char, string[]> Glyphs = Cut(
        "ABCDEFGHIJKLM",
        """
        .###. ####. .#### ####. ##### ##### .#### #...# .###. ..### #...# #.... #...#
        #...# #...# #.... #...# #.... #.... #.... #...# ..#.. ...#. #..#. #.... ##.##
        #...# #...# #.... #...# #.... #.... #.... #...# ..#.. ...#. #.#.. #.... #.#.#
        ##### ####. #.... #...# ####. ####. #..## ##### ..#.. ...#. ##... #.... #.#.#
        #...# #...# #.... #...# #.... #.... #...# #...# ..#.. ...#. #.#.. #.... #...#
        #...# #...# #.... #...# #.... #.... #...# #...# ..#.. #..#. #..#. #.... #...#
        #...# ####. .#### ####. ##### #.... .#### #...# .###. .##.. #...# ##### #...#
        """,
        "NOPQRSTUVWXYZ",
        """
        #...# .###. ####. .###. ####. .#### ##### #...# #...# #...# #...# #...# #####
        ##..# #...# #...# #...# #...# #.... ..#.. #...# #...# #...# #...# #...# ....#
        ##..# #...# #...# #...# #...# #.... ..#.. #...# #...# #...# .#.#. .#.#. ...#.
        #.#.# #...# ####. #...# ####. .###. ..#.. #...# #...# #.#.# ..#.. ..#.. ..#..
        #..## #...# #.... #.#.# #.#.. ....# ..#.. #...# #...# #.#.# .#.#. ..#.. .#...
        #..## #...# #.... #..#. #..#. ....# ..#.. #...# .#.#. ##.## #...# ..#.. #....
        #...# .###. #.... .##.# #...# ####. ..#.. .###. ..#.. #...# #...# ..#.. #####
        """,
        "0123456789+-.",
        """
        .###. ..#.. .###. ####. ...#. ##### .###. ##### .###. .###. ..... ..... .....
        #...# .##.. #...# ....# ..##. #.... #.... ....# #...# #...# ..#.. ..... .....
        #..## ..#.. ....# ....# .#.#. #.... #.... ...#. #...# #...# ..#.. ..... .....
        #.#.# ..#.. ...#. .###. #..#. ####. ####. ...#. .###. .#### ##### ##### .....
        ##..# ..#.. ..#.. ....# ##### ....# #...# ..#.. #...# ....# ..#.. ..... .....
        #...# ..#.. .#... ....# ...#. ....# #...# ..#.. #...# ....# ..#.. ..... .##..
        .###. .###. ##### ####. ...#. ####. .###. ..#.. .###. .###. ..... ..... .##..
        """,
        ",:()/=%*<>_'?",
        """
        ..... ..... ...#. .#... ....# ..... ##..# ..... ...#. .#... ..... ..#.. .###.
        ..... .##.. ..#.. ..#.. ....# ..... ##..# #.#.# ..#.. ..#.. ..... ..#.. #...#
        ..... .##.. ..#.. ..#.. ...#. ##### ...#. .###. .#... ...#. ..... ..... ....#
        ..... ..... ..#.. ..#.. ..#.. ..... ..#.. ##### #.... ....# ..... ..... ...#.
        .##.. .##.. ..#.. ..#.. .#... ##### .#... .###. .#... ...#. ..... ..... ..#..
        .##.. .##.. ..#.. ..#.. #.... ..... #..## #.#.# ..#.. ..#.. ..... ..... .....
        .#... ..... ...#. .#... #.... ..... #..## ..... ...#. .#... ##### ..... ..#..
        """);

    /// <summary>How wide a text is.</summary>
    public static int WidthOf(string text, int scale) => text.Length * Advance * scale;

    /// <summary>Draws a text in capitals; a character that is none of the font's is a question mark.</summary>
    /// <param name="image">The picture; what of the text is outside is left out.</param>
    /// <param name="text">The text.</param>
    /// <param name="left">Its first column.</param>
    /// <param name="top">Its first row.</param>
    /// <param name="scale">Pixels per dot.</param>
    public static void Draw(RgbImage image, string text, int left, int top, int scale)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ' ')
                continue;
            var glyph = Glyphs.GetValueOrDefault(char.ToUpperInvariant(text[i])) ?? Glyphs['?'];
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Advance - 1; x++)
                {
                    if (glyph[y][x] == '#')
                        image.Fill(left + (((i * Advance) + x) * scale), top + (y * scale), scale, scale, Rgb.Black);
                }
            }
        }
    }

    private static Dictionary<char, string[]> Cut(params string[] bands)
    {
        var glyphs = new Dictionary<char, string[]>();
        for (var band = 0; band < bands.Length; band += 2)
        {
            var rows = bands[band + 1].ReplaceLineEndings("\n").Split('\n');
            for (var i = 0; i < bands[band].Length; i++)
                glyphs.Add(bands[band][i], Array.ConvertAll(rows, r => r.Substring(i * Advance, Advance - 1)));
        }

        return glyphs;
    }
}
