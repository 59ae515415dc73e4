using HarnessCollab.Provider.Resources;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Tests.Resources;

/// <summary>The protocol of the run's memory, call by call.</summary>
public sealed class RunMemoryTests
{
    private const string Urn = "urn:pulumi:dev::tests::type::a";
    private const string Old = "urn:pulumi:dev::tests::type::old";

    private readonly RunMemory _memory = new();

    [Fact]
    public void Diff_tells_whose_an_id_is_and_that_it_may_be_deleted_first()
    {
        _memory.Checked(Urn, hasOlds: true);
        _memory.Diffed(Urn, "1", standsInTheWay: true);

        Assert.Equal(Urn, _memory.Known(Holder("1")).Owner);
        Assert.Equal(Old, _memory.Known(Holder("2")).Owner);
        Assert.True(_memory.IsKnown(Urn, "1") && _memory.IsInHand("1") && _memory.IsOutgoing(Urn, "1"));
        Assert.False(_memory.IsKnown(Urn, "2") || _memory.IsInHand("2") || _memory.IsOutgoing(Urn, "2") || _memory.IsKnown(Old, "1"));
    }

    [Fact]
    public void The_second_check_of_a_replacement_keeps_what_the_first_one_and_Diff_said()
    {
        _memory.Checked(Urn, hasOlds: true);
        _memory.Diffed(Urn, "1", standsInTheWay: true);
        _memory.Checked(Urn, hasOlds: false);

        Assert.True(_memory.IsOutgoing(Urn, "1") && _memory.IsAwaited(Urn));
        _memory.Written(Urn);
        Assert.False(_memory.IsOutgoing(Urn, "1") || _memory.IsAwaited(Urn));
        Assert.True(_memory.IsKnown(Urn, "1"));
    }

    [Fact]
    public void A_registration_with_olds_begins_anew()
    {
        _memory.Checked(Urn, hasOlds: true);
        _memory.Diffed(Urn, "1", standsInTheWay: true);
        _memory.Checked(Urn, hasOlds: true);

        Assert.False(_memory.IsOutgoing(Urn, "1"));
    }

    [Fact]
    public void A_refresh_tells_whose_an_id_is_and_announces_nothing()
    {
        _memory.Checked(Urn, hasOlds: true);
        _memory.Refreshed(Urn, "1");
        _memory.Diffed(Urn, "1", standsInTheWay: true);

        Assert.Equal(Urn, _memory.Known(Holder("1")).Owner);
        Assert.False(_memory.IsOutgoing(Urn, "1") || _memory.IsAwaited(Urn));
    }

    [Fact]
    public void What_was_imported_is_kept_once_it_is_registered_even_after_an_update()
    {
        _memory.Imported(Urn, "1");
        Assert.True(_memory.IsImported(Urn) && !_memory.IsToBeKept("1"));

        _memory.Checked(Urn, hasOlds: true);
        _memory.Written(Urn);

        Assert.True(_memory.IsToBeKept("1"));
        Assert.False(_memory.IsToBeKept("2"));
    }

    [Fact]
    public void The_stack_is_known_when_its_provider_is_compared()
    {
        Assert.False(_memory.StackIsKnown);
        _memory.StackKnown();
        Assert.True(_memory.StackIsKnown);
    }

    private static NameHolder Holder(string id) => new(id, "name", Old, Author.Unknown, DateTimeOffset.UnixEpoch);
}
