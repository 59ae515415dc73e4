using JiraSandbox;

const string Details = """
    While it runs:
      /                           a page with settings and requests, for people
      GET  /__sandbox/requests    the request log as JSON: no secret, but sha256(salt:secret) of each
      GET  /__sandbox/settings    the settings in force, without secrets
      POST /__sandbox/settings    change settings: {"token":"new","deny":["OPS:CREATE_ISSUES"],"delay":100}
      POST /__sandbox/reset       back to the switches of the start, with an empty log
    """;

// One account, two projects, and the ways in which Jira refuses.
return await SandboxApp.RunAsync(
    args,
    "a stand-in Jira on this machine's loopback address, for trying things out and for tests",
    Details,
    Switches.All,
    new SandboxSettings(),
    settings => new JiraStandIn(settings),
    settings => settings.ContextPath);
