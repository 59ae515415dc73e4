namespace HarnessCollab.Stores;

/// <summary>What became of a check of an account, as it is remembered.</summary>
/// <param name="AccountId">Which it was, whatever it is called by now.</param>
/// <param name="Verdict">As reports say it: <c>passed</c>, <c>failed</c> or <c>inconclusive</c>.</param>
/// <param name="Code">Of what weighed most; null when there was nothing to mind.</param>
public sealed record PastCheck(string AccountId, DateTimeOffset At, string Verdict, string? Code);
