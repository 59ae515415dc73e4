using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace HarnessCollab.Jira;

/// <summary>The requests for one candidate to one Jira, within a time limit: builds the URLs and records the steps.</summary>
internal sealed class JiraConversation(JiraClient client, JiraConnectionSettings settings, TestBudget budget)
{
    private readonly ConcurrentQueue<TestStep> _steps = new();

    public JiraConnectionSettings Settings => settings;

    public TestBudget Budget => budget;

    public IReadOnlyList<TestStep> Steps => [.. _steps];

    public Task<Exchange> AskAnonymouslyAsync(string resource) => client.SendPatientlyAsync(new JiraRequest(At(resource)), budget);

    /// <summary>Sends the credential. Call it only for a host that is proven to be Jira.</summary>
    public Task<Exchange> AskAsync(string resource, string? body = null) => client.SendPatientlyAsync(
        new JiraRequest(At(resource)) { Authorization = Authorization, Body = body, MaxBody = ResponseReader.MaxBodyOfJira }, budget);

    /// <summary>Runs a step, measures it and adds it to the report.</summary>
    public async Task<Judgement> StepAsync(string name, Func<Task<Judgement>> work)
    {
        var start = budget.Clock.GetTimestamp();
        var judgement = await work();
        _steps.Enqueue(new TestStep(name, budget.Clock.GetElapsedTime(start), judgement.Outcome));
        return judgement;
    }

    /// <summary>What an exchange at a stage of the test shows.</summary>
    public Signal SignalOf(TestStage stage, Flavour flavour, Exchange? exchange) => new()
    {
        Stage = stage,
        Settings = settings,
        Flavour = flavour,
        Response = exchange?.Response,
        Failure = exchange?.Failure,
    };

    public void Skip(string name) => _steps.Enqueue(new TestStep(name, TimeSpan.Zero, StepOutcome.Skipped));

    private AuthenticationHeaderValue? Authorization => settings.Credential?.ToHeader(settings.Username);

    // Concatenated, since Uri drops the context path when the slashes of base and resource do not match.
    private Uri At(string resource) => new($"{settings.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{resource}");
}
