using Grpc.Core;
using HarnessCollab.Protocol.Wire;
using Pulumi.Compat.Tests.FakeEngine;
using Pulumi.Compat.Tests.Samples;

namespace Pulumi.Compat.Tests;

public sealed class RunTests
{
    [Fact]
    public async Task An_unhandled_exception_is_logged_with_its_stack_and_ends_the_run_with_32()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(32, await engine.RunAsync((Action)(() => throw new InvalidOperationException("no such thing"))));

        var log = Assert.Single(engine.Messages);
        Assert.Equal(LogSeverity.Error, log.Severity);
        Assert.Contains("no such thing", log.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(RunTests), log.Message, StringComparison.Ordinal);
        AssertNotEnded(engine);
        Assert.Empty(engine.Requests.OfType<RegisterResourceOutputsRequest>());
    }

    [Fact]
    public async Task An_exception_in_a_callback_nobody_reads_fails_the_run_too()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(32, await engine.RunAsync(() =>
        {
            new Account("a", new() { Title = "t" }).Title.Apply(Fail);
        }));

        Assert.Equal("callback", Assert.Single(engine.Messages).Message);
        AssertNotEnded(engine);

        static string Fail(string title) => throw new RunException("callback");
    }

    [Fact]
    public async Task A_logged_error_fails_the_run_with_1_and_the_engine_is_not_told_of_the_end()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(1, await engine.RunAsync(() =>
        {
            var a = new Account("a", new() { Title = "t" });
            Log.Debug("one");
            Log.Info("two", a, ephemeral: true);
            Log.Warn("three", streamId: 7);
            Log.Error("four");
        }));

        Assert.Equal(
            [(LogSeverity.Info, "two", true, 0), (LogSeverity.Warning, "three", false, 7), (LogSeverity.Error, "four", false, 0)],
            engine.Messages.OrderBy(log => log.Severity).Select(log => (log.Severity, log.Message, log.Ephemeral, log.StreamId)));
        Assert.Contains(engine.Logs, log => (log.Severity, log.Message) == (LogSeverity.Debug, "one"));
        Assert.EndsWith("Account::a", engine.Messages.Single(log => log.Message == "two").Urn, StringComparison.Ordinal);
        AssertNotEnded(engine);
    }

    [Fact]
    public async Task A_refused_registration_is_logged_once_with_the_engines_reason()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnRegister = request => request.Name == "a"
            ? throw new RpcException(new Status(StatusCode.InvalidArgument, "the type is malformed"))
            : engine.Answer(request);

        Assert.Equal(32, await engine.RunAsync(() =>
        {
            var a = new Account("a", new() { Title = "t" });
            return new Dictionary<string, object?> { ["one"] = a.Title, ["two"] = a.Count.Apply(count => count + 1) };
        }));

        Assert.Contains("the type is malformed", Assert.Single(engine.Messages).Message, StringComparison.Ordinal);
        AssertNotEnded(engine);
    }

    [Fact]
    public async Task The_outputs_of_a_resource_that_failed_are_unknown_and_the_program_goes_on()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnRegister = request =>
        {
            var answer = engine.Answer(request);
            (answer.Result, answer.Object) = request.Custom ? (Result.Fail, new()) : (Result.Success, answer.Object);
            return answer;
        };
        var ran = false;

        Assert.Equal(0, await engine.RunAsync(() =>
        {
            new Account("a", new() { Title = "t" }).Title.Apply(_ => ran = true);
        }));
        Assert.False(ran);
    }

    [Fact]
    public async Task An_engine_that_does_not_know_the_end_signal_is_no_error()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnShutdown = () => throw new RpcException(new Status(StatusCode.Unimplemented, ""));

        Assert.Equal(0, await engine.RunAsync(() => { }));
    }

    [Fact]
    public async Task Messages_that_cannot_be_sent_fail_the_run_with_1()
    {
        await using var engine = await EngineServer.StartAsync();
        engine.OnLog = _ => throw new RpcException(new Status(StatusCode.Internal, "log is full"));

        Assert.Equal(1, await engine.RunAsync(() => Log.Info("hello")));
    }

    [Fact]
    public async Task A_stack_class_registers_its_output_properties()
    {
        await using var engine = await EngineServer.StartAsync();

        Assert.Equal(0, await engine.RunStackAsync<GoodStack>());
        Wire.AssertJson("""{"urn":"urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev","outputs":{"title":"t"}}""", engine.Outputs("shop-dev"));

        Assert.Equal(32, await engine.RunStackAsync<ForgetfulStack>());
        Assert.Contains("Missing", engine.Messages.Last().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PULUMI_MONITOR")]
    [InlineData("PULUMI_STACK")]
    [InlineData("PULUMI_DRY_RUN")]
    public async Task A_program_started_without_an_engine_fails(string missing)
    {
        await using var engine = await EngineServer.StartAsync();
        var environment = engine.Environment();
        environment[missing] = "";

        // Ours says how to run it, in words alone; the package throws.
        var failure = await Record.ExceptionAsync(
            async () => Assert.NotEqual(0, await Programs.StartAsync(() => Deployment.RunAsync(() => { }), environment)));

        Assert.True(failure is null or InvalidOperationException, $"{failure}");
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public void Resources_outside_a_deployment_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => new Account("a", new() { Title = "t" }));

    private static void AssertNotEnded(EngineServer engine) => Assert.Empty(engine.Requests.OfType<ShutdownSignal>());

    private sealed class GoodStack : Stack
    {
        public GoodStack() => Title = new Account("a", new() { Title = "t" }).Title;

        [Output("title")]
        public Output<string> Title { get; private set; }
    }

    private sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<string> Missing { get; private set; } = null!;
    }
}
