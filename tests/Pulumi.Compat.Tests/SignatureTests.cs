using Pulumi.Compat.Tests.FakeEngine;
using Pulumi.Compat.Tests.Samples;

namespace Pulumi.Compat.Tests;

/// <summary>
/// What compiles on the stand-in compiles on the package, with the same meaning. Most of it is shown by this file being compiled on both.
/// </summary>
public sealed class SignatureTests
{
    [Fact]
    public async Task Components_and_calls_take_arguments_and_options_as_in_the_package()
    {
        await using var engine = await EngineServer.StartAsync();

        Func<Task<IDictionary<string, object?>>> program = async () =>
        {
            _ = new Group("g", new AccountArgs { Title = "t" });
            await Task.Yield();
            return new Dictionary<string, object?> { ["found"] = Deployment.Instance.Invoke<object>("pkg:index:f", InvokeArgs.Empty, new Patient()) };
        };

        Assert.Equal(0, await Programs.StartAsync(() => Deployment.RunAsync(program), engine.Environment()));
        Wire.AssertJson("""{"title":"t"}""", engine.Registration("g").Object);
    }

    /// <summary>
    /// The package has two constructors for these, so that a call with three arguments is ambiguous; on the stand-in none takes three.
    /// </summary>
    [Theory]
    [InlineData(typeof(CustomResource))]
    [InlineData(typeof(ProviderResource))]
    public void No_call_compiles_that_the_package_finds_ambiguous(Type type) => Assert.NotEqual(
        1, type.GetConstructors().Count(constructor => constructor.GetParameters().Skip(3).All(parameter => parameter.IsOptional)));

    private sealed class Group(string name, ResourceArgs args) : ComponentResource("shop:index:Group", name, args);

    private sealed class Patient : InvokeOutputOptions;
}
