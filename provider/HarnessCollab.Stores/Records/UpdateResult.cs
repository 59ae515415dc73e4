namespace HarnessCollab.Stores;

/// <summary>What an update left behind. <paramref name="AlreadyEqual"/>: the row was as wanted before, as after a lost reply; nothing but perhaps the owner was written.</summary>
public sealed record UpdateResult(JiraAccountRecord Record, bool AlreadyEqual);
