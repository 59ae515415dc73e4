using CsCheck;
using HarnessCollab.Protocol.Tests;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using HarnessCollab.Provider.Rpc;

namespace HarnessCollab.Provider.Tests.Declarations;

/// <summary>Check and diff, which are made from the declarations, against values of every kind under declared names and others.</summary>
public sealed class DeclarationFuzzTests
{
    private static readonly PropertySet[] Sets =
    [
        JiraCollaborationProviderProperties.Inputs, EncryptedTextProperties.Inputs, ProviderConfiguration.Properties,
    ];

    private static readonly Gen<PropertySet> Set = Gen.Int[0, Sets.Length - 1].Select(index => Sets[index]);

    [Fact]
    public void Check_answers_anything_and_takes_what_it_made_for_good() =>
        Set.SelectMany(set => Given(set).Select(given => (set, given))).Sample(
            (set, given) =>
            {
                var problems = new CheckProblems("it");
                var once = InputCheck.Run(set, given, problems);
                Assert.All(problems.All, problem =>
                {
                    Assert.Matches("^HC[12][0-9]{3}: ", problem.Text);
                    Assert.DoesNotContain(problem.Text, char.IsControl);
                });
                var again = new CheckProblems("it");
                Assert.Equal(once, InputCheck.Run(set, once, again));
                Assert.DoesNotContain(again.All, problem => once.ContainsKey(problem.Root));
            },
            iter: 3_000);

    [Fact]
    public void A_diff_of_anything_agrees_with_itself() =>
        Set.SelectMany(set => Gen.Select(Given(set), Given(set)).Select(pair => (set, pair.Item1, pair.Item2))).Sample(
            (set, left, right) =>
            {
                var there = DefaultDiff.Compare(set, left, right);
                var back = DefaultDiff.Compare(set, right, left);
                var wire = DiffEncoder.Encode(new DiffResult(there, [], DeleteBeforeReplace: false));

                Assert.Equal(wire.Changes == DiffResponse.Types.DiffChanges.DiffNone, there.Count == 0);
                Assert.Equal(there.Select(difference => difference.Property.Name).Distinct().Order(), wire.Diffs.Order());
                Assert.Equal(there.Select(difference => difference.Path).Distinct().Order(), wire.DetailedDiff.Keys.Order());
                Assert.Equal(
                    there.Select(difference => (difference.Path, Reversed(difference.Kind))).Order(),
                    back.Select(difference => (difference.Path, difference.Kind)).Order());
            },
            iter: 3_000);

    [Fact]
    public void Nothing_differs_from_itself_but_what_is_unknown() =>
        Set.SelectMany(set => Given(set).Select(given => (set, given))).Sample(
            (set, given) =>
                Assert.All(DefaultDiff.Compare(set, given, given), difference => Assert.True(given[difference.Property.Name].ContainsUnknowns)),
            iter: 3_000);

    // A map with a few of the set's names, and one that nobody knows.
    private static Gen<PropertyMap> Given(PropertySet set)
    {
        string[] names = [.. set.All.Select(property => property.Name), "nonsense\u0007"];
        return Gen.Select(Gen.Int[0, names.Length - 1], PropertyGen.Value).Array[0, 5]
            .Select(entries => PropertyMap.From(entries.Select(entry => KeyValuePair.Create(names[entry.Item1], entry.Item2))));
    }

    private static DifferenceKind Reversed(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Add => DifferenceKind.Delete,
        DifferenceKind.Delete => DifferenceKind.Add,
        _ => kind,
    };
}
