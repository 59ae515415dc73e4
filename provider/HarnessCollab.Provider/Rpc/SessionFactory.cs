using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Hosting;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Rpc;

/// <summary>Creates the session of a configured provider. It opens nothing: stores and connections are opened at their first use.</summary>
/// <param name="open">Opens stores; crash tests pass one that kills the process.</param>
internal sealed class SessionFactory(
    IProcessEnvironment environment, TimeProvider time, Func<StoreSettings, TimeProvider, IProviderStore>? open = null)
{
    /// <param name="given">The settings as the engine sends them.</param>
    /// <param name="attached">Whether the plugin was not started in the project's folder.</param>
    /// <param name="urn">The provider's own URN, which contains its project; empty when the engine does not send it.</param>
    /// <param name="log">Where messages go.</param>
    /// <param name="memory">What this engine has told so far in its run.</param>
    public Session Create(PropertyMap given, bool attached, string urn, EngineLog log, RunMemory memory)
    {
        // A provider of a program always has a name. That of a command without a program has none, and its project is artificial.
        var isByHand = Urn.Parse(urn) is { Name: "" };
        memory.ConfigIsKnown |= isByHand;
        var settings = Read(given);
        return new Session(
            settings,
            Open(settings),
            ConnectionTesters.Create(settings.CaCertificates, environment, time),
            log,
            environment,
            memory,
            new StoreFallback(given, environment, other => Open(Read(other))),
            isByHand);

        ProviderSettings Read(PropertyMap from)
        {
            var read = new SettingsReader(environment).Read(from, attached, isByHand ? null : ProjectFolder.ProjectOf(urn));
            if (read.Store.MissingKey is { } why)
            {
                var key = new MissingSetting(ProviderConfiguration.StoreKey, why);
                throw new SettingsException([$"{ErrorCodes.MissingSettings}: {key.Description}"], [key]);
            }

            return read;
        }

        IProviderStore Open(ProviderSettings of) => (open ?? StoreFactory.Open)(of.Store, time);
    }
}
