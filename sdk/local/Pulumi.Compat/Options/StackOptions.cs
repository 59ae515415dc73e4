namespace Pulumi;

/// <summary>Options of a stack. The package has only transformations here, which programs on this stand-in cannot use.</summary>
public class StackOptions;
