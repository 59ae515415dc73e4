using HarnessCollab.Provider.Schema;

namespace HarnessCollab.Provider.Commands;

/// <summary>The plugin binary as a command-line tool. Without a command it serves an engine.</summary>
internal static class CommandLine
{
    private const string Usage = """
        usage: pulumi-resource-harnesscollab COMMAND

          schema     write the package schema to standard output
          version    write the version to standard output
          help       show this text

        Without a command it is a Pulumi plugin: it serves an engine and prints its port.
        """;

    public static async Task<int> RunAsync(IReadOnlyList<string> command, TextWriter output, TextWriter errors)
    {
        switch (command[0])
        {
            case "schema":
                await output.WriteAsync(PackageSchema.Text);
                return 0;
            case "version" or "--version":
                await output.WriteLineAsync(PackageInfo.Version);
                return 0;
            case "help" or "--help" or "-h":
                await output.WriteLineAsync(Usage);
                return 0;
            default:
                await errors.WriteLineAsync($"error: unknown command '{command[0]}'\n\n{Usage}");
                return 1;
        }
    }
}
