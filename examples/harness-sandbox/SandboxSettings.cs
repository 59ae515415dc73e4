using System.Collections.Immutable;
using HarnessSandbox.Platform;

namespace HarnessSandbox;

/// <summary>How the sandbox behaves. Set by switches at the start, and by <c>POST /__sandbox/settings</c> while it runs.</summary>
internal sealed record SandboxSettings : IStandInSettings
{
    public string Account { get; init; } = "sandbox-account";

    public string ApiKey { get; init; } = "pat.sandbox-account.key.secret";

    public ImmutableArray<string> Orgs { get; init; } = ["default"];

    /// <summary>As <c>org/project</c>.</summary>
    public ImmutableArray<string> Projects { get; init; } = ["default/shop"];

    /// <summary>The status with which shape B reports a missing object.</summary>
    public int NotFoundStatus { get; init; } = 400;

    /// <summary>Permissions that the key lacks.</summary>
    public ImmutableArray<Denial> Denied { get; init; } = [];

    /// <summary>Kinds of object (<c>connector</c>, <c>secret</c>) whose writes a policy denies.</summary>
    public ImmutableArray<string> Policies { get; init; } = [];

    /// <summary>Pipelines that use a connector, as <c>name:id</c>.</summary>
    public ImmutableArray<string> Pipelines { get; init; } = [];

    /// <summary>Whether the answer to a write that a policy denies lacks the object's member, instead of having null.</summary>
    public bool PolicyLeavesOut { get; init; }

    /// <summary>
    /// How long a secret counts as used after its connector was deleted, or refers to another: that record is removed with a delay.
    /// </summary>
    public Lag SecretLag { get; init; } = new(TimeSpan.FromSeconds(2), 0);

    /// <summary>How long a connector counts as used after the pipeline was deleted.</summary>
    public Lag ConnectorLag { get; init; } = new(TimeSpan.FromSeconds(2), 0);

    /// <summary>Secret managers in addition to the built-in one, as <c>identifier@scope</c>.</summary>
    public ImmutableArray<string> Managers { get; init; } = [];

    /// <summary>The account has disabled the built-in manager.</summary>
    public bool NoBuiltInManager { get; init; }

    /// <summary>How many secrets of a project are refused because its built-in manager does not exist yet.</summary>
    public int LateManager { get; init; }

    /// <summary>The result of a delegate's test of a connection: one of <see cref="Platform.ConnectionTest.Verdicts"/>.</summary>
    public string Verdict { get; init; } = Platform.ConnectionTest.Green;

    /// <summary>How many reads of a connector a test needs after its own call; until then its status is unknown.</summary>
    public int LateVerdict { get; init; }

    /// <summary>Whether the account permits <c>forceDelete</c>.</summary>
    public bool ForceDelete { get; init; }

    public bool Migrated { get; init; }

    public int DelayMilliseconds { get; init; }

    public ImmutableArray<Fault> Faults { get; init; } = [];

    /// <summary>Whether the key may do this to the object, or (with an empty identifier) anywhere in its scope.</summary>
    public bool Allows(string permission, ObjectKey key) => !Denied.Any(denial => denial.Covers(permission, key));
}
