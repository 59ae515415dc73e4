// How long preview, up, refresh and destroy take, and how that grows with the number of resources. See README.md.
using System.Globalization;
using HarnessCollab.Engine.Benchmarks;

var sizes = (args.Length > 0 ? args[0] : "1,100,1000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
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
