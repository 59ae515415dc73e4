using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Plugins;

/// <summary>A provider resource with its running plugin.</summary>
internal sealed record LoadedProvider(string Urn, PropertyMap Inputs, PluginConnection Connection, PluginProvider Resources);
