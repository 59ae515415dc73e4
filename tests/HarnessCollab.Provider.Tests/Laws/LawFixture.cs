using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Laws;

/// <summary>One plugin process with one store, for all laws. A store that is not here is one more class.</summary>
public abstract class LawFixture : IAsyncLifetime
{
    // Laws are about resources, not about Jira: nothing is sent anywhere.
    private static readonly Dictionary<string, string?> NoTests = new()
    {
        ["HARNESSCOLLAB_CONNECTION_TEST_PREVIEW"] = "off",
        ["HARNESSCOLLAB_CONNECTION_TEST_APPLY"] = "off",
        ["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "off",
    };

    private int _names;

    public PluginProcess Plugin { get; private set; } = null!;

    public PluginStore Store { get; private set; } = null!;

    /// <summary>Why these laws cannot be tried on this machine, or null.</summary>
    public string? Missing { get; private set; }

    protected TempFolder Folder { get; } = new();

    /// <summary>How many generated inputs each law is tried with.</summary>
    public virtual int Tries => 8;

    /// <summary>Generated inputs, without what this store does not take.</summary>
    public virtual PropertyMap Fit(PropertyMap inputs) => inputs;

    /// <summary>A name that no other object of this store has.</summary>
    public string NewName() => $"object {Interlocked.Increment(ref _names)}";

    public async ValueTask InitializeAsync()
    {
        Missing = Prepare();
        if (Missing is not null)
        {
            return;
        }

        Store = await MakeAsync();
        Plugin = await PluginProcess.StartAsync(Folder.Path, NoTests);
        await Plugin.ConfigureAsync(Store.Settings);
    }

    /// <summary>Another engine takes the plugin over, as after the end of a command.</summary>
    /// <param name="driftDetection">The setting; null leaves it out.</param>
    public async Task AttachAsync(string? driftDetection = null)
    {
        await Plugin.Client.AttachAsync(new PluginAttach { Address = Plugin.Engine.Address }, deadline: PluginProcess.Deadline);
        await Plugin.ConfigureAsync(
            driftDetection is null ? Store.Settings : Store.Settings.With("driftDetection", PropertyValue.Of(driftDetection)));
    }

    public async ValueTask DisposeAsync()
    {
        if (Plugin is not null)
        {
            await Plugin.DisposeAsync();
            await Store.DisposeAsync();
        }

        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts what the store needs.</summary>
    /// <returns>Why it is not to be had, or null.</returns>
    protected virtual string? Prepare() => null;

    protected abstract Task<PluginStore> MakeAsync();
}
