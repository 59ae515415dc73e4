using HarnessCollab.CommandLine;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>Checks a base URL from the command line by the rules of the resource's input.</summary>
internal static class DoctorUrl
{
    public static Uri Parse(string text, bool allowInsecureHttp)
    {
        var problems = new CheckProblems("doctor");
        var normal = BaseUrlRule.Check(text, new CheckPath(problems, JiraCollaborationProviderProperties.BaseUrl, DoctorOptions.BaseUrl.Name));
        if (normal is null || problems.Any)
        {
            throw new UsageException(problems.All[0].Text);
        }

        var url = new Uri(normal);
        return url.Scheme == Uri.UriSchemeHttps || url.IsLoopback || allowInsecureHttp
            ? url
            : throw new UsageException($"{ErrorCodes.InsecureBaseUrl}: {DoctorOptions.BaseUrl.Name} is an http address; "
                + $"the secret would travel unencrypted. Use https, or permit it with {DoctorOptions.InsecureHttp.Name}.");
    }
}
