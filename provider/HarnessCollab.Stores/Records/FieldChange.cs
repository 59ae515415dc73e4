namespace HarnessCollab.Stores;

/// <summary>One field of a journal entry: what it was and what it became; a credential is given as its short fingerprint.</summary>
public sealed record FieldChange(string Field, string? Old, string? New);
