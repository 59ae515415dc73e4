import * as pulumi from "@pulumi/pulumi";
import * as harnesscollab from "pulumi-harnesscollab";

const config = new pulumi.Config();
const jira = new harnesscollab.JiraCollaborationProvider("jira", {
    displayName: "ops-jira",
    baseUrl: config.require("baseUrl"),
    username: config.require("username"),
});

export const id = jira.id;
export const status = jira.connection.status;
