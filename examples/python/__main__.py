import pulumi
import pulumi_harnesscollab as harnesscollab

config = pulumi.Config()
jira = harnesscollab.JiraCollaborationProvider(
    "jira",
    display_name="ops-jira",
    base_url=config.require("baseUrl"),
    username=config.require("username"),
)

pulumi.export("id", jira.id)
pulumi.export("status", jira.connection.status)
