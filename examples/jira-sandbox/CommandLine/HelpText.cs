using System.Text;

namespace JiraSandbox.CommandLine;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public static string Full
    {
        get
        {
            var text = new StringBuilder()
                .AppendLine("jira-sandbox: a stand-in Jira on this machine's loopback address, for trying things out and for tests.")
                .AppendLine()
                .AppendLine("Usage: jira-sandbox [switches]        (a switch in parentheses shows its default)")
                .AppendLine();
            Line(text, "--port N", "port to listen on, 0 for any free one (0)");
            Line(text, "--exit-with-parent", "end when standard input ends");
            foreach (var each in Switches.All)
            {
                Line(text, each.Value.Length == 0 ? $"--{each.Name}" : $"--{each.Name} {each.Value}", each.Help);
            }

            return text
                .AppendLine()
                .AppendLine("While it runs:")
                .AppendLine("  /                           a page with settings and requests, for people")
                .AppendLine("  GET  /__sandbox/requests    the request log as JSON: no secret, but sha256(salt:secret) of each")
                .AppendLine("  GET  /__sandbox/settings    the settings in force, without secrets")
                .AppendLine("  POST /__sandbox/settings    change settings: {\"token\":\"new\",\"deny\":[\"OPS:CREATE_ISSUES\"],\"delay\":100}")
                .AppendLine("  POST /__sandbox/reset       back to the switches of the start, with an empty log")
                .ToString();
        }
    }

    private static void Line(StringBuilder text, string left, string right) =>
        text.AppendLine(left.Length > 38 ? $"  {left}\n{new string(' ', 42)}{right}" : $"  {left,-39} {right}");
}
