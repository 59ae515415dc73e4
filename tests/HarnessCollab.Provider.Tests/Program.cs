using HarnessCollab.Provider.Tests.Crashes;

// Runs the tests; or, started by one of them, is the plugin that dies at a moment of a write.
if (args is [DyingPlugin.Word, var moment, .. var rest])
{
    return await DyingPlugin.RunAsync(moment, rest);
}

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
        args, HarnessCollab.Provider.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
