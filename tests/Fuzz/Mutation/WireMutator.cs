using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Fuzz.Loop;

namespace RuleCompiler.Fuzz.Mutation;

/// <summary>
/// Changes fields of messages of <see href="https://protobuf.dev/programming-guides/encoding">Protocol Buffers</see>, lengths moved along,
/// so that most stay messages; and now and then bytes.
/// </summary>
internal sealed class WireMutator : IMutator
{
    private const int MostChanges = 4;

    private static readonly ByteMutator Bytes = new();

    private static readonly ulong[] Numbers =
    [
        0, 1, 2, 3, 5, 6, 7, 9, 11, 13, 16, 17, 64, 127, 128, 255, 1 << 16, 1 << 24, int.MaxValue, 1UL << 31, uint.MaxValue,
        long.MaxValue, 1UL << 63, ulong.MaxValue,
    ];

    /// <inheritdoc/>
    public byte[] Mutate(Corpus corpus, Random random)
    {
        if (random.Next(10) == 0 || WireMessage.TryParse(corpus.Choose(random), 0) is not { } message)
            return Bytes.Mutate(corpus, random);
        for (var left = 1 + random.Next(MostChanges); left > 0; left--)
            Change(message, corpus, random);
        return message.ToBytes();
    }

    private static void Change(WireMessage message, Corpus corpus, Random random)
    {
        var places = Places(message).ToArray();
        if (places.Length == 0)
            return;
        var (owner, at) = places[random.Next(places.Length)];
        var field = owner.Fields[at];
        switch (random.Next(9))
        {
            case 0:
                owner.Fields.RemoveAt(at);
                break;
            case 1:
                owner.Fields.Insert(at, field.Copy());
                break;
            case 2:
                var other = random.Next(owner.Fields.Count);
                (owner.Fields[at], owner.Fields[other]) = (owner.Fields[other], owner.Fields[at]);
                break;
            case 3:
                // A field of the same number from anywhere, such as another tensor or attribute.
                var source = random.Next(2) == 0 ? message : WireMessage.TryParse(corpus.Any(random), 0) ?? message;
                var alike = Places(source).Select(p => p.Owner.Fields[p.At]).Where(f => f.Tag == field.Tag).ToArray();
                owner.Fields[at] = (alike.Length > 0 ? alike[random.Next(alike.Length)] : field).Copy();
                break;
            case 4:
                field.Tag = ((ulong)random.Next(1, 24) << 3) | (field.Tag & 7);
                break;
            case 5 when field.Message is null && field.Kind == WireKind.Bytes:
                field.Bytes = random.Next(2) == 0
                    ? ByteMutator.Change(field.Bytes, corpus.Any(random), random)
                    : Encoding.UTF8.GetBytes(HostileTexts.Text(random));
                break;
            case 6 when field.Message is { } inner && places.Length < 2_000:
                inner.Fields.AddRange(inner.Fields.ToArray().Select(f => f.Copy()));
                break;
            case 7 when field.Message is not null && random.Next(8) == 0:
                // A message in itself, again and again.
                for (var depth = random.Next(300); depth > 0; depth--)
                    field = new WireField(field.Tag) { Message = new WireMessage([field]) };
                owner.Fields[at] = field;
                break;
            default:
                if (field.Kind == WireKind.Varint)
                    field.Number = random.Next(3) == 0 ? field.Number + (ulong)random.Next(5) - 2 : Numbers[random.Next(Numbers.Length)];
                else if (field.Message is null && field.Bytes.Length > 0)
                    field.Bytes = ByteMutator.Change(field.Bytes, field.Bytes, random);
                break;
        }
    }

    private static IEnumerable<(WireMessage Owner, int At)> Places(WireMessage message) =>
        Enumerable.Range(0, message.Fields.Count).Select(i => (message, i))
            .Concat(message.Fields.Select(f => f.Message).OfType<WireMessage>().SelectMany(Places));
}
