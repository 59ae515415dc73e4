using HarnessCollab.Testing;

namespace HarnessCollab.Collaboration.Tests.Packing;

/// <summary>A change of what programs compile against is seen in review: <c>HARNESSCOLLAB_ACCEPT=1</c> writes the file anew.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_committed_one() => Assert.Null(Golden.Difference(
        "sdk/dotnet/HarnessCollab.Collaboration/PublicApi.txt", PublicSurface.Of(typeof(JiraCollaborationProvider).Assembly)));
}
