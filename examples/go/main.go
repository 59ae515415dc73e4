package main

import (
	"github.com/pulumi/pulumi-harnesscollab/sdk/go/harnesscollab"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		jira, err := harnesscollab.NewJiraCollaborationProvider(ctx, "jira", &harnesscollab.JiraCollaborationProviderArgs{
			DisplayName: pulumi.String("ops-jira"),
			BaseUrl:     pulumi.String(settings.Require("baseUrl")),
			Username:    pulumi.String(settings.Require("username")),
		})
		if err != nil {
			return err
		}
		ctx.Export("id", jira.ID())
		ctx.Export("status", jira.Connection.Status())
		return nil
	})
}
