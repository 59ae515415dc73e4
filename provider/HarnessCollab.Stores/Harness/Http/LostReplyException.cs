namespace HarnessCollab.Stores.Harness.Http;

/// <summary>
/// A call that makes something went out and no usable answer came back: it may have taken effect or not. Only the one who knows what
/// was to be made can find out.
/// </summary>
internal sealed class LostReplyException(PlatformCall call, string what, Exception? cause) : Exception($"{call} was sent, but {what}", cause);
