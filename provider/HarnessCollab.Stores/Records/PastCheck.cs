namespace HarnessCollab.Stores;

/// <summary>The result of an earlier check of an account.</summary>
/// <param name="AccountId">The id of the account, whose name may have changed since.</param>
/// <param name="Verdict">The word in reports: <c>passed</c>, <c>failed</c> or <c>inconclusive</c>.</param>
/// <param name="Code">The code of the most serious finding; null without findings.</param>
public sealed record PastCheck(string AccountId, DateTimeOffset At, string Verdict, string? Code);
