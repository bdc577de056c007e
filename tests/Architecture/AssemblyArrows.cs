using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace RuleCompiler.Architecture;

/// <summary>
/// Which room of an assembly knows which other one: read from what the compiler wrote, so that nothing can hide behind a spelling.
/// </summary>
/// <remarks>
/// A room is the first part of a namespace after the assembly's own. What a body calls, the types of fields, parameters and results, base
/// types, type arguments and attributes count; a constant that was folded in does not, since nothing of it is left.
/// </remarks>
internal sealed class AssemblyArrows
{
    private readonly string[] _roots;
    private readonly SortedDictionary<(string From, string To), string> _examples = new();

    private AssemblyArrows(string[] roots) => _roots = roots;

    /// <summary>The arrows, with a member that has it for each.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="roots">
    /// The namespaces whose parts are rooms, the longer first: <c>RuleCompiler.Trainer</c> before <c>RuleCompiler</c>.
    /// </param>
    /// <returns>
    /// From room to room, each once; a room is written with its root where that is not the first: <c>Data</c>,
    /// <c>RuleCompiler.Documents</c>.
    /// </returns>
    public static IReadOnlyDictionary<(string From, string To), string> Of(string path, params string[] roots)
    {
        var arrows = new AssemblyArrows(roots);
        using var module = ModuleDefinition.ReadModule(path);
        foreach (var type in module.GetTypes())
            arrows.Add(type);
        return arrows._examples;
    }

    private void Add(TypeDefinition type)
    {
        if (RoomOf(type) is not { } room)
            return;
        Note(room, type.BaseType, type.FullName);
        foreach (var implemented in type.Interfaces)
            Note(room, implemented.InterfaceType, type.FullName);
        foreach (var attribute in type.CustomAttributes)
            Note(room, attribute.AttributeType, type.FullName);
        foreach (var constraint in type.GenericParameters.SelectMany(p => p.Constraints))
            Note(room, constraint.ConstraintType, type.FullName);
        foreach (var field in type.Fields)
            Note(room, field.FieldType, field.FullName);
        foreach (var method in type.Methods)
            Add(room, method);
    }

    private void Add(string room, MethodDefinition method)
    {
        Note(room, method.ReturnType, method.FullName);
        foreach (var parameter in method.Parameters)
            Note(room, parameter.ParameterType, method.FullName);
        foreach (var constraint in method.GenericParameters.SelectMany(p => p.Constraints))
            Note(room, constraint.ConstraintType, method.FullName);
        if (!method.HasBody)
            return;
        foreach (var variable in method.Body.Variables)
            Note(room, variable.VariableType, method.FullName);
        foreach (var instruction in method.Body.Instructions)
            Add(room, instruction, method.FullName);
    }

    private void Add(string room, Instruction instruction, string member)
    {
        switch (instruction.Operand)
        {
            case TypeReference type:
                Note(room, type, member);
                break;
            case MethodReference called:
                Note(room, called.DeclaringType, member);
                Note(room, called.ReturnType, member);
                foreach (var argument in (called as GenericInstanceMethod)?.GenericArguments ?? [])
                    Note(room, argument, member);
                break;
            case FieldReference field:
                Note(room, field.DeclaringType, member);
                Note(room, field.FieldType, member);
                break;
        }
    }

    private void Note(string from, TypeReference? type, string member)
    {
        for (; type is not null; type = (type as TypeSpecification)?.ElementType)
        {
            foreach (var argument in (type as GenericInstanceType)?.GenericArguments ?? [])
                Note(from, argument, member);
            if (type is not TypeSpecification && RoomOf(type) is { } to && to != from)
                _examples.TryAdd((from, to), member);
        }
    }

    private string? RoomOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        for (var r = 0; r < _roots.Length; r++)
        {
            if (!type.Namespace.StartsWith(_roots[r] + ".", StringComparison.Ordinal))
                continue;
            var room = type.Namespace[(_roots[r].Length + 1)..].Split('.')[0];
            return r == 0 ? room : _roots[r] + "." + room;
        }

        return null;
    }
}
