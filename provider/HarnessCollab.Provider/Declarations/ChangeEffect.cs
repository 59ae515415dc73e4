namespace HarnessCollab.Provider.Declarations;

/// <summary>The effect of a changed input on the object.</summary>
internal enum ChangeEffect
{
    /// <summary>The object is updated in place.</summary>
    Update,

    /// <summary>The object is replaced.</summary>
    Replace,
}
