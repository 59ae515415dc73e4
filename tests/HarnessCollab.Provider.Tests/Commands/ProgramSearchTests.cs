using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>Where a bare name is looked for, on either kind of system; the paths are only spelled, so both are tested everywhere.</summary>
public sealed class ProgramSearchTests
{
    [Theory]
    [InlineData("jq", "/usr/bin:/bin", "/usr/bin/jq /bin/jq")]
    [InlineData("jq", ":.:bin:../bin:~/bin:/usr/bin/:", "/usr/bin/jq")]
    [InlineData(@"a\b", "/bin", @"/bin/a\b")]
    [InlineData("", "/bin", "")]
    [InlineData("./jq", "/bin", null)]
    [InlineData("/bin/jq", "/bin", null)]
    public void Unix(string name, string path, string? expected) =>
        Assert.Equal(expected, Joined(ProgramSearch.Candidates(name, path, isWindows: false)));

    [Theory]
    [InlineData("jq", @"C:\Tools;D:/x/", @"C:\Tools/jq C:\Tools/jq.exe C:\Tools/jq.cmd D:/x/jq D:/x/jq.exe D:/x/jq.cmd")]
    [InlineData("jq", @";.;bin;..\bin;C:bin;C:;\bin;/bin;%SystemRoot%", "")]
    [InlineData("jq", @" ""C:\Tools"" ;", @"C:\Tools/jq C:\Tools/jq.exe C:\Tools/jq.cmd")]
    [InlineData("jq", @"\\server\share", @"\\server\share/jq \\server\share/jq.exe \\server\share/jq.cmd")]
    [InlineData(@".\jq", @"C:\Tools", null)]
    [InlineData("./jq", @"C:\Tools", null)]
    [InlineData("C:jq", @"C:\Tools", null)]
    public void Windows(string name, string path, string? expected) =>
        Assert.Equal(expected, Joined(ProgramSearch.Candidates(name, path, isWindows: true)));

    private static string? Joined(IEnumerable<string>? candidates) => candidates is null ? null : string.Join(' ', candidates);
}
