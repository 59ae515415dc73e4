using System.Collections.Immutable;
using System.Globalization;
using HarnessSandbox.Platform;
using static SandboxHost.SwitchValues;

namespace HarnessSandbox;

/// <summary>All switches, in one table for command line, JSON and help.</summary>
internal static class Switches
{
    public static readonly ImmutableArray<Switch<SandboxSettings>> All =
    [
        new("account", "ID", "the account's id (sandbox-account)", (s, v) => s with { Account = v }),
        new("api-key", "KEY", "its platform key (pat.sandbox-account.key.secret)", (s, v) => s with { ApiKey = v }),
        new("orgs", "A,B", "organisations (default)", (s, v) => s with { Orgs = List(v) }),
        new("projects", "ORG/A,...", "projects (default/shop)", (s, v) => s with { Projects = List(v) }),
        new("not-found", "400|404", "status for a missing object: older builds answer 400, newer 404 (400)", (s, v) =>
            s with { NotFoundStatus = int.Parse(OneOf("not-found", v, "400", "404"), CultureInfo.InvariantCulture) }),
        new(
            "deny",
            "PERMISSION[@SCOPE[:ID]],...",
            "permissions the key lacks, as core_connector_edit, core_secret_view@account, core_secret_view@default/shop:x",
            (s, v) => s with { Denied = [.. List(v).Select(Denial.Parse)] }),
        new("policy", "connector|secret|...", "kinds whose writes a policy denies, with 200 and null", (s, v) => s with { Policies = List(v) }),
        new("policy-leaves-out", null, "a write that a policy denies answers without the object's member, not with null (false)", (s, v) =>
            s with { PolicyLeavesOut = Flag("policy-leaves-out", v) }),
        new("pipelines", "NAME:CONNECTOR,...", "pipelines that use a connector, as its id [org/[project/]]identifier", (s, v) =>
            s with { Pipelines = List(v) }),
        new("secret-lag", "2s|500ms|3x", "how long (or for how many deletes) a secret counts as used after its connector was deleted (2s)", (s, v) =>
            s with { SecretLag = Lag.Parse("secret-lag", v) }),
        new("connector-lag", "2s|500ms|3x", "the same for a connector whose pipeline was deleted (2s)", (s, v) =>
            s with { ConnectorLag = Lag.Parse("connector-lag", v) }),
        new("managers", "ID@SCOPE,...", "secret managers in addition to the built-in one, as vault@account, vault@default/shop", (s, v) =>
            s with { Managers = List(v) }),
        new("no-built-in-manager", null, "the account has disabled the built-in secret manager (false)", (s, v) =>
            s with { NoBuiltInManager = Flag("no-built-in-manager", v) }),
        new("late-manager", "N", "how many secrets of a project are refused because its built-in manager does not exist yet (0)", (s, v) =>
            s with { LateManager = Number("late-manager", v) }),
        new("verdict", string.Join('|', ConnectionTest.Verdicts), "the result of a delegate's test of a connection (green)", (s, v) =>
            s with { Verdict = OneOf("verdict", v, ConnectionTest.Verdicts) }),
        new("late-verdict", "N", "how many reads of a connector a test needs after its own call (0)", (s, v) =>
            s with { LateVerdict = Number("late-verdict", v) }),
        new("force-delete", null, "the account permits forceDelete (false)", (s, v) => s with { ForceDelete = Flag("force-delete", v) }),
        new("migrated", "true|false", "the account answers ACCOUNT_MIGRATED_TO_NEXT_GEN (false)", (s, v) =>
            s with { Migrated = Flag("migrated", v) }),
        new("delay", "MILLISECONDS", "wait before each answer (0)", (s, v) => s with { DelayMilliseconds = Number("delay", v) }),
        new("faults", "CALL:FAULT[:TIMES],...", "what goes wrong, in this order; see below", (s, v) =>
            s with { Faults = [.. List(v).Select(Fault.Parse)] }),
    ];
}
