namespace SandboxHost;

/// <summary>Ends the sandbox with the process that started it: the end of standard input is the one sign that also a killed parent gives.</summary>
internal static class ParentWatch
{
    public static async Task StopWithAsync(IHostApplicationLifetime lifetime)
    {
        var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        try
        {
            while (await input.ReadAsync(buffer, lifetime.ApplicationStopping) > 0)
            {
                // What is typed here means nothing; only the end does.
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // A broken pipe is an end as well.
        }

        lifetime.StopApplication();
    }
}
