namespace HarnessCollab.Stores.Harness.Http;

/// <summary>
/// A create was sent and no usable answer came back, so it is unknown whether it took effect. Only the caller, which knows what was to be created,
/// can find out.
/// </summary>
internal sealed class LostReplyException(PlatformCall call, string what, Exception? cause) : Exception($"{call} was sent, but {what}", cause);
