namespace HarnessCollab.Jira;

/// <summary>
/// Waits where Jira asks to wait: 429, and 503 with <c>Retry-After</c>, as long as the test's time allows. Nothing else is sent twice; 401 and 403
/// least of all, since each failed sign-in brings an account nearer to being locked.
/// </summary>
/// <remarks>One rule with one budget is no work for a resilience library, and the plugin starts the faster without one.</remarks>
internal static class PatientSender
{
    private const int MaxAttempts = 4;

    // Atlassian's advice for answers without Retry-After: start at two seconds, double.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    public static async Task<Exchange> SendPatientlyAsync(this JiraClient client, JiraRequest request, TestBudget budget)
    {
        for (var attempt = 1; ; attempt++)
        {
            var exchange = await client.SendAsync(request, budget);
            var wait = Wait(exchange.Response, attempt);
            if (wait is null || attempt == MaxAttempts || wait >= budget.Remaining)
            {
                return exchange;
            }

            try
            {
                await budget.Delay(wait.Value);
            }
            catch (OperationCanceledException)
            {
                budget.ThrowIfCallerCancelled();
                return exchange;
            }
        }
    }

    private static TimeSpan? Wait(JiraResponse? response, int attempt) => response?.Status switch
    {
        429 => response.RetryAfter ?? FirstWait * Math.Pow(2, attempt - 1),
        503 => response.RetryAfter,
        _ => null,
    };
}
