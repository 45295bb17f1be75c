namespace Anju.Kernel;

/// <summary>
/// A door for which it is not enough to be signed in: the person must have proved who they are within the last minutes
/// (requirement A11). On a page as an attribute, on an endpoint as metadata.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class StepUpAttribute : Attribute;
