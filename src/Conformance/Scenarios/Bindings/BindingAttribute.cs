namespace Ballast.Conformance.Scenarios;

/// <summary>Marks a class whose methods are steps, hooks or parameter types. One instance lives per scenario.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BindingAttribute : Attribute;
