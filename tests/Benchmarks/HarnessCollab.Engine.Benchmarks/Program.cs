// How long preview, up, refresh and destroy take, and how that grows with the number of resources. See README.md.
using System.Globalization;
using HarnessCollab.Engine.Benchmarks;

var sizes = (args.Length > 0 ? args[0] : "1,100,1000").Split(',')
    .Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
if (args.Length > 1 || sizes.Contains(0))
{
    Console.Error.WriteLine("usage: engine-benchmarks [SIZES]\nSIZES are numbers of resources, each at least 1, separated by commas: 1,100,1000");
    return 2;
}

foreach (var why in Contender.Missing())
{
    Console.WriteLine($"left out: {why}");
}

var results = new List<Result>();
foreach (var size in sizes)
{
    foreach (var contender in Contender.Available())
    {
        var result = await Scenario.RunAsync(contender, size);
        results.Add(result);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{contender.Name}, {size}: {result.Seconds.Values.Sum():0.0} s in all"));
    }
}

Console.WriteLine();
Console.Write(Report.Of(results));
return 0;
