namespace HarnessCollab.CommandLine.Tests;

/// <summary>How every program here understands its command line.</summary>
public sealed class CommandTableTests
{
    private const string Secret = "canary-77f0-secret";

    private static readonly Option Stack = new("--stack", "NAME", "the stack", "-s");
    private static readonly Option Yes = new("--yes", null, "do not ask", "-y");
    private static readonly Option Force = new("--force", null, "at all costs", "-f");
    private static readonly Option Tag = new("--tag", "TEXT", "a mark (repeatable)", "-t") { IsRepeatable = true };
    private static readonly Option Account = new("--account", "NAME", "whose") { IsRequired = true };
    private static readonly Option Verbose = new("--verbose", null, "say more", "-v");

    private static readonly CommandTable<string> Table = new(
        "tool",
        "does things",
        new("set", "set a value", "set") { Operands = ["KEY", "[VALUE]"], Options = [Stack, Yes, Force, Tag], Details = "It asks first." },
        new("store info", "look into the store", "store info"),
        new("store log", "show the journal", "store log"),
        new("run", "run a command", "run") { Options = [Account], Rest = Rest.CommandAfterDashes },
        new("other", "what another program does", "other") { Rest = Rest.Everything })
    {
        Options = [Verbose],
        Version = "1.2.3",
        Refusal = name => name == "--password" ? "a secret is never an argument" : null,
        Elsewhere = "ask elsewhere",
    };

    [Theory]
    [InlineData("set k --stack dev")]
    [InlineData("set --stack=dev k")]
    [InlineData("set -s dev k")]
    [InlineData("set -sdev k")]
    [InlineData("set -s=dev k")]
    [InlineData("set k -yfsdev")]
    [InlineData("-v set k -s dev")]
    public void A_value_stands_in_the_same_word_or_the_next(string line)
    {
        var call = Parse(line);

        Assert.Equal(("set", "dev"), (call.Command!.Run, call.Arguments.Find(Stack)));
        Assert.Equal(["k"], call.Arguments.Operands);
    }

    [Fact]
    public void A_flag_can_be_taken_back()
    {
        Assert.True(Parse("set k --yes").Arguments.Has(Yes));
        Assert.True(Parse("set k -yf=true").Arguments.Has(Force));
        Assert.False(Parse("set k --yes=false").Arguments.Has(Yes));
        Assert.False(Parse("set k").Arguments.Has(Yes));
    }

    [Fact]
    public void An_option_is_repeated_where_it_says_so()
    {
        Assert.Equal(["a", "b", "c"], Parse("set k --tag a -t b --tag=c").Arguments.All(Tag));
        Assert.Equal(["--stack is given twice"], Problems("set k --stack a -s b"));
        Assert.Equal(["--yes is given twice"], Problems("set k -yy"));
    }

    [Fact]
    public void After_two_dashes_every_word_is_an_operand()
    {
        Assert.Equal(["k", "--yes"], Parse("set k -- --yes").Arguments.Operands);
        Assert.Equal(["-", "-x"], Parse("set - -- -x").Arguments.Operands);
        Assert.Equal(["there are too many arguments"], Problems("store info -- --yes"));
    }

    [Fact]
    public void What_is_another_programs_is_left_as_it_is()
    {
        Assert.Equal(["ls", "-v", "--", "--help"], Parse("run --account a -- ls -v -- --help").Arguments.Rest);
        Assert.Equal(["--help", "-x", "--"], Parse("other --help -x --").Arguments.Rest);
    }

    [Theory]
    [InlineData("", "Does things.", "Usage: tool COMMAND [OPTIONS]", "store log   show the journal", "--version")]
    [InlineData("help", "store info")]
    [InlineData("store --help", "Usage: tool store COMMAND [OPTIONS]", "store log   show the journal")]
    [InlineData("store help", "store info")]
    [InlineData("set --help", "Set a value.", "Usage: tool set KEY [VALUE] [OPTIONS]", "  -s, --stack NAME  the stack\n", "\nIt asks first.\n")]
    [InlineData("set --nonsense -h", "Set a value.")]
    [InlineData("--help run", "Usage: tool run --account NAME [OPTIONS] -- COMMAND [ARGUMENT…]")]
    [InlineData("--version", "1.2.3\n")]
    public void Help_and_version_are_answers(string line, params string[] texts)
    {
        var call = Parse(line);

        Assert.Null(call.Command);
        Assert.All(texts, text => Assert.Contains(text, call.Answer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("set k --stak dev", "there is no option --stak; did you mean --stack?")]
    [InlineData("set k --satck=dev", "there is no option --satck; did you mean --stack?")]
    [InlineData("set k --nonsense", "there is no option --nonsense; ask elsewhere")]
    [InlineData("set k -yX", "there is no option -X; ask elsewhere")]
    [InlineData("set k --yes=maybe", "--yes accepts only the values true and false")]
    [InlineData("set k --stack", "--stack needs a value: --stack NAME")]
    [InlineData("set k -s", "-s needs a value: --stack NAME")]
    [InlineData("set k --stack -- x", "--stack needs a value: --stack NAME")]
    [InlineData("set", "an argument is missing: KEY")]
    [InlineData("set a b c", "there are too many arguments")]
    [InlineData("run -- ls", "--account NAME is required")]
    [InlineData("run --account a", "the command to run is missing; write it after '--'")]
    [InlineData("stroe info", "there is no command 'stroe'; ask elsewhere")]
    [InlineData("ste", "there is no command 'ste'; did you mean 'set'?")]
    [InlineData("store lgo", "there is no command 'store lgo'; did you mean 'store log'?")]
    [InlineData("store", "'store' needs one of info, log")]
    [InlineData("set k --version", "there is no option --version; ask elsewhere")]
    public void What_makes_no_sense_is_told_with_the_name_that_was_meant(string line, string problem) =>
        Assert.Equal([problem], Problems(line));

    [Fact]
    public void All_mistakes_are_told_at_once() => Assert.Equal(
        ["there is no option --stak; did you mean --stack?", "--yes accepts only the values true and false", "--tag needs a value: --tag TEXT"],
        Problems("set k --stak dev --yes=maybe --tag"));

    [Theory]
    [InlineData("set k --password " + Secret)]
    [InlineData("set k --password=" + Secret)]
    [InlineData("set k --yes=" + Secret)]
    [InlineData("set k -p" + Secret)]
    [InlineData("set a b " + Secret)]
    [InlineData("set k --stack=a --stack=" + Secret)]
    public void No_text_repeats_a_value(string line) =>
        Assert.All(Problems(line), problem => Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal));

    [Fact]
    public void Nothing_that_a_terminal_would_obey_is_repeated() =>
        Assert.Equal(["there is no option --x; ask elsewhere"], Problems("set k --x\u001b[31m"));

    [Theory]
    [InlineData("5", 5)]
    [InlineData("600", 600)]
    [InlineData("601", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    public void A_number_keeps_to_its_range(string text, int? number)
    {
        var arguments = Parse($"set k --stack={text}").Arguments;

        if (number is { } expected)
        {
            Assert.Equal(expected, arguments.Number(Stack, 1, 600));
        }
        else
        {
            Assert.Equal(
                "--stack NAME must be a number from 1 to 600", Assert.Throws<UsageException>(() => arguments.Number(Stack, 1, 600)).Message);
        }
    }

    [Fact]
    public void A_program_of_one_command_has_no_word_for_it()
    {
        var table = new CommandTable<string>("one", "does one thing", new Command<string>("", "do it", "it") { Options = [Yes] });

        Assert.True(table.Parse(["--yes"]).Arguments.Has(Yes));
        Assert.Contains("Usage: one [OPTIONS]\n", table.Parse(["--help"]).Answer, StringComparison.Ordinal);
        Assert.Equal(["there are too many arguments"], Assert.Throws<UsageException>(() => table.Parse(["x"])).Problems);
        Assert.Throws<UsageException>(() => table.Parse(["--version"]));
    }

    private static Call<string> Parse(string line) => Table.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IReadOnlyList<string> Problems(string line) => Assert.Throws<UsageException>(() => Parse(line)).Problems;
}
