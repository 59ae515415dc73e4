namespace HarnessCollab.Settings.Tests;

public sealed class ProjectFileTests : IDisposable
{
    private const string Head = "name: p\nruntime: dotnet\n";

    private readonly SettingsFolder _folder = new();

    [Theory]
    [InlineData("", "Pulumi.dev.yaml")]
    [InlineData("stackConfigDir: stacks\n", "stacks/Pulumi.dev.yaml")]
    [InlineData("config: stacks\n", "stacks/Pulumi.dev.yaml")]
    public void The_settings_of_a_stack_are_where_the_project_says(string text, string expected) =>
        Assert.Equal(_folder.Path(expected), _folder.Project(Head + text).RequireSupported().SettingsPath("dev"));

    [Fact]
    public void Values_for_all_stacks_are_read_and_those_of_a_stack_win()
    {
        var project = _folder.Project(Head + """
            config:
              a: one
              p:list: [1, yes]
              size: {type: integer, default: 3, description: how many}
              other:site: {value: {deep: off}}
              wanted: {type: string, secret: true}
            """);
        var settings = _folder.Settings("config:\n  p:a: two\n  p:wanted: {secure: v1:x}\n");

        Assert.Equal(
            ["other:site={\"deep\":\"off\"}", "p:a=two", "p:list=[1,\"yes\"]", "p:size=3", "p:wanted=[secret]"],
            settings.With(project).Select(setting => $"{setting.Key}={setting.Text(null)}").Order(StringComparer.Ordinal));
        Assert.Equal((_folder.Path("Pulumi.yaml"), _folder.File), (settings.Find("p:size", project)!.File, settings.Find("p:a", project)!.File));
        Assert.Null(settings.Find("p:none", project));
    }

    [Theory]
    [InlineData(
        "a: {x: s3cret}", "'p:a' in FILE is an object, so it is a declaration, which cannot have 'x'. If it is the value, write it below 'value:'")]
    [InlineData("q:a: {description: none}", "'q:a' in FILE needs a 'value:'")]
    [InlineData("q:a: {default: s3cret}", "'q:a' in FILE is not in the project's namespace, so it can have a 'value:' but no 'type:' or 'default:'")]
    [InlineData(
        "q:a: {value: 1, type: integer}", "'q:a' in FILE is not in the project's namespace, so it can have a 'value:' but no 'type:' or 'default:'")]
    [InlineData("a: {value: 1, default: 2}", "'p:a' in FILE has both 'value:' and 'default:'")]
    [InlineData("a: {type: s3cret}", "'p:a' in FILE has a 'type:' other than string, integer, boolean, array or object")]
    [InlineData("a: {type: integer, default: s3cret}", "'p:a' in FILE is not of the type integer that FILE declares")]
    [InlineData("a: {type: integer, default: 1.5}", "'p:a' in FILE is not of the type integer that FILE declares")]
    [InlineData("a: {type: boolean, default: yes}", "'p:a' in FILE is not of the type boolean that FILE declares")]
    [InlineData("a: {type: string, default: 5}", "'p:a' in FILE is not of the type string that FILE declares")]
    [InlineData("a: {type: object, default: []}", "'p:a' in FILE is not of the type object that FILE declares")]
    [InlineData("a: {type: array, items: {type: integer}, default: [1, s3cret]}", "'p:a' in FILE is not of the type array that FILE declares")]
    [InlineData("a::b: s3cret", "'a::b' below 'config' in FILE is not a key of the form NAMESPACE:NAME")]
    [InlineData("p:a: s3cret\n  a: 1", "'p:a' occurs twice in FILE")]
    public void A_declaration_that_means_nothing_is_refused_by_name(string yaml, string message)
    {
        var project = _folder.Project($"{Head}config:\n  {yaml}\n");

        Assert.Equal(message.Replace("FILE", project.File, StringComparison.Ordinal), SettingsFolder.Refusal(() => project.RequireSupported()));
    }

    [Theory]
    [InlineData("a: {type: integer}", "p:a: s3cret", "'p:a' in STACK is not of the type integer that FILE declares")]
    [InlineData("a: {type: array}", "p:a: s3cret", "'p:a' in STACK is not of the type array that FILE declares")]
    [InlineData("a: {secret: true}", "p:a: s3cret", "'p:a' in STACK is not encrypted, and FILE declares it to be secret")]
    [InlineData("a: {type: string}", "p:b: s3cret", "STACK does not set 'p:a', which FILE declares without a default")]
    public void A_stack_that_is_not_what_the_project_declares_is_refused_by_name(string declared, string set, string message)
    {
        var project = _folder.Project($"{Head}config:\n  {declared}\n");
        var settings = _folder.Settings($"config:\n  {set}\n");

        Assert.Equal(
            message.Replace("FILE", project.File, StringComparison.Ordinal).Replace("STACK", _folder.File, StringComparison.Ordinal),
            SettingsFolder.Refusal(() => settings.With(project)));
    }

    [Theory]
    [InlineData("integer", "\"5\"")]
    [InlineData("boolean", "\"true\"")]
    [InlineData("string", "5")]
    [InlineData("integer", "{secure: v1:x}")]
    [InlineData("array", "[1]")]
    [InlineData("object", "{a: 1}")]
    public void What_a_command_writes_is_of_the_type_that_it_looks_like(string type, string value)
    {
        var project = _folder.Project($"{Head}config:\n  a: {{type: {type}}}\n");

        Assert.Single(_folder.Settings($"config:\n  p:a: {value}\n").With(project));
    }

    [Theory]
    [InlineData("options: {refresh: always}\n", "'options' in FILE is not supported by collab; use the Pulumi CLI for this project")]
    [InlineData("plugins: {languages: []}\n", "'plugins.languages' in FILE is not supported by collab; use the Pulumi CLI for this project")]
    [InlineData("plugins: {providers: [{name: x, path: none}]}\n", "no folder at path 'none'")]
    public void What_collab_does_not_have_is_refused_by_name_and_no_matter_for_the_plugin(string yaml, string message)
    {
        var project = _folder.Project(Head + yaml);

        Assert.Equal(("p", 0), (project.Name, project.Settings.Count));
        Assert.Equal(message.Replace("FILE", project.File, StringComparison.Ordinal), SettingsFolder.Refusal(() => project.RequireSupported()));
    }

    [Theory]
    [InlineData("runtime: {name: dotnet, options: {binary: ./x, path: y}}\nname: p\n", "'runtime.options.path' in FILE is not supported by collab")]
    [InlineData("name: p\n", "could not load project FILE: project is missing a 'runtime' attribute")]
    [InlineData("runtime: dotnet\n", "could not load project FILE: project is missing a 'name' attribute")]
    [InlineData("name: ..\nruntime: dotnet\n", "could not load project FILE: a project name may only contain")]
    [InlineData("", "could not load project FILE: project is missing a 'name' attribute")]
    public void A_project_that_cannot_be_run_is_refused(string yaml, string message)
    {
        var project = _folder.Project(yaml);

        Assert.StartsWith(
            message.Replace("FILE", project.File, StringComparison.Ordinal),
            SettingsFolder.Refusal(() => project.RequireSupported()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_project_file_counts_and_a_folder_of_its_name_is_none()
    {
        var below = Directory.CreateDirectory(_folder.Path("a/Pulumi.yaml"));
        File.WriteAllText(_folder.Path("a/Pulumi.json"), """{"name": "json", "runtime": {"name": "dotnet", "options": {"binary": "x"}}}""");
        var outer = _folder.Project(Head).File;

        Assert.Equal([_folder.Path("a/Pulumi.json"), outer], ProjectFile.Above(below.FullName).Take(2));
        var program = ProjectFile.Read(_folder.Path("a/Pulumi.json")).Program;
        Assert.Equal(("dotnet", "x", _folder.Path("a")), (program.Runtime, program.Binary, program.Main));
    }

    public void Dispose() => _folder.Dispose();
}
