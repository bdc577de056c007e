using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>The inputs that reached something new, in memory and in a folder.</summary>
internal sealed class Corpus(string folder)
{
    private readonly List<byte[]> _inputs = [];
    private readonly List<byte[]> _accepted = [];

    // Names are given by it: no file of the folder is written over, whatever was taken out of it.
    private int _next;

    /// <summary>How many there are.</summary>
    public int Count => _inputs.Count;

    /// <summary>What is in the folder, in the order of the names: that in which it came.</summary>
    public IEnumerable<byte[]> Stored()
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            if (int.TryParse(Path.GetFileName(file), CultureInfo.InvariantCulture, out var number))
                _next = number + 1;
            yield return File.ReadAllBytes(file);
        }
    }

    /// <summary>Takes an input up.</summary>
    /// <param name="input">The input.</param>
    /// <param name="isAccepted">Whether the target took it.</param>
    public void Add(byte[] input, bool isAccepted)
    {
        _inputs.Add(input);
        if (isAccepted)
            _accepted.Add(input);
    }

    /// <summary>Takes an input up and writes it into the folder.</summary>
    public void Keep(byte[] input, bool isAccepted)
    {
        Directory.CreateDirectory(folder);
        Add(input, isAccepted);
        File.WriteAllBytes(Path.Combine(folder, _next++.ToString("D7", CultureInfo.InvariantCulture)), input);
    }

    /// <summary>Takes an input out of the folder.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(byte[] input)
    {
        if (!Directory.Exists(folder))
            return false;
        var files = Directory.GetFiles(folder).Where(f => File.ReadAllBytes(f).SequenceEqual(input)).ToArray();
        foreach (var file in files)
            File.Delete(file);
        return files.Length > 0;
    }

    /// <summary>
    /// One to change: mostly one that the target took, since what is made of those that it refused is refused as well; the newer and the
    /// shorter ones more often.
    /// </summary>
    public byte[] Choose(Random random)
    {
        var list = _accepted.Count > 0 && random.Next(5) > 0 ? _accepted : _inputs;
        var (one, other) = (Any(list, random), Any(list, random));
        return one.Length <= other.Length == random.Next(4) > 0 ? one : other;
    }

    /// <summary>Any of them.</summary>
    public byte[] Any(Random random) => Any(_inputs, random);

    private static byte[] Any(List<byte[]> inputs, Random random)
    {
        var from = random.Next(2) == 0 ? 0 : inputs.Count * 3 / 4;
        return inputs[random.Next(from, inputs.Count)];
    }
}
