namespace HarnessCollab.Jira;

/// <summary>
/// Retries after a wait when Jira asks for it: 429, and 503 with <c>Retry-After</c>, within the time of the test. No other request is sent twice;
/// above all not after 401 or 403, since each failed sign-in can lead to a locked account.
/// </summary>
internal static class PatientSender
{
    // Atlassian's advice for answers without Retry-After: start with two seconds, then double.
    private static readonly Pace Pace = new(First: TimeSpan.FromSeconds(2), Longest: TimeSpan.FromSeconds(30), Repeats: 3);

    public static async Task<Exchange> SendPatientlyAsync(this JiraClient client, JiraRequest request, TestBudget budget)
    {
        Exchange? last = null;
        try
        {
            return await (Pace with { Patience = budget.Remaining }).RepeatAsync(
                async () => last = await client.SendAsync(request, budget), attempt => Judge(attempt.Result?.Response), budget.Clock, budget.Token);
        }
        catch (OperationCanceledException) when (last is not null)
        {
            budget.ThrowIfCallerCancelled();
            return last;
        }
    }

    private static Again Judge(JiraResponse? response) => response switch
    {
        { Status: 429 } or { Status: 503, RetryAfter: not null } => Again.After(response.RetryAfter),
        _ => Again.No,
    };
}
