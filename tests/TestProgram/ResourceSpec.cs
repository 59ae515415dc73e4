/// <summary>One resource as a test asks for it: an element of the JSON list in the stack's setting <c>resources</c>.</summary>
internal sealed record ResourceSpec
{
    /// <summary>The logical name.</summary>
    public required string Name { get; init; }

    /// <summary><c>jira</c>, <c>text</c> or <c>provider</c>.</summary>
    public string Kind { get; init; } = "jira";

    public string? DisplayName { get; init; }

    public string? Username { get; init; }

    public string? Description { get; init; }

    /// <summary>The credential, or the text's value; without it the setting <c>apiToken</c>, if there is one.</summary>
    public string? Token { get; init; }

    /// <summary>A text by id or name; <c>@NAME</c> is the id of the text of that logical name.</summary>
    public string? Text { get; init; }

    /// <summary>The user name's text, by id; then there is no user name.</summary>
    public string? UsernameSecret { get; init; }

    public string? Identifier { get; init; }

    public string? OrgId { get; init; }

    public string? ProjectId { get; init; }

    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>The policy of the connection test on refresh.</summary>
    public string? Refresh { get; init; }

    /// <summary>An explicit provider's store.</summary>
    public string? Store { get; init; }

    /// <summary>The id of an object to read instead of making one.</summary>
    public string? Get { get; init; }

    public string? Import { get; init; }

    /// <summary>Former logical names.</summary>
    public string[] Aliases { get; init; } = [];

    public bool Protect { get; init; }

    /// <summary>Where the plugin of this resource is released.</summary>
    public string? Address { get; init; }

    public bool? DeleteBeforeReplace { get; init; }

    public string[] IgnoreChanges { get; init; } = [];

    /// <summary>The logical name of an explicit provider that stands before this one.</summary>
    public string? Provider { get; init; }

    /// <summary>The logical name of a resource that stands before this one.</summary>
    public string? DependsOn { get; init; }

    /// <summary>customTimeouts for create, update and delete, in seconds.</summary>
    public double? Timeout { get; init; }
}
