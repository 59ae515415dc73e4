using Google.Protobuf;
using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Tests.Replay;

/// <summary>What every answer must look like, whatever it says.</summary>
internal static class Shapes
{
    public static void Check(IMessage request, IMessage answer)
    {
        switch (answer)
        {
            case CheckResponse check:
                Assert.All(check.Failures, failure => Assert.Matches("^HC[12][0-9]{3}: ", failure.Reason));
                Decodes(check.Inputs);
                break;
            case DiffResponse diff:
                Assert.True(diff.HasDetailedDiff);
                Assert.NotEqual(DiffResponse.Types.DiffChanges.DiffUnknown, diff.Changes);
                Assert.Equal(diff.Changes == DiffResponse.Types.DiffChanges.DiffNone, diff.DetailedDiff.Count == 0);
                Assert.Equal(diff.Diffs.Order(), diff.DetailedDiff.Keys.Select(path => path.Split('.', '[')[0]).Distinct().Order());
                Assert.Subset(diff.DetailedDiff.Keys.ToHashSet(), diff.Replaces.ToHashSet());
                break;
            case CreateResponse create:
                Assert.Equal(((CreateRequest)request).Preview, create.Id.Length == 0);
                Assert.True(Decodes(create.Properties).ContainsKey("storeId"));
                break;
            case ReadResponse read:
                Assert.True(read.Id == ((ReadRequest)request).Id || (read.Id.Length == 0 && read.Inputs is null && read.Properties is null));
                break;
            case UpdateResponse update:
                Assert.True(Decodes(update.Properties).ContainsKey("storeId"));
                break;
            case InvokeResponse invoke:
                Assert.Equal(invoke.Failures.Count > 0, invoke.Return is null);
                break;
        }
    }

    /// <summary>An error is told by its status, and by a text for people.</summary>
    public static void Check(RpcException error)
    {
        Assert.DoesNotContain(
            error.StatusCode, new[] { StatusCode.Internal, StatusCode.Unknown, StatusCode.Unimplemented, StatusCode.DeadlineExceeded });
        Assert.Matches("^HC[2-5][0-9]{3}: ", error.Status.Detail);
    }

    private static PropertyMap Decodes(Google.Protobuf.WellKnownTypes.Struct? properties) => PropertyDecoder.Decode(properties);
}
