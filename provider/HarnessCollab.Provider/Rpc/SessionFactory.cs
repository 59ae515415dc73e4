using HarnessCollab.Jira;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Hosting;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Rpc;

/// <summary>Makes what a configured provider works with. Opens nothing: stores and connections open when they are used.</summary>
/// <param name="open">Opens stores; crash tests give one that dies on the way.</param>
internal sealed class SessionFactory(
    IProcessEnvironment environment, TimeProvider time, Func<StoreSettings, TimeProvider, IProviderStore>? open = null)
{
    /// <param name="given">The settings as the engine sends them.</param>
    /// <param name="attached">Whether nobody started us in the project's folder.</param>
    /// <param name="urn">The provider's own, which names its project; empty when the engine does not tell it.</param>
    /// <param name="log">Where messages go.</param>
    /// <param name="memory">What this engine's run has told so far.</param>
    public Session Create(PropertyMap given, bool attached, string urn, IEngineLog log, RunMemory memory)
    {
        // Every provider of a program has a name; that of a command without a program has none, and its project is an invented one.
        var isByHand = Urn.Parse(urn) is { Name: "" };
        memory.ConfigIsKnown |= isByHand;
        var settings = Read(given);
        return new Session(
            settings,
            Open(settings),
            new JiraConnectionTester(TesterOptions(settings)),
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

    private JiraConnectionTesterOptions TesterOptions(ProviderSettings settings) => new()
    {
        TimeProvider = time,
        UserAgent = $"HarnessCollab.Pulumi/{PackageInfo.Version}",
        CaCertificates = settings.CaCertificates,
        RefusalMemoryPath = UserFiles.Refusals(environment),
        ForgetCommand = UserFiles.ForgetCommand(environment),
    };
}
