using Anju.Kernel;

namespace Anju.Ledgers.Workbooks;

/// <summary>
/// The file cannot be read, for the reason given. An exception and not a result because a streamed file may turn out to be damaged
/// or too large at its last byte, after rows were handed over: nobody may go on by forgetting to look.
/// </summary>
public sealed class FileRefusedException : Exception
{
    public FileRefusedException(Refusal refusal)
        : base(refusal.Message) => Refusal = refusal;

    public FileRefusedException(Refusal refusal, Exception cause)
        : base(refusal.Message, cause) => Refusal = refusal;

    public Refusal Refusal { get; }
}
