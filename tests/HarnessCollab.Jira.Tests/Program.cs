using HarnessCollab.Jira.Tests;
using HarnessCollab.Jira.Tests.Infrastructure;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

return args switch
{
    [OtherProcess.Command, .. var rest] => await OtherProcess.MainAsync(rest),
    _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
        await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};
