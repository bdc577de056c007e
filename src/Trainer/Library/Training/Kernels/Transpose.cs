namespace RuleCompiler.Trainer.Training.Kernels;

/// <summary>Transposes padded matrices.</summary>
internal static unsafe class Transpose
{
    private const int Block = FloatBuffer.Line;

    /// <summary>target = sourceᵀ.</summary>
    /// <param name="source">rows × columns, leading dimension <paramref name="lds"/>.</param>
    /// <param name="lds">The leading dimension of the source.</param>
    /// <param name="target">columns × rows, leading dimension <paramref name="ldt"/>; its padding is left alone.</param>
    /// <param name="ldt">The leading dimension of the target.</param>
    /// <param name="rows">Rows of the source.</param>
    /// <param name="columns">Columns of the source.</param>
    public static void Copy(float* source, int lds, float* target, int ldt, int rows, int columns)
    {
        // Blocks of a cache line each way, so that neither side is walked with long strides over cold lines.
        for (var r = 0; r < rows; r += Block)
        {
            var lastRow = r + Block < rows ? r + Block : rows;
            for (var c = 0; c < columns; c += Block)
            {
                var lastColumn = c + Block < columns ? c + Block : columns;
                for (var j = c; j < lastColumn; j++)
                {
                    var to = target + ((nint)j * ldt);
                    var from = source + ((nint)r * lds) + j;
                    for (var i = r; i < lastRow; i++)
                    {
                        to[i] = *from;
                        from += lds;
                    }
                }
            }
        }
    }
}
