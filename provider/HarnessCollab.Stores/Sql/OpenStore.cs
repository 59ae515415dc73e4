using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>A store that has been found, with its keys. Good as long as the database still has the same identity.</summary>
internal sealed record OpenStore(object Identity, StoreMeta Meta, KeyRing Keys);
