// A stand-in Jira for trying things out and for tests: one account, two projects, and Jira's ways of saying no.
return await SandboxProcess.RunAsync(args, settings => settings.ContextPath);
