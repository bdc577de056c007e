using System;
using System.Linq;
using System.Reflection;
using Acme.Lending;

// The members that each of the two documents was generated with, by metadata and by property.
foreach (var type in new[] { typeof(CreditRules), typeof(Options.Other) })
{
    var members = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(m => m.Name).Distinct();
    Console.WriteLine(type.FullName + ": " + string.Join(" ", members.OrderBy(m => m, StringComparer.Ordinal)));
}
