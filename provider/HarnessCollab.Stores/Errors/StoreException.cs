namespace HarnessCollab.Stores;

/// <summary>
/// A store's failure. The message reads <c>HC3nnn: what happened, where, how to fix</c>, holds no secret, and does no harm in a terminal or a CI log,
/// whoever wrote what it quotes.
/// </summary>
public class StoreException : Exception
{
    /// <summary>A failure with its code (one of <see cref="StoreErrorCodes"/>), kind, text and, if any, cause.</summary>
    public StoreException(string code, StoreErrorKind kind, string text, Exception? cause = null)
        : base(ServerText.Lines($"{code}: {text}"), cause) => (Code, Kind) = (code, kind);

    /// <summary>The code, <c>HC3nnn</c>.</summary>
    public string Code { get; }

    /// <summary>What a caller can do about it.</summary>
    public StoreErrorKind Kind { get; }
}
