using System.Text;
using HarnessSandbox.Platform;

namespace HarnessSandbox.CommandLine;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    public static string Full
    {
        get
        {
            var text = new StringBuilder()
                .AppendLine("harness-sandbox: a stand-in Harness platform on this machine's loopback address, for trying things out and for tests.")
                .AppendLine("It keeps Jira connectors and text secrets of one account in memory, and forgets them when it ends.")
                .AppendLine()
                .AppendLine("Usage: harness-sandbox [switches]     (a switch in parentheses shows its default)")
                .AppendLine();
            Line(text, "--port N", "port to listen on, 0 for any free one (0)");
            Line(text, "--exit-with-parent", "end when standard input ends");
            foreach (var each in Switches.All)
            {
                Line(text, each.Value.Length == 0 ? $"--{each.Name}" : $"--{each.Name} {each.Value}", each.Help);
            }

            text.AppendLine().AppendLine("Faults, as CALL:FAULT or CALL:FAULT:TIMES (once, if nothing is said; then as usual):");
            text.AppendLine($"  CALL   {string.Join(", ", CallNames.All)}, or any");
            foreach (var (name, help) in Faults.All)
            {
                Line(text, name, help);
            }

            return text
                .AppendLine()
                .AppendLine("While it runs:")
                .AppendLine("  /                           a page with settings, objects and requests, for people")
                .AppendLine("  GET  /__sandbox/requests    the request log as JSON, without bodies and keys")
                .AppendLine("  GET  /__sandbox/objects     connectors and secrets as JSON: of a secret's value only sha256(salt:value)")
                .AppendLine("  GET  /__sandbox/settings    the settings in force, without secrets")
                .AppendLine("  POST /__sandbox/settings    change settings: {\"faults\":[\"create-connector:lost-reply\"],\"delay\":100}")
                .AppendLine("  POST /__sandbox/rotate      someone else writes a secret: "
                    + "{\"org\":null,\"project\":null,\"identifier\":\"x\",\"value\":\"new\"}")
                .AppendLine("  POST /__sandbox/delete      someone removes an object by force: "
                    + "{\"kind\":\"connector\",\"org\":null,\"project\":null,\"identifier\":\"x\"}")
                .AppendLine("  POST /__sandbox/edit        someone changes a document: "
                    + "{\"kind\":\"connector\",\"identifier\":\"x\",\"changes\":{\"name\":\"y\"}}; null removes a member")
                .AppendLine("  POST /__sandbox/heartbeat   the platform tests each connector by itself, as it does every half hour")
                .AppendLine("  POST /__sandbox/reset       back to the switches of the start, with empty log and no objects")
                .ToString();
        }
    }

    private static void Line(StringBuilder text, string left, string right) =>
        text.AppendLine(left.Length > 38 ? $"  {left}\n{new string(' ', 42)}{right}" : $"  {left,-39} {right}");
}
