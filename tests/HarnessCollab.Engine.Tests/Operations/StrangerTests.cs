using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Testing;

namespace HarnessCollab.Engine.Tests.Operations;

/// <summary>The engine's port serves the user who runs it and root, and no other of the machine.</summary>
public sealed class StrangerTests
{
    [Fact]
    public async Task Another_user_is_not_served()
    {
        Assert.SkipWhen(OtherUser.Missing is not null, OtherUser.Missing ?? "");
        await using var world = await World.StartAsync();
        var served = new List<bool>();

        await world.RunAsync(world.Request() with
        {
            Program = new DelegateProgram(async (address, _) =>
            {
                var port = address[(address.LastIndexOf(':') + 1)..];
                served.AddRange([await OtherUser.IsServedAsync(port, OtherUser.Id), await OtherUser.IsServedAsync(port, 0)]);
                return 0;
            }),
        });

        Assert.Equal([false, true], served);
    }
}
