using HarnessCollab.CommandLine;

namespace HarnessCollab.Benchmarks;

/// <summary>How a benchmark was called.</summary>
internal static class Invocation
{
    /// <summary>The settings that the command line gives.</summary>
    /// <returns>Null if there is nothing to measure: what there is to say is printed, and the exit code is set.</returns>
    public static TSettings? Read<TSettings>(CommandTable<Func<Arguments, TSettings>> table, string[] args)
        where TSettings : class
    {
        try
        {
            var call = table.Parse(args);
            if (call.Command is { } command)
            {
                return command.Run(call.Arguments);
            }

            Console.Write(call.Answer);
        }
        catch (UsageException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Environment.ExitCode = 2;
        }

        return null;
    }
}
