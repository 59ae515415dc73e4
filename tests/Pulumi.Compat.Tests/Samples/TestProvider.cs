namespace Pulumi.Compat.Tests.Samples;

internal sealed class TestProvider(string name, TestProviderArgs args, CustomResourceOptions? options = null)
    : ProviderResource("pkg", name, args, options);

internal sealed class TestProviderArgs : ResourceArgs
{
    [Input("endpoint")]
    public Input<string>? Endpoint { get; set; }

    [Input("verbose", json: true)]
    public Input<bool>? Verbose { get; set; }

    [Input("limit", json: true)]
    public Input<LimitArgs>? Limit { get; set; }
}
