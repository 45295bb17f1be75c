namespace Anju.Ui;

/// <summary>One of several assumptions behind a figure: what is assumed, and its number in the register of assumptions.</summary>
public sealed record AssumptionLine(string Text, string Code);
