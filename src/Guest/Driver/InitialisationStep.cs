namespace Ballast.Guest.Driver;

/// <summary>Steps of an initialisation (virtio 1.4, 3.1.1), in the order of the specification.</summary>
public enum InitialisationStep
{
    /// <summary>1: write status 0 and wait until it reads 0.</summary>
    Reset,

    /// <summary>2: set ACKNOWLEDGE.</summary>
    Acknowledge,

    /// <summary>3: set DRIVER.</summary>
    Driver,

    /// <summary>4: read the features and write those that are accepted.</summary>
    Features,

    /// <summary>5: set FEATURES_OK.</summary>
    FeaturesOk,

    /// <summary>6: read the status again; FEATURES_OK must have stayed.</summary>
    CheckFeaturesOk,

    /// <summary>7: set up the queues.</summary>
    Queues,

    /// <summary>7: put a filled buffer into the statistics queue, without a notification.</summary>
    FirstStatistics,

    /// <summary>7: write poison_val.</summary>
    PoisonValue,

    /// <summary>8: set DRIVER_OK.</summary>
    DriverOk,

    /// <summary>Prime the free page queue of the bitmap dialect and send the notifications that were held back.</summary>
    Notify,

    /// <summary>Read num_pages and the command id, which may have changed before.</summary>
    FirstConfiguration,
}
