using HarnessCollab.Stores.Tests.Children;

// Runs the tests; or, started by one of them, does that test's work in a process of its own.
if (args is ["child", ..])
{
    return await Child.RunAsync(args[1..]);
}

return args.Any(argument => argument is "--server" or "--internal-msbuild-node")
    ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
        args, HarnessCollab.Stores.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
