namespace Pulumi.Compat.Tests.Samples;

internal sealed class TestProvider(string name, TestProviderArgs args, CustomResourceOptions? options = null, string package = "pkg")
    : ProviderResource(package, name, args, options);

internal sealed class TestProviderArgs : ResourceArgs
{
    [Input("endpoint")]
    public Input<string>? Endpoint { get; set; }

    [Input("verbose", json: true)]
    public Input<bool>? Verbose { get; set; }

    [Input("limit", json: true)]
    public Input<LimitArgs>? Limit { get; set; }

    [Input("names", json: true)]
    public InputList<string> Names { get; set; } = null!;

    [Input("ratio", json: true)]
    public Input<double>? Ratio { get; set; }
}
