using HarnessSandbox;
using HarnessSandbox.Platform;

// One account with its connectors and secrets, and the ways in which the platform refuses.
return await SandboxApp.RunAsync(
    args,
    "a stand-in Harness platform on this machine's loopback address, for trying things out and for tests: "
        + "it keeps Jira connectors and text secrets of one account in memory, and forgets them when it ends",
    $$$"""
    Faults, as CALL:FAULT or CALL:FAULT:TIMES (once, if nothing is said; then as usual):
      CALL                        {{{string.Join(", ", CallNames.All)}}}, or any
    {{{string.Join('\n', Faults.All.Select(fault => $"  {fault.Name,-26}  {fault.Help}"))}}}

    While it runs:
      /                           a page with settings, objects and requests, for people
      GET  /__sandbox/requests    the request log as JSON, without bodies and keys
      GET  /__sandbox/objects     connectors and secrets as JSON: of a secret's value only sha256(salt:value)
      GET  /__sandbox/settings    the settings in force, without secrets
      POST /__sandbox/settings    change settings: {"faults":["create-connector:lost-reply"],"delay":100}
      POST /__sandbox/rotate      someone else writes a secret: {"org":null,"project":null,"identifier":"x","value":"new"}
      POST /__sandbox/delete      someone removes an object by force: {"kind":"connector","org":null,"project":null,"identifier":"x"}
      POST /__sandbox/edit        someone changes a document: {"kind":"connector","identifier":"x","changes":{"name":"y"}}; null removes a member
      POST /__sandbox/heartbeat   the platform tests each connector by itself, as it does every half hour
      POST /__sandbox/reset       back to the switches of the start, with empty log and no objects
    """,
    Switches.All,
    new SandboxSettings(),
    settings => new PlatformStandIn(settings));
