namespace HarnessCollab.Provider.Declarations;

/// <summary>What a changed input means for the object.</summary>
internal enum ChangeEffect
{
    /// <summary>The object is updated in place.</summary>
    Update,

    /// <summary>The object is another one: it is replaced.</summary>
    Replace,
}
