using System.Collections.Immutable;
using HarnessSandbox.Platform;

namespace HarnessSandbox;

/// <summary>How the sandbox behaves. Set by switches at the start, and by <c>POST /__sandbox/settings</c> while it runs.</summary>
internal sealed record SandboxSettings
{
    public string Account { get; init; } = "sandbox-account";

    public string ApiKey { get; init; } = "pat.sandbox-account.key.secret";

    public ImmutableArray<string> Orgs { get; init; } = ["default"];

    /// <summary>As <c>org/project</c>.</summary>
    public ImmutableArray<string> Projects { get; init; } = ["default/shop"];

    /// <summary>With which status shape B says that something is missing.</summary>
    public int NotFoundStatus { get; init; } = 400;

    /// <summary>Permissions that the key lacks.</summary>
    public ImmutableArray<string> Denied { get; init; } = [];

    /// <summary>Kinds of object (<c>connector</c>, <c>secret</c>) whose writes a policy denies.</summary>
    public ImmutableArray<string> Policies { get; init; } = [];

    /// <summary>Pipelines that use a connector, as <c>name:id</c>.</summary>
    public ImmutableArray<string> Pipelines { get; init; } = [];

    /// <summary>How many deletes of a secret are refused after the connector that used it is gone: that record is removed late.</summary>
    public int ReferenceLag { get; init; }

    public bool Migrated { get; init; }

    public int DelayMilliseconds { get; init; }

    public ImmutableArray<Fault> Faults { get; init; } = [];
}
