#if NETSTANDARD2_0
// What the compiler asks for and netstandard2.0 does not have: interpolated strings that write themselves.
#pragma warning disable MA0048
namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Struct)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute
{
}

[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute : Attribute
{
    public InterpolatedStringHandlerArgumentAttribute(string argument) => Argument = argument;

    public string Argument { get; }
}
#endif
