namespace HarnessCollab.Common;

/// <summary>Why a server's certificate was refused; of several reasons the first in this order.</summary>
public enum CertificateFault
{
    /// <summary>
    /// It is for another host. First, since the advice for an unknown authority (trust it) would be dangerous on the wrong machine.
    /// </summary>
    Name,

    /// <summary>It, or one above it, is not valid yet or no longer.</summary>
    Time,

    /// <summary>It is not meant for servers, or its issuer not for issuing such.</summary>
    Purpose,

    /// <summary>The chain is broken in another way: a signature that does not fit, a revoked or constrained certificate.</summary>
    Chain,

    /// <summary>The chain is sound, but leads to no authority that is trusted.</summary>
    Authority,
}
