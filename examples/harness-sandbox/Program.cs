// A stand-in Harness platform for trying things out and for tests: one account with its connectors and secrets, and the platform's ways of saying no.
return await SandboxProcess.RunAsync(args, _ => "");
