using HarnessCollab.Provider.Commands;
using HarnessCollab.Provider.Configuration;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>What a command says when the plugin itself is wrong.</summary>
public sealed class DefectTests
{
    [Theory]
    [InlineData(false, "accounts", "list")]
    [InlineData(true, "accounts", "list", "-v")]
    public async Task The_place_of_a_defect_is_shown_only_when_asked_for(bool shown, params string[] command)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var code = await PluginCommands.RunAsync(command, new(new Broken(), TimeProvider.System, new(output, errors, colours: false)));

        Assert.Equal(1, code);
        Assert.StartsWith(
            "error: HC9001: this is a defect of the provider (NotImplementedException); please report it ",
            errors.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(shown, errors.ToString().Contains("   at ", StringComparison.Ordinal));
    }

    private sealed class Broken : IProcessEnvironment
    {
        public string WorkingDirectory => throw new NotImplementedException();

        public string UserName => throw new NotImplementedException();

        public string HostName => throw new NotImplementedException();

        public string? Variable(string name) => throw new NotImplementedException();

        public bool IsSet(string name) => throw new NotImplementedException();
    }
}
