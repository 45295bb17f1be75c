namespace Anju.Policy;

/// <summary>Marks the assembly of the policy engine.</summary>
public sealed class PolicyModule;
