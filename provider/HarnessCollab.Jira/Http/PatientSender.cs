namespace HarnessCollab.Jira;

/// <summary>
/// Waits where Jira asks to wait: 429, and 503 with <c>Retry-After</c>, as long as the test's time allows. Nothing else is sent twice; 401 and 403
/// least of all, since each failed sign-in brings an account nearer to being locked.
/// </summary>
internal static class PatientSender
{
    // Atlassian's advice for answers without Retry-After: start at two seconds, double.
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
