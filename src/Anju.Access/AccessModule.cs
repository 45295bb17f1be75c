namespace Anju.Access;

/// <summary>Marks the assembly of the people who log in.</summary>
public sealed class AccessModule;
