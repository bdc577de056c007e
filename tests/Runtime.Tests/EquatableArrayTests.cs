using System;
using System.Linq;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests;

public class EquatableArrayTests
{
    [Fact]
    public void EqualElementsInTheSameOrderMakeEqualLists()
    {
        var list = EquatableArray.Of(1, 2, 3);
        Assert.Equal(list, new[] { 1, 2, 3 }.ToEquatableArray());
        Assert.Equal(list.GetHashCode(), EquatableArray.Of(1, 2, 3).GetHashCode());
        Assert.False(list.Equals(EquatableArray.Of(1, 3, 2)));
        Assert.False(list.Equals(EquatableArray.Of(1, 2)));
        Assert.False(list.Equals(null));
        Assert.False(list.Equals((object)"1, 2, 3"));
        Assert.NotEqual(list.GetHashCode(), EquatableArray.Of(1, 3, 2).GetHashCode());
    }

    [Fact]
    public void NestedListsAreComparedByValue()
    {
        var nested = EquatableArray.Of(EquatableArray.Of("a"), EquatableArray.Of("b", "c"));
        var same = EquatableArray.Of(EquatableArray.Of("a"), EquatableArray.Of("b", "c"));
        Assert.True(nested.Equals(same));
        Assert.Equal(nested.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void TheSourceMayChangeAfterwards()
    {
        var source = new[] { 1, 2 };
        var list = source.ToEquatableArray();
        source[0] = 9;
        Assert.Equal(1, list[0]);
    }

    [Fact]
    public void NullElementsAreElements()
    {
        var list = new[] { null, "a" }.ToEquatableArray();
        var same = new[] { null, "a" }.ToEquatableArray();
        Assert.True(list.Equals(same));
        Assert.Equal(list.GetHashCode(), same.GetHashCode());
        Assert.False(list.Equals(new[] { "a", null }.ToEquatableArray()));
    }

    [Fact]
    public void AnEmptyListIsTheEmptyList()
    {
        Assert.Same(EquatableArray<int>.Empty, Enumerable.Empty<int>().ToEquatableArray());
        Assert.Empty(EquatableArray<int>.Empty);
        Assert.Throws<IndexOutOfRangeException>(() => EquatableArray<int>.Empty[0]);
    }

    [Fact]
    public void ElementsAreEnumeratedInOrder()
    {
        var list = EquatableArray.Of(3, 1, 2);
        Assert.Equal(3, list.Count);
        Assert.Equal([3, 1, 2], list.Select(i => i));
    }
}
