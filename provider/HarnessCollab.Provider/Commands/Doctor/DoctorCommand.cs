using HarnessCollab.CommandLine;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Functions;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>Tests a connection on request of a user.</summary>
internal static class DoctorCommand
{
    public static Command<CommandRun> Command { get; } = new("doctor", "test a connection to Jira, and say what is wrong with it", RunAsync)
    {
        Options = DoctorOptions.All,
        Details = "It changes nothing. Exit code: 0 passed, 1 failed, 2 wrong usage, 3 Jira's answer is not known.",
    };

    private static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        if (arguments.Has(DoctorOptions.Forget))
        {
            await ForgetAsync(context);
            if (!arguments.Has(DoctorOptions.Account) && !arguments.Has(DoctorOptions.BaseUrl) && !arguments.Has(DoctorOptions.Stack))
            {
                return ExitCodes.Done;
            }
        }

        var config = DoctorConfig.Read(arguments, context, ofStore: arguments.Has(DoctorOptions.Account));
        var (settings, report) = arguments.Has(DoctorOptions.Delegate)
            ? await DoctorTarget.TestByDelegateAsync(arguments, config, context)
            : await TestAsync(await DoctorTarget.ReadAsync(arguments, config, context), config, context);
        await (arguments.Has(CommonOptions.Json)
            ? JsonOutput.WriteAsync(
                context.Console.Output, JsonOutput.Of(ConnectionReports.Members, ConnectionReports.Encode(report, settings.Credential?.Kind)))
            : ReportText.WriteAsync(context.Console, settings, report));
        return report.Verdict switch
        {
            Verdict.Passed => ExitCodes.Done,
            Verdict.Inconclusive => ExitCodes.Inconclusive,
            _ => ExitCodes.Failed,
        };
    }

    private static async Task<(JiraConnectionSettings Settings, ConnectionReport Report)> TestAsync(
        JiraConnectionSettings settings, DoctorConfig config, CommandContext context)
    {
        await using var tester = ConnectionTesters.Create(config.Settings.CaCertificates, context.Environment, context.Time);
        return (settings, await tester.TestAsync(settings, CancellationToken.None));
    }

    private static async Task ForgetAsync(CommandContext context)
    {
        await using var tester = ConnectionTesters.Create(certificates: null, context.Environment, context.Time);
        try
        {
            await tester.ForgetRefusalsAsync(CancellationToken.None);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new PluginException(
                CommandErrorCodes.RefusalsKept,
                $"the file of remembered refusals, {UserFiles.Refusals(context.Environment)}, cannot be cleared. Check that it belongs to you. "
                + $"Cause: {cause.Message}",
                cause);
        }

        await context.Console.NoteAsync("refusals are forgotten: the next test asks Jira again");
    }
}
