using HarnessCollab.Jira;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Commands.Syntax;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Diagnostics;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>The connection test by hand.</summary>
internal static class DoctorCommand
{
    public static Task<int> RunAsync(IReadOnlyList<string> given, CommandContext context) => DoctorOptions.Syntax.RunAsync(given, context, RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, CommandContext context)
    {
        var hasTarget = arguments.Has(DoctorOptions.Account) || arguments.Has(DoctorOptions.BaseUrl);
        await using var tester = new JiraConnectionTester(OptionsOf(arguments, context));
        if (arguments.Has(DoctorOptions.Forget))
        {
            await ForgetAsync(tester, context);
            if (!hasTarget)
            {
                return ExitCodes.Done;
            }
        }

        var settings = await DoctorTarget.ReadAsync(arguments, context);
        var report = await tester.TestAsync(settings, CancellationToken.None);
        await (arguments.Has(Option.Json) ? ReportJson.WriteAsync(context.Console, settings, report) : ReportText.WriteAsync(context.Console, settings, report));
        return report.Verdict switch
        {
            Verdict.Passed => ExitCodes.Done,
            Verdict.Inconclusive => ExitCodes.Inconclusive,
            _ => ExitCodes.Failed,
        };
    }

    private static async Task ForgetAsync(JiraConnectionTester tester, CommandContext context)
    {
        try
        {
            await tester.ForgetRefusalsAsync(CancellationToken.None);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException(
                CommandErrorCodes.RefusalsKept,
                $"the file of remembered refusals, {RefusalMemory.PathIn(context.Environment)}, cannot be cleared. Check that it is yours. Cause: {cause.Message}",
                Grpc.Core.StatusCode.PermissionDenied,
                cause);
        }

        await context.Console.NoteAsync("refusals are forgotten: the next test asks Jira again");
    }

    private static JiraConnectionTesterOptions OptionsOf(Arguments arguments, CommandContext context)
    {
        // Read as the provider's own setting is, so that both mean the same and fail alike.
        var certificates = arguments.Find(DoctorOptions.Certificates) is { } file
            ? PropertyMap.Of((ProviderConfiguration.CaCertificates.Name, PropertyValue.Of(Path.GetFullPath(file, context.Environment.WorkingDirectory))))
            : PropertyMap.Empty;
        return new JiraConnectionTesterOptions
        {
            TimeProvider = context.Time,
            UserAgent = $"HarnessCollab.Pulumi/{PackageInfo.Version}",
            CaCertificates = certificates.Count == 0 ? null : new SettingsReader(context.Environment).Read(certificates, attached: false).CaCertificates,
            RefusalMemoryPath = RefusalMemory.PathIn(context.Environment),
        };
    }
}
